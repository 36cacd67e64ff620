package theorem4_4

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// kktSample decides whether points are KKT points: the definition against the statement, in exact arithmetic.
func (s statement) kktSample() *claim.Sample {
	d := domain(7)
	regimes := kktRegimes(d)
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 12 * n, Default: 200 * n, Deep: 8000 * n}, MinValid: 4,
		NewJudge: func() claim.Judge {
			g := gradients{}
			return func(c *claim.Case) claim.Outcome {
				w := make([]*big.Rat, c.Depth())
				for l, row := range c.Weights {
					w[l] = row[0]
				}
				b, m := c.Target[0], c.Param(boxName)
				is := g.isKKT(w, b, c.Scale(0), c.Noise, m)
				says := s.says(w, b, c.Noise, m)
				c.Trace("KKT by definition", is)
				c.Trace("KKT by the theorem", says)
				switch {
				case is && !says:
					return claim.Violate("KKT but excluded", 0, "the KKT conditions hold, the theorem does not list the point")
				case !is && says:
					return claim.Violate("not KKT", 0, "the theorem lists the point, the KKT conditions do not hold")
				}
				return claim.Hold()
			}
		},
	}
}

// cornerSample compares the exact place of M with the certified roots of the shrinkage equation, and the corner's KKT property by definition with the
// statement: corners of the sign of b iff t_- <= M <= t_+.
func (s statement) cornerSample() *claim.Sample {
	d := domain(10)
	regimes := kktRegimes(d)[:5]
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 10 * n, Default: 100 * n, Deep: 4000 * n}, MinValid: 4,
		NewJudge: func() claim.Judge {
			g := gradients{}
			return func(c *claim.Case) claim.Outcome { return s.cornerJudge(g, c) }
		},
	}
}

func (s statement) cornerJudge(g gradients, c *claim.Case) claim.Outcome {
	b, m, e := c.Target[0], c.Param(boxName), c.Noise
	at, err := certified(shrinkage.Problem{Depth: c.Depth(), Target: b, Noise: e, Scale: c.Scale(0)}, m)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	exact := locate(c.Depth(), b, e, m)
	c.Trace("place of M by the certified roots", at)
	c.Trace("place of M by the exact inequality", exact)
	if at != exact {
		return claim.Violate("places differ", 0, "M = %s lies at %d by the roots, %d by the inequality", m.RatString(), at, exact)
	}
	w := make([]*big.Rat, c.Depth())
	for l := range w {
		w[l] = m
	}
	if b.Sign() < 0 {
		w[0] = new(big.Rat).Neg(m)
	}
	is := g.isKKT(w, b, c.Scale(0), e, m)
	if says := s.corner(at) && b.Sign() != 0; says != is {
		return claim.Violate("corner", 0, "the corner is a KKT point: %t; M among t_-, t_+: %d", is, at)
	}
	return claim.Hold()
}

// certified compares m with the enclosures of t_- and t_+; m is a root exactly when the shrinkage equation says so, in rational arithmetic, and otherwise
// the digits are raised until the enclosures exclude it.
func certified(p shrinkage.Problem, m *big.Rat) (place, error) {
	tie := excess(p.Depth, p.Target, p.Noise, m).Sign() == 0
	for digits := 30; digits <= 960; digits *= 2 {
		st, err := shrinkage.Solve(context.Background(), p, digits)
		if err != nil {
			return 0, err
		}
		roots := st.Points[1:]
		if len(roots) == 0 {
			return noRoots, nil
		}
		signs := make([]int, len(roots)) // of m - t
		known := true
		for k, q := range roots {
			sign, ok := q.T.CmpRat(m)
			if tie && q.T.Contains(m) {
				sign, ok = 0, true
			}
			signs[k], known = -sign, known && ok
		}
		if !known {
			continue
		}
		switch {
		case roots[0].Kind == shrinkage.Degenerate && signs[0] == 0:
			return double, nil
		case len(roots) == 1 && p.Depth > 2: // a double root elsewhere
			if signs[0] < 0 {
				return below, nil
			}
			return above, nil
		case len(roots) == 2 && signs[0] < 0:
			return below, nil
		case len(roots) == 2 && signs[0] == 0:
			return atSmall, nil
		case signs[len(signs)-1] < 0:
			return between, nil
		case signs[len(signs)-1] == 0:
			return atLarge, nil
		default:
			return above, nil
		}
	}
	return 0, fmt.Errorf("box %s: not separated from the roots at 960 digits", m.RatString())
}

// KKT is the set of KKT points of one coordinate of L_R on |w_l| <= M.
type KKT struct {
	// Points are the stationary points in the box, the origin first: each with Multiplicity sign patterns of |w_l| = T.
	Points []shrinkage.Point
	// Corners says that the 2^(L-1) corners |w_l| = M of the sign of b are KKT points; when M is itself a root they are also in Points.
	Corners bool
	// Count is the number of KKT points.
	Count *big.Int
}

// Solve returns the KKT points of the coordinate on the box M > 0, with the given digits, every decision certified or exact.
//
// Errors: those of shrinkage.Solve; M <= 0; a root that cannot be told from M at 960 digits.
// Source: MATH.md, Theorem 4.4.
func Solve(ctx context.Context, p shrinkage.Problem, box *big.Rat, digits int) (*KKT, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if box == nil || box.Sign() <= 0 {
		return nil, fmt.Errorf("theorem4_4: box = %v: must be positive", box)
	}
	at, err := certified(p, box)
	if err != nil {
		return nil, err
	}
	st, err := shrinkage.Solve(ctx, p, digits)
	if err != nil {
		return nil, err
	}
	k := &KKT{Points: st.Points[:1], Corners: theorem().corner(at) && p.Target.Sign() != 0, Count: big.NewInt(1)}
	large := at == atLarge || at == above || at == double
	small := large || at == atSmall || at == between
	for n, q := range st.Points[1:] {
		last := n == len(st.Points)-2
		if last && large || !last && small {
			k.Points = append(k.Points, q)
			k.Count.Add(k.Count, new(big.Int).SetUint64(q.Multiplicity))
		}
	}
	if at == between { // at a root the corners are counted already
		k.Count.Add(k.Count, new(big.Int).Lsh(big.NewInt(1), uint(p.Depth-1)))
	}
	return k, nil
}

// contains reports whether the enclosures w meet one of the listed points: every |w_l| meets T (or M), with the sign of b as product unless it is the origin.
func (k *KKT) contains(w []*interval.Interval, sign int, box *big.Rat) bool {
	c := interval.NewContext(1024) // above the precision of every enclosure here, so that Abs is exact
	m := c.SetRat(interval.New(), box)
	meets := func(t *interval.Interval, origin bool) bool {
		product := 1
		for _, x := range w {
			a := c.Abs(interval.New(), x)
			if a.Less(t) == interval.Yes || t.Less(a) == interval.Yes {
				return false
			}
			if s, ok := x.Sign(); ok {
				product *= s
			}
		}
		return origin || product == sign
	}
	for n, q := range k.Points {
		if meets(q.T, n == 0) {
			return true
		}
	}
	return k.Corners && meets(m, false)
}

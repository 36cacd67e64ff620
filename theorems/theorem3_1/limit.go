package theorem3_1

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// Which limit (parts 3 and 5): the flow of one coordinate is followed until it is inside a ball that is proved to attract; its center, a
// certified stationary point, is the limit. On the line w_1 + sign(b) w_2 = 0 of L = 2 the limit is the saddle 0, which no ball shows:
// there the line is invariant (check "depth-two"), and the enclosure is held against |w_1(t)| <= |w_1(0)| exp(-2 s (e^2 + |b|) t).

// The names of the regimes that aim at one part of the statement.
const (
	nearOrigin = "in the cube"      // w within the cube that goes to the origin, L >= 3
	outside    = "outside the cube" // L = 3, equal weights with e^4 < |b| w < 2 e^4: to the large root
	onSaddle   = "stable line"      // L = 2, w_2 = -sign(b) w_1
	against    = "wrong sign"       // L >= 3, equal moduli, sign(p) = -sign(b): to the origin although outside the cube
	below0     = "below 0"          // L >= 3, L_R(W) < L_R(0)
	afar       = "from afar"        // L >= 3, L_R(W) > L_R(0), near the diagonal: to the large root although above
)

func limitDomain() generators.Domain {
	d := trajectory.Domain(2, 4, 1, 1)
	d.Diagonal, d.PositiveNoise = true, true
	d.Extra = append(d.Extra, generators.Constraint{
		Text: "e >= 1/2, |b|/e^L at least 1/8 of beta_1 away from beta_1 (a moderate time to the limit)",
		Holds: func(in *generators.Instance) bool {
			return in.Noise.Cmp(big.NewRat(1, 2)) >= 0 && side(in) != 0
		},
	})
	return d
}

// side is the sign of beta - beta_1 when they differ by more than beta_1/8, else 0.
func side(in *generators.Instance) int {
	beta := new(big.Rat).Abs(in.Target[0])
	beta.Quo(beta, orbit.Pow(in.Noise, in.Depth()))
	scaled := func(n int64) *big.Rat { return new(big.Rat).Mul(beta, big.NewRat(8, n)) }
	switch {
	case shrinkage.CompareBeta1(in.Depth(), scaled(9)) > 0:
		return 1
	case shrinkage.CompareBeta1(in.Depth(), scaled(7)) < 0:
		return -1
	}
	return 0
}

// away bends an instance into limitDomain.
func away(_ *rand.Rand, in *generators.Instance) {
	for in.Noise.Cmp(big.NewRat(1, 2)) < 0 {
		in.Noise.Add(in.Noise, in.Noise)
	}
	for side(in) == 0 {
		in.Target[0].Mul(in.Target[0], big.NewRat(3, 4))
	}
}

func limitSpace() generators.Space {
	d := limitDomain()
	plain := d
	plain.Extra = nil
	bend := func(r *rand.Rand, in *generators.Instance) {
		trajectory.Bend(in)
		away(r, in)
	}
	regimes := generators.RegimeNamed(plain, generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs,
		generators.OneZeroLayer, generators.TwoZeroLayers, generators.ZeroTarget)
	special := func(name string, depth func(d generators.Domain) generators.Domain, more func(in *generators.Instance)) generators.Regime {
		g := generators.RegimeNamed(plain, generators.Dyadic)[0]
		inner := g.Make
		g.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance { return inner(r, depth(d)) }
		g = g.With(func(r *rand.Rand, in *generators.Instance) {
			bend(r, in)
			more(in)
		})
		g.Name = name
		return g
	}
	for k, g := range regimes {
		regimes[k] = g.With(bend)
	}
	deep := func(d generators.Domain) generators.Domain { d.MinDepth = 3; return d }
	regimes = append([]generators.Regime{
		special(against, deep, func(in *generators.Instance) {
			rooted(in)
			for _, row := range in.Weights {
				row[0].SetInt64(1)
			}
			in.Weights[0][0].SetInt64(int64(-sign(in.Target[0])))
		}),
		special(below0, deep, func(in *generators.Instance) { // (w^2+e^2)/w <= 1.45 on [3/4, 5/4]: P <= 1.45^4 p < 8 p = 2 b p
			around(in, big.NewRat(1, 1), big.NewRat(1, 8))
		}),
		special(afar, deep, func(in *generators.Instance) { // (w^2+e^2)/w > 2.09 on [63/32, 2]: P > 9 p > 2 b p
			around(in, big.NewRat(2, 1), big.NewRat(-1, 64))
		}),
		special(nearOrigin, deep, func(in *generators.Instance) {
			rooted(in)
			for !facts3(in).Cube {
				for _, row := range in.Weights {
					row[0].Mul(row[0], big.NewRat(1, 2))
				}
			}
		}),
		special(outside, func(d generators.Domain) generators.Domain { d.MinDepth, d.MaxDepth = 3, 3; return d }, func(in *generators.Instance) {
			in.Noise.SetInt64(1) // (w^2+e^2)^2 < 1.49 < b w = 1.875: the weights grow to 1
			in.Target[0].SetInt64(4)
			for _, row := range in.Weights {
				row[0].SetFrac64(15, 32)
			}
		}),
		special(onSaddle, func(d generators.Domain) generators.Domain { d.MaxDepth = 2; return d }, func(in *generators.Instance) {
			rooted(in)
			in.Weights[1][0].Mul(in.Weights[0][0], big.NewRat(int64(-sign(in.Target[0])), 1))
		}),
	}, regimes...)
	return generators.NewSpace(d, regimes...)
}

// rooted sets e = 1/2 and raises b until there are nonzero stationary points: |b| <= 1 suffices at L <= 4.
func rooted(in *generators.Instance) {
	in.Noise.SetFrac64(1, 2)
	b := in.Target[0]
	if b.Sign() == 0 {
		b.SetInt64(1)
	}
	for side(in) <= 0 {
		b.Add(b, b)
	}
}

// around sets e = 1/2, b = 4 and w_l to x + y |w_l|.
func around(in *generators.Instance, x, y *big.Rat) {
	in.Noise.SetFrac64(1, 2)
	in.Target[0].SetInt64(4)
	for _, row := range in.Weights {
		row[0].Mul(row[0].Abs(row[0]), y).Add(row[0], x)
	}
}

// sign is the sign of x, 1 for 0.
func sign(x *big.Rat) int {
	if x.Sign() < 0 {
		return -1
	}
	return 1
}

// facts3 collects what part 5 looks at, exactly.
func facts3(in *generators.Instance) facts {
	depth, b := in.Depth(), in.Target[0]
	f := facts{Depth: depth, Roots: side(in) > 0}
	var m big.Rat
	for _, row := range in.Weights {
		if a := new(big.Rat).Abs(row[0]); a.Cmp(&m) > 0 {
			m.Set(a)
		}
	}
	if depth == 2 {
		q := new(big.Rat).Mul(in.Weights[1][0], big.NewRat(int64(sign(b)), 1))
		f.Sum = q.Add(q, in.Weights[0][0]).Sign() != 0
	}
	cube := orbit.Pow(&m, depth-2)
	cube.Mul(cube, new(big.Rat).Abs(b))
	f.Cube = cube.Cmp(orbit.Pow(in.Noise, 2*(depth-1))) < 0
	return f
}

func (s statement) limit() *claim.Sample {
	return &claim.Sample{
		Space: limitSpace(), Cases: claim.Count{Quick: 14, Default: 56, Deep: 4200}, MinValid: 1,
		NewJudge: func() claim.Judge {
			j := &limits{s: s, at: map[int]*trajectory.Coordinate{}, exact: proof.NewValues(lossAndZero)}
			return j.judge
		},
	}
}

type limits struct {
	s     statement
	at    map[int]*trajectory.Coordinate
	exact *proof.Values
}

func (j *limits) judge(c *claim.Case) claim.Outcome {
	f := facts3(c.Instance)
	f.Sublevel = j.below(c)
	got, detail, out := j.end(c, f)
	if out.Kind != claim.KindHeld {
		return out
	}
	want := j.s.ends(f)
	c.Trace("limit", string(got)+", "+detail)
	if want != anywhere && got != want {
		return claim.Violate("other limit", 0, "the flow tends to %s (%s), not to %s", got, detail, want)
	}
	return claim.Hold()
}

// lossAndZero are L_R(W) and L_R(0) at d = 1.
func lossAndZero(m *proof.Model) []circuit.Node {
	f := loss(m)
	zero := make([]circuit.Node, m.Depth())
	for l := range zero {
		zero[l] = m.C.Int(0)
	}
	return []circuit.Node{f, circuit.Substitute(f, m.Layer(0), zero)}
}

// below decides L_R(W) < L_R(0) exactly, from the definition.
func (j *limits) below(c *claim.Case) bool {
	outs := j.exact.At(c.Instance)
	return outs[0].Cmp(outs[1]) < 0
}

// end finds the limit.
func (j *limits) end(c *claim.Case, f facts) (end, string, claim.Outcome) {
	if f.Depth == 2 && !f.Sum {
		return j.stableLine(c)
	}
	answer, err := trajectory.Stationary(c.Instance, 20)
	if err != nil {
		return "", "", claim.Undecide("%v", err)
	}
	k, ok := j.at[f.Depth]
	if !ok {
		k = trajectory.NewCoordinate(f.Depth)
		j.at[f.Depth] = k
	}
	for _, t := range []int64{2, 16, 128, 1024} {
		states, why := follow(c.Instance, t)
		if why != "" {
			return "", "", claim.Undecide("%s", why)
		}
		l := k.Identify(c.Instance, answer, states)
		switch {
		case l == nil:
		case l.Origin():
			return origin, "at t = " + l.Time.RatString(), claim.Hold()
		default:
			if l.Point != &answer.Points[len(answer.Points)-1] {
				return "", "", claim.Violate("kind", 0, "a strict minimum that is neither the origin nor the largest root")
			}
			return largeRoot, fmt.Sprintf("signs %v at t = %s", l.Signs, l.Time.RatString()), claim.Hold()
		}
	}
	return "", "", claim.Undecide("in no attracting ball by t = 1024")
}

// follow encloses the flow at t/4, t/2, 3t/4, t. Along an unstable set errors grow before they fall: more digits then reach the end.
func follow(in *generators.Instance, t int64) (states []flow.State, why string) {
	for _, digits := range []int{10, 40, 120} {
		if states, why = trajectory.Follow(in, trajectory.Fractions(big.NewRat(t, 1), 4), digits); why == "" {
			break
		}
	}
	return states, why
}

// stableLine holds the flow from the line q = 0 against its exponential.
func (j *limits) stableLine(c *claim.Case) (end, string, claim.Outcome) {
	w0 := new(big.Rat).Abs(c.Weights[0][0])
	if w0.Sign() == 0 {
		return origin, "the start is the saddle", claim.Hold()
	}
	t := big.NewRat(1, 1)
	states, why := trajectory.Follow(c.Instance, []*big.Rat{t}, 12)
	if why != "" {
		return "", "", claim.Undecide("%s", why)
	}
	ic := interval.NewContext(256)
	x := new(big.Rat).Mul(c.Noise, c.Noise)
	x.Add(x, new(big.Rat).Abs(c.Target[0]))
	x.Mul(x, c.Scale(0)).Mul(x, big.NewRat(-2, 1))
	bound := ic.Exp(interval.New(), ic.SetRat(interval.New(), x))
	ic.MulRat(bound, bound, w0)
	got := ic.Abs(interval.New(), states[0].Weights[0][0])
	switch got.LessEq(bound) {
	case interval.Yes:
	case interval.No:
		return "", "", claim.Violate("stable line", 0, "|w_1(1)| = %v, above %v", got, bound)
	default:
		return "", "", claim.Undecide("|w_1(1)| = %v against %v", got, bound)
	}
	return origin, fmt.Sprintf("on the stable line, |w_1(1)| = %v <= %v", got, bound), claim.Hold()
}

package theorem4_2

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
)

// The limit of a run, identified.

// maxRun bounds the steps of a run.
const maxRun = 24000

// betas are |b|/e^L of the regimes, by depth: below beta_1, between beta_1 and beta_2 (L >= 3), above both. They keep away from the thresholds,
// where convergence is slow.
func betas(depth int) (below, between, above *big.Rat) {
	switch depth {
	case 2:
		return big.NewRat(1, 2), big.NewRat(3, 4), big.NewRat(9, 4) // both thresholds are 1
	case 3:
		return big.NewRat(2, 1), big.NewRat(16, 5), big.NewRat(5, 1) // 3.079, 3.330
	case 4:
		return big.NewRat(5, 1), big.NewRat(36, 5), big.NewRat(9, 1) // 6.75, 7.414
	default:
		return big.NewRat(10, 1), big.NewRat(74, 5), big.NewRat(18, 1) // 14.10, 15.45
	}
}

// calm lists the ranges of |b|/e^L, by depth from 2 to 5, that keep away from both thresholds; the last one is also bounded above.
func calm(depth int) [][2]*big.Rat {
	zero, top := new(big.Rat), big.NewRat(32, 1)
	switch depth {
	case 2:
		return [][2]*big.Rat{{zero, big.NewRat(3, 4)}, {big.NewRat(5, 4), top}}
	case 3:
		return [][2]*big.Rat{{zero, big.NewRat(5, 2)}, {big.NewRat(63, 20), big.NewRat(13, 4)}, {big.NewRat(4, 1), top}}
	case 4:
		return [][2]*big.Rat{{zero, big.NewRat(11, 2)}, {big.NewRat(7, 1), big.NewRat(29, 4)}, {big.NewRat(8, 1), top}}
	default:
		return [][2]*big.Rat{{zero, big.NewRat(12, 1)}, {big.NewRat(29, 2), big.NewRat(15, 1)}, {big.NewRat(17, 1), top}}
	}
}

// ordinary is where the start is off the exceptional set that is known, for L = 2 the antidiagonal, and convergence is not slow.
func ordinary() generators.Constraint {
	return generators.Constraint{Text: "|b|/e^L away from the thresholds and at most 32, |w_l| <= 2 e; L = 2: w_1 + sign(b) w_2 != 0", Holds: func(in *generators.Instance) bool {
		beta := new(big.Rat).Abs(in.Target[0])
		beta.Quo(beta, orbit.Pow(in.Noise, in.Depth()))
		inside := false
		for _, r := range calm(in.Depth()) {
			inside = inside || beta.Cmp(r[0]) >= 0 && beta.Cmp(r[1]) <= 0
		}
		twice := new(big.Rat).Mul(in.Noise, big.NewRat(2, 1))
		for _, row := range in.Weights {
			inside = inside && orbit.CmpAbs(row[0], twice) <= 0
		}
		if in.Depth() == 2 && in.Target[0].Sign() != 0 {
			x, y := in.Weights[0][0], new(big.Rat).Mul(in.Weights[1][0], big.NewRat(int64(in.Target[0].Sign()), 1))
			inside = inside && x.Cmp(y.Neg(y)) != 0
		}
		return inside
	}}
}

// leave moves w_1 off the antidiagonal at L = 2: where w_1 w_2 b is not positive, by e/16 from a multiple of e/8, as w_2 is.
func leave(in *generators.Instance) {
	product := new(big.Rat).Mul(in.Weights[0][0], in.Weights[1][0])
	if in.Depth() == 2 && product.Mul(product, in.Target[0]).Sign() <= 0 {
		in.Weights[0][0].Add(in.Weights[0][0], new(big.Rat).Mul(in.Noise, big.NewRat(1, 16)))
	}
}

func limitSpace(depth int) generators.Space {
	d := domain(depth, 1, fraction(theta0, big.NewRat(1, 2), big.NewRat(1, 1)))
	plain := d
	d.Extra = []generators.Constraint{ordinary()}
	pick := func(r *rand.Rand, xs ...*big.Rat) *big.Rat { return xs[r.Intn(len(xs))] }
	regime := func(name string, beta func(depth int) *big.Rat) generators.Regime {
		g := generators.RegimeNamed(plain, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
			in.Noise.Set(pick(r, big.NewRat(1, 2), big.NewRat(1, 1), big.NewRat(3, 2)))
			in.Sigma[0][0].Set(pick(r, big.NewRat(1, 2), big.NewRat(1, 1), big.NewRat(2, 1)))
			for _, row := range in.Weights {
				row[0].SetFrac64(r.Int63n(25)-12, 8)
				row[0].Mul(row[0], in.Noise)
			}
			in.Target[0].Mul(beta(in.Depth()), orbit.Pow(in.Noise, in.Depth()))
			if r.Intn(2) == 0 {
				in.Target[0].Neg(in.Target[0])
			}
			leave(in)
		})
		g.Name = name
		return g
	}
	// Small weights below the large minimum: a start for which the origin wins although it is not global.
	small := regime("above, small weights", func(l int) *big.Rat { _, _, b := betas(l); return b }).With(func(_ *rand.Rand, in *generators.Instance) {
		for _, row := range in.Weights {
			row[0].Mul(row[0], big.NewRat(1, 16))
		}
	})
	return generators.NewSpace(d,
		orbit.Named(small, small.Name, 3),
		regime("no target", func(int) *big.Rat { return new(big.Rat) }),
		regime("below both thresholds", func(l int) *big.Rat { b, _, _ := betas(l); return b }),
		regime("between the thresholds", func(l int) *big.Rat { _, b, _ := betas(l); return b }),
		regime("above both thresholds", func(l int) *big.Rat { _, _, b := betas(l); return b }),
	)
}

func limitSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: limitSpace(5), Cases: claim.Count{Quick: 20, Default: 160, Deep: 8000}, MinValid: 4,
		MarginIs: "alpha mu, where 1 - alpha mu is the contraction factor proved on the ball",
		NewJudge: func() claim.Judge {
			constants := map[int]*lemmac_1.Constants{}
			return func(c *claim.Case) claim.Outcome {
				k, ok := constants[c.Depth()]
				if !ok {
					k = lemmac_1.NewConstants(c.Depth())
					constants[c.Depth()] = k
				}
				return s.fate(c, theorem().boxes(c, k).step(c.Param(theta0)))
			}
		},
	}
}

func (s statement) fate(c *claim.Case, alpha *big.Rat) claim.Outcome {
	z, err := newLandscape(c.Instance, alpha)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	f := z.follow(maxRun)
	if f == nil {
		return claim.Undecide("the iterate is in no ball that attracts after %d steps of %s", maxRun, alpha.RatString())
	}
	c.Trace("steps", f.steps)
	c.Trace("bits", f.prec)
	c.Trace("limit", f.ball.center)
	c.Trace("radius", f.ball.radius.RatString())
	if !s.limit(f.ball.point, f.ball.origin) {
		return claim.Violate("limit", 0, "the limit is %v (in the ball of radius %s after %d steps of %s)", f.ball.center, f.ball.radius.RatString(), f.steps, alpha.RatString())
	}
	if f.ball.origin && startsBelow(c.Instance) {
		return claim.Violate("rises", 0, "L_R(W_0) < L_R(0), and the limit is 0")
	}
	q, _ := new(big.Rat).Mul(alpha, f.ball.mu).Float64()
	return claim.HoldBy(q)
}

// startsBelow decides L_R(W_0) < L_R(0), exactly.
func startsBelow(in *generators.Instance) bool {
	o := orbit.NewExact(proof.ShapeOf(in))
	set := func(z, x *big.Rat) { z.Set(x) }
	o.Place(in, set)
	start := new(big.Rat).Set(o.Value())
	zero := in.Clone()
	for _, row := range zero.Weights {
		row[0].SetInt64(0)
	}
	o.Place(zero, set)
	return start.Cmp(o.Value()) < 0
}

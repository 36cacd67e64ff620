package descent_lemma

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Steps from the definition, exact: the step size is theta limit / K, theta in [0, 1].

const thetaName = "theta"

func params() []generators.ParamSpec {
	return []generators.ParamSpec{{Name: thetaName, Lo: new(big.Rat), Hi: big.NewRat(1, 1)}}
}

type orbits map[proof.Shape]*orbit.Orbit[*big.Rat, circuit.Rats]

// decrease takes one step and decides L_R(W) - L_R(W - alpha g) >= share alpha |g|^2.
func (s statement) decrease(c *claim.Case, known orbits, alpha *big.Rat) claim.Outcome {
	shape := proof.ShapeOf(c.Instance)
	o, ok := known[shape]
	if !ok {
		o = orbit.NewExact(shape)
		known[shape] = o
	}
	o.Place(c.Instance, func(z, x *big.Rat) { z.Set(x) })
	fall := new(big.Rat).Set(o.Value())
	amount, t := new(big.Rat), new(big.Rat)
	for _, g := range o.Gradient() {
		amount.Add(amount, t.Mul(g, g))
	}
	amount.Mul(amount, alpha)
	amount.Mul(amount, s.share)
	o.Advance(alpha)
	fall.Sub(fall, o.Value())
	c.Trace("alpha", alpha.RatString())
	c.Trace("fall of L_R", fall.RatString())
	c.Trace("stated amount", amount.RatString())
	if fall.Cmp(amount) < 0 {
		return claim.Violate("falls too little", 0, "alpha = %s: L_R falls by %s, less than %s", proof.Clip(alpha), proof.Clip(fall), proof.Clip(amount))
	}
	return claim.HoldBy(orbit.Slack(amount, fall))
}

// flat is the regime in which the amount is nearly sharp: b = 0 and equal small weights make L_R nearly quadratic with curvature nearly K.
func flat(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		x := big.NewRat(1, 8<<uint(r.Intn(16)))
		for i := range in.Target {
			in.Target[i].SetInt64(0)
			for _, row := range in.Weights {
				row[i].Set(x)
			}
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	g.Name = "flat"
	return g
}

func diagonalSample(s statement) *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 3, Diagonal: true, PositiveScale: true, PositiveNoise: true, Params: params(),
	}
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.NearlyBalanced, generators.OneZeroLayer,
		generators.AllZeroLayers, generators.TinyNoise, generators.HugeNoise, generators.ZeroTarget, generators.AtBeta1,
	}
	return &claim.Sample{
		Space: generators.NewSpace(d, append(generators.RegimeNamed(d, names...), flat(d))...), Cases: claim.Count{Quick: 78, Default: 780, Deep: 39000}, MinValid: 4,
		MarginIs: "1 - (alpha/2)|g|^2 / (fall of L_R)",
		NewJudge: func() claim.Judge {
			known, constants := orbits{}, map[int]*lemmac_1.Constants{}
			return func(c *claim.Case) claim.Outcome {
				k, ok := constants[c.Depth()]
				if !ok {
					k = lemmac_1.NewConstants(c.Depth())
					constants[c.Depth()] = k
				}
				worst := new(big.Rat)
				for i := range c.Target {
					w := make([]*big.Rat, c.Depth())
					for l := range w {
						w[l] = c.Weights[l][i]
					}
					m := k.Box(c.Target[i], c.Noise, w...)
					bound := k.StepInverse(c.Scale(i), c.Noise, m)
					if s.layers {
						bound = k.K(c.Scale(i), c.Target[i], c.Noise, m)
					}
					if bound.Cmp(worst) > 0 {
						worst = bound
					}
				}
				alpha := new(big.Rat).Quo(c.Param(thetaName), worst)
				return s.decrease(c, known, alpha.Mul(alpha, s.limit))
			}
		},
	}
}

func generalSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3, PositiveScale: true, PositiveNoise: true, Params: params()}
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.OneZeroLayer, generators.AllZeroLayers, generators.FullSigma,
		generators.SingularSigma, generators.ZeroTarget,
	}
	return &claim.Sample{
		Space: generators.NewSpace(d, generators.RegimeNamed(d, names...)...), Cases: claim.Count{Quick: 54, Default: 360, Deep: 18000}, MinValid: 4,
		MarginIs: "1 - (alpha/2)|g|^2 / (fall of L_R)",
		NewJudge: func() claim.Judge {
			known, excess := orbits{}, map[proof.Shape]*lemmac_1.Excess{}
			return func(c *claim.Case) claim.Outcome {
				shape := proof.ShapeOf(c.Instance)
				x, ok := excess[shape]
				if !ok {
					x = lemmac_1.NewExcess(shape)
					excess[shape] = x
				}
				// 1/K rounded down by the upper end of the enclosure of K, and to 64 bits.
				k, ok := lemmac_1.General(interval.NewContext(128), c.Instance, x.At(c.Instance)).HiRat()
				if !ok {
					return claim.Undecide("the constant has no enclosure at 128 bits")
				}
				alpha := new(big.Rat).Quo(c.Param(thetaName), k)
				return s.decrease(c, known, orbit.RoundDown(alpha.Mul(alpha, s.limit), 64))
			}
		},
	}
}

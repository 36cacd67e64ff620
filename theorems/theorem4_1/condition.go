package theorem4_1

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// One step in the general model, with the step size at a fraction theta of the largest with a + |c| <= 1 for the pair of layers at hand:
// D+ lies between 0 and (1 - alpha root)^2 D. All exact.

const theta = "theta"

func conditionSample(s statement) *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3, ZeroTau2: true,
		Params: []generators.ParamSpec{{Name: theta, Lo: new(big.Rat), Hi: big.NewRat(1, 1)}},
	}
	half := sharp(d).With(func(_ *rand.Rand, in *generators.Instance) { in.Params[0].Value.SetFrac64(1, 2) })
	return &claim.Sample{
		Space: generators.NewSpace(d, append([]generators.Regime{orbit.Named(half, "sharp", 2)}, generators.Regimes(d)...)...), Cases: claim.Count{Quick: 100, Default: 960, Deep: 46000}, MinValid: 4,
		MarginIs: "min(D+/D, 1 - D+ / ((1 - 2 alpha s e^(2(L-1)))^2 D)) over the pairs; 0 at theta = 1 and where the bound is sharp",
		NewJudge: func() claim.Judge {
			j := &pairs{s: s, shapes: map[proof.Shape]*pairShape{}}
			return j.judge
		},
	}
}

type pairs struct {
	s      statement
	shapes map[proof.Shape]*pairShape
}

// pairShape computes, for every coordinate and pair of layers, x, y, dL_R/dx, dL_R/dy, 2 s e^2 P_-lm, 2 h and the root.
type pairShape struct {
	names []string
	m     *circuit.Machine[*big.Rat, circuit.Rats]
}

const pairOuts = 7

func (j *pairs) at(shape proof.Shape) *pairShape {
	if k, ok := j.shapes[shape]; ok {
		return k
	}
	m := proof.NewModel(shape)
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	r := &pairShape{}
	var outs []circuit.Node
	one, zero := m.C.Int(1), m.C.Int(0)
	for i := range m.B {
		for _, p := range layerPairs(shape.Depth) {
			v := pairOf(m, one, i, p[0], p[1])
			b := box{C: m.C, S: v.S, Beta: zero, M2: zero, E2: m.E.Sqr(), G: zero, H: zero, N: m.E.Pow(2 * (shape.Depth - 2))}
			r.names = append(r.names, fmt.Sprintf("layers %d and %d, coordinate %d", p[0]+1, p[1]+1, i+1))
			outs = append(outs, v.X, v.Y, circuit.Derive(f, v.X), circuit.Derive(f, v.Y), v.a(), j.s.c(v, m.Diagonal), j.s.root(b))
		}
	}
	r.m = circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
	j.shapes[shape] = r
	return r
}

func (j *pairs) judge(c *claim.Case) claim.Outcome {
	k := j.at(proof.ShapeOf(c.Instance))
	outs := k.m.Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, c.IsDiagonal(), c.Noise, c.Tau2))
	margin := 1.0
	for n, name := range k.names {
		o := outs[n*pairOuts : (n+1)*pairOuts]
		alpha := new(big.Rat).Abs(o[5])
		alpha.Add(alpha, o[4])
		if alpha.Sign() == 0 {
			alpha.SetInt64(1)
		}
		alpha.Quo(c.Param(theta), alpha)
		alpha.Mul(alpha, big.NewRat(j.s.anyStep, 1))
		move := func(x, g *big.Rat) *big.Rat {
			z := new(big.Rat).Mul(alpha, g)
			return z.Sub(x, z)
		}
		before, after := difference(o[0], o[1]), difference(move(o[0], o[2]), move(o[1], o[3]))
		rate := new(big.Rat).Mul(alpha, o[6])
		rate.Sub(big.NewRat(1, 1), rate)
		rate.Mul(rate, rate)
		most := new(big.Rat).Mul(rate, before)
		c.Trace(name+", alpha", alpha.RatString())
		c.Trace(name+", D", before.RatString())
		c.Trace(name+", D+", after.RatString())
		switch {
		case after.Sign()*before.Sign() < 0:
			return claim.Violate("overshoots", 0, "%s, alpha = %s: D goes from %s to %s", name, proof.Clip(alpha), proof.Clip(before), proof.Clip(after))
		case orbit.CmpAbs(after, most) > 0:
			return claim.Violate("bound fails", 0, "%s, alpha = %s: D goes from %s to %s, the bound is %s", name, proof.Clip(alpha), proof.Clip(before), proof.Clip(after), proof.Clip(most))
		}
		if before.Sign() != 0 {
			margin = min(margin, max(0, orbit.Ratio(after, before)), orbit.Slack(after.Abs(after), most.Abs(most)))
		}
	}
	return claim.HoldBy(margin)
}

// difference is x^2 - y^2.
func difference(x, y *big.Rat) *big.Rat {
	z := new(big.Rat).Mul(x, x)
	return z.Sub(z, new(big.Rat).Mul(y, y))
}

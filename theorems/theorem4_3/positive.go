package theorem4_3

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// positiveSteps proves B = E[ R^2 (b - x y R)^2 ] + A_4 (e^2 (x^2 + y^2) + 3 e^4), a sum of nonnegative terms of which the last is at least 3 e^4 A_4 > 0 for e > 0.
func (s statement) positiveSteps(claim.Profile) []claim.Step {
	return []claim.Step{freeStep("sum-of-squares", "all L, all d", func(b *circuit.Builder) []grid.Identity {
		p, _, law := freePair(b, moments.NoiseOnly)
		r := b.Var("R")
		law.Groups = append(law.Groups, moments.Known(r, p.A[1:]...))
		square := moments.Expect(b, r.Mul(p.Target.Sub(p.X.Mul(p.Y).Mul(r))).Sqr(), law)
		e2 := p.E.Sqr()
		rest := e2.Mul(p.X.Sqr().Add(p.Y.Sqr())).Add(e2.Sqr().Times(3))
		return []grid.Identity{{Name: "B", LHS: s.b(p), RHS: square.Add(p.A[4].Mul(rest))}}
	})}
}

// positiveSample decides B > 0 on instances. B is not taken from the closed form: -4 alpha^2 s^2 B D is the part of second order in alpha of E D+, which
// is E g_l^2 - E g_m^2 by definition, so B = -(E g_l^2 - E g_m^2) / (4 s^2 D); instances with D = 0 are drawn away.
func (s statement) positiveSample() *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Extra: []generators.Constraint{{Text: "w_1^2 != w_2^2", Holds: func(in *generators.Instance) bool {
			return new(big.Rat).Abs(in.Weights[0][0]).Cmp(new(big.Rat).Abs(in.Weights[1][0])) != 0
		}}},
	}
	base := d
	base.Extra = nil
	var regimes []generators.Regime
	for _, g := range generators.RegimeNamed(base, generators.Generic, generators.Dyadic, generators.Unit, generators.OneZeroLayer, generators.AllZeroLayers,
		generators.TinyNoise, generators.HugeNoise, generators.ZeroTarget, generators.NearlyBalanced) {
		regimes = append(regimes, g.With(apart))
	}
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 90, Default: 900, Deep: 36000}, MinValid: 4,
		MarginIs: "1 - 3 e^4 A_4 / B",
		NewJudge: func() claim.Judge {
			j := &positiveJudge{s: s, shapes: map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
			return j.judge
		},
	}
}

// apart makes |w_1| and |w_2| differ.
func apart(_ *rand.Rand, in *generators.Instance) {
	x, y := in.Weights[0][0], in.Weights[1][0]
	if new(big.Rat).Abs(x).Cmp(new(big.Rat).Abs(y)) == 0 {
		x.Add(new(big.Rat).Abs(x), in.Noise)
	}
}

type positiveJudge struct {
	s      statement
	shapes map[int]*circuit.Machine[*big.Rat, circuit.Rats]
}

// at returns E g_1^2 - E g_2^2 from the definition, the statement's B and A_4.
func (j *positiveJudge) at(depth int) *circuit.Machine[*big.Rat, circuit.Rats] {
	if m, ok := j.shapes[depth]; ok {
		return m
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: 1, Diagonal: true})
	gs := moments.Define(m.C, m.Symbols, moments.NoiseOnly, nil, squares)
	p := j.s.pairOf(m, 0, 1, 0, m.C.Int(0))
	k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(gs[0].Sub(gs[1]), j.s.b(p), p.A[4]))
	j.shapes[depth] = k
	return k
}

func (j *positiveJudge) judge(c *claim.Case) claim.Outcome {
	outs := j.at(c.Depth()).Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, true, c.Noise, c.Tau2))
	x, y, s := c.Weights[0][0], c.Weights[1][0], c.Scale(0)
	scale := new(big.Rat).Sub(new(big.Rat).Mul(x, x), new(big.Rat).Mul(y, y))
	scale.Mul(scale, new(big.Rat).Mul(s, s)).Mul(scale, big.NewRat(-4, 1))
	b := new(big.Rat).Quo(outs[0], scale)
	c.Trace("B from the definition", b.RatString())
	if b.Cmp(outs[1]) != 0 {
		return claim.Violate("B differs", 0, "B = %s from the definition, %s from the formula", proof.Clip(b), proof.Clip(outs[1]))
	}
	e2 := new(big.Rat).Mul(c.Noise, c.Noise)
	floor := new(big.Rat).Mul(big.NewRat(3, 1), e2.Mul(e2, e2))
	floor.Mul(floor, outs[2])
	if b.Cmp(floor) < 0 || floor.Sign() <= 0 {
		return claim.Violate("B not bounded below", 0, "B = %s, 3 e^4 A_4 = %s", proof.Clip(b), proof.Clip(floor))
	}
	f, _ := floor.Quo(floor, b).Float64()
	return claim.HoldBy(max(0, 1-f))
}

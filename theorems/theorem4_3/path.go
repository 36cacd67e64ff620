package theorem4_3

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// pathSteps takes one step at a given noise, from the definition, and compares |D+| with |D|: balancing is a statement about E D+, not about paths.
func (s statement) pathSteps(claim.Profile) []claim.Step {
	return []claim.Step{{Name: "balanced-start", Scope: "w = (1, 1), b = 2, s = 1, v = (3, 1), alpha = 1/10", Run: func(context.Context) claim.StepResult { return s.path() }}}
}

func (s statement) path() claim.StepResult {
	b := circuit.NewBuilder()
	sym := definition.NewSymbols(b, 2, 1, true)
	d := moments.NewDraw(b, sym, moments.NoiseOnly)
	alpha := b.Var(alphaName)
	g := d.Gradient()
	next := []circuit.Node{sym.W[0][0].Sub(alpha.Mul(g[0][0])), sym.W[1][0].Sub(alpha.Mul(g[1][0]))}
	r := big.NewRat
	// w1, w2, b, s, e, tau2, xi1, xi2, alpha; v = (3, 1) is xi = (2, 0) at e = 1.
	outs := circuit.NewMachine(circuit.Rats{}, b.Compile(append(next, next[0].Sqr().Sub(next[1].Sqr()))...)).
		Run([]*big.Rat{r(1, 1), r(1, 1), r(2, 1), r(1, 1), r(1, 1), r(0, 1), r(2, 1), r(0, 1), r(1, 10)})
	res := claim.StepResult{Method: "exact step", Verdict: claim.Proved, Points: 1, Depth: 2, Width: 1, Values: []claim.Value{
		{Name: "w+", Value: outs[0].RatString() + ", " + outs[1].RatString()}, {Name: "D+", Value: outs[2].RatString()},
	}}
	if outs[0].Cmp(r(4, 5)) != 0 || outs[1].Cmp(r(2, 5)) != 0 || s.everyPath != (outs[2].Sign() == 0) {
		res.Verdict = claim.Refuted
		res.Detail = "from (1, 1) to (" + outs[0].RatString() + ", " + outs[1].RatString() + "): D = 0 becomes D+ = " + outs[2].RatString()
	}
	return res
}

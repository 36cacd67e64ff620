package theorem4_1

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Single instances, exact: what the theorem does not say.

// instance builds d = 1, s = 1 from integers over den.
func instance(den, target int64, noise *big.Rat, weights ...int64) *generators.Instance {
	in := generators.NewInstance("example", len(weights), 1)
	for l, w := range weights {
		in.Weights[l][0].SetFrac64(w, den)
	}
	in.Target[0].SetFrac64(target, den)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.Set(noise)
	return in
}

func place(in *generators.Instance) *orbit.Orbit[*big.Rat, circuit.Rats] {
	o := orbit.NewExact(proof.ShapeOf(in))
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	return o
}

func exampleSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			{Name: "step-too-large", Scope: "w = (2, 1/2), b = 5/2, s = e = 1, alpha = 1", Run: s.tooLarge},
			{Name: "no-noise", Scope: "w = (1, 1/2), b = 2, s = 1, e = 0, alpha = 1/10", Run: s.noNoise},
			{Name: "balanced-by-a-finite-sum", Scope: "w = (2, 1/2), b = 2, s = e = 1, alpha = 1/4 once, then 2^-k/64", Run: s.finite},
			{Name: "unbalanced-by-a-finite-sum", Scope: "w = (1, 0, 0), b = 2, s = e = 1, alpha_k = 2^-(k+3)", Run: s.unbalanced},
		}
	}
}

// outcome is the result of a step that decided one thing n times.
func outcome(n int64, depth int, failed string, values ...claim.Value) claim.StepResult {
	r := claim.StepResult{Verdict: claim.Proved, Method: "exact evaluation", Points: n, Depth: depth, Width: 1, Stats: values, Values: values}
	if failed != "" {
		r.Verdict, r.Detail = claim.Refuted, failed
	}
	return r
}

// tooLarge: beyond the condition D grows: D(1) = -8 D(0).
func (s statement) tooLarge(context.Context) claim.StepResult {
	o := place(instance(2, 5, big.NewRat(1, 1), 4, 1))
	shape := proof.Shape{Depth: 2, Width: 1}
	before := imbalances(o.Weights(), shape)[0]
	o.Advance(big.NewRat(1, 1))
	after := imbalances(o.Weights(), shape)[0]
	ratio := new(big.Rat).Quo(after, before)
	failed := ""
	if ratio.Cmp(big.NewRat(s.ratio, 1)) != 0 {
		failed = fmt.Sprintf("D(1)/D(0) is %s, not %d", ratio.RatString(), s.ratio)
	}
	return outcome(1, 2, failed, claim.Value{Name: "D(1)/D(0)", Value: ratio.RatString()})
}

// noNoise: at e = 0 a step changes D, although the bound is 1.
func (s statement) noNoise(context.Context) claim.StepResult {
	o := place(instance(2, 4, new(big.Rat), 2, 1))
	shape := proof.Shape{Depth: 2, Width: 1}
	before := imbalances(o.Weights(), shape)[0]
	o.Advance(big.NewRat(1, 10))
	ratio := new(big.Rat).Quo(imbalances(o.Weights(), shape)[0], before)
	failed := ""
	if kept := ratio.Cmp(big.NewRat(1, 1)) == 0; kept != s.noiseless {
		failed = fmt.Sprintf("D(1)/D(0) = %s", ratio.RatString())
	}
	return outcome(1, 2, failed, claim.Value{Name: "D(1)/D(0)", Value: ratio.RatString()})
}

// finite: D = 0 after one step and for ever (equal moduli stay equal), with sum alpha_k e^2 <= 1/4 + 1/32.
func (s statement) finite(context.Context) claim.StepResult {
	return s.balancesAtOnce(instance(2, 4, big.NewRat(1, 1), 4, 1), 5)
}

// balancesAtOnce decides that D = 0 after every step, with the steps 1/4, then 1/64, 1/128, ...
func (s statement) balancesAtOnce(in *generators.Instance, steps int) claim.StepResult {
	o := place(in)
	alpha, balanced := big.NewRat(1, 4), true
	for k := range steps {
		o.Advance(alpha)
		balanced = balanced && imbalances(o.Weights(), proof.ShapeOf(in))[0].Sign() == 0
		alpha = big.NewRat(1, 64<<uint(k))
	}
	failed := ""
	if balanced == s.necessary {
		failed = fmt.Sprintf("D = 0 from the first step on is %v although sum alpha_k e_k^2 is finite", balanced)
	}
	return outcome(int64(steps), 2, failed, claim.Value{Name: fmt.Sprintf("w(%d)", steps), Value: fmt.Sprintf("%s, %s", proof.Clip(o.Weights()[0]), proof.Clip(o.Weights()[1]))})
}

// unbalanced: D(k)/D(0) = prod (1 - t_j)^2 >= (1 - sum t_j)^2 = 1/4 for every k, t_j = 2 alpha_j = 2^-(j+2).
func (s statement) unbalanced(context.Context) claim.StepResult {
	return s.staysUnbalanced(instance(1, 2, big.NewRat(1, 1), 1, 0, 0), 60)
}

// staysUnbalanced decides that D >= 1/4 after every step, with the steps 1/8, 1/16, ... from D(0) <= 1.
func (s statement) staysUnbalanced(in *generators.Instance, steps int) claim.StepResult {
	o := place(in)
	alpha, least := big.NewRat(1, 8), big.NewRat(1, 1)
	for range steps {
		o.Advance(alpha)
		if d := imbalances(o.Weights(), proof.ShapeOf(in))[0]; d.Cmp(least) < 0 {
			least = d
		}
		alpha = new(big.Rat).Mul(alpha, big.NewRat(1, 2))
	}
	stays, failed := least.Cmp(big.NewRat(1, 4)) >= 0, ""
	if stays == s.summable {
		failed = fmt.Sprintf("the least D is %s, that it stays at 1/4 or more is %t, sum alpha_k < 1/4", proof.Clip(least), stays)
	}
	return outcome(int64(steps), 3, failed, claim.Value{Name: "least D(k)/D(0)", Value: proof.Clip(least)})
}

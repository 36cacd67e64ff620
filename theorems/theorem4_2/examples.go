package theorem4_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// What the theorem does not say, exactly.

// instance builds d = 1, s = e = 1.
func instance(target *big.Rat, weights ...*big.Rat) *generators.Instance {
	in := generators.NewInstance("example", len(weights), 1)
	for l, w := range weights {
		in.Weights[l][0].Set(w)
	}
	in.Target[0].Set(target)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	return in
}

func exampleSteps(s statement) func(claim.Profile) []claim.Step {
	antidiagonal := proof.Grid("antidiagonal", "L = 2, all x, b, e, s, alpha", 2, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := definition.NewSymbols(c, 2, 1, true)
		x, alpha := c.Var("x"), c.Var("alpha")
		f := definition.ExpectedLoss(c, m, definition.Gaussian())
		at := func(l int) circuit.Node {
			next := m.W[l][0].Sub(alpha.Mul(circuit.Derive(f, m.W[l][0])))
			return circuit.Substitute(next, m.Layer(0), []circuit.Node{x, x.Neg()})
		}
		factor := c.Int(1).Sub(alpha.Mul(m.Sigma[0][0]).Mul(x.Sqr().Add(m.E.Sqr()).Add(m.B[0])).Times(2))
		ids := []grid.Identity{proof.GridIdentity("w_1 + w_2 stays 0", at(0).Add(at(1)), c.Int(0)), proof.GridIdentity("w_1", at(0), x.Mul(factor))}
		if s.everyStart { // it would have to leave the antidiagonal
			ids[0].RHS = x
		}
		return ids, nil
	})
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			antidiagonal,
			{Name: "saddle-start", Scope: "w = (1, -1), b = 2, s = e = 1, alpha = 1/10", Run: s.saddleStart},
			{Name: "finite-sum", Scope: "w = (1, 0, 0), b = 2, s = e = 1, alpha_k = 2^-(k+3)", Run: s.finiteSum},
		}
	}
}

func done(n int64, depth int, failed string, values ...claim.Value) claim.StepResult {
	r := claim.StepResult{Verdict: claim.Proved, Method: "exact evaluation", Points: n, Depth: depth, Width: 1, Stats: values, Values: values}
	if failed != "" {
		r.Verdict, r.Detail = claim.Refuted, failed
	}
	return r
}

// saddleStart: by the identity "antidiagonal" x+ = x (2 - x^2)/5, so |x(k)| <= (2/5)^k: the limit is 0, where the Hessian has the eigenvalue
// -2 along (1, 1).
func (s statement) saddleStart(context.Context) claim.StepResult {
	one := big.NewRat(1, 1)
	return s.toSaddle(instance(big.NewRat(2, 1), one, big.NewRat(-1, 1)), big.NewRat(1, 10), 7)
}

// toSaddle decides that w_1 + w_2 stays 0, that |w_1(k)| <= (2/5)^k, and that 0 is a saddle.
func (s statement) toSaddle(in *generators.Instance, alpha *big.Rat, steps int) claim.StepResult {
	one := big.NewRat(1, 1)
	o := orbit.NewExact(proof.ShapeOf(in))
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	stays, most := true, big.NewRat(1, 1)
	for range steps {
		o.Advance(alpha)
		most.Mul(most, big.NewRat(2, 5))
		w := o.Weights()
		stays = stays && new(big.Rat).Add(w[0], w[1]).Sign() == 0 && orbit.CmpAbs(w[0], most) <= 0
	}
	zero := instance(in.Target[0], new(big.Rat), new(big.Rat))
	lambda, ok := eigenvalue(orbit.ExactHessians{}.At(zero), []*big.Rat{one, one})
	saddle := ok && lambda.Sign() < 0
	failed := ""
	if (stays && saddle) == s.everyStart {
		failed = fmt.Sprintf("after %d steps w = (%s, %s): stays below (2/5)^k on the antidiagonal: %t; 0 is a saddle: %t", steps, proof.Clip(o.Weights()[0]), proof.Clip(o.Weights()[1]), stays, saddle)
	}
	return done(int64(steps)+1, 2, failed, claim.Value{Name: "w_1 at the last step", Value: proof.Clip(o.Weights()[0])},
		claim.Value{Name: "eigenvalue at 0 along (1, 1)", Value: fmt.Sprint(lambda)})
}

// finiteSum: w_2 = w_3 = 0 and w_1 >= w_1(0) (1 - sum 2 alpha_k) = 1/2 for ever: the limit is not balanced, so not stationary.
func (s statement) finiteSum(context.Context) claim.StepResult {
	return s.toNowhere(instance(big.NewRat(2, 1), big.NewRat(1, 1), new(big.Rat), new(big.Rat)), 50)
}

// toNowhere decides that w_2 and w_3 stay 0 and w_1 at least 1/2, with the steps 1/8, 1/16, ...
func (s statement) toNowhere(in *generators.Instance, steps int) claim.StepResult {
	o := orbit.NewExact(proof.ShapeOf(in))
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	alpha, stays := big.NewRat(1, 8), true
	for range steps {
		o.Advance(alpha)
		w := o.Weights()
		stays = stays && w[1].Sign() == 0 && w[2].Sign() == 0 && w[0].Cmp(big.NewRat(1, 2)) >= 0
		alpha = new(big.Rat).Mul(alpha, big.NewRat(1, 2))
	}
	failed := ""
	if stays == s.summable {
		failed = fmt.Sprintf("w = (%s, 0, 0) and w_1 >= 1/2 after %d steps with sum alpha_k < 1/4: %t; then the limit is not stationary", proof.Clip(o.Weights()[0]), steps, stays)
	}
	return done(int64(steps), 3, failed, claim.Value{Name: "w_1 at the last step", Value: proof.Clip(o.Weights()[0])})
}

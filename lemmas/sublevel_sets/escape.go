package sublevel_sets

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// escapeSteps shows that sublevel sets are unbounded at the noise level escape: F = 0 on the whole hyperbola (identity), and the
// point of the sublevel set {F <= s} with a weight of 10^k, k = 0..60, by evaluation.
func escapeSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		var steps []claim.Step
		for depth := 2; depth <= 6; depth++ {
			steps = append(steps, hyperbola(s, depth), far(s, depth))
		}
		return steps
	}
}

// hyperbola is the identity F(x, y, 1, ..., 1) = 0 for b = x y.
func hyperbola(s statement, depth int) claim.Step {
	name, scope := fmt.Sprintf("hyperbola-depth%d", depth), fmt.Sprintf("L = %d, all points of w_1 w_2 = b", depth)
	return proof.Grid(name, scope, depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := definition.NewSymbols(c, depth, 1, true)
		x, y := c.Var("x"), c.Var("y")
		from := append(m.Layer(0), m.B[0], m.E)
		to := []circuit.Node{x, y}
		for range depth - 2 {
			to = append(to, c.Int(1))
		}
		to = append(to, x.Mul(y), c.Int(s.escape.Num().Int64()))
		f := definition.ExpectedLoss(c, m, definition.Gaussian()).Sub(m.Tau2)
		return []grid.Identity{proof.GridIdentity("F on the hyperbola", circuit.Substitute(f, from, to), c.Int(0))}, nil
	})
}

// far evaluates F/s at (10^k, 10^-k, 1, ..., 1), b = 1.
func far(s statement, depth int) claim.Step {
	name, scope := fmt.Sprintf("far-depth%d", depth), fmt.Sprintf("L = %d, b = 1, weights up to 10^60", depth)
	return claim.Step{Name: name, Scope: scope, Run: func(context.Context) claim.StepResult {
		res := claim.StepResult{Verdict: claim.Proved, Method: "evaluation", Depth: depth, Width: 1}
		values, one := planted.New(depth), big.NewRat(1, 1)
		w := make([]*big.Rat, depth)
		for l := range w {
			w[l] = one
		}
		for k := range 61 {
			w[0] = planted.Pow(big.NewRat(10, 1), k)
			w[1] = new(big.Rat).Inv(w[0])
			f := values.At(w, one, one, s.escape).Value
			res.Points++
			if f.Cmp(one) > 0 {
				res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("F/s = %s > 1 at w_1 = 10^%d, w_2 = 10^-%d", proof.Clip(f), k, k)
				return res
			}
		}
		return res
	}}
}

package theorem4_2

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/theorems/theorem4_1"
)

// conditionSteps proves that a step 1/K satisfies the step conditions of Lemma C.1 (box) and of Theorem 4.1 (no overshoot): with the constants that those
// claims state, the powers that the depth makes and n = L-1 >= 1 as free symbols, K exceeds both bounds of 1/alpha by terms that are not negative.
func conditionSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{proof.Grid("step-sizes", "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			sc, beta, e, m, g, h, n := c.Var("s"), c.Var("beta"), c.Var("e"), c.Var("M"), c.Var("G"), c.Var("H"), c.Var("n")
			k, box := lemmac_1.Bounds(c, sc, beta, e, m, g, h, n)
			if !s.layers {
				k = box
			}
			target, curve := beta.Mul(h), m.Sqr().Mul(g).Times(2)
			return []grid.Identity{
				proof.GridIdentity("box", k.Sub(box), sc.Mul(n).Mul(target.Add(curve)).Times(2)),
				proof.GridIdentity("no overshoot", k.Sub(theorem4_1.StepInverse(c, sc, beta, e, m, g, h)), sc.Mul(n.Sub(c.Int(1)).Mul(target).Add(n.Mul(curve))).Times(2)),
			}, nil
		})}
	}
}

package theorem4_2

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// conditionSteps proves that a step 1/K satisfies the step conditions of Lemma C.1 (box) and of Theorem 4.1 (no overshoot), with the powers
// that the depth makes and n = L-1 >= 1 as free symbols.
func conditionSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{proof.Grid("step-sizes", "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			beta, m2, e2, g, h, n := c.Var("beta"), c.Var("M2"), c.Var("e2"), c.Var("G"), c.Var("H"), c.Var("n")
			top, target, curve := m2.Add(e2).Mul(g), beta.Mul(h), m2.Mul(g).Times(2)
			k := top // K/(2s)
			if s.layers {
				k = k.Add(n.Mul(target.Add(curve)))
			}
			return []grid.Identity{
				proof.GridIdentity("box", k.Sub(top), n.Mul(target).Add(n.Mul(curve))),
				proof.GridIdentity("no overshoot", k.Sub(target.Add(top)), n.Sub(c.Int(1)).Mul(target).Add(n.Mul(curve))),
			}, nil
		})}
	}
}

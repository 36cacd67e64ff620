package diffeomorphism

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// certificateSteps is the identity of the package doc: the Jacobian is differentiated from the map, and the map from L_R as two weights see
// it.
func certificateSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(name string, sigma int64) claim.Step {
		return proof.Grid(name, "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			p := local.Noisy(c)
			p.Cross = c.Int(0)
			alpha, m2, beta, g, h, n := c.Var("alpha"), c.Var("M2"), c.Var("beta"), c.Var("G"), c.Var("H"), c.Var("n")
			next := p.X.Sub(alpha.Mul(circuit.Derive(p.Expected(), p.X)))
			left := circuit.Derive(next, p.X).Add(n.Mul(circuit.Derive(next, p.Y)).Times(sigma))
			top, gap := m2.Add(p.E.Sqr()), g.Sub(p.A)
			k := top.Mul(g)
			if s.layers {
				k = k.Add(n.Mul(beta.Mul(h).Add(m2.Mul(g).Times(2))))
			}
			two := alpha.Mul(p.S).Times(2)
			entry := m2.Mul(gap).Times(2).Add(m2.Sub(p.X.Mul(p.Y).Times(sigma)).Mul(p.A).Times(2)).Add(beta.Mul(h)).Add(p.Target.Mul(p.B).Times(sigma))
			terms := top.Mul(gap).Add(m2.Sub(p.Y.Sqr()).Mul(p.A)).Add(n.Mul(entry))
			right := c.Int(1).Sub(two.Mul(k)).Add(two.Mul(terms))
			return []grid.Identity{proof.GridIdentity("row of DG", left, right)}, nil
		})
	}
	return func(claim.Profile) []claim.Step { return []claim.Step{step("plus", 1), step("minus", -1)} }
}

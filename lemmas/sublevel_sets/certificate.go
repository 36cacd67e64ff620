package sublevel_sets

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// certificateSteps proves the identities of the package doc: with free symbols for every depth, and at fixed depth against the
// definition.
func certificateSteps(s statement) func(claim.Profile) []claim.Step {
	free := func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		x, e, a, p, floor := b.Var("x"), b.Var("e"), b.Var("A"), b.Var("B"), b.Var("e^2(L-1)")
		factor := x.Sqr().Add(e.Sqr()).Mul(a)
		return []grid.Identity{
			proof.GridIdentity("P - p^2, one factor", factor.Sub(x.Mul(p).Sqr()), x.Sqr().Mul(a.Sub(p.Sqr())).Add(e.Sqr().Mul(a))),
			proof.GridIdentity("P - e^2L, one factor", factor.Sub(e.Sqr().Mul(floor)), x.Sqr().Mul(a).Add(e.Sqr().Mul(a.Sub(floor)))),
		}, nil
	}
	fixed := func(depth int) claim.Step {
		name, scope := fmt.Sprintf("depth%d", depth), fmt.Sprintf("L = %d, d = 1, all weights", depth)
		return proof.Grid(name, scope, depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			m := definition.NewSymbols(c, depth, 1, true)
			q, abs := c.Var("sqrt P"), c.Var("|b|")
			f := definition.ExpectedLoss(c, m, definition.Gaussian()).Sub(m.Tau2)
			p, prod := c.Prod(m.Layer(0)...), c.Int(1)
			for _, w := range m.Layer(0) {
				prod = prod.Mul(w.Sqr().Add(m.E.Sqr()))
			}
			b, sc := m.B[0], m.Sigma[0][0]
			left := f.Sub(sc.Mul(q.Sub(abs).Sqr()))
			right := abs.Mul(q).Times(s.leading).Sub(b.Mul(p).Times(2)).Add(prod.Sub(q.Sqr())).Add(b.Sqr().Sub(abs.Sqr()))
			return []grid.Identity{proof.GridIdentity("F - s (sqrt P - |b|)^2", left, sc.Mul(right))}, [][]circuit.Node{{b, abs, q}}
		})
	}
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 5
		}
		steps := []claim.Step{proof.Grid("free", "all L", 0, 0, free)}
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, fixed(depth))
		}
		return steps
	}
}

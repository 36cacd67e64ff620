package balancing_identity

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// statement is what S.3 says; wrong variants replace parts of it.
type statement struct {
	// imbalance is w_l g_l - w_m g_m.
	imbalance func(p local.Pair) circuit.Node
}

func lemma() statement {
	return statement{imbalance: func(p local.Pair) circuit.Node {
		return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(p.X.Sqr().Sub(p.Y.Sqr())).Times(2)
	}}
}

// pairOf is what layers l and m of coordinate i see of the network.
func pairOf(m *proof.Model, i, l, k int) local.Pair {
	p := local.Pair{C: m.C, X: m.W[l][i], Y: m.W[k][i], A: m.C.Int(1), B: m.C.Int(1), Target: m.B[i], E: m.E, S: m.Sigma[i][i], Cross: m.C.Int(0)}
	for n, w := range m.Layer(i) {
		if n != l && n != k {
			p.A = p.A.Mul(w.Sqr().Add(m.E.Sqr()))
			p.B = p.B.Mul(w)
		}
	}
	for j := range m.B {
		if j != i {
			p.Cross = p.Cross.Add(m.Sigma[i][j].Mul(m.B[j].Sub(m.C.Prod(m.Layer(j)...))))
		}
	}
	return p
}

// identities is S.3 at fixed depth and width, for every coordinate and pair of layers, with the gradient
// of the expected loss by dual numbers.
func (s statement) identities(m *proof.Model) []grid.Identity {
	g := definition.Gradient(definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()), m.Symbols)
	var ids []grid.Identity
	for i := range m.B {
		for k := range m.W {
			for l := range k {
				ids = append(ids, grid.Identity{
					Name: fmt.Sprintf("layers %d and %d, coordinate %d", l+1, k+1, i+1),
					LHS:  m.W[l][i].Mul(g[l][i]).Sub(m.W[k][i].Mul(g[k][i])),
					RHS:  s.imbalance(pairOf(m, i, l, k)),
				})
			}
		}
	}
	return ids
}

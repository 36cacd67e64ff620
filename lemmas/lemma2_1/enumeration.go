package lemma2_1

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// enumerated replaces the moments by brute force: fair signs, all 2^(L d) patterns added up,
// against 2^(L d) times the closed form. No independence argument enters.
func (s statement) enumerated(m *proof.Model) []grid.Identity {
	loss := definition.Loss(m.C, m.Symbols)
	var ws []circuit.Node
	for _, layer := range m.W {
		ws = append(ws, layer...)
	}
	partial := circuit.Gradient(loss, ws...)
	total := make([]circuit.Node, len(ws))
	for k := range total {
		total[k] = m.C.Int(0)
	}
	shifted := make([]circuit.Node, len(ws))
	for pattern := range 1 << len(ws) {
		for k, w := range ws {
			if pattern>>k&1 == 1 {
				shifted[k] = w.Add(m.E)
			} else {
				shifted[k] = w.Sub(m.E)
			}
		}
		for k := range ws {
			total[k] = total[k].Add(circuit.Substitute(partial[k], ws, shifted))
		}
	}
	var ids []grid.Identity
	for k := range ws {
		l, i := k/m.Width(), k%m.Width()
		ids = append(ids, grid.Identity{
			Name: fmt.Sprintf("sum of dL/dw%d,%d over all signs", l+1, i+1),
			LHS:  total[k],
			RHS:  s.closed(viewOf(m, l, i), m.Diagonal).Times(1 << len(ws)),
		})
	}
	return ids
}

func enumerationSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 1, Diagonal: true}, {Depth: 3, Width: 1, Diagonal: true}, {Depth: 2, Width: 2}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 4, Width: 1, Diagonal: true}, proof.Shape{Depth: 3, Width: 2})
		}
		return proof.Grids(nil, s.enumerated, shapes...)
	}
}

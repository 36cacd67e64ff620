package lemma2_1

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// identities is Lemma 2.1 at fixed depth and width: every partial derivative of the expected loss,
// by differentiating the circuit, against the closed form, and L_R - L against its closed form.
func (s statement) identities(m *proof.Model) []grid.Identity {
	expected := s.expected(m)
	ids := make([]grid.Identity, 0, m.Depth()*m.Width()+1)
	gradient := definition.Gradient(expected, m.Symbols)
	sharp := m.C.Int(0)
	for i := range m.B {
		for l := range m.W {
			ids = append(ids, grid.Identity{
				Name: fmt.Sprintf("dL_R/dw%d,%d", l+1, i+1),
				LHS:  gradient[l][i],
				RHS:  s.closed(viewOf(m, l, i), m.Diagonal),
			})
		}
		sharp = sharp.Add(m.Sigma[i][i].Mul(s.sharpness(viewOf(m, 0, i))))
	}
	return append(ids, grid.Identity{Name: "L_R - L", LHS: expected.Sub(definition.Loss(m.C, m.Symbols)), RHS: sharp})
}

// gridSteps proves the identities at the shapes that a profile reaches.
func gridSteps(s statement, shapes func(claim.Profile) []proof.Shape) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.identities, shapes(p)...) }
}

// fieldShapes are what grids do not reach: L <= 10, d <= 6.
func fieldShapes(p claim.Profile) []proof.Shape {
	shapes := []proof.Shape{
		{Depth: 3, Width: 6}, {Depth: 10, Width: 2}, {Depth: 5, Width: 4}, {Depth: 10, Width: 1, Diagonal: true}, {Depth: 6, Width: 6, Diagonal: true},
	}
	if p != claim.Quick {
		shapes = append(shapes, proof.Shape{Depth: 10, Width: 6}, proof.Shape{Depth: 16, Width: 3}, proof.Shape{Depth: 48, Width: 1, Diagonal: true})
	}
	return shapes
}

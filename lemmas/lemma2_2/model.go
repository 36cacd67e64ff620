package lemma2_2

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// link is part c at fixed depth and width: 2 R - e^2 tr Hess L = 2 sum_i s_i tail_i.
func (s statement) link(m *proof.Model) []grid.Identity {
	tail := m.C.Int(0)
	for i := range m.B {
		tail = tail.Add(m.Sigma[i][i].Mul(s.tail(m.C, m.E, symmetric.Nodes(m.C, symmetric.Squares(m.Layer(i))))))
	}
	r, trace := s.sharpness().measure(m), s.trace().measure(m)
	return []grid.Identity{{Name: "2 R - e^2 tr Hess L", LHS: r.Times(2).Sub(m.E.Sqr().Mul(trace)), RHS: tail.Times(2)}}
}

// enters says what R and tr Hess L do not depend on: the off-diagonal entries of Sigma, the target and
// tau2. The derivatives are taken of the definitions, by dual numbers.
func (s statement) enters(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	zero := m.C.Int(0)
	for _, q := range []quantity{s.sharpness(), s.trace()} {
		f := q.measure(m)
		for i := range m.B {
			ids = append(ids, grid.Identity{Name: fmt.Sprintf("d %s/db_%d", q.name, i+1), LHS: circuit.Derive(f, m.B[i]), RHS: zero})
			for j := range i {
				ids = append(ids, grid.Identity{
					Name: fmt.Sprintf("d %s/dSigma_%d,%d", q.name, i+1, j+1),
					LHS:  circuit.Derive(f, m.Sigma[i][j]), RHS: s.offDiagonal(m.C, m.E),
				})
			}
		}
		ids = append(ids, grid.Identity{Name: fmt.Sprintf("d %s/dtau2", q.name), LHS: circuit.Derive(f, m.Tau2), RHS: zero})
	}
	return ids
}

func generalShapes(p claim.Profile) []proof.Shape {
	shapes := []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}, {Depth: 2, Width: 3}}
	if p == claim.Deep {
		shapes = append(shapes, proof.Shape{Depth: 4, Width: 2}, proof.Shape{Depth: 3, Width: 3})
	}
	return shapes
}

func linkSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		return proof.Grids(nil, s.link, append(proof.DiagonalShapes(p), generalShapes(p)...)...)
	}
}

func entersSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.enters, generalShapes(p)...) }
}

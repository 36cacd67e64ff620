package balancing_identity

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// freeSteps is the free-symbol proof of the package doc.
func freeSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{proof.Grid("general", "all L, all d, general model", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			p := local.Noisy(c)
			f := p.Expected()
			lhs := p.X.Mul(circuit.Derive(f, p.X)).Sub(p.Y.Mul(circuit.Derive(f, p.Y)))
			return []grid.Identity{{Name: "x g_x - y g_y", LHS: lhs, RHS: s.imbalance(p)}}, nil
		})}
	}
}

func diagonalSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.identities, proof.DiagonalShapes(p)...) }
}

func generalSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.identities, proof.GeneralShapes(p)...) }
}

func fieldSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 3, Width: 6}, {Depth: 10, Width: 2}, {Depth: 5, Width: 4}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 10, Width: 4}, proof.Shape{Depth: 24, Width: 1, Diagonal: true})
		}
		return proof.Randoms(nil, s.identities, 256, shapes...)
	}
}

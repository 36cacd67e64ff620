package pairwise_averaging

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// freeSteps is the free-symbol proof of the package doc.
func freeSteps(s statement) func(claim.Profile) []claim.Step {
	network := func(name string, sign int64) claim.Step {
		return proof.Grid(name, "all L, all d, general model", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			before := local.Noisy(c) // its x and y are the square roots u and v
			u, v := before.X, before.Y
			after, g := before, s.mean(u, v)
			before.X, before.Y = u.Sqr(), v.Sqr().Times(sign)
			after.X, after.Y = g, g.Times(sign)
			return []grid.Identity{
				{Name: "product", LHS: after.X.Mul(after.Y), RHS: before.X.Mul(before.Y)},
				{Name: "drop of L_R", LHS: before.Expected().Sub(after.Expected()), RHS: s.drop(before, u, v, sign)},
			}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			proof.Grid("two-factors", "all real x, y, e", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
				x, y, e := c.Var("x"), c.Var("y"), c.Var("e")
				lhs := x.Sqr().Add(e.Sqr()).Mul(y.Sqr().Add(e.Sqr())).Sub(x.Mul(y).Add(e.Sqr()).Sqr())
				return []grid.Identity{{Name: "pairwise averaging", LHS: lhs, RHS: s.defect(x, y, e)}}, nil
			}),
			network("equal-signs", 1),
			network("opposite-signs", -1),
		}
	}
}

func gridSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 1, Diagonal: true}, {Depth: 3, Width: 1, Diagonal: true}, {Depth: 4, Width: 1, Diagonal: true}, {Depth: 2, Width: 2}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 5, Width: 1, Diagonal: true})
		}
		if p == claim.Deep {
			shapes = append(shapes, proof.Shape{Depth: 6, Width: 1, Diagonal: true}, proof.Shape{Depth: 3, Width: 2})
		}
		return proof.Grids(nil, s.identities, shapes...)
	}
}

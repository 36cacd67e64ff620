package hessian

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// identities is the Hessian at fixed depth and width: second derivatives of the expected loss by differentiating the
// circuit twice, against the closed forms.
func (s statement) identities(m *proof.Model) []grid.Identity {
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	gradient := definition.Gradient(f, m.Symbols)
	var ids []grid.Identity
	for i := range m.B {
		for l := range m.W {
			row := definition.Gradient(gradient[l][i], m.Symbols)
			for j := range m.B[:i+1] {
				for k := range m.W {
					if j == i && k > l {
						break
					}
					ids = append(ids, grid.Identity{
						Name: fmt.Sprintf("d2L_R/dw%d,%d dw%d,%d", l+1, i+1, k+1, j+1),
						LHS:  row[k][j],
						RHS:  s.entry(m, l, i, k, j),
					})
				}
			}
		}
	}
	return ids
}

func gridSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}, {Depth: 2, Width: 3}}
		top := 8
		if p == claim.Quick {
			top = 5
		}
		for depth := 2; depth <= top; depth++ {
			shapes = append(shapes, proof.Shape{Depth: depth, Width: 1, Diagonal: true})
		}
		return proof.Grids(nil, s.identities, shapes...)
	}
}

func fieldSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 3, Width: 4}, {Depth: 6, Width: 2}, {Depth: 10, Width: 1, Diagonal: true}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 6, Width: 4}, proof.Shape{Depth: 24, Width: 1, Diagonal: true})
		}
		return proof.Randoms(nil, s.identities, 256, shapes...)
	}
}

// freeSteps is the proof of the entries for every depth and width (package doc).
func freeSteps(s statement) []claim.Step {
	step := func(name, scope string, f func(b *circuit.Builder) grid.Identity) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			return []grid.Identity{f(b)}, nil
		})
	}
	// expected is L_R as a function of x and y, up to terms in which at most the other coordinates occur.
	expected := func(b *circuit.Builder, p pair, cross circuit.Node) circuit.Node {
		law := definition.Gaussian()
		mean := law.ProductMoment([]circuit.Node{p.X, p.Y}, p.E, b, 1).Mul(p.B)
		square := law.ProductMoment([]circuit.Node{p.X, p.Y}, p.E, b, 2).Mul(p.A)
		f := p.S.Mul(p.Target.Sqr().Sub(p.Target.Mul(mean).Times(2)).Add(square))
		return f.Add(cross.Mul(p.Target.Sub(mean)).Times(2))
	}
	local := func(b *circuit.Builder, diagonal bool) (pair, circuit.Node) {
		p := pair{X: b.Var("x"), Y: b.Var("y"), A: b.Var("A"), B: b.Var("B"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s")}
		cross := b.Int(0)
		if !diagonal {
			cross = b.Var("c")
		}
		p.R = p.S.Mul(p.Target.Sub(p.X.Mul(p.Y).Mul(p.B))).Add(cross)
		return p, cross
	}
	layers := func(diagonal bool) func(*circuit.Builder) grid.Identity {
		return func(b *circuit.Builder) grid.Identity {
			p, cross := local(b, diagonal)
			closed := s.layers
			if diagonal {
				closed = s.diagonal
			}
			return proof.GridIdentity("d2/dx dy", circuit.Derive(circuit.Derive(expected(b, p, cross), p.X), p.Y), closed(p))
		}
	}
	return []claim.Step{
		step("same-weight", "all L, all d", func(b *circuit.Builder) grid.Identity {
			p, cross := local(b, false)
			f := expected(b, p, cross)
			return proof.GridIdentity("d2/dx2", circuit.Derive(circuit.Derive(f, p.X), p.X), s.same(p.S, p.Y.Sqr().Add(p.E.Sqr()).Mul(p.A)))
		}),
		step("two-layers", "all L, all d, general model", layers(false)),
		step("two-layers-diagonal", "all L, all d, diagonal model", layers(true)),
		step("two-coordinates", "all L, all d, general model", func(b *circuit.Builder) grid.Identity {
			x, y, e := b.Var("x"), b.Var("y"), b.Var("e")
			bi, bj, pi, pj, sigma := b.Var("b_i"), b.Var("b_j"), b.Var("p_-l,i"), b.Var("p_-m,j"), b.Var("Sigma_ij")
			law := definition.Gaussian()
			f := sigma.Mul(bi.Sub(law.Moment(x, e, b, 1).Mul(pi))).Mul(bj.Sub(law.Moment(y, e, b, 1).Mul(pj))).Times(2)
			return proof.GridIdentity("d2/dx dy", circuit.Derive(circuit.Derive(f, x), y), s.coordinates(sigma, pi, pj))
		}),
	}
}

package theorem4_1

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

const alphaName = "alpha"

// step is the three identities for two weights with gradient entries gx, gy.
func (s statement) step(name string, v pair, gx, gy circuit.Node, diagonal, squares bool) []grid.Identity {
	one, a, c := v.C.Int(1), v.a(), s.c(v, diagonal)
	x, y := v.X.Sub(v.Alpha.Mul(gx)), v.Y.Sub(v.Alpha.Mul(gy))
	ids := []grid.Identity{
		{Name: "w_l + w_m, " + name, LHS: x.Add(y), RHS: s.plus(one, a, c).Mul(v.X.Add(v.Y))},
		{Name: "w_l - w_m, " + name, LHS: x.Sub(y), RHS: s.minus(one, a, c).Mul(v.X.Sub(v.Y))},
	}
	if squares {
		ids = append(ids, grid.Identity{Name: "D, " + name, LHS: x.Sqr().Sub(y.Sqr()), RHS: s.factor(one, a, c).Mul(v.X.Sqr().Sub(v.Y.Sqr()))})
	}
	return ids
}

// freeSteps is the proof for every depth, width and schedule (package doc).
func freeSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(name, scope string, diagonal bool) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			v, f := free(c, diagonal)
			return s.step(name, v, circuit.Derive(f, v.X), circuit.Derive(f, v.Y), diagonal, true), nil
		})
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			step("general", "all L, all d, all step sizes and noise levels, general model", false),
			step("diagonal", "all L, all d, all step sizes and noise levels, diagonal model", true),
		}
	}
}

// at fixed depth and width: every pair of layers, or the first, the middle and the last layer of deep networks.
func (s statement) identities(squares bool) proof.Identities {
	return func(m *proof.Model) []grid.Identity {
		f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
		var ids []grid.Identity
		for i := range m.B {
			g := make([]circuit.Node, m.Depth())
			for l := range g {
				g[l] = circuit.Derive(f, m.W[l][i])
			}
			for _, p := range layerPairs(m.Depth()) {
				name := fmt.Sprintf("layers %d and %d, coordinate %d", p[0]+1, p[1]+1, i+1)
				ids = append(ids, s.step(name, pairOf(m, m.Param(alphaName), i, p[0], p[1]), g[p[0]], g[p[1]], m.Diagonal, squares)...)
			}
		}
		return ids
	}
}

// layerPairs lists all pairs l < m up to depth 5, and the pairs of three layers beyond.
func layerPairs(depth int) [][2]int {
	layers := []int{0, depth / 2, depth - 1}
	if depth <= 5 {
		layers = layers[:0]
		for l := range depth {
			layers = append(layers, l)
		}
	}
	var out [][2]int
	for k, m := range layers {
		for _, l := range layers[:k] {
			out = append(out, [2]int{l, m})
		}
	}
	return out
}

// gridSteps: the factors of w_l +- w_m to L = 8; that of D, twice the degree, at small depth.
func gridSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 5
		}
		var shapes []proof.Shape
		for depth := 2; depth <= top; depth++ {
			shapes = append(shapes, proof.Shape{Depth: depth, Width: 1, Diagonal: true})
		}
		shapes = append(shapes, proof.Shape{Depth: 2, Width: 2})
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 3, Width: 2})
		}
		return proof.Grids([]string{alphaName}, s.identities(false), shapes...)
	}
}

func squareSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 1, Diagonal: true}, {Depth: 3, Width: 1, Diagonal: true}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 4, Width: 1, Diagonal: true})
		}
		return proof.Grids([]string{alphaName}, s.identities(true), shapes...)
	}
}

func fieldSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 3, Width: 4}, {Depth: 6, Width: 2}, {Depth: 10, Width: 1, Diagonal: true}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 6, Width: 6}, proof.Shape{Depth: 16, Width: 2}, proof.Shape{Depth: 24, Width: 1, Diagonal: true})
		}
		return proof.Randoms([]string{alphaName}, s.identities(true), 256, shapes...)
	}
}

// conditionSteps is the certificate of the condition on the step size and of the rate (package doc).
func conditionSteps(s statement) func(claim.Profile) []claim.Step {
	signed := func(name string, sigma int64) claim.Step {
		return proof.Grid(name, "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			v, _ := free(c, true)
			b := box{C: c, S: v.S, Beta: c.Var("beta"), M2: c.Var("M2"), E2: v.E.Sqr(), G: c.Var("G"), H: c.Var("H"), N: c.Var("N")}
			left := s.inverse(b).Sub(v.S.Mul(b.E2.Mul(v.A)).Times(2)).Sub(s.diagonal(v).Times(2 * sigma))
			terms := b.Beta.Mul(b.H).Sub(v.Target.Mul(v.B).Times(sigma)).
				Add(b.M2.Add(b.E2).Mul(b.G.Sub(v.A))).
				Add(b.M2.Add(v.X.Mul(v.Y).Times(sigma)).Mul(v.A))
			return []grid.Identity{proof.GridIdentity("1/alpha - (a + |c|)/alpha", left, v.S.Mul(terms).Times(2))}, nil
		})
	}
	rate := proof.Grid("rate", "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		v, _ := free(c, true)
		b := box{C: c, S: v.S, Beta: c.Int(0), M2: c.Int(0), E2: v.E.Sqr(), G: c.Int(0), H: c.Int(0), N: c.Var("N")}
		return []grid.Identity{proof.GridIdentity("a - alpha root", v.a().Sub(v.Alpha.Mul(s.root(b))),
			v.Alpha.Mul(v.S).Mul(b.E2).Mul(v.A.Sub(b.N)).Times(2))}, nil
	})
	range01 := proof.Grid("factor", "all a, c", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		one, a, x := c.Int(1), c.Var("a"), c.Var("c")
		f := s.factor(one, a, x)
		return []grid.Identity{
			proof.GridIdentity("factor >= 0", f, one.Sub(a).Sub(x).Mul(one.Sub(a).Add(x))),
			proof.GridIdentity("factor <= (1-a)^2", one.Sub(a).Sqr().Sub(f), x.Sqr()),
		}, nil
	})
	return func(claim.Profile) []claim.Step {
		return []claim.Step{signed("plus", 1), signed("minus", -1), rate, range01}
	}
}

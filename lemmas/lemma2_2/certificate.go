package lemma2_2

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// certificateSteps proves prod (a_l + t) - (G + t)^L = sum_k t^{L-k} [E_k(a) - least(L,k) G^k] for free a, G,
// t, and that both sides of each bracket agree where all a_l are G.
func certificateSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(depth int) claim.Step {
		return proof.Grid(fmt.Sprintf("depth-%d", depth), fmt.Sprintf("L = %d", depth), depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			a, g, t := c.Vars("a", depth), c.Var("G"), c.Var("t")
			lhs, same := c.Int(1), make([]circuit.Node, depth)
			for l, x := range a {
				lhs = lhs.Mul(x.Add(t))
				same[l] = g
			}
			lhs = lhs.Sub(g.Add(t).Pow(depth))
			e, atBalance, sum := symmetric.Subsets(c, a), symmetric.Subsets(c, same), c.Int(0)
			var ids []grid.Identity
			for k := range e {
				least := g.Pow(k).Times(s.least(depth, k))
				sum = sum.Add(t.Pow(depth - k).Mul(e[k].Sub(least)))
				ids = append(ids, grid.Identity{Name: fmt.Sprintf("bracket %d at balance", k), LHS: atBalance[k], RHS: least})
			}
			return append(ids, grid.Identity{Name: "certificate", LHS: lhs, RHS: sum}), nil
		})
	}
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 6
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, step(depth))
		}
		return steps
	}
}

// smoothingSteps proves the identities of route 1 of the package doc.
func smoothingSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(name, scope string, f func(c *circuit.Builder, x, y, g circuit.Node) grid.Identity) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			return []grid.Identity{f(c, c.Var("x"), c.Var("y"), c.Var("G"))}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			// Both sides times G, because y becomes x y / G.
			step("brackets", "all L, all k", func(c *circuit.Builder, x, y, g circuit.Node) grid.Identity {
				u, v, w := c.Var("E_k-2"), c.Var("E_k-1"), c.Var("E_k")
				before := x.Mul(y).Mul(u).Add(x.Add(y).Mul(v)).Add(w).Mul(g)
				after := x.Mul(y).Mul(g).Mul(u).Add(g.Sqr().Add(x.Mul(y)).Mul(v)).Add(g.Mul(w))
				return grid.Identity{Name: "G (E_k before - E_k after)", LHS: before.Sub(after), RHS: v.Mul(s.pair(x, y, g))}
			}),
			step("product", "all L", func(c *circuit.Builder, x, y, g circuit.Node) grid.Identity {
				t, rest := c.Var("t"), c.Var("A")
				before := x.Add(t).Mul(y.Add(t)).Mul(g)
				after := g.Add(t).Mul(x.Mul(y).Add(t.Mul(g)))
				return grid.Identity{Name: "G (P before - P after)", LHS: rest.Mul(before.Sub(after)), RHS: rest.Mul(t).Mul(s.pair(x, y, g))}
			}),
		}
	}
}

package sharpness_expansion

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// freeSteps is the free-symbol proof of the package doc.
func freeSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(name, scope string, f func(c *circuit.Builder) grid.Identity) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			return []grid.Identity{f(c)}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{
			step("sharpness", "all L, all d, general model", func(c *circuit.Builder) grid.Identity {
				p := local.Noisy(c)
				plain := oneLayer(p, c.Int(0), p.B.Sqr())
				return grid.Identity{Name: "L_R - L", LHS: oneLayer(p, p.E, p.A).Sub(plain), RHS: p.S.Mul(s.sharpness(p.X, p.E, p.A, p.B))}
			}),
			step("curvature", "all L, all d, general model", func(c *circuit.Builder) grid.Identity {
				p := local.Noiseless(c)
				loss := oneLayer(p, c.Int(0), p.B.Sqr())
				return grid.Identity{Name: "d^2 L/dw^2", LHS: circuit.Derive(circuit.Derive(loss, p.X), p.X), RHS: p.S.Mul(s.curvature(p.X, p.B))}
			}),
			step("coefficient", "all L, all k", func(c *circuit.Builder) grid.Identity {
				a, v, u := c.Var("a"), c.Var("E_j-1"), c.Var("E_j")
				// The series ... + v t^(k-1) + u t^k + ... times (a + t).
				series, factor := []circuit.Node{v, u}, []circuit.Node{a, c.Int(1)}
				product := []circuit.Node{c.Int(0), c.Int(0), c.Int(0)}
				for i, x := range series {
					for j, y := range factor {
						product[i+j] = product[i+j].Add(x.Mul(y))
					}
				}
				return grid.Identity{Name: "coefficient of t^k", LHS: product[1], RHS: s.coefficient(a, u, v)}
			}),
			step("split", "all L", func(c *circuit.Builder) grid.Identity {
				w, e, b, t, u := c.Var("w"), c.Var("e"), c.Var("B"), c.Var("T"), c.Var("U")
				a := b.Sqr().Add(e.Sqr().Mul(t)).Add(e.Pow(4).Mul(u))
				return grid.Identity{
					Name: "R/s", LHS: w.Sqr().Add(e.Sqr()).Mul(a).Sub(w.Mul(b).Sqr()),
					RHS: e.Sqr().Mul(s.lead(w, b, t)).Add(e.Pow(4).Mul(s.rest(w, e, t, u))),
				}
			}),
		}
	}
}

// oneLayer is s E(b - v q)^2 + 2 c E(b - v q) for v = x + e xi and E q = B, E q^2 = a: L_R as a function of
// one weight x, up to terms without it; L for e = 0 and a = B^2.
func oneLayer(p local.Pair, e, a circuit.Node) circuit.Node {
	law := definition.Gaussian()
	mean, square := law.Moment(p.X, e, p.C, 1).Mul(p.B), law.Moment(p.X, e, p.C, 2).Mul(a)
	return p.S.Mul(p.Target.Sqr().Sub(p.Target.Mul(mean).Times(2)).Add(square)).Add(p.Cross.Mul(p.Target.Sub(mean)).Times(2))
}

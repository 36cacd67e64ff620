package theorem3_1

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// The free-symbol proofs of the package doc, and the grids at fixed depth and width that repeat part 1 without its argument.

// symbolic is a step with free symbols.
func symbolic(name, scope string, f func(c *circuit.Builder) []grid.Identity) claim.Step {
	return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) { return f(c), nil })
}

func steps(s ...claim.Step) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step { return s }
}

func (s statement) driftFree() claim.Step {
	return symbolic("general", "all L, all d, general model", func(c *circuit.Builder) []grid.Identity {
		p := free(c)
		return []grid.Identity{proof.GridIdentity("dD/dt", p.slope(p.gradient()), s.drift(p))}
	})
}

// driftFixed is part 1 with the gradient of the whole network.
func (s statement) driftFixed(m *proof.Model) []grid.Identity {
	g := definition.Gradient(loss(m), m.Symbols)
	var ids []grid.Identity
	pairs(m.Depth(), m.Width(), func(name string, i, l, k int) {
		p := at(m, i, l, k)
		ids = append(ids, proof.GridIdentity(name, p.slope(g[l][i], g[k][i]), s.drift(p)))
	})
	return ids
}

func driftGrids(s statement, diagonal bool) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		var shapes []proof.Shape
		if diagonal {
			top := 8
			if p == claim.Quick {
				top = 5
			}
			for depth := 2; depth <= top; depth++ {
				shapes = append(shapes, proof.Shape{Depth: depth, Width: 1, Diagonal: true})
			}
			return proof.Grids(nil, s.driftFixed, shapes...)
		}
		shapes = []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}, {Depth: 2, Width: 3}}
		if p == claim.Deep {
			shapes = append(shapes, proof.Shape{Depth: 4, Width: 2}, proof.Shape{Depth: 3, Width: 3})
		}
		return proof.Grids(nil, s.driftFixed, shapes...)
	}
}

// floor: the rate at L = 2, and the induction P >= e^2 E for one more layer z.
func (s statement) floor() []claim.Step {
	return []claim.Step{
		symbolic("depth-two", "L = 2, all d", func(c *circuit.Builder) []grid.Identity {
			p := free(c)
			p.A, p.B = c.Int(1), c.Int(1)
			return []grid.Identity{proof.GridIdentity("dD/dt = -rate D", p.slope(p.gradient()), s.rate(p.S, p.E).Mul(p.difference()).Neg())}
		}),
		symbolic("one-layer-more", "all L", func(c *circuit.Builder) []grid.Identity {
			z, e, a, floor := c.Var("z"), c.Var("e"), c.Var("A"), c.Var("E")
			left := z.Sqr().Add(e.Sqr()).Mul(a).Sub(s.layer(e).Mul(floor))
			return []grid.Identity{proof.GridIdentity("P - floor", left, z.Sqr().Mul(a).Add(e.Sqr().Mul(a.Sub(floor))))}
		}),
	}
}

// boxCertificate: P_-l >= (2e)^(L-1) |p_-l| for one more layer, and the field on the face.
func (s statement) boxCertificate() []claim.Step {
	return []claim.Step{
		symbolic("one-layer-more", "all L", func(c *circuit.Builder) []grid.Identity {
			x, e, a, k, b := c.Var("x"), c.Var("e"), c.Var("A"), c.Var("K"), c.Var("B")
			left := x.Sqr().Add(e.Sqr()).Mul(a).Sub(s.reach(e).Mul(x).Mul(k).Mul(b))
			right := e.Mul(x).Mul(a.Sub(k.Mul(b))).Times(2).Add(x.Sub(e).Sqr().Mul(a))
			return []grid.Identity{proof.GridIdentity("P - K p", left, right)}
		}),
		symbolic("face", "all L, linear diagonal model", func(c *circuit.Builder) []grid.Identity {
			p := free(c)
			p.Cross = c.Int(0)
			k := c.Var("K")
			gx, _ := p.gradient()
			all, rest := p.Y.Sqr().Add(p.E.Sqr()).Mul(p.A), p.Y.Mul(p.B) // P_-l and p_-l
			right := p.X.Mul(all.Sub(k.Mul(rest))).Add(p.X.Mul(k).Sub(p.Target).Mul(rest))
			return []grid.Identity{proof.GridIdentity("g on the face w_l = M", gx, p.S.Mul(right).Times(2))}
		}),
	}
}

// sublevelCertificate: P - p^2 - e^(2L) - x^2 E is a sum of products of nonnegative brackets.
func (s statement) sublevelCertificate() []claim.Step {
	return []claim.Step{
		symbolic("one-layer-more", "all L, all d", func(c *circuit.Builder) []grid.Identity {
			x, e, a, b, floor := c.Var("x"), c.Var("e"), c.Var("A"), c.Var("B"), c.Var("E")
			x2, e2 := x.Sqr(), e.Sqr()
			left := x2.Add(e2).Mul(a).Sub(x2.Mul(b.Sqr())).Sub(e2.Mul(floor)).Sub(x2.Mul(s.weight(floor, e)))
			right := x2.Mul(a.Sub(b.Sqr()).Sub(floor)).Add(e2.Mul(a.Sub(floor)))
			return []grid.Identity{proof.GridIdentity("P - p^2 - e^2L - x^2 E", left, right)}
		}),
		symbolic("first-layer", "L = 1, the start of the induction", func(c *circuit.Builder) []grid.Identity {
			x, e, law := c.Var("x"), c.Var("e"), definition.Gaussian()
			a, b := law.Moment(x, e, c, 2), law.Moment(x, e, c, 1)
			return []grid.Identity{proof.GridIdentity("A - B^2 - E", a.Sub(b.Sqr()).Sub(e.Sqr()), c.Int(0))}
		}),
	}
}

// depthTwo: the sum that keeps its sign, the stable line, and the threshold, for both signs of b.
func (s statement) depthTwo() []claim.Step {
	signed := func(name string, sigma int64) claim.Step {
		return symbolic(name, "L = 2, sign(b) = "+name, func(c *circuit.Builder) []grid.Identity {
			p := alone(c)
			gx, gy := p.gradient()
			on := func(f, y circuit.Node) circuit.Node {
				return circuit.Substitute(f, []circuit.Node{p.Y}, []circuit.Node{y})
			}
			stable := p.X.Sqr().Add(p.E.Sqr()).Add(p.Target.Times(sigma))
			return []grid.Identity{
				proof.GridIdentity("q' = -2 s q (..)", gx.Add(gy.Times(sigma)),
					p.S.Mul(p.X.Add(p.Y.Times(sigma))).Mul(s.repel(p, sigma)).Times(2)),
				proof.GridIdentity("on the line q = 0", on(gx, p.X.Times(-sigma)), p.S.Mul(p.X).Mul(stable).Times(2)),
			}
		})
	}
	return []claim.Step{signed("plus", 1), signed("minus", -1)}
}

// thresholdSlope: du/dt at |b| = e^2 on the balanced line, for both signs of b.
func (s statement) thresholdSlope() []claim.Step {
	signed := func(name string, sigma int64) claim.Step {
		return symbolic(name, "L = 2, |b| = e^2, sign(b) = "+name, func(c *circuit.Builder) []grid.Identity {
			p := alone(c)
			gx, _ := p.gradient()
			gx = circuit.Substitute(gx, []circuit.Node{p.Y, p.Target}, []circuit.Node{p.X.Times(sigma), p.E.Sqr().Times(sigma)})
			return []grid.Identity{proof.GridIdentity("du/dt", p.X.Mul(gx).Times(-2), s.slope(p.S, p.X.Sqr()))}
		})
	}
	return []claim.Step{signed("plus", 1), signed("minus", -1)}
}

// cubeCertificate: with m = |w_l| the largest modulus, C = m^(L-2), |b| = beta: m A - beta B >= m (E - beta C).
func (s statement) cubeCertificate() []claim.Step {
	return []claim.Step{symbolic("general", "all L >= 3", func(c *circuit.Builder) []grid.Identity {
		m, a, b, beta, floor, power := c.Var("m"), c.Var("A"), c.Var("B"), c.Var("beta"), c.Var("E"), c.Var("C")
		left := m.Mul(a).Sub(beta.Mul(b)).Sub(m.Mul(s.decay(floor, beta, power)))
		right := m.Mul(a.Sub(floor)).Add(beta.Mul(m.Mul(power).Sub(b)))
		return []grid.Identity{proof.GridIdentity("decay of the largest weight", left, right)}
	})}
}

package conservation

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// alphaName is the parameter of the step size.
const alphaName = "alpha"

// statement is what S.5 says; wrong variants replace parts of it.
type statement struct {
	// noisy keeps the noise instead of setting e = 0.
	noisy bool
	// invariant is the quantity of two layers that the flow keeps.
	invariant func(x, y circuit.Node) circuit.Node
	// factor is D+ / D of one descent step, from alpha and h = [Sigma (b-p)]_i p_-lm.
	factor func(c *circuit.Builder, alpha, h circuit.Node) circuit.Node
	// keeps tells whether a descent step keeps D; the arguments tell what is zero.
	keeps func(alphaZero, hZero, dZero bool) bool
	// ratio is the example's D+ / D, in hundredths.
	ratio int64
}

func lemma() statement {
	return statement{
		invariant: func(x, y circuit.Node) circuit.Node { return x.Sqr().Sub(y.Sqr()) },
		factor: func(c *circuit.Builder, alpha, h circuit.Node) circuit.Node {
			return c.Int(1).Sub(alpha.Mul(h).Times(2).Sqr())
		},
		keeps: func(alphaZero, hZero, dZero bool) bool { return alphaZero || hZero || dZero },
		ratio: 91,
	}
}

// pairs lists the coordinates and pairs of layers of an instance.
func pairs(m *proof.Model, f func(name string, i, l, k int)) {
	for i := range m.B {
		for k := range m.W {
			for l := range k {
				f(fmt.Sprintf("layers %d and %d, coordinate %d", l+1, k+1, i+1), i, l, k)
			}
		}
	}
}

// objective is L_R with the noise set to zero (or kept, in a wrong variant).
func (s statement) objective(m *proof.Model) circuit.Node {
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	if s.noisy {
		return f
	}
	return circuit.Substitute(f, []circuit.Node{m.E}, []circuit.Node{m.C.Int(0)})
}

// h is [Sigma (b-p)]_i p_-lm.
func h(m *proof.Model, i, l, k int) circuit.Node {
	r, rest := m.C.Int(0), m.C.Int(1)
	for j := range m.B {
		r = r.Add(m.Sigma[i][j].Mul(m.B[j].Sub(m.C.Prod(m.Layer(j)...))))
	}
	for n, w := range m.Layer(i) {
		if n != l && n != k {
			rest = rest.Mul(w)
		}
	}
	return r.Mul(rest)
}

// flow is d/dt of the invariant along dw/dt = -g for variables x, y: the chain rule, with the
// derivatives of the invariant by dual numbers.
func (s statement) flow(x, y, gx, gy circuit.Node) circuit.Node {
	f := s.invariant(x, y)
	return circuit.Derive(f, x).Mul(gx).Add(circuit.Derive(f, y).Mul(gy)).Neg()
}

// descent is D before and after x, y move by -alpha times the gradient.
func descent(alpha, x, y, gx, gy circuit.Node) (before, after circuit.Node) {
	square := func(x, y circuit.Node) circuit.Node { return x.Sqr().Sub(y.Sqr()) }
	return square(x, y), square(x.Sub(alpha.Mul(gx)), y.Sub(alpha.Mul(gy)))
}

// identities is S.5 at fixed depth and width.
func (s statement) identities(m *proof.Model) []grid.Identity {
	g := definition.Gradient(s.objective(m), m.Symbols)
	alpha := m.Param(alphaName)
	var ids []grid.Identity
	pairs(m, func(name string, i, l, k int) {
		before, after := descent(alpha, m.W[l][i], m.W[k][i], g[l][i], g[k][i])
		ids = append(ids,
			grid.Identity{Name: "flow, " + name, LHS: s.flow(m.W[l][i], m.W[k][i], g[l][i], g[k][i]), RHS: m.C.Int(0)},
			grid.Identity{Name: "descent, " + name, LHS: after, RHS: s.factor(m.C, alpha, h(m, i, l, k)).Mul(before)})
	})
	return ids
}

// free is S.5 with free symbols: the flow and the descent step as two weights see them.
func (s statement) free(c *circuit.Builder) []grid.Identity {
	p := local.Noiseless(c)
	if s.noisy {
		p = local.Noisy(c)
	}
	f := p.Expected()
	gx, gy := circuit.Derive(f, p.X), circuit.Derive(f, p.Y)
	alpha := c.Var(alphaName)
	before, after := descent(alpha, p.X, p.Y, gx, gy)
	return []grid.Identity{
		{Name: "flow", LHS: s.flow(p.X, p.Y, gx, gy), RHS: c.Int(0)},
		{Name: "descent", LHS: after, RHS: s.factor(c, alpha, p.Residual().Mul(p.B)).Mul(before)},
	}
}

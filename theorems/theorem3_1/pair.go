package theorem3_1

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// pair is two weights of one coordinate and what they see of the rest.
type pair struct {
	c      *circuit.Builder
	X, Y   circuit.Node // w_li, w_mi
	A, B   circuit.Node // P_-lm, p_-lm
	Target circuit.Node // b_i
	E, S   circuit.Node // noise level, s_i
	Cross  circuit.Node // sum over j != i of Sigma_ij (b_j - p_j)
}

// free makes a pair of free symbols.
func free(c *circuit.Builder) pair {
	return pair{c, c.Var("x"), c.Var("y"), c.Var("A"), c.Var("B"), c.Var("b"), c.Var("e"), c.Var("s"), c.Var("c")}
}

// alone is the pair at L = 2 in the linear diagonal model: nothing else enters.
func alone(c *circuit.Builder) pair {
	return pair{c, c.Var("x"), c.Var("y"), c.Int(1), c.Int(1), c.Var("b"), c.Var("e"), c.Var("s"), c.Int(0)}
}

// gradient returns dL_R/dx and dL_R/dy. With v = x + e xi, v' = y + e xi' independent of the rest,
// L_R = s (b^2 - 2 b E[v v'] B + E[v^2 v'^2] A) + 2 c (b - E[v v'] B) up to terms without x and y.
func (p pair) gradient() (gx, gy circuit.Node) {
	law := definition.Gaussian()
	both := func(k int) circuit.Node { return law.Moment(p.X, p.E, p.c, k).Mul(law.Moment(p.Y, p.E, p.c, k)) }
	first, second := both(1).Mul(p.B), both(2).Mul(p.A)
	f := p.S.Mul(second.Sub(p.Target.Mul(first).Times(2))).Sub(p.Cross.Mul(first).Times(2))
	return circuit.Derive(f, p.X), circuit.Derive(f, p.Y)
}

// difference is D = x^2 - y^2.
func (p pair) difference() circuit.Node { return p.X.Sqr().Sub(p.Y.Sqr()) }

// slope is dD/dt along dx/dt = -gx, dy/dt = -gy.
func (p pair) slope(gx, gy circuit.Node) circuit.Node {
	return p.X.Mul(gx).Sub(p.Y.Mul(gy)).Times(-2)
}

// at is the pair of layers l, k of coordinate i of a whole network.
func at(m *proof.Model, i, l, k int) pair {
	p := pair{m.C, m.W[l][i], m.W[k][i], m.C.Int(1), m.C.Int(1), m.B[i], m.E, m.Sigma[i][i], m.C.Int(0)}
	for n, w := range m.Layer(i) {
		if n != l && n != k {
			p.A = p.A.Mul(w.Sqr().Add(m.E.Sqr()))
			p.B = p.B.Mul(w)
		}
	}
	for j := range m.B {
		if j != i {
			p.Cross = p.Cross.Add(m.Sigma[i][j].Mul(m.B[j].Sub(m.C.Prod(m.Layer(j)...))))
		}
	}
	return p
}

// pairs lists the coordinates and pairs of layers of a shape.
func pairs(depth, width int, f func(name string, i, l, k int)) {
	for i := range width {
		for k := range depth {
			for l := range k {
				f(fmt.Sprintf("layers %d and %d, coordinate %d", l+1, k+1, i+1), i, l, k)
			}
		}
	}
}

// loss is L_R, from the definition.
func loss(m *proof.Model) circuit.Node {
	return definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
}

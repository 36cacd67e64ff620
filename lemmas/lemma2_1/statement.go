package lemma2_1

import (
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// view is what one weight sees of the network: its own value, the products over the other layers of
// its coordinate, and the residual. Depth and width are behind A, B and R.
type view struct {
	c      *circuit.Builder
	W      circuit.Node // w_li
	A      circuit.Node // P_-l,i, product of w^2 + e^2 over the other layers
	B      circuit.Node // p_-l,i, product of w over the other layers
	Target circuit.Node // b_i
	E      circuit.Node // noise level
	S      circuit.Node // s_i = Sigma_ii
	R      circuit.Node // [Sigma (b - p)]_i
	// Squares and Constant are the sum of w^2 over all layers of the coordinate, and e^(2L); only a
	// wrong variant uses them, at fixed depth.
	Squares, Constant circuit.Node
}

// statement is what Lemma 2.1 says; wrong variants replace parts of it.
type statement struct {
	// expected is the regularized loss: the expectation that the gradient is the gradient of.
	expected func(m *proof.Model) circuit.Node
	// general and diagonal are the closed forms of d L_R / d w_li.
	general, diagonal func(v view) circuit.Node
	// sharpness is the closed form of the coordinate's part of L_R - L, divided by s_i.
	sharpness func(v view) circuit.Node
	// gradient is the float64 gradient of L_R under test.
	gradient func(f *numeric.Workspace, dst []float64, m *numeric.Model, n *numeric.Network)
}

func lemma() statement {
	return statement{
		expected: func(m *proof.Model) circuit.Node {
			return definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
		},
		general: func(v view) circuit.Node {
			return v.B.Mul(v.R).Times(-2).Add(v.S.Mul(v.W).Mul(v.A.Sub(v.B.Sqr())).Times(2))
		},
		diagonal: func(v view) circuit.Node {
			return v.S.Mul(v.W.Mul(v.A).Sub(v.Target.Mul(v.B))).Times(2)
		},
		sharpness: func(v view) circuit.Node {
			return v.W.Sqr().Add(v.E.Sqr()).Mul(v.A).Sub(v.W.Mul(v.B).Sqr())
		},
		gradient: func(ws *numeric.Workspace, dst []float64, m *numeric.Model, n *numeric.Network) {
			ws.Gradient(dst, numeric.Regularized, m, n)
		},
	}
}

// closed is the closed form that applies to the model.
func (s statement) closed(v view, diagonal bool) circuit.Node {
	if diagonal {
		return s.diagonal(v)
	}
	return s.general(v)
}

// viewOf fills the view of weight (l, i) at fixed depth and width.
func viewOf(m *proof.Model, l, i int) view {
	c := m.C
	v := view{c: c, W: m.W[l][i], A: c.Int(1), B: c.Int(1), Target: m.B[i], E: m.E, S: m.Sigma[i][i], R: c.Int(0), Squares: c.Int(0), Constant: m.E.Pow(2 * m.Depth())}
	for k, w := range m.Layer(i) {
		v.Squares = v.Squares.Add(w.Sqr())
		if k != l {
			v.A = v.A.Mul(w.Sqr().Add(m.E.Sqr()))
			v.B = v.B.Mul(w)
		}
	}
	for j := range m.B {
		v.R = v.R.Add(m.Sigma[i][j].Mul(m.B[j].Sub(c.Prod(m.Layer(j)...))))
	}
	return v
}

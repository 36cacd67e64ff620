package ssam_moments

import (
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// view is what one weight sees of the network.
type view struct {
	c        *circuit.Builder
	W        circuit.Node    // w_l
	A        [5]circuit.Node // A[k] = E q_-l^k
	Target   circuit.Node
	E, S     circuit.Node
	Cross    circuit.Node // c = E U
	CrossTwo circuit.Node // c2 = E U^2
}

// statement is what S.12 says; wrong variants replace parts of it.
type statement struct {
	factor   func(w, e circuit.Node, k int) circuit.Node
	mean     func(v view) circuit.Node
	second   func(v view) circuit.Node                                            // noise only, any Sigma
	isserlis func(s, form, column circuit.Node) circuit.Node                      // s_i, u^T Sigma u, Sigma_i^T u
	values   func(m definition.Model, v moments.Variant) (*moments.Values, error) // the fast route
}

// Factor returns m_k = E (w + e xi)^k for k = 1..4 and normal xi: w, w^2 + e^2, w^3 + 3 w e^2, w^4 + 6 w^2 e^2 + 3 e^4 (MATH.md, Theorem 4.3). Other k
// panic.
func Factor(w, e circuit.Node, k int) circuit.Node {
	e2 := e.Sqr()
	switch k {
	case 1:
		return w
	case 2:
		return w.Sqr().Add(e2)
	case 3:
		return w.Pow(3).Add(w.Mul(e2).Times(3))
	case 4:
		return w.Pow(4).Add(w.Sqr().Mul(e2).Times(6)).Add(e2.Sqr().Times(3))
	}
	panic("ssam_moments: moments 1 to 4 only")
}

func lemma() statement {
	return statement{
		factor: Factor,
		mean: func(v view) circuit.Node {
			return v.S.Mul(v.Target.Mul(v.A[1]).Sub(v.W.Mul(v.A[2]))).Add(v.Cross.Mul(v.A[1])).Times(-2)
		},
		second: func(v view) circuit.Node {
			linear := v.Target.Mul(v.A[2]).Sub(v.W.Mul(v.A[3]))
			quadratic := v.Target.Mul(linear).Sub(v.Target.Mul(v.W).Mul(v.A[3])).Add(v.W.Sqr().Add(v.E.Sqr()).Mul(v.A[4]))
			return v.S.Sqr().Mul(quadratic).Add(v.S.Mul(v.Cross).Mul(linear).Times(2)).Add(v.CrossTwo.Mul(v.A[2])).Times(4)
		},
		isserlis: func(s, form, column circuit.Node) circuit.Node { return s.Mul(form).Add(column.Sqr().Times(2)) },
		values:   moments.Evaluate,
	}
}

// viewOf fills the view of weight (l, i) at fixed depth and width.
func (s statement) viewOf(m *proof.Model, l, i int) view {
	v := view{c: m.C, W: m.W[l][i], Target: m.B[i], E: m.E, S: m.Sigma[i][i], Cross: m.C.Int(0)}
	for k := 1; k <= 4; k++ {
		v.A[k] = m.C.Int(1)
		for n, w := range m.Layer(i) {
			if n != l {
				v.A[k] = v.A[k].Mul(s.factor(w, m.E, k))
			}
		}
	}
	spread := m.C.Int(0)
	for j := range m.B {
		if j == i {
			continue
		}
		p, square := m.C.Prod(m.Layer(j)...), m.C.Int(1)
		for _, w := range m.Layer(j) {
			square = square.Mul(w.Sqr().Add(m.E.Sqr()))
		}
		v.Cross = v.Cross.Add(m.Sigma[i][j].Mul(m.B[j].Sub(p)))
		spread = spread.Add(m.Sigma[i][j].Sqr().Mul(square.Sub(p.Sqr())))
	}
	v.CrossTwo = v.Cross.Sqr().Add(spread)
	return v
}

package theorem4_3

import (
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// layer is what one weight sees of the network.
type layer struct {
	c      *circuit.Builder
	W      circuit.Node    // w_l
	A      [5]circuit.Node // A[k] = E q_-l^k, k = 1..4
	Target circuit.Node    // b
	E      circuit.Node    // noise level
	S      circuit.Node    // s
	Tau2   circuit.Node
	Cross  circuit.Node // c = sum over j != i of Sigma_ij (b_j - p_j)
	Form   circuit.Node // Q = E(s z' + 2 U^2): u^T M u over the other coordinates, one sample
}

// pair is what two weights of one coordinate see of the network in the diagonal model.
type pair struct {
	c      *circuit.Builder
	X, Y   circuit.Node    // w_l, w_m
	A      [5]circuit.Node // A[k] = E q_-lm^k
	Target circuit.Node
	E, S   circuit.Node
	Tau2   circuit.Node
	Alpha  circuit.Node
	Others circuit.Node // z = sum over j != i of s_j (b_j^2 - 2 b_j p_j + P_j)
}

// statement is what Theorem 4.3 says; wrong variants replace parts of it.
type statement struct {
	factor       func(w, e circuit.Node, k int) circuit.Node // m_k, k = 1..4
	mean         func(v layer) circuit.Node                  // E g_l, both variants
	secondNoise  func(v layer) circuit.Node                  // E g_l^2, noise only, diagonal
	secondSample func(v layer) circuit.Node                  // E g_l^2, one sample
	b            func(p pair) circuit.Node                   // B
	drift        func(p pair, b circuit.Node) circuit.Node   // E D+ / D, noise only
	driftSample  func(p pair, b circuit.Node) circuit.Node   // E D+ / D, one sample
	everyPath    bool                                        // |D+| <= |D| on every path
}

// quadratic is b^2 A_2 - 2 b w A_3 + m_2(w) A_4 = E q_-l^2 u_l^2.
func (v layer) quadratic() circuit.Node {
	return v.Target.Sqr().Mul(v.A[2]).Sub(v.Target.Mul(v.W).Mul(v.A[3]).Times(2)).Add(ssam_moments.Factor(v.W, v.E, 2).Mul(v.A[4]))
}

func theorem() statement {
	return statement{
		factor: ssam_moments.Factor,
		mean: func(v layer) circuit.Node { // the gradient of L_R, Lemma 2.1
			r := v.S.Mul(v.Target.Sub(v.W.Mul(v.A[1]))).Add(v.Cross)
			return v.A[1].Mul(r).Times(-2).Add(v.S.Mul(v.W).Mul(v.A[2].Sub(v.A[1].Sqr())).Times(2))
		},
		secondNoise: func(v layer) circuit.Node { return v.S.Sqr().Mul(v.quadratic()).Times(4) },
		secondSample: func(v layer) circuit.Node {
			linear := v.Target.Mul(v.A[2]).Sub(v.W.Mul(v.A[3])) // E q_-l^2 u_i
			sum := v.Tau2.Mul(v.S).Mul(v.A[2]).
				Add(v.S.Sqr().Mul(v.quadratic()).Times(3)).
				Add(v.S.Mul(v.Cross).Mul(linear).Times(6)).
				Add(v.Form.Mul(v.A[2]))
			return sum.Times(4)
		},
		b: func(p pair) circuit.Node {
			m := func(w circuit.Node) circuit.Node { return ssam_moments.Factor(w, p.E, 2) }
			return p.Target.Sqr().Mul(p.A[2]).Sub(p.Target.Mul(p.X).Mul(p.Y).Mul(p.A[3]).Times(2)).
				Add(p.A[4].Mul(m(p.X).Mul(m(p.Y)).Add(p.E.Pow(4).Times(2))))
		},
		drift: func(p pair, b circuit.Node) circuit.Node {
			return p.c.Int(1).Sub(p.first()).Sub(p.Alpha.Sqr().Mul(p.S.Sqr()).Mul(b).Times(4))
		},
		driftSample: func(p pair, b circuit.Node) circuit.Node {
			k := p.S.Mul(p.A[2]).Mul(p.Tau2.Add(p.Others)).Add(p.S.Sqr().Mul(b).Times(3))
			return p.c.Int(1).Sub(p.first()).Sub(p.Alpha.Sqr().Mul(k).Times(4))
		},
	}
}

// first is 4 alpha s e^2 A_2.
func (p pair) first() circuit.Node { return p.Alpha.Mul(p.S).Mul(p.E.Sqr()).Mul(p.A[2]).Times(4) }

// imbalance is D.
func (p pair) imbalance() circuit.Node { return p.X.Sqr().Sub(p.Y.Sqr()) }

// rest is the moments of the product over the layers of coordinate i without those listed.
func (s statement) rest(m *proof.Model, i int, without ...int) (a [5]circuit.Node) {
	for k := 1; k <= 4; k++ {
		a[k] = m.C.Int(1)
	next:
		for n, w := range m.Layer(i) {
			for _, l := range without {
				if n == l {
					continue next
				}
			}
			a[k] = a[k].Mul(s.factor(w, m.E, k))
		}
	}
	return a
}

// layerOf fills the view of weight (l, i) at fixed depth and width.
func (s statement) layerOf(m *proof.Model, l, i int) layer {
	v := layer{c: m.C, W: m.W[l][i], A: s.rest(m, i, l), Target: m.B[i], E: m.E, S: m.Sigma[i][i], Tau2: m.Tau2, Cross: m.C.Int(0), Form: m.C.Int(0)}
	// M_jk = s Sigma_jk + 2 Sigma_ij Sigma_ik over the other coordinates, which are independent.
	for j := range m.B {
		if j == i {
			continue
		}
		v.Cross = v.Cross.Add(m.Sigma[i][j].Mul(residual(m, j)))
		for k := range m.B {
			if k == i {
				continue
			}
			weight := v.S.Mul(m.Sigma[j][k]).Add(m.Sigma[i][j].Mul(m.Sigma[i][k]).Times(2))
			second := residual(m, j).Mul(residual(m, k))
			if j == k {
				second = squared(m, j)
			}
			v.Form = v.Form.Add(weight.Mul(second))
		}
	}
	return v
}

// pairOf fills the view of layers l and k of coordinate i in the diagonal model.
func (s statement) pairOf(m *proof.Model, l, k, i int, alpha circuit.Node) pair {
	p := pair{c: m.C, X: m.W[l][i], Y: m.W[k][i], A: s.rest(m, i, l, k), Target: m.B[i], E: m.E, S: m.Sigma[i][i], Tau2: m.Tau2, Alpha: alpha, Others: m.C.Int(0)}
	for j := range m.B {
		if j != i {
			p.Others = p.Others.Add(m.Sigma[j][j].Mul(squared(m, j)))
		}
	}
	return p
}

// residual is E u_j = b_j - p_j.
func residual(m *proof.Model, j int) circuit.Node { return m.B[j].Sub(m.C.Prod(m.Layer(j)...)) }

// squared is E u_j^2 = b_j^2 - 2 b_j p_j + P_j.
func squared(m *proof.Model, j int) circuit.Node {
	square := m.C.Int(1)
	for _, w := range m.Layer(j) {
		square = square.Mul(w.Sqr().Add(m.E.Sqr()))
	}
	return m.B[j].Sqr().Sub(m.B[j].Mul(m.C.Prod(m.Layer(j)...)).Times(2)).Add(square)
}

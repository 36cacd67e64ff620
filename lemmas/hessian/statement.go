package hessian

import (
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// pair is what two weights of one coordinate see of the network.
type pair struct {
	X, Y   circuit.Node // w_li, w_mi
	A      circuit.Node // P_-lm,i
	B      circuit.Node // p_-lm,i
	Target circuit.Node // b_i
	E      circuit.Node
	S      circuit.Node // s_i
	R      circuit.Node // [Sigma (b-p)]_i
}

// at is a nonzero stationary point: u, e^2, the factor A = 2 s (u+e^2)^(L-2) and the depth, all as nodes.
type at struct{ U, E2, A, L circuit.Node }

// statement is S.6; wrong variants replace parts of it.
type statement struct {
	// same is d2/dw_li^2 from s_i and P_-l,i.
	same func(s, others circuit.Node) circuit.Node
	// layers is d2/dw_li dw_mi, l != m; general and diagonal model.
	layers, diagonal func(p pair) circuit.Node
	// coordinates is d2/dw_li dw_mj, i != j, from Sigma_ij, p_-l,i and p_-m,j.
	coordinates func(sigma, bi, bj circuit.Node) circuit.Node
	// radial and balance are the eigenvalues at a nonzero stationary point.
	radial, balance func(p at) circuit.Node
	// originOff is the entry off the diagonal of a coordinate's block at w = 0, from s_i e^(2L-2) and [Sigma b]_i.
	originOff func(depth int, se, r circuit.Node) circuit.Node
}

func lemma() statement {
	return statement{
		same: func(s, others circuit.Node) circuit.Node { return s.Mul(others).Times(2) },
		layers: func(p pair) circuit.Node {
			return p.S.Mul(p.X.Mul(p.Y)).Mul(p.A.Times(2).Sub(p.B.Sqr())).Sub(p.B.Mul(p.R)).Times(2)
		},
		diagonal: func(p pair) circuit.Node {
			return p.S.Mul(p.X.Mul(p.Y).Mul(p.A).Times(2).Sub(p.Target.Mul(p.B))).Times(2)
		},
		coordinates: func(sigma, bi, bj circuit.Node) circuit.Node { return sigma.Mul(bi).Mul(bj).Times(2) },
		radial: func(p at) circuit.Node {
			two := p.E2.Times(2)
			return p.A.Mul(p.L.Mul(p.U.Sub(p.E2)).Add(two)) // L u - (L-2) e^2
		},
		balance: func(p at) circuit.Node { return p.A.Mul(p.E2).Times(2) },
		originOff: func(depth int, se, r circuit.Node) circuit.Node {
			if depth == 2 {
				return r.Times(-2)
			}
			return se.Times(0)
		},
	}
}

// entry is the closed form of d2/dw_li dw_mj at fixed depth and width.
func (s statement) entry(m *proof.Model, l, i, k, j int) circuit.Node {
	c := m.C
	if i != j {
		return s.coordinates(m.Sigma[i][j], c.Prod(without(m.Layer(i), l)...), c.Prod(without(m.Layer(j), k)...))
	}
	rest := without(m.Layer(i), l, k)
	squares := make([]circuit.Node, len(rest))
	for n, w := range rest {
		squares[n] = w.Sqr().Add(m.E.Sqr())
	}
	if l == k {
		return s.same(m.Sigma[i][i], c.Prod(squares...))
	}
	p := pair{
		X: m.W[l][i], Y: m.W[k][i], A: c.Prod(squares...), B: c.Prod(rest...), Target: m.B[i], E: m.E, S: m.Sigma[i][i], R: c.Int(0),
	}
	if m.Diagonal {
		return s.diagonal(p)
	}
	for n := range m.B {
		p.R = p.R.Add(m.Sigma[i][n].Mul(m.B[n].Sub(c.Prod(m.Layer(n)...))))
	}
	return s.layers(p)
}

// without returns ws without the given indices (which may be equal).
func without(ws []circuit.Node, drop ...int) []circuit.Node {
	var out []circuit.Node
next:
	for l, w := range ws {
		for _, k := range drop {
			if l == k {
				continue next
			}
		}
		out = append(out, w)
	}
	return out
}

package pacbayes

import (
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// SecondMoment returns E L(W + e xi)^2 = E t2(v)^2, t2(v) = tau2 + sum_ij Sigma_ij u_i u_j the residual variance at the perturbed weights, u = b - q,
// from the definition: the square is multiplied out and every E u_i u_j u_k u_l is a product over the distinct coordinates of raw moments
//
//	E u^m = sum_k C(m,k) b^(m-k) (-1)^k E q^k,   E q^k = prod_l E (w_l + e xi_l)^k,
//
// from the first four moments of the law. The cost grows as d^4: for small widths. Source: MATH.md, PAC-Bayes 4.
func SecondMoment(b *circuit.Builder, s *definition.Symbols, law definition.Law) circuit.Node {
	d := s.Width()
	raw := make([][5]circuit.Node, d) // E u_i^m
	for i := range raw {
		for m := range raw[i] {
			raw[i][m] = residualMoment(b, s, law, i, m)
		}
	}
	count := make([]int, d)
	mixed := func(idx ...int) circuit.Node {
		clear(count)
		for _, i := range idx {
			count[i]++
		}
		z := b.Int(1)
		for i, m := range count {
			z = z.Mul(raw[i][m])
		}
		return z
	}
	sum := s.Tau2.Sqr()
	for i := range d {
		for j := range d {
			sum = sum.Add(s.Tau2.Mul(s.Sigma[i][j]).Mul(mixed(i, j)).Times(2))
			for k := range d {
				for l := range d {
					sum = sum.Add(s.Sigma[i][j].Mul(s.Sigma[k][l]).Mul(mixed(i, j, k, l)))
				}
			}
		}
	}
	return sum
}

// residualMoment returns E u_i^m.
func residualMoment(b *circuit.Builder, s *definition.Symbols, law definition.Law, i, m int) circuit.Node {
	sum, choose := b.Int(0), int64(1)
	for k := 0; k <= m; k++ { // choose = C(m,k)
		q := law.ProductMoment(s.Layer(i), s.E, b, k)
		term := s.B[i].Pow(m - k).Mul(q)
		if k%2 == 1 {
			term = term.Neg()
		}
		sum = sum.Add(term.Times(choose))
		choose = choose * int64(m-k) / int64(k+1)
	}
	return sum
}

package planted

import "math/big"

// Inertia counts the negative, zero and positive eigenvalues of a symmetric matrix exactly.
//
// The characteristic polynomial comes from the recursion of Faddeev and LeVerrier, M_1 = H, c_k = -tr(M_k)/k, M_(k+1) = H (M_k + c_k I). All its
// roots are real, so Descartes' rule of signs is an equality: the number of positive roots, with multiplicity, is the number of sign changes of
// the coefficients, and that of the root 0 the number of vanishing last ones.
func Inertia(h [][]*big.Rat) (negative, zero, positive int) {
	n := len(h)
	coef := []*big.Rat{big.NewRat(1, 1)}
	m := make([][]*big.Rat, n)
	for i := range m {
		m[i] = make([]*big.Rat, n)
		for j := range m[i] {
			m[i][j] = new(big.Rat).Set(h[i][j])
		}
	}
	t := new(big.Rat)
	for k := 1; k <= n; k++ {
		c := new(big.Rat)
		for i := range m {
			c.Add(c, m[i][i])
		}
		c.Quo(c, big.NewRat(int64(-k), 1))
		coef = append(coef, c)
		next := make([][]*big.Rat, n)
		for i := range m {
			m[i][i].Add(m[i][i], c)
		}
		for i := range next {
			next[i] = make([]*big.Rat, n)
			for j := range next[i] {
				next[i][j] = new(big.Rat)
				for l := range m {
					next[i][j].Add(next[i][j], t.Mul(h[i][l], m[l][j]))
				}
			}
		}
		m = next
	}
	for coef[n-zero].Sign() == 0 { // coef[0] = 1 ends it
		zero++
	}
	before := 1
	for _, c := range coef {
		if s := c.Sign(); s != 0 {
			if s != before {
				positive++
			}
			before = s
		}
	}
	return n - zero - positive, zero, positive
}

package generators

import "math/big"

// sigma fills in.Sigma as the domain allows: the identity, a diagonal, or (not
// in a diagonal domain) a full positive semidefinite matrix.
func (m *maker) sigma(in *Instance) {
	u := m.below(8)
	switch {
	case u == 0:
		m.identity(in)
	case u < 4 && !m.d.Diagonal && in.Width() > 1:
		m.gram(in, in.Width()+m.below(2))
	default:
		m.diagonal(in)
	}
}

func (m *maker) identity(in *Instance) {
	for i := range in.Sigma {
		in.Scale(i).SetInt64(1)
	}
}

// diagonal sets Sigma = diag(s), with zeros among the s_i where allowed.
func (m *maker) diagonal(in *Instance) {
	for i := range in.Sigma {
		if m.d.PositiveScale {
			m.positive(in.Scale(i))
		} else {
			m.nonnegative(in.Scale(i))
		}
	}
}

// gram sets Sigma = A A^T / q^2, A a d x n matrix of integers in -3..3 and q a
// small integer (a power of two unless the style is modest): positive
// semidefinite of rank at most n. Every row of A has a nonzero entry, so
// s_i > 0, and the first column has no zero at rows 0 and 1, so that Sigma is
// seldom diagonal by chance.
func (m *maker) gram(in *Instance, n int) {
	d := in.Width()
	a := make([]int64, d*n)
	for k := range a {
		a[k] = int64(m.below(7) - 3)
	}
	for i := range d {
		if a[i*n] == 0 {
			a[i*n] = 1
		}
	}
	q := int64(1 + m.below(4))
	if m.style != modest && q == 3 {
		q = 8
	}
	for i := range d {
		for j := range i + 1 {
			var t int64
			for k := range n {
				t += a[i*n+k] * a[j*n+k]
			}
			setFrac(in.Sigma[i][j], t, q*q)
			if i != j {
				setFrac(in.Sigma[j][i], t, q*q)
			}
		}
	}
}

// conjugate replaces Sigma by D Sigma D, D = diag(2^{k_i}): still positive
// semidefinite, of the same rank.
func conjugate(in *Instance, k []int) {
	var f big.Rat
	for i, row := range in.Sigma {
		for j, x := range row {
			if x.Sign() != 0 {
				setPow2(&f, 1, k[i]+k[j])
				x.Mul(x, &f)
			}
		}
	}
}

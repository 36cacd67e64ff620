package generators

import "math/big"

// IsPSD reports whether the symmetric matrix a is positive semidefinite, exactly.
//
// Method: a = L D L^T over the integers, fraction-free (Bareiss 1968), on the
// entries times their common denominator. Pivot k is the ratio of two leading
// principal minors up to a positive factor, so a negative pivot refutes; a zero
// pivot of a semidefinite matrix has a zero row, so a zero pivot with another
// nonzero entry refutes, and with none drops out. Only the lower triangle is
// read. The 0 x 0 matrix is positive semidefinite. d^3/6 updates of integers of
// at most d times the bits of the scaled entries.
func IsPSD(a [][]*big.Rat) bool {
	if diagonalOnly(a) {
		for i := range a {
			if a[i][i].Sign() < 0 {
				return false
			}
		}
		return true
	}
	_, ok := reduce(scaled(a))
	return ok
}

// Rank is the rank of the symmetric positive semidefinite matrix a: the number
// of nonzero pivots. It panics when a is not positive semidefinite.
func Rank(a [][]*big.Rat) int {
	rank, ok := reduce(scaled(a))
	if !ok {
		panic("generators: Rank needs a positive semidefinite matrix")
	}
	return rank
}

// reduce eliminates the lower triangle m in place and returns the number of
// nonzero pivots, or false when m is indefinite.
func reduce(m [][]big.Int) (rank int, ok bool) {
	prev := big.NewInt(1)
	var t big.Int
	for k := range m {
		pivot := &m[k][k]
		switch pivot.Sign() {
		case -1:
			return rank, false
		case 0:
			for i := k + 1; i < len(m); i++ {
				if m[i][k].Sign() != 0 {
					return rank, false
				}
			}
			continue
		}
		rank++
		for i := k + 1; i < len(m); i++ {
			for j := k + 1; j <= i; j++ {
				// m_ij = (pivot m_ij - m_ik m_jk) / prev, an exact division
				x := &m[i][j]
				x.Mul(x, pivot)
				t.Mul(&m[i][k], &m[j][k])
				x.Sub(x, &t)
				if prev.BitLen() > 1 {
					x.Quo(x, prev)
				}
			}
		}
		prev = pivot
	}
	return rank, true
}

// scaled is the lower triangle of a times the common denominator of its entries.
func scaled(a [][]*big.Rat) [][]big.Int {
	q := commonDenom(a)
	slab := make([]big.Int, len(a)*(len(a)+1)/2)
	m := make([][]big.Int, len(a))
	var t big.Int
	for i := range m {
		m[i], slab = slab[:i+1:i+1], slab[i+1:]
		for j := range m[i] {
			x := a[i][j]
			switch {
			case x.Sign() == 0:
			case x.IsInt():
				m[i][j].Mul(x.Num(), q)
			default:
				m[i][j].Mul(x.Num(), t.Quo(q, x.Denom()))
			}
		}
	}
	return m
}

// commonDenom is the least common multiple of the denominators of the lower triangle.
func commonDenom(a [][]*big.Rat) *big.Int {
	q := big.NewInt(1)
	var g, t big.Int
	for i := range a {
		for j := 0; j <= i; j++ {
			if a[i][j].IsInt() {
				continue
			}
			den := a[i][j].Denom()
			if t.Rem(q, den); t.Sign() != 0 {
				g.GCD(nil, nil, q, den)
				q.Mul(q, t.Quo(den, &g))
			}
		}
	}
	return q
}

func diagonalOnly(a [][]*big.Rat) bool {
	for i := range a {
		for j := 0; j < i; j++ {
			if a[i][j].Sign() != 0 {
				return false
			}
		}
	}
	return true
}

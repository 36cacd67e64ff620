package moments

import (
	"slices"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Wick returns E X_1^(k_1) ... X_n^(k_n) for a centered Gaussian vector with covariance cov over the ring r, by the recursion
//
//	E X_i f(X) = sum_j cov_ij E d_j f(X)
//
// (Isserlis 1918; Stein's identity). Odd total degree gives 0. cov must be n x n and is read as symmetric: only entries (i, j) with i <= j
// are used. The result is new. The work is bounded by the number of exponents below k times n; a shape that does not fit panics.
func Wick[T any, R circuit.Ring[T]](r R, cov [][]T, k []uint8) T {
	if len(cov) != len(k) {
		panic("moments: Wick with a covariance of another size")
	}
	total := 0
	for _, n := range k {
		total += int(n)
	}
	if total%2 == 1 {
		z := r.New()
		r.SetInt(z, 0)
		return z
	}
	w := &wick[T, R]{r, cov, map[string]T{}}
	return w.moment(append([]uint8(nil), k...))
}

type wick[T any, R circuit.Ring[T]] struct {
	r    R
	cov  [][]T
	seen map[string]T
}

func (w *wick[T, R]) moment(k []uint8) T {
	if z, ok := w.seen[string(k)]; ok {
		return z
	}
	var z T
	if first := slices.IndexFunc(k, func(n uint8) bool { return n > 0 }); first >= 0 {
		z = w.reduce(k, first)
	} else {
		z = w.r.New()
		w.r.SetInt(z, 1)
	}
	w.seen[string(k)] = z
	return z
}

// reduce takes one factor X_i out and pairs it with each of the others.
func (w *wick[T, R]) reduce(k []uint8, i int) T {
	sum := w.r.New()
	w.r.SetInt(sum, 0)
	rest := append([]uint8(nil), k...)
	rest[i]--
	for j, n := range rest {
		if n == 0 {
			continue
		}
		pair := append([]uint8(nil), rest...)
		pair[j]--
		ways, term, next := w.r.New(), w.r.New(), w.r.New()
		w.r.SetInt(ways, int64(n))
		w.r.Mul(term, ways, w.cov[min(i, j)][max(i, j)])
		w.r.Mul(next, term, w.moment(pair))
		total := w.r.New()
		w.r.Add(total, sum, next)
		sum = total
	}
	return sum
}

package prove

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestGaussJordan: with pivots the residual of A^-1 A is some hundred units for matrices of condition below 10^4, also where a first
// pivot is tiny or 0.
func TestGaussJordan(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	matrices := [][]float64{{1e-20, 1, 1, 1}, {0, 2, -4, 0}, {0, 1, 0, 0, 0, 1, 1, 0, 0}, {1, 50, 50, 0, 1e-18, 1, 0, 1, 1}, {1e-18, -5, 3, 2}, {-1e-18, 5, -3, 2}}
	for range 200 {
		n := 1 + r.IntN(5)
		a := make([]float64, n*n)
		for k := range a {
			a[k] = float64(r.IntN(9) - 4)
		}
		for k := range n {
			a[k*n+(k+1)%n] += 40 // dominant, but not on the diagonal
		}
		matrices = append(matrices, a)
	}
	for _, a := range matrices {
		n := int(math.Sqrt(float64(len(a))))
		inv := make([]float64, n*n)
		for k := range inv {
			inv[k] = 7
		}
		if !gaussJordan(inv, append([]float64(nil), a...), n) {
			t.Fatalf("%v: no inverse", a)
		}
		for i := range n {
			for k := range n {
				sum := 0.0
				if i == k {
					sum = -1
				}
				for l := range n {
					sum += inv[i*n+l] * a[l*n+k]
				}
				if math.Abs(sum) > 1e-13 {
					t.Fatalf("%v: (%d,%d) of A^-1 A - I is %g", a, i, k, sum)
				}
			}
		}
	}
}

// TestGaussJordanRefuses: pivots and entries of the inverse up to 2^1000; singular matrices.
func TestGaussJordanRefuses(t *testing.T) {
	for _, c := range []struct {
		a    []float64
		want bool
		why  string
	}{
		{[]float64{0x1p1000}, true, "the largest pivot"},
		{[]float64{-0x1p1000}, true, "the largest negative pivot"},
		{[]float64{0x1.1p1000}, false, "a larger one"},
		{[]float64{0x1p-1000}, true, "the largest inverse"},
		{[]float64{-0x1p-1000}, true, "the largest negative inverse"},
		{[]float64{0x1.fp-1001}, false, "a larger one"},
		{[]float64{0}, false, "zero"},
		{[]float64{math.Inf(1)}, false, "infinity"},
		{[]float64{math.NaN()}, false, "not a number"},
		{[]float64{1, 0, 0, 0x1.1p1000}, false, "a larger second pivot"},
		{[]float64{1, 2, 2, 4}, false, "rank 1"},
		{[]float64{1, 0, 0, 0}, false, "a zero row"},
	} {
		n := int(math.Sqrt(float64(len(c.a))))
		if got := gaussJordan(make([]float64, n*n), c.a, n); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
	}
}

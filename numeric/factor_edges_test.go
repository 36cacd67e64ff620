package numeric

import (
	"strings"
	"testing"
)

func factorOf(t *testing.T, d int, sigma []float64) (*Factor, error) {
	t.Helper()
	m, err := NewModel(make([]float64, d), sigma, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return FactorPSD(m)
}

// TestFactorByHand: Sigma = [[4, 2], [2, 2]] = F F^T with F = [[2, 0], [1, 1]], elimination starting at the larger pivot; and the same with the
// coordinates exchanged, and of rank one.
func TestFactorByHand(t *testing.T) {
	for _, tt := range []struct {
		sigma, z, want []float64
	}{
		{[]float64{4, 2, 2, 2}, []float64{1, 2}, []float64{2, 3}}, {[]float64{2, 2, 2, 4}, []float64{1, 2}, []float64{3, 2}},
		{[]float64{4, 6, 6, 9}, []float64{5}, []float64{10, 15}}, {[]float64{0x1p600, 0x1p599, 0x1p599, 0x1p599}, []float64{1, 3}, []float64{0x1p300, 0x1p301}},
		{[]float64{16, 0, 8, 0, 9, 0, 8, 0, 5}, []float64{1, 2, 3}, []float64{4, 6, 5}},
	} {
		d := len(tt.want)
		f, err := factorOf(t, d, tt.sigma)
		if err != nil {
			t.Fatal(err)
		}
		x := make([]float64, d)
		if f.Rank() != len(tt.z) {
			t.Errorf("%v: rank %d", tt.sigma, f.Rank())
			continue
		}
		f.Apply(x, tt.z)
		for i := range x {
			if x[i] != tt.want[i] {
				t.Errorf("%v: F %v = %v, want %v", tt.sigma, tt.z, x, tt.want)
				break
			}
		}
	}
}

// TestFactorTolerance: [[1, 1+x], [1+x, 1]] is eliminated to F = (1, 1+x), and F F^T is off by 2x + x^2, rounded to 2x: accepted up to 16 d^2 u = 2^-47, and
// for three coordinates up to 9 * 2^-49. A smaller diagonal shrinks the tolerance with it.
func TestFactorTolerance(t *testing.T) {
	for _, tt := range []struct {
		d       int
		s, x    float64
		refused bool
	}{
		{2, 1, 16 * 0x1p-52, false}, {2, 1, 17 * 0x1p-52, true}, {2, 4, 16 * 0x1p-52, false}, {2, 4, 17 * 0x1p-52, true},
		{2, 0.5, 15 * 0x1p-52, false}, {2, 0.5, 18 * 0x1p-52, true}, {3, 1, 36 * 0x1p-52, false}, {3, 1, 37 * 0x1p-52, true},
	} {
		sigma := make([]float64, tt.d*tt.d)
		for i := range tt.d {
			sigma[i*tt.d+i] = tt.s / 1024 // the third is small and takes no part
		}
		sigma[0], sigma[tt.d+1] = tt.s, tt.s
		sigma[1] = tt.s * (1 + tt.x)
		sigma[tt.d] = sigma[1]
		if _, err := factorOf(t, tt.d, sigma); (err != nil) != tt.refused {
			t.Errorf("%+v: %v", tt, err)
		}
	}
}

// TestFactorMessages name the entry: one beyond 4 times the power of 4 below the largest diagonal entry is refused before elimination.
func TestFactorMessages(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		want string
	}{
		{4, "sigma[2][2] = 0.5: not positive semidefinite (a factor gives 16"}, {4.5, "sigma[1][2] = 4.5 exceeds the largest diagonal entry 1:"}, {-4.5, "sigma[1][2] = -4.5 exceeds"},
	} {
		_, err := factorOf(t, 3, []float64{1, 0, 0, 0, 1, tt.x, 0, tt.x, 0.5})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.x, err, tt.want)
		}
	}
}

package growth

import (
	"math"
	"testing"
)

// TestExponent: a power law gives its exponent. Each logarithm is right to 2^-53 of at most 12, and the slope divides sums of
// four of them by a spread of at least 1: 1e-12 is a hundred times what that allows.
func TestExponent(t *testing.T) {
	sizes := []float64{2, 4, 8, 64}
	for _, x := range []float64{-1, 0, 0.5, 1, 1.6, 2, 3} {
		costs := make([]float64, len(sizes))
		for k, s := range sizes {
			costs[k] = 7 * math.Pow(s, x)
		}
		if got := Exponent(sizes, costs); math.Abs(got-x) > 1e-12 {
			t.Errorf("exponent %g, want %g", got, x)
		}
	}
}

func TestExponentPanics(t *testing.T) {
	for name, sizes := range map[string][]float64{"one size": {3, 3}, "lengths": {1, 2, 3}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			Exponent(sizes, []float64{1, 2})
		}()
	}
}

func TestBest(t *testing.T) {
	calls := 0
	if ns := Best(3, func() { calls++ }); !(ns > 0) || calls < 4 {
		t.Errorf("%g ns after %d calls", ns, calls)
	}
}

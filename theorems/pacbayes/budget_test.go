package pacbayes

import (
	"math"
	"testing"
)

// TestBudget: exp(n budget) = e^KL 2 sqrt(n)/delta. The logarithm, the sum and the quotient err by less than 4 units of 2^-53 relative to n
// budget < 2^9, and the exponential by as many units of its value: 2^9 2^-51 in all.
func TestBudget(t *testing.T) {
	for _, kl := range []float64{0, 0.5, 3, 40} {
		got, want := math.Exp(size*budget(kl)), math.Exp(kl)*2*math.Sqrt(size)/delta
		if math.Abs(got/want-1) > 0x1p-42 {
			t.Errorf("KL = %v: e^(n budget) = %v, want %v", kl, got, want)
		}
	}
}

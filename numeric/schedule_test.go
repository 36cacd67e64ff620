package numeric

import (
	"math"
	"testing"
)

// TestSchedule: values whose powers are exact in float64; At is within 4 ulps.
func TestSchedule(t *testing.T) {
	for _, tt := range []struct {
		s    Schedule
		k    int
		want float64
	}{
		{Constant(0.3), 7, 0.3},
		{Schedule{1, 0.5, 4}, 5, 1. / 3},
		{Schedule{1, 1, 1}, 3, 0.25},
		{Schedule{2, 2, 1}, 1, 0.5},
		{Schedule{1, 0.75, 1}, 15, 0.125},
		{Schedule{3, 0.25, 0.5}, 0, 3 * math.Sqrt(math.Sqrt2)},
	} {
		if got := tt.s.At(tt.k); math.Abs(got-tt.want) > 8*unitRoundoff*tt.want {
			t.Errorf("%+v at %d: %v, want %v", tt.s, tt.k, got, tt.want)
		}
		block := make([]float64, 4)
		tt.s.fill(block, tt.k)
		for i, x := range block {
			if x != tt.s.At(tt.k+i) {
				t.Errorf("%+v: block entry %d is %v, At gives %v", tt.s, i, x, tt.s.At(tt.k+i))
			}
		}
	}
}

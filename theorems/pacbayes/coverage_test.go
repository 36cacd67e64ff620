package pacbayes

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestThreshold: the least c with P(Bin(200, 1/20) >= c) <= 1e-12, with the tail summed by the recurrence p_(k+1)/p_k = (200-k)/(19 (k+1)) from p_0 = (19/20)^200. The terms have
// 200 roundings, below 2^-44 relative; the tails at 38 and 39 are 1.4e-12 and 3.0e-13.
func TestThreshold(t *testing.T) {
	p, tails := math.Pow(.95, 200), make([]float64, 202)
	terms := make([]float64, 201)
	for k := range terms {
		terms[k] = p
		p *= float64(200-k) / (19 * float64(k+1))
	}
	for k := 200; k >= 0; k-- {
		tails[k] = tails[k+1] + terms[k]
	}
	c := threshold()
	if !(tails[c] < alarm && tails[c-1] > alarm) {
		t.Errorf("threshold %d: tails %v", c, tails[c-1:c+1])
	}
}

// TestLeast: P(Bin(7, 1/20) >= 7) = 20^-7 and P(>= 6) = 20^-7 + 7 * 19 * 20^-7 = 134/20^7. At an error that is a tail the threshold is the tail's.
func TestLeast(t *testing.T) {
	const den = 20 * 20 * 20 * 20 * 20 * 20 * 20
	for _, c := range []struct {
		threshold, num int64
		want           bool
	}{{7, 1, true}, {8, 1, false}, {6, 1, false}, {6, 134, true}, {7, 134, false}, {7, 133, true}, {7, 2, true}, {8, 0, true}, {7, 0, false}} {
		if got := least(7, int(c.threshold), rat(1, 20), rat(c.num, den)); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

// TestTable: the pairs (N, c) of MATH.md.
func TestTable(t *testing.T) {
	var got []string
	for _, v := range theorem().thresholdSteps(claim.Quick)[0].Run(t.Context()).Stats {
		got = append(got, fmt.Sprint(v.Name, ": ", v.Value))
	}
	if want := []string{"N = 7: 7", "N = 100: 23", "N = 200: 34", "N = 500: 60", "N = 1000: 97", "N = 2000: 164"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

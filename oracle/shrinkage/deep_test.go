package shrinkage_test

import (
	"math/big"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestMostDigits answers at the bound MaxDigits, and checks t by exact signs of the polynomial at 100,000 digits.
func TestMostDigits(t *testing.T) {
	if os.Getenv("SSAM_DEEP") != "1" {
		t.Skip("set SSAM_DEEP=1")
	}
	for _, depth := range []int{2, 3, 5} {
		beta := big.NewRat(50, 3)
		s := solve(t, shrinkage.Problem{Depth: depth, Target: beta, Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, shrinkage.MaxDigits)
		f := equationPoly(t, depth, beta)
		for i, q := range s.Points[1:] {
			lo, hi, _ := q.T.Rats()
			if f.SignAt(lo)*f.SignAt(hi) > 0 {
				t.Errorf("L=%d: root %d is outside", depth, i)
			}
		}
		if _, err := s.MarshalJSON(); err != nil {
			t.Error(err)
		}
	}
}

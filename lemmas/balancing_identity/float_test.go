package balancing_identity

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestFloatNeedsFloats: a weight 1/3 would be another number in float64, so that nothing is compared; 1/4 is one.
func TestFloatNeedsFloats(t *testing.T) {
	for _, c := range []struct {
		w    *big.Rat
		want claim.Kind
	}{{big.NewRat(1, 3), claim.KindOutOfDomain}, {big.NewRat(1, 4), claim.KindHeld}} {
		in := generators.NewInstance("test", 2, 1)
		in.Weights[0][0].Set(c.w)
		in.Weights[1][0].SetInt64(1)
		in.Target[0].SetInt64(2)
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetInt64(1)
		if got := floatSample(lemma()).NewJudge()(&claim.Case{Instance: in}); got.Kind != c.want {
			t.Errorf("w_1 = %s: %+v", c.w, got)
		}
	}
}

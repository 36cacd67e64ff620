package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestPrecisions: at L = 2, b = 0, s = e = 1, w = (2^-n, 2^-n/2) the loss is about 1 and falls by about 2^-2n, and with the fraction 1/64 of the largest step w
// shrinks by 1 - 1/32 a step, to no less than a tenth. So 256 bits are not enough at n = 150, 4096 are not at n = 2500 and 8192 are; at n = 5000 none are.
func TestPrecisions(t *testing.T) {
	for _, c := range []struct {
		n    uint
		want claim.Kind
	}{{20, claim.KindHeld}, {150, claim.KindHeld}, {2500, claim.KindHeld}, {5000, claim.KindUndecided}} {
		w := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), c.n))
		in := instance(rat(0, 1), w, new(big.Rat).Mul(w, rat(1, 2)))
		in.Params = []generators.Param{{Name: theta0, Value: rat(1, 64)}, {Name: theta1, Value: rat(1, 64)}}
		if got := runCertified(theorem()).NewJudge()(&claim.Case{Instance: in}); got.Kind != c.want {
			t.Errorf("w_1 = 2^-%d: %+v", c.n, got)
		}
	}
}

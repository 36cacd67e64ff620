package shrinkage_test

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestBall: a rational and a square root lie in their balls, and exact ones have radius 0.
func TestBall(t *testing.T) {
	for _, scale := range []uint{0, 1, 5, 64, 200} {
		for _, x := range []*big.Rat{big.NewRat(1, 3), big.NewRat(-1, 3), big.NewRat(22, 7), big.NewRat(4, 1), big.NewRat(2, 1), big.NewRat(3, 1), big.NewRat(9, 4), new(big.Rat)} {
			b := shrinkage.BallOf(x, scale)
			if b.Lo().Cmp(x) > 0 || b.Hi().Cmp(x) < 0 || (b.Rad == 0) != (b.Lo().Cmp(x) == 0) || b.Rad > 1 {
				t.Errorf("%v at scale %d: [%v, %v]", x, scale, b.Lo(), b.Hi())
			}
			if x.Sign() < 0 {
				continue
			}
			r := shrinkage.BallOfSqrt(x, scale)
			lo, hi := r.Lo(), r.Hi()
			if exact := new(big.Rat).Mul(lo, lo).Cmp(x) == 0; (r.Rad == 0) != exact {
				t.Errorf("sqrt %v at scale %d: radius %d, exact %v", x, scale, r.Rad, exact)
			}
			if lo.Sign() > 0 && lo.Mul(lo, lo).Cmp(x) > 0 || hi.Mul(hi, hi).Cmp(x) < 0 || r.Rad > 1 {
				t.Errorf("sqrt %v at scale %d: [%v, %v]", x, scale, r.Lo(), r.Hi())
			}
		}
	}
}

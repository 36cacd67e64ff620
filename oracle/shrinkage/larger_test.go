package shrinkage

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// benchKappa is 3 beta_1(L) as a ball for the given bits.
func benchKappa(depth int, bits uint) *Ball {
	x := beta1Squared(depth)
	return BallOfSqrt(x.Mul(x, big.NewRat(9, 1)), KappaScale(bits))
}

// BenchmarkLargerRoot is row 1 of the performance table: the larger root for kappa = 3 beta_1, certified.
func BenchmarkLargerRoot(b *testing.B) {
	for _, digits := range []int{100, 1000, 10000} {
		for _, depth := range []int{3, 5, 10} {
			b.Run(fmt.Sprintf("L=%d/digits=%d", depth, digits), func(b *testing.B) {
				bits := interval.DigitsToPrec(digits)
				kappa := benchKappa(depth, bits)
				var f Finder
				var z Ball
				b.ReportAllocs()
				for b.Loop() {
					if err := f.Larger(&z, depth, kappa, bits); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// TestLargerExact: for L = 3 and kappa = 3 beta_1 = 16/sqrt 3 the root is sqrt 3: (3+1)^2 = kappa sqrt 3.
func TestLargerExact(t *testing.T) {
	var f Finder
	var z Ball
	three := big.NewRat(3, 1)
	for _, bits := range []uint{16, 50, 100, 333, 1000, 3322, 33220} {
		if err := f.Larger(&z, 3, benchKappa(3, bits), bits); err != nil {
			t.Fatal(bits, err)
		}
		lo, hi := z.Lo(), z.Hi()
		width := new(big.Rat).Sub(hi, lo)
		if lo.Mul(lo, lo).Cmp(three) > 0 || hi.Mul(hi, hi).Cmp(three) < 0 {
			t.Errorf("%d bits: sqrt 3 is outside", bits)
		}
		if width.Cmp(BallOf(big.NewRat(2, 1), 0).Lo().Quo(big.NewRat(2, 1), new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), bits)))) > 0 {
			t.Errorf("%d bits: too wide", bits)
		}
		t.Logf("%d bits: radius %d at scale %d", bits, z.Rad, z.Scale)
	}
	_ = context.Background
}

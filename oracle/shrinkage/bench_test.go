package shrinkage_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// BenchmarkLargerRoot: the larger root for kappa = 3 beta_1, certified, storage reused.
func BenchmarkLargerRoot(b *testing.B) {
	for _, digits := range []int{100, 1000, 10000} {
		for _, depth := range []int{3, 5, 10} {
			b.Run(fmt.Sprintf("L=%d/digits=%d", depth, digits), func(b *testing.B) {
				bits := interval.DigitsToPrec(digits)
				kappa := threeBeta1(depth, bits)
				var f shrinkage.Finder
				var z shrinkage.Ball
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

// BenchmarkLargerRootFloor is the cost of one product and one square at the size of the answer: what no Newton step avoids.
func BenchmarkLargerRootFloor(b *testing.B) {
	for _, digits := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("digits=%d", digits), func(b *testing.B) {
			x, y := threeBeta1(3, interval.DigitsToPrec(digits)), threeBeta1(5, interval.DigitsToPrec(digits))
			var z big.Int
			for b.Loop() {
				z.Mul(&x.Mid, &y.Mid)
				z.Mul(&y.Mid, &y.Mid)
			}
		})
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, digits := range []int{60, 1000} {
		for _, depth := range []int{2, 3, 10, 64} {
			b.Run(fmt.Sprintf("L=%d/digits=%d", depth, digits), func(b *testing.B) {
				p := shrinkage.Problem{Depth: depth, Target: new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(5), uint(depth))), Noise: big.NewRat(9, 10), Scale: big.NewRat(1, 1)}
				for b.Loop() {
					if _, err := shrinkage.Solve(ctx, p, digits); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

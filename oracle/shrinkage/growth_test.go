package shrinkage_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/ssamverify/ssamverify/internal/growth"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// BenchmarkLargerRootGrowth fits time = c digits^x at depth 5 over 1,000 to 16,000 digits, and time = c L^x at 1,000 digits over
// L = 4 to 64. The second is far below 1: a depth costs a few squarings more.
func BenchmarkLargerRootGrowth(b *testing.B) {
	fit := func(b *testing.B, depths, digits []int) {
		var sizes, costs []float64
		for _, l := range depths {
			for _, d := range digits {
				bits := interval.DigitsToPrec(d)
				kappa := threeBeta1(l, bits)
				var f shrinkage.Finder
				var z shrinkage.Ball
				best := math.Inf(1)
				for range b.N {
					best = min(best, growth.Best(12, func() {
						if err := f.Larger(&z, l, kappa, bits); err != nil {
							b.Fatal(fmt.Errorf("L = %d, %d digits: %w", l, d, err))
						}
					}))
				}
				size := l
				if len(digits) > 1 {
					size = d
				}
				sizes, costs = append(sizes, float64(size)), append(costs, best)
			}
		}
		b.ReportMetric(growth.Exponent(sizes, costs), "exponent")
	}
	b.Run("digits", func(b *testing.B) { fit(b, []int{5}, []int{1000, 2000, 4000, 8000, 16000}) })
	b.Run("depth", func(b *testing.B) { fit(b, []int{4, 8, 16, 32, 64}, []int{1000}) })
}

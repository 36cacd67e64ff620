// Package growth fits how a cost grows with a size, for benchmarks that report an exponent.
package growth

import (
	"math"
	"time"
)

// Exponent returns the least-squares slope x of log cost = c + x log size: 1 is linear growth, 2 quadratic.
// Sizes and costs are positive, in any units. It panics when the lengths differ or fewer than two sizes are distinct.
func Exponent(sizes, costs []float64) float64 {
	if len(sizes) != len(costs) {
		panic("growth: as many costs as sizes are needed")
	}
	var sx, sy, sxx, sxy float64
	for k, size := range sizes {
		x, y := math.Log(size), math.Log(costs[k])
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(sizes))
	d := n*sxx - sx*sx
	if !(d > 1e-12*n*sxx) {
		panic("growth: two distinct sizes are needed")
	}
	return (n*sxy - sx*sy) / d
}

// Best returns the least time of one call of f in nanoseconds over the given number of rounds; calls much shorter than the
// clock's step are repeated.
func Best(rounds int, f func()) float64 {
	best := math.Inf(1)
	for n := 1; ; n *= 4 {
		start := time.Now()
		for range n {
			f()
		}
		if t := time.Since(start); t < 200*time.Microsecond {
			continue
		}
		for range rounds {
			start := time.Now()
			for range n {
				f()
			}
			best = min(best, float64(time.Since(start).Nanoseconds())/float64(n))
		}
		return best
	}
}

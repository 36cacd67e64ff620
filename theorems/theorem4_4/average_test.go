package theorem4_4

import (
	"math"
	"testing"

	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/numeric"
)

// TestAverage: Z = sum alpha_k |G_k|^2 / sum alpha_k of single paths at L = 2, e = s = 1, b = 2, M = 2, K = 4, written out with g = 2 (w_1 (w_2^2+1) - 2 w_2)
// and the step 1/(2K) = 1/8 (or alpha_k), then mean and sample variance of three paths by their definitions.
func TestAverage(t *testing.T) {
	in := ones(t, 1)
	in.Target[0].SetInt64(2)
	f, err := bridge.New(in)
	if err != nil {
		t.Fatal(err)
	}
	const box, curvature = 2, 4
	sched := numeric.Schedule{A: 0.25, R: 0.75, K0: 1}
	sum := 0.0
	for k := range horizon {
		sum += sched.At(k)
	}
	run := numeric.SSAM{Model: f.Model, Step: sched, Box: box, Steps: horizon, Every: 1}
	paths, err := run.RunMany(t.Context(), f.Network, 7, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	// The package's rounding analysis: off by less than 2^-40 R, R = 2 (2 (2 5 + 2 2))^2.
	const tolerance = 0x1p-40 * 2 * 28 * 28
	for _, own := range []bool{false, true} {
		s := theorem()
		s.own = own
		var zs [3]float64
		for n, path := range paths {
			for k := range horizon {
				w, step := path.State(k), 1./8
				if own {
					step = sched.At(k)
				}
				for l, x := range w {
					g := 2 * (x*(w[1-l]*w[1-l]+1) - 2*w[1-l])
					d := (x - math.Max(-box, math.Min(box, x-step*g))) / step
					zs[n] += sched.At(k) * d * d / sum
				}
			}
			if got, _ := s.average(paths[n:n+1], f, sched, box, curvature, sum); math.Abs(got-zs[n]) > tolerance {
				t.Errorf("own = %t, path %d: Z = %v, want %v", own, n, got, zs[n])
			}
		}
		mean := (zs[0] + zs[1] + zs[2]) / 3
		variance := ((zs[0]-mean)*(zs[0]-mean) + (zs[1]-mean)*(zs[1]-mean) + (zs[2]-mean)*(zs[2]-mean)) / 2
		gotMean, gotVariance := s.average(paths, f, sched, box, curvature, sum)
		// Numbers below R, so the variance is off by less than 4 R times the tolerance.
		if math.Abs(gotMean-mean) > tolerance || math.Abs(gotVariance-variance) > 4*2*28*28*tolerance || !(variance > 1e-3) {
			t.Errorf("own = %t: mean %v, variance %v, want %v, %v", own, gotMean, gotVariance, mean, variance)
		}
	}
}

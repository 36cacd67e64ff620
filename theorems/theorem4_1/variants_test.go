package theorem4_1

import (
	"testing"

	"github.com/ssamverify/ssamverify/numeric"
)

// TestLayerAfterLayer: the wrong descent is wrong in one way only: the second layer sees the new first one. L = 2, s = 1, b = 2, gradient 2 (x (y^2+e^2) - b y), from
// (2, 1/2) with alpha_k = 1/4, 1/8 and e_k = 1, 1/2. The first step moves x to 5/4 and y to 1/2 - (41/32 - 5/2)/2 = 71/64; both are float64 numbers.
func TestLayerAfterLayer(t *testing.T) {
	m, err := numeric.NewDiagonalModel([]float64{2}, []float64{1}, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	n, err := numeric.NewNetwork([][]float64{{2}, {0.5}})
	if err != nil {
		t.Fatal(err)
	}
	d := &numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Schedule{A: 0.25, R: 1, K0: 1}, Noise: &numeric.Schedule{A: 1, R: 1, K0: 1}, Steps: 2, Every: 1}
	got, err := layerAfterLayer(t.Context(), d, n)
	if err != nil {
		t.Fatal(err)
	}
	x, y := 1.25, 71.0/64
	x2 := x - 0.25*(x*(y*y+0.25)-2*y)
	y2 := y - 0.25*(y*(x2*x2+0.25)-2*x2)
	for k, want := range [][2]float64{{2, 0.5}, {x, y}, {x2, y2}} {
		for l, w := range want {
			// Less than 20 roundings on each side, of numbers below 4, so 2^-52 each, which the second step at most doubles: 80 * 2^-52.
			if off := got.State(k)[l] - w; off > 0x1p-45 || off < -0x1p-45 {
				t.Errorf("step %d, layer %d: %v, want %v", k, l+1, got.State(k)[l], w)
			}
		}
	}
}

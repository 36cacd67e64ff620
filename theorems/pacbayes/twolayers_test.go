package pacbayes

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// TestFitPlane: y = 2 x_1 - 3 x_2 + r at (1,0), (1,1), (1,2), (0,0) with r = (1, -2, 1, 5), which is orthogonal to both columns.
func TestFitPlane(t *testing.T) {
	if got := fitPlane([][]float64{{1, 0}, {1, 1}, {1, 2}, {0, 0}}, []float64{3, -3, -3, 5}); !slices.Equal(got, []float64{2, -3}) {
		t.Errorf("got %v", got)
	}
}

// TestFactor: 4 = 2 * 2 and -1 = 1 * (-1), at the distances 3/2, 3/2, 1/2 and -3/2 from 1/2; 0 = 0 * 0 at -1/2 twice.
func TestFactor(t *testing.T) {
	layers, norm2 := factor([]float64{4, -1, 0})
	if !slices.Equal(layers[0], []float64{2, 1, 0}) || !slices.Equal(layers[1], []float64{2, -1, 0}) || norm2 != 3*2.25+.25+.5 {
		t.Errorf("layers %v, distance %v", layers, norm2)
	}
}

// TestTwoLayers takes the data from the call of the Gibbs risk and finds the risk at which both sides are equal by another route: the mean of t2 = 1/4 + sum_i (b_i - q_i)^2 and its
// variance from E q^k, q = (w + xi/4)(v + zeta/4), with the moments of w + xi/4 by the binomial theorem. The coordinates are independent.
func TestTwoLayers(t *testing.T) {
	// moment is E (w + xi/4)^k for k = 0..4: the even moments of xi/4 are 1, 1/16, 3/256.
	moment := func(w float64) [5]float64 {
		return [5]float64{1, w, w*w + 1./16, w*w*w + 3*w/16, w*w*w*w + 6*w*w/16 + 3./256}
	}
	target := []float64{1, -.5}
	equal, given := 0.0, 0.0
	s := theorem()
	s.gibbs = func(x [][]float64, y []float64, layers [][]float64, e float64) (float64, float64, error) {
		rng := stream()
		for k, row := range x {
			u, v := rng.NormFloat64(), rng.NormFloat64()
			// The three terms are below 8, each rounded to 2^-51 at most.
			if row[0] != u || row[1] != v || !(math.Abs(y[k]-(u-v/2+rng.NormFloat64()/2)) <= 0x1p-48) {
				t.Fatalf("row %d: %v, %v", k, row, y[k])
			}
		}
		if len(x) != 60 || len(y) != 60 || e != .25 {
			t.Errorf("%d rows, %d answers, e = %v", len(x), len(y), e)
		}
		mean, variance, norm2 := .25, 0., 0.
		for i, b := range target {
			// The gradient of the residual sum of squares is 0 at the mean: a sum of 60 products below 64 cancels.
			g := 0.0
			for k, row := range x {
				g += row[i] * (y[k] - layers[0][0]*layers[1][0]*row[0] - layers[0][1]*layers[1][1]*row[1])
			}
			if w, v := layers[0][i], layers[1][i]; math.Abs(g) > 0x1p-38 || math.Abs(w) != math.Abs(v) {
				t.Errorf("coordinate %d: gradient %v, weights %v and %v", i, g, w, v)
			}
			m, n := moment(layers[0][i]), moment(layers[1][i])
			q := func(k int) float64 { return m[k] * n[k] }
			m2 := b*b - 2*b*q(1) + q(2)
			m4 := b*b*b*b - 4*b*b*b*q(1) + 6*b*b*q(2) - 4*b*q(3) + q(4)
			mean += m2
			variance += m4 - m2*m2
			for _, w := range layers {
				norm2 += (w[i] - .5) * (w[i] - .5)
			}
		}
		// lambda = 1/2: log(1 + t2), y0 = 5/4; x = e^2/sp^2 = 1/4, D = 4.
		left := (math.Log(1+mean) - variance/(2*25./16)) / 2
		kl := 2*norm2 + 2*(.25-1+math.Log(4))
		equal = 2 * (left - (kl+math.Log(20))/60)
		return equal + given, 0, nil
	}
	for off, want := range map[float64]bool{-1e-9: true, 1e-9: false} {
		given = off
		if got, err := s.twoLayers(stream()); got != want || err != nil {
			t.Errorf("Gibbs risk %v %+v: %t, %v", equal, off, got, err)
		}
	}
	s.gibbs = func([][]float64, []float64, [][]float64, float64) (float64, float64, error) {
		return 0, 0, errors.New("no")
	}
	if _, err := s.twoLayers(stream()); err == nil {
		t.Error("an error of the Gibbs risk is lost")
	}
}

// TestRegimes: the check runs the setting that the regime names: with a Gibbs risk far below 0 all data sets of the two layers fail; least squares don't ask for it, and fail without KL.
func TestRegimes(t *testing.T) {
	low, noKL := theorem(), theorem()
	low.gibbs = func([][]float64, []float64, [][]float64, float64) (float64, float64, error) { return -1000, 0, nil }
	noKL.share = rat(0, 1)
	for _, c := range []struct {
		s      statement
		regime string
		fails  bool
	}{{low, twoLayers, true}, {low, leastSquares, false}, {noKL, leastSquares, true}, {noKL, twoLayers, false}} {
		sample := c.s.squaredSample()
		in := params(sample, nil)
		in.Regime = c.regime
		out := sample.NewJudge()(in)
		if fails := out.Failure == "coverage"; fails != c.fails {
			t.Errorf("%s: %+v", c.regime, out)
		}
	}
}

package pacbayes

import (
	"math"
	"slices"
	"testing"
)

// TestChi2: draw by draw, 2 E_1 + ... + 2 E_(k/2) + z^2 from the same stream, the squared normal last and for odd k only; and by its first two moments k and 2k. The mean of 4000 draws has
// the standard deviation sqrt(2k/4000), that of the squared distance from k, of variance 8 k^2 + 48 k, sqrt((8 k^2 + 48 k)/4000): 8 of them are allowed; the stream is fixed.
func TestChi2(t *testing.T) {
	for k := range 6 {
		rng := stream()
		want := 0.0
		for range k / 2 {
			want += 2 * rng.ExpFloat64()
		}
		if k == 1 || k == 3 || k == 5 {
			z := rng.NormFloat64()
			want += z * z
		}
		if got := chi2(stream(), k); got != want {
			t.Errorf("%d degrees: %v, want %v", k, got, want)
		}
		const n = 4000
		mean, square, f := 0., 0., float64(k)
		for range n {
			x := chi2(rng, k)
			mean += x / n
			square += (x - f) * (x - f) / n
		}
		if !(math.Abs(mean-f) <= 8*math.Sqrt(2*f/n)) || !(math.Abs(square-2*f) <= 8*math.Sqrt((8*f*f+48*f)/n)) {
			t.Errorf("%d degrees: mean %v, variance %v", k, mean, square)
		}
	}
}

// TestSolve: T = [[2], [1, 4], [3, 5, 8]], z = (1, 2, 16): theta_3 = 2, theta_2 = (2 - 5 * 2)/4 = -2, theta_1 = (1 - 3 * 2 + 2)/2 = -3/2; |theta|^2 = 4 + 4 + 9/4.
func TestSolve(t *testing.T) {
	b := &bartlett{t: [][]float64{{2}, {1, 4}, {3, 5, 8}}, theta: []float64{1, 2, 16}}
	if norm2 := b.solve(); norm2 != 10.25 || !slices.Equal(b.theta, []float64{-1.5, -2, 2}) {
		t.Errorf("theta = %v, |theta|^2 = %v", b.theta, norm2)
	}
}

// TestBartlett: T^2 on the diagonal has the means n, n-1, n-2, the squares below it 1, and z^2 1; the trace is the sum of all squares of T. For a mean of 4000 draws of a chi-square variable
// with k degrees 8 standard deviations sqrt(2k/4000) are allowed; the stream is fixed.
func TestBartlett(t *testing.T) {
	const n, draws = 5, 4000
	b, rng := newBartlett(3), stream()
	diagonal, below, z2 := make([]float64, len(b.t)), 0., 0.
	for range draws {
		trace := b.draw(rng, n)
		sum := 0.0
		for i, row := range b.t {
			if len(row) != i+1 {
				t.Fatalf("row %d has %d entries", i, len(row))
			}
			diagonal[i] += row[i] * row[i] / draws
			z2 += b.theta[i] * b.theta[i] / draws / 3
			for j, x := range row {
				sum += x * x
				if j < i {
					below += x * x / draws / 3
				}
			}
		}
		if !near(trace, sum, 0x1p-49) { // 6 squares, the diagonal ones by way of their roots
			t.Fatalf("trace %v, sum of squares %v", trace, sum)
		}
	}
	for i, x := range diagonal {
		if k := float64(n - i); !(math.Abs(x-k) <= 8*math.Sqrt(2*k/draws)) {
			t.Errorf("T_%d^2 has the mean %v, want %v", i, x, k)
		}
	}
	for name, x := range map[string]float64{"entries below": below, "z": z2} {
		if !(math.Abs(x-1) <= 8*math.Sqrt(2./(3*draws))) {
			t.Errorf("%s: mean square %v", name, x)
		}
	}
}

// TestOverfits: |theta|^2 = 1 and trace 80000 by hand. E t2 = 1 + 1 + 200/400 = 5/2, Var t2 = 400/400^2 + 4/400 = 1/80, y0 = 8/5; the left side is (log(5/2) - (9/25)(1/80)/(2 * 64/25))/2 =
// (log(5/2) - 9/10240)/2; KL = 1/(2/100) + 100 (1/4 - 1 + log 4) = 100 log 4 - 25. Both sides are equal at 3/10 (RSS + 200)/400 = left - (KL + log 20)/400.
func TestOverfits(t *testing.T) {
	left := (math.Log(2.5) - 9./10240) / 2
	rss := (left-(100*math.Log(4)-25+math.Log(20))/400)/.3*400 - 200
	if !(rss > 20 && rss < 22) {
		t.Fatalf("equality at RSS = %v", rss)
	}
	for r, want := range map[float64]bool{rss * (1 - 1e-9): true, rss * (1 + 1e-9): false} {
		if got := theorem().overfits(r, 80000, 1); got != want {
			t.Errorf("RSS = %v, equality at %v: %t", r, rss, got)
		}
	}
}

// TestLeastSquares: RSS is about 200, the trace 80000, |theta|^2 about 200/200 = 1: without KL the right side 0.3 * 400/400 + log(20)/400 = 0.31 is below the left 0.46, with KL it is above.
func TestLeastSquares(t *testing.T) {
	s := theorem()
	s.share = rat(0, 1)
	if !s.leastSquares(newBartlett(features), stream()) {
		t.Error("without KL the bound holds")
	}
	if theorem().leastSquares(newBartlett(features), stream()) {
		t.Error("the bound fails")
	}
}

package theorem4_4

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

func experiment(t *testing.T, layers [][]float64, target, scale []float64, noise, box float64) Experiment {
	t.Helper()
	m, err := numeric.NewDiagonalModel(target, scale, noise, 0)
	if err != nil {
		t.Fatal(err)
	}
	start, err := numeric.NewNetwork(layers)
	if err != nil {
		t.Fatal(err)
	}
	return Experiment{
		Run:   numeric.SSAM{Model: m, Step: numeric.Schedule{A: 0.25, R: 0.75, K0: 4}, Box: box, Steps: 400, Every: 100},
		Start: start, Seed: 5, Seeds: 64, Quantiles: []float64{0, 0.5, 0.9, 1},
	}
}

// TestDistance: the distance against all sign patterns of all moduli, written out, at random weights; L = 3, b = 4, e = 1: moduli t_- = 0.2956, t_+ = 1 and, for M = 1/2, the corner.
func TestDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		b, box float64
		moduli []float64
	}{
		{4, 0.5, []float64{0.29559774252208477, 0.5}},
		{-4, 0.5, []float64{0.29559774252208477, 0.5}},
		{4, 2, []float64{0.29559774252208477, 1}},
		{4, 0.25, nil}, // below t_-
		{2, 3, nil},    // below the threshold
	} {
		x := experiment(t, [][]float64{{0}, {0}, {0}}, []float64{c.b}, []float64{1}, 1, c.box)
		set, err := newTargets(x.Run.Model, 3, c.box)
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			w := []float64{c.box * (2*rng.Float64() - 1), c.box * (2*rng.Float64() - 1), c.box * (2*rng.Float64() - 1)}
			want := math.Sqrt(w[0]*w[0] + w[1]*w[1] + w[2]*w[2])
			for _, m := range c.moduli {
				for pattern := range 8 {
					sign, d := 1.0, 0.0
					for l, v := range w {
						s := 1 - 2*float64(pattern>>l&1)
						sign *= s
						d += (v - s*m) * (v - s*m)
					}
					if sign*c.b > 0 {
						want = math.Min(want, math.Sqrt(d))
					}
				}
			}
			// Moduli have the relative error of numeric, at most 1e-13 here; the distance is 1-Lipschitz in them up to sqrt(3).
			if got := set.distance(w); math.Abs(got-want) > 1e-12 {
				t.Fatalf("b = %v, M = %v, w = %v: distance %v, want %v", c.b, c.box, w, got, want)
			}
		}
	}
}

// TestTargets: the moduli of the KKT points other than the origin for every place of M, e = s = 1, with roots known by hand (TestPlaces). At the double root
// of L = 4, b = 27/4, t = sqrt(1/2), a corner below it is none: the case that a list of roots without multiplicities can get wrong.
func TestTargets(t *testing.T) {
	double := math.Sqrt(0.5)
	for _, c := range []struct {
		depth  int
		b, box float64
		want   []float64
	}{
		{2, 1, 1, nil},
		{2, 2, 0.5, []float64{0.5}},
		{2, -2, 0.5, []float64{0.5}},
		{2, 2, 2, []float64{1}},
		{3, 2, 1, nil},
		{3, 4, 0.25, nil},
		{3, 4, 0.5, []float64{0.29559774252208477, 0.5}},
		{3, 4, 2, []float64{0.29559774252208477, 1}},
		{4, 6.75, 0.5, nil},
		{4, -6.75, 0.5, nil},
		{4, 6.75, 1, []float64{double}},
		{4, 8, 0.25, nil},
		{4, 8, 0.75, []float64{math.Sqrt(math.Sqrt(5) - 2), 0.75}},
		{4, 8, 2, []float64{math.Sqrt(math.Sqrt(5) - 2), 1}},
	} {
		m, err := numeric.NewDiagonalModel([]float64{c.b}, []float64{1}, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		set, err := newTargets(m, c.depth, c.box)
		if err != nil {
			t.Fatal(err)
		}
		// Simple roots have the relative error of numeric, at most 1e-13 here; of a count that float64 can't decide numeric returns the double root itself.
		ok := len(set.moduli[0]) == len(c.want) && set.sign[0] == int(math.Copysign(1, c.b))
		for k := range c.want {
			ok = ok && math.Abs(set.moduli[0][k]-c.want[k]) <= 1e-13
		}
		if !ok {
			t.Errorf("L = %d, b = %v, M = %v: moduli %v, sign %d, want %v", c.depth, c.b, c.box, set.moduli[0], set.sign[0], c.want)
		}
	}
}

// TestDistanceBands: quantiles are ordered, the start is exact, the result does not depend on the number of workers, and single runs give
// the extremes.
func TestDistanceBands(t *testing.T) {
	x := experiment(t, [][]float64{{0.5, -0.25}, {0.25, 0.5}}, []float64{2, -3}, []float64{1, 0.5}, 0.5, 2)
	x.Workers = 1
	got, err := DistanceBands(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{0, 100, 200, 300, 400}, got.Steps); diff != "" {
		t.Error(diff)
	}
	for n := range got.Steps {
		for q := 1; q < len(got.Quantiles); q++ {
			if got.Distance[q-1][n] > got.Distance[q][n] {
				t.Errorf("step %d: quantile %v above quantile %v", got.Steps[n], got.Quantiles[q-1], got.Quantiles[q])
			}
		}
	}
	// L = 2: u = |b| - e^2 = 7/4, 11/4. By hand: (1/2, 1/4) is nearest to the origin or to (t, t); (-1/4, 1/2) to the origin or (-t, t).
	near := func(x, y, u float64) float64 {
		t := math.Sqrt(u)
		return math.Min(x*x+y*y, (x-t)*(x-t)+(y-t)*(y-t))
	}
	want := math.Sqrt(near(0.5, 0.25, 1.75) + near(0.25, 0.5, 2.75))
	for q := range got.Quantiles {
		if d := got.Distance[q][0]; math.Abs(d-want) > 1e-13 {
			t.Errorf("distance at the start %v, want %v", d, want)
		}
	}
	x.Workers = 3
	again, err := DistanceBands(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("the bands depend on the number of workers: %s", diff)
	}
	if got.Distance[0][4] == got.Distance[3][4] {
		t.Error("64 seeds end at one distance")
	}
}

// TestDistanceBandsRefuses: bad data are errors.
func TestDistanceBandsRefuses(t *testing.T) {
	for _, c := range []struct {
		reason string
		bend   func(x *Experiment)
	}{
		{"no model", func(x *Experiment) { x.Run.Model = nil }},
		{"no start", func(x *Experiment) { x.Start = nil }},
		{"no box", func(x *Experiment) { x.Run.Box = 0 }},
		{"box not a number", func(x *Experiment) { x.Run.Box = math.NaN() }},
		{"no record", func(x *Experiment) { x.Run.Every = 0 }},
		{"no quantiles", func(x *Experiment) { x.Quantiles = nil }},
		{"unsorted quantiles", func(x *Experiment) { x.Quantiles = []float64{1, 0} }},
		{"quantile below 0", func(x *Experiment) { x.Quantiles = []float64{-0.5, 1} }},
		{"quantile above 1", func(x *Experiment) { x.Quantiles = []float64{0, 2} }},
		{"quantile not a number", func(x *Experiment) { x.Quantiles = []float64{math.NaN()} }},
		{"no seeds", func(x *Experiment) { x.Seeds = 0 }},
		{"no noise", func(x *Experiment) { x.Run.Model, _ = x.Run.Model.WithNoise(0) }},
		{"full Sigma", func(x *Experiment) {
			x.Run.Model, _ = numeric.NewModel([]float64{1, 1}, []float64{1, 0.5, 0.5, 1}, 1, 0)
			x.Start, _ = numeric.NewNetwork([][]float64{{1, 1}, {1, 1}})
		}},
		{"widths differ", func(x *Experiment) { x.Start, _ = numeric.NewNetwork([][]float64{{1, 1}, {1, 1}}) }},
	} {
		x := experiment(t, [][]float64{{0.5}, {0.25}}, []float64{2}, []float64{1}, 1, 2)
		c.bend(&x)
		if _, err := DistanceBands(t.Context(), x); err == nil {
			t.Errorf("%s: no error", c.reason)
		}
	}
}

// TestSolve: the number of KKT points for every place of M, e = s = 1.
func TestSolve(t *testing.T) {
	for _, c := range []struct {
		reason  string
		depth   int
		b, box  *big.Rat
		corners bool
		count   int64
	}{
		{"L = 2, M < t_+: the origin and two corners", 2, big.NewRat(5, 1), big.NewRat(1, 1), true, 3},
		{"L = 2, M = t_+ = 2: corners that are stationary count once", 2, big.NewRat(5, 1), big.NewRat(2, 1), true, 3},
		{"L = 2, M > t_+", 2, big.NewRat(-5, 1), big.NewRat(3, 1), false, 3},
		{"L = 2, |b| = e^2: the origin", 2, big.NewRat(1, 1), big.NewRat(1, 1), false, 1},
		{"L = 3, M < t_-: the origin", 3, big.NewRat(4, 1), big.NewRat(1, 4), false, 1},
		{"L = 3, M between: the origin, 4 saddles, 4 corners", 3, big.NewRat(4, 1), big.NewRat(1, 2), true, 9},
		{"L = 3, M = t_+ = 1", 3, big.NewRat(4, 1), big.NewRat(1, 1), true, 9},
		{"L = 3, M > t_+", 3, big.NewRat(-4, 1), big.NewRat(2, 1), false, 9},
		{"L = 4 at the threshold 27/4, M = t = sqrt(1/2) is not rational; above it", 4, big.NewRat(27, 4), big.NewRat(1, 1), false, 9},
		{"b = 0: the origin", 3, new(big.Rat), big.NewRat(1, 1), false, 1},
	} {
		k, err := Solve(t.Context(), shrinkage.Problem{Depth: c.depth, Target: c.b, Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, c.box, 20)
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if k.Corners != c.corners || k.Count.Int64() != c.count {
			t.Errorf("%s: corners %t, count %s; want %t, %d", c.reason, k.Corners, k.Count, c.corners, c.count)
		}
	}
	good := shrinkage.Problem{Depth: 2, Target: big.NewRat(1, 1), Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}
	for _, box := range []*big.Rat{nil, new(big.Rat), big.NewRat(-1, 1)} {
		if _, err := Solve(t.Context(), good, box, 20); err == nil {
			t.Errorf("box %v: no error", box)
		}
	}
	good.Noise = new(big.Rat)
	if _, err := Solve(t.Context(), good, big.NewRat(1, 1), 20); err == nil {
		t.Error("no noise: no error")
	}
}

// The example of the theorem's erratum: L = 3, b = 4, e = 1, M = 1/2 has corners where the gradient does not vanish.
func ExampleSolve() {
	one := big.NewRat(1, 1)
	k, err := Solve(context.Background(), shrinkage.Problem{Depth: 3, Target: big.NewRat(4, 1), Noise: one, Scale: one}, big.NewRat(1, 2), 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, _ := k.Points[1].T.Text(6)
	fmt.Println(k.Count, "KKT points, corners:", k.Corners, "t_- =", lo)
	// Output: 9 KKT points, corners: true t_- = 0.295597
}

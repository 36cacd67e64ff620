package numeric

import (
	"math"
	"sort"
	"testing"
)

// xoshiro256++ from the state (1, 2, 3, 4): the authors' reference sequence.
func TestStreamReference(t *testing.T) {
	s := &Stream{1, 2, 3, 4}
	for i, want := range []uint64{41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205, 9973669472204895162} {
		if got := s.Uint64(); got != want {
			t.Errorf("word %d = %d, want %d", i, got, want)
		}
	}
	if a, b := NewStream(1, 2), NewStream(2, 1); a.Uint64() == b.Uint64() {
		t.Error("seed and index are interchangeable")
	}
	if a, b := NewStream(7, 9), NewStream(7, 9); *a != *b {
		t.Error("a stream is not reproducible")
	}
}

func TestOpenInterval(t *testing.T) {
	// The extreme words: all zeros and all ones of the upper 52 bits.
	for _, w := range []uint64{0, math.MaxUint64} {
		if x := float64(w>>12|1<<52)*0x1p-52 - 1 + 0x1p-53; !(x > 0 && x < 1) {
			t.Errorf("word %x gives %v", w, x)
		}
	}
	s := NewStream(1, 1)
	for range 1000 {
		if x := s.open(); !(x > 0 && x < 1) {
			t.Fatal(x)
		}
	}
}

// TestZigguratTable: every layer has the area v, up to the rounding of the table: v/x_i
// is added to f_i with relative error 3u of a number below 1, so x_i (f_{i+1} - f_i) is off by at most
// 4 u x_i; the last, closed by bisection to the resolution of r, by 256 times that.
func TestZigguratTable(t *testing.T) {
	z := zigTables()
	v := z.x[1]*z.f[1] + math.Sqrt(math.Pi/2)*math.Erfc(z.x[1]/math.Sqrt2)
	for i := 1; i < zigLayers; i++ {
		tol := 4 * unitRoundoff * z.x[i]
		if i == zigLayers-1 {
			tol *= zigLayers
		}
		if a := z.x[i] * (z.f[i+1] - z.f[i]); math.Abs(a-v) > tol {
			t.Errorf("layer %d has area %v, want %v", i, a, v)
		}
		if !(z.x[i] > z.x[i+1]) {
			t.Errorf("x_%d = %v <= x_%d = %v", i, z.x[i], i+1, z.x[i+1])
		}
		if f := math.Exp(-z.x[i] * z.x[i] / 2); math.Abs(f-z.f[i]) > 16*unitRoundoff {
			t.Errorf("f_%d = %v, density %v", i, z.f[i], f) // x^2/2 < 7: exp amplifies its 3u by at most 7 f
		}
	}
	// The published value for 256 layers (Marsaglia and Tsang 2000).
	if math.Abs(z.x[1]-3.6541528853610088) > 1e-12 {
		t.Errorf("r = %.17g", z.x[1])
	}
	if len(z.layer)*16 > 4096 {
		t.Error("the fast path's table is larger than 4 kB")
	}
}

// TestNormalsDistribution: each statement has false-alarm probability at most
// delta = 1e-12 for a perfect generator (and the seed is fixed).
func TestNormalsDistribution(t *testing.T) {
	n := 4_000_000
	if testing.Short() {
		n = 2_000_000
	}
	const delta = 1e-12
	x := make([]float64, n)
	NewStream(2024, 5).Normals(x)
	N := float64(n)

	// Mean: N(0, 1/n), P(|Z| > sqrt(2 log(2/delta))) <= delta.
	// Variance: Laurent and Massart (2000), Lemma 1: |chi^2_n - n| <= 2 sqrt(n y) + 2 y, y = log(2/delta).
	y := math.Log(2 / delta)
	var mean, square float64
	for _, v := range x {
		mean += v
		square += v * v
	}
	if math.Abs(mean/N) > math.Sqrt(2*y/N) {
		t.Errorf("mean %v", mean/N)
	}
	if math.Abs(square-N) > 2*math.Sqrt(N*y)+2*y {
		t.Errorf("variance %v", square/N)
	}

	// All moments together through E cos(kX) = exp(-k^2/2), E sin(kX) = 0: Hoeffding on [-1, 1].
	for _, k := range []float64{0.5, 1, 2, 4, 8} {
		var c, s float64
		for _, v := range x {
			c += math.Cos(k * v)
			s += math.Sin(k * v)
		}
		if tol := math.Sqrt(2 * y / N); math.Abs(c/N-math.Exp(-k*k/2)) > tol || math.Abs(s/N) > tol {
			t.Errorf("characteristic function at %v: %v + %v i", k, c/N, s/N)
		}
	}

	// Tails, each side: Chernoff, P(n kl(count/n || p) > log(2/delta)) <= delta.
	for _, q := range []float64{1, 2, 3, zigTables().x[1], 4, 4.5} {
		var up, down int
		for _, v := range x {
			if v > q {
				up++
			} else if v < -q {
				down++
			}
		}
		p := math.Erfc(q/math.Sqrt2) / 2
		if N*klBernoulli(float64(up)/N, p) > y || N*klBernoulli(float64(down)/N, p) > y {
			t.Errorf("beyond %v: %d and %d of %d, expected %v", q, up, down, n, p*N)
		}
	}

	layersChiSquare(t, x, delta)

	// Kolmogorov-Smirnov, by Dvoretzky-Kiefer-Wolfowitz with Massart's constant.
	sort.Float64s(x)
	worst := 0.0
	for i, v := range x {
		p := math.Erfc(-v/math.Sqrt2) / 2
		worst = max(worst, math.Abs(p-float64(i)/N), math.Abs(p-float64(i+1)/N))
	}
	if worst > math.Sqrt(y/(2*N)) {
		t.Errorf("Kolmogorov-Smirnov distance %v", worst)
	}
}

// layersChiSquare counts |x| in the intervals between the layers' edges, where a wrong
// table or wedge test would show. Each bin is tested alone by Chernoff with a
// share of delta; the chi-square sum is compared with the Laurent-Massart bound of
// its limit chi^2_255 (every bin expects at least 400 values).
func layersChiSquare(t *testing.T, x []float64, delta float64) {
	edges := zigTables().x[1:] // descending, from r to 0
	var count [zigLayers]int
	for _, v := range x {
		a := math.Abs(v)
		// the first edge at or below a
		count[sort.Search(len(edges), func(i int) bool { return edges[i] <= a })]++
	}
	N, chi, outer := float64(len(x)), 0.0, 0.0
	for i, c := range count {
		inner := math.Erfc(edges[i] / math.Sqrt2) // P(|X| >= edge_i)
		p := inner - outer
		outer = inner
		if p*N < 400 {
			t.Fatalf("bin %d expects %v values only", i, p*N)
		}
		chi += (float64(c) - p*N) * (float64(c) - p*N) / (p * N)
		if N*klBernoulli(float64(c)/N, p) > math.Log(2*zigLayers/delta) {
			t.Errorf("layer %d: %d values, expected %v", i, c, p*N)
		}
	}
	k, y := float64(zigLayers-1), math.Log(1/delta)
	if chi > k+2*math.Sqrt(k*y)+2*y {
		t.Errorf("chi-square of the layers %v for %v degrees of freedom", chi, k)
	}
}

func klBernoulli(q, p float64) float64 {
	term := func(a, b float64) float64 {
		if a == 0 {
			return 0
		}
		return a * math.Log(a/b)
	}
	return term(q, p) + term(1-q, 1-p)
}

func TestNormalsDoNotDependOnBlocks(t *testing.T) {
	a, b := NewStream(3, 4), NewStream(3, 4)
	x, y := make([]float64, 5000), make([]float64, 5000)
	a.Normals(x)
	for k, step := 0, 1; k < len(y); k, step = k+step, step%97+1 {
		b.Normals(y[k:min(k+step, len(y))])
	}
	for k := range x {
		if x[k] != y[k] {
			t.Fatalf("normal %d is %v in one block, %v in small ones", k, x[k], y[k])
		}
	}
}

// TestTail draws the tail alone, which a sample of all normals reaches 1 time in 4000: the
// Kolmogorov-Smirnov distance to P(X > x | X > r) = erfc(x/sqrt 2)/erfc(r/sqrt 2) stays below the
// Dvoretzky-Kiefer-Wolfowitz-Massart bound at error 1e-12.
func TestTail(t *testing.T) {
	const n = 200_000
	r, s := zigTables().x[1], NewStream(8, 1)
	x := make([]float64, n)
	for k := range x {
		x[k] = s.tail(r, k%2 == 0)
		if math.Signbit(x[k]) != (k%2 == 0) {
			t.Fatal("wrong sign")
		}
		x[k] = math.Abs(x[k])
	}
	sort.Float64s(x)
	worst := 0.0
	for k, v := range x {
		p := 1 - math.Erfc(v/math.Sqrt2)/math.Erfc(r/math.Sqrt2)
		worst = max(worst, math.Abs(p-float64(k)/n), math.Abs(p-float64(k+1)/n))
	}
	if worst > math.Sqrt(math.Log(2/1e-12)/(2*n)) {
		t.Errorf("Kolmogorov-Smirnov distance of the tail %v", worst)
	}
}

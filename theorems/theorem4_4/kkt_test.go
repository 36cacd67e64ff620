package theorem4_4

import (
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/moments"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

func rat(t *testing.T, s string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is not a number", s)
	}
	return x
}

// TestPlaces: M against the roots of (u+1)^(L-1) = |b| u^((L-2)/2), u = t^2, e = 1, with roots known by hand, and the number of KKT points.
//
//	L = 2: u = |b| - 1.   L = 3, b = 4: t_+ = 1, t_- = 0.2956.   L = 3, b = 289/64 = (17/16)^2 4: t_- = 1/4, t_+ = 1.14.
//	L = 4, b = 8: (u+1)^3 = 8u = 0 at u = 1 and u = sqrt 5 - 2, t_- = 0.4859.   L = 3, b = 2: no root (beta_1 = 3.08).
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		depth  int
		b, m   string
		want   place
		corner bool
		count  int64
	}{
		{2, "1", "1", noRoots, false, 1}, {2, "1/2", "3", noRoots, false, 1},
		{2, "2", "1/2", between, true, 3}, {2, "2", "1", atLarge, true, 3}, {2, "-2", "1", atLarge, true, 3}, {2, "2", "2", above, false, 3},
		{3, "2", "1", noRoots, false, 1}, {3, "2", "1/4", noRoots, false, 1},
		{3, "4", "1/4", below, false, 1}, {3, "4", "1/2", between, true, 9}, {3, "-4", "1/2", between, true, 9},
		{3, "4", "1", atLarge, true, 9}, {3, "4", "5/4", above, false, 9},
		{3, "289/64", "1/4", atSmall, true, 5}, {3, "289/64", "1/5", below, false, 1}, {3, "289/64", "1", between, true, 9}, {3, "289/64", "2", above, false, 9},
		{4, "8", "1/4", below, false, 1}, {4, "8", "3/4", between, true, 17}, {4, "8", "1", atLarge, true, 17}, {4, "8", "2", above, false, 17},
	} {
		b, m, one := rat(t, c.b), rat(t, c.m), big.NewRat(1, 1)
		if got := locate(c.depth, b, one, m); got != c.want {
			t.Errorf("L = %d, b = %s, M = %s: place %d, want %d", c.depth, c.b, c.m, got, c.want)
		}
		p := shrinkage.Problem{Depth: c.depth, Target: b, Noise: one, Scale: one}
		if got, err := certified(p, m); err != nil || got != c.want {
			t.Errorf("L = %d, b = %s, M = %s: certified place %d, want %d: %v", c.depth, c.b, c.m, got, c.want, err)
		}
		k, err := Solve(t.Context(), p, m, 20)
		if err != nil {
			t.Fatal(err)
		}
		if k.Corners != c.corner || k.Count.Int64() != c.count {
			t.Errorf("L = %d, b = %s, M = %s: corners %t, %s points; want %t, %d", c.depth, c.b, c.m, k.Corners, k.Count, c.corner, c.count)
		}
		// The corner by the KKT conditions themselves; with b = 0 left out, one of its signs decides.
		w := make([]*big.Rat, c.depth)
		for l := range w {
			w[l] = m
		}
		if b.Sign() < 0 {
			w[0] = new(big.Rat).Neg(m)
		}
		if got := (gradients{}).isKKT(w, b, one, one, m); got != c.corner {
			t.Errorf("L = %d, b = %s, M = %s: the corner is KKT: %t", c.depth, c.b, c.m, got)
		}
		if got := theorem().says(w, b, one, m); got != c.corner {
			t.Errorf("L = %d, b = %s, M = %s: the theorem lists the corner: %t", c.depth, c.b, c.m, got)
		}
	}
}

// TestSays: what the statement lists, L = 2, e = 1, b = 2: the origin, ±(1, 1), and the corners of the sign of b for M <= 1.
func TestSays(t *testing.T) {
	for _, c := range []struct {
		w    [2]string
		b, m string
		want bool
	}{
		{[2]string{"0", "0"}, "2", "1/2", true}, {[2]string{"0", "0"}, "0", "1/2", true},
		{[2]string{"1", "1"}, "2", "3", true}, {[2]string{"-1", "-1"}, "2", "3", true}, {[2]string{"1", "-1"}, "2", "3", false}, {[2]string{"1", "-1"}, "-2", "3", true},
		{[2]string{"1", "1/2"}, "2", "3", false}, {[2]string{"1/2", "1/2"}, "2", "3", false},
		{[2]string{"1/2", "1/2"}, "2", "1/2", true}, {[2]string{"-1/2", "-1/2"}, "2", "1/2", true}, {[2]string{"1/2", "-1/2"}, "2", "1/2", false},
		{[2]string{"1/2", "1/4"}, "2", "1/2", false}, {[2]string{"1/2", "0"}, "2", "1/2", false}, {[2]string{"1/2", "1/2"}, "0", "1/2", false},
	} {
		w := []*big.Rat{rat(t, c.w[0]), rat(t, c.w[1])}
		one := big.NewRat(1, 1)
		if got := theorem().says(w, rat(t, c.b), one, rat(t, c.m)); got != c.want {
			t.Errorf("%v, b = %s, M = %s: listed %t", c.w, c.b, c.m, got)
		}
		if got := (gradients{}).isKKT(w, rat(t, c.b), one, one, rat(t, c.m)); got != c.want {
			t.Errorf("%v, b = %s, M = %s: KKT %t", c.w, c.b, c.m, got)
		}
	}
}

// ones is the instance with L = 2 and every number 1 but tau2 = 3.
func ones(t *testing.T, width int) *generators.Instance {
	t.Helper()
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 2, MinWidth: width, MaxWidth: width, Diagonal: true, PositiveScale: true, PositiveNoise: true,
		Params: []generators.ParamSpec{{Name: boxName, Lo: big.NewRat(1, 1), Hi: big.NewRat(1, 1)}},
	}
	in := generators.NewSpace(d, generators.RegimeNamed(d, generators.Unit)...).Draw(0, rand.New(generators.NewSource(1, 1)))
	for i := range width {
		in.Target[i].SetInt64(1)
		in.Scale(i).SetInt64(1)
		for _, row := range in.Weights {
			row[i].SetInt64(1)
		}
	}
	in.Noise.SetInt64(1)
	in.Tau2 = big.NewRat(3, 1)
	setBox(in, big.NewRat(1, 1))
	return in
}

// TestTotal: G2 by hand at M = e = s = b = 1, L = 2: m_2, m_3, m_4 = 2, 4, 10, the bracket 2 + 8 + 20 = 30, noise only 4 * 30 a weight. One sample: 12 * 30 + 4 * 2
// (tau2 + 7) a weight with one other coordinate, which adds 1 + 2 + 4.
func TestTotal(t *testing.T) {
	for _, c := range []struct {
		width         int
		noise, sample int64
	}{{1, 2 * 120, 2 * (360 + 8*3)}, {2, 4 * 120, 4 * (360 + 8*10)}} {
		in, k := ones(t, c.width), newBounds(theorem())
		for v, want := range map[moments.Variant]int64{moments.NoiseOnly: c.noise, moments.OneSample: c.sample} {
			if got := k.total(in, big.NewRat(1, 1), v); got.Cmp(big.NewRat(want, 1)) != 0 {
				t.Errorf("d = %d, %v: G2 = %s, want %d", c.width, v, got.RatString(), want)
			}
		}
	}
}

// TestHeld: every fixed weight is asked, and a gradient of 0 holds.
func TestHeld(t *testing.T) {
	for _, c := range []struct {
		f, signs []int
		want     bool
	}{
		{[]int{0, 0}, []int{0, 0}, true},
		{[]int{1, 1}, []int{-1, -1}, true}, {[]int{1, 1}, []int{-1, 0}, true}, {[]int{1, -1}, []int{-1, 1}, true}, {[]int{0, -1}, []int{0, 1}, true},
		{[]int{1, 1}, []int{1, -1}, false}, {[]int{1, 1}, []int{-1, 1}, false}, {[]int{1, -1}, []int{-1, -1}, false}, {[]int{-1, 0}, []int{-1, 0}, false},
	} {
		if got := held(c.f, c.signs); got != c.want {
			t.Errorf("face %v, signs %v: %t", c.f, c.signs, got)
		}
	}
}

// TestGapBetweenThresholds: L = 3, b = 16/5, e = s = 1: beta_1 = 3.08 < 3.2 < 3.33 = beta_2, so that the large root lies above the origin and the minimum is 0, at the
// origin. From there (w^2+1)^3 - 2 b w^3 - 1 at w = (1, 1, 1): 8 - 32/5 - 1 = 3/5. No root in a small box, and the corner at M = 1/2, (5/4)^3 - 4/5 - 1 > 0, does not win.
func TestGapBetweenThresholds(t *testing.T) {
	in := generators.NewInstance("three layers", 3, 1)
	in.Target[0].SetFrac64(16, 5)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	for _, c := range []struct {
		w, want float64
		m       string
	}{{0, 0, "2"}, {0, 0, "1/2"}, {0, 0, "1/8"}, {1, 0.6, "2"}, {-1, 13.4, "1"}} {
		for _, row := range in.Weights {
			row[0].SetFloat64(c.w)
		}
		if got, err := gap(in, rat(t, c.m)); err != nil || got != c.want {
			t.Errorf("w = %v, M = %s: %v, want %v: %v", c.w, c.m, got, c.want, err)
		}
	}
}

// TestConfidence: sqrt(2 V ln(2/delta)/n) + 7 R ln(2/delta)/(3 (n-1)) + 2^-30 (R + bound) with n = 2000, delta = 1e-12, one part at a time.
func TestConfidence(t *testing.T) {
	ln := math.Ln2 + 12*math.Ln10
	for _, c := range []struct{ variance, most, bound, want float64 }{
		{0, 0, 0, 0},
		{9000, 0, 0, 3 * math.Sqrt(ln)},
		{0, 3 * 1999, 0, 7*ln + 5997*0x1p-30},
		{0, 0, 5, 5 * 0x1p-30},
		{9000, 3 * 1999, 0x1p30, 3*math.Sqrt(ln) + 7*ln + 5997*0x1p-30 + 1},
	} {
		// The same formula in another order: fewer than ten roundings of positive numbers.
		if got := confidence(c.variance, c.most, c.bound); math.Abs(got-c.want) > 10*0x1p-53*c.want {
			t.Errorf("V = %v, R = %v, bound = %v: %v, want %v", c.variance, c.most, c.bound, got, c.want)
		}
	}
}

// TestFiniteParts: the pieces of the bound for finite times by hand.
func TestFiniteParts(t *testing.T) {
	// From (1, 0) with g = (-2, 4) and step 1/2: (2, -2), cut to (1, -1), so the mapping is (0, 2).
	if got := mapping([]float64{1, 0}, []float64{-2, 4}, .5, 1); got != 4 {
		t.Errorf("mapping %v, want 4", got)
	}
	s := theorem()
	if got := s.limit(2, 3, 5, 7, 2); got != 4.5*(2+3*5*7)/2 {
		t.Errorf("bound %v", got)
	}
	if s.curvature = big.NewRat(2, 1); s.limit(2, 3, 5, 7, 2) != 4.5*(2+2*3*5*7)/2 {
		t.Errorf("bound %v with twice the curvature", s.limit(2, 3, 5, 7, 2))
	}
	in := ones(t, 2)
	// 2 s (M (M^2+e^2) + |b| M) = 6, four times.
	if got := largest(in, big.NewRat(1, 1)); got != 144 {
		t.Errorf("largest %v, want 144", got)
	}
	three := generators.NewInstance("three layers", 3, 1)
	three.Target[0].SetInt64(-1)
	three.Sigma[0][0].SetInt64(3)
	three.Noise.SetInt64(1)
	// M = 2: 2 3 (2 5^2 + 2^2) = 324, three times.
	if got := largest(three, big.NewRat(2, 1)); got != 3*324*324 {
		t.Errorf("largest %v, want %v", got, 3*324*324)
	}
	in = ones(t, 1)
	in.Target[0].SetInt64(-2)
	for _, c := range []struct {
		x, y int64
		m    string
		want float64 // L_R - min: value - least, values from the origin: (x^2+1)(y^2+1) + 4 x y - 1
	}{
		{0, 0, "2", 1}, {1, -1, "2", 0}, {1, 1, "2", 7 + 1}, {0, 2, "2", 4 + 1}, // the minimum is -1 at (1, -1)
		{0, 0, "1/2", 7. / 16}, // the corner (1/2, -1/2): 25/16 - 1 - 1
	} {
		in.Weights[0][0].SetInt64(c.x)
		in.Weights[1][0].SetInt64(c.y)
		// The root is enclosed to 20 digits.
		if got, err := gap(in, rat(t, c.m)); err != nil || !(math.Abs(got-c.want) < 1e-15) {
			t.Errorf("gap at (%d, %d), M = %s: %v, want %v: %v", c.x, c.y, c.m, got, c.want, err)
		}
	}
}

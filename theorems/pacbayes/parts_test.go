package pacbayes

import (
	"errors"
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func newRand() *rand.Rand { return rand.New(generators.NewSource(1, 1)) }

// params is a case with the given parameters.
func params(s *claim.Sample, values map[string]*big.Rat) *claim.Case {
	in := s.Space.Draw(0, newRand())
	for name, x := range values {
		in.Param(name).Set(x)
	}
	return &claim.Case{Instance: in}
}

// TestCatoni: (1 - exp(-C q - B)) / (1 - e^-C) at exp C = 2: q = 1, B = log 2 gives (1 - 1/4) / (1/2) = 3/2.
func TestCatoni(t *testing.T) {
	c := interval.NewContext(128)
	ln2 := c.SetRat(interval.New(), rat(2, 1))
	c.Log(ln2, ln2)
	z := catoni(c, interval.New(), ln2, rat(1, 1), ln2)
	if !z.Contains(rat(3, 2)) || z.RelBits() < 100 {
		t.Errorf("got %v", z)
	}
	z = catoni(c, interval.New(), ln2, rat(2, 1), c.SetRat(interval.New(), rat(0, 1)))
	if !z.Contains(rat(3, 2)) || z.RelBits() < 100 {
		t.Errorf("C and B exchanged: %v", z)
	}
}

// TestFinite: 2 t sp^2 < 1 and one layer; at equality the moment is infinite.
func TestFinite(t *testing.T) {
	for _, c := range []struct {
		layers int
		t, sp  *big.Rat
		want   bool
	}{
		{1, rat(1, 8), rat(1, 1), true}, {1, rat(1, 8), rat(2, 1), false}, {1, rat(1, 2), rat(1, 1), false}, {1, rat(1, 2), rat(99, 100), true}, {2, rat(1, 8), rat(1, 8), false},
	} {
		if got := finite(c.layers, c.t, c.sp); got != c.want {
			t.Errorf("%+v: got %t", c, got)
		}
	}
	// t (x^2)^2 - 2 (x+1)^2/(2 sp^2) with t = 1, sp = 1, b = 0: x^2 > x + 1 from 1.618 on, so 2 is the first power of two.
	if x, err := diverges(2, rat(1, 1), rat(1, 1), rat(0, 1)); err != nil || x.Cmp(rat(2, 1)) != 0 {
		t.Errorf("from %v, %v", x, err)
	}
	// (x^2-7)^2 > (x+1)^2 once more beyond x^2 > 7: x^2 - x - 8 > 0 from 3.37 on.
	for _, b := range []int64{7, -7} {
		if x, err := diverges(2, rat(1, 1), rat(1, 1), rat(b, 1)); err != nil || x.Cmp(rat(4, 1)) != 0 {
			t.Errorf("b = %d: from %v, %v", b, x, err)
		}
	}
}

// TestDiverges: L = 2, sp = 1, t = 1/64 and x^2 > |b|: (x^2-|b|)^2 > 64 (x+1)^2 says x^2 - 8x - 8 - |b| > 0, that is x > 4 + sqrt(24 + |b|), and X is the first power of two from there on. L = 3, sp = 2,
// t = 1, b = 8: (x^3-8)^2 > (3/8)(x+1)^2, x^3 - 8 > 0.6124 (x+1) from 2.2 on.
func TestDiverges(t *testing.T) {
	for _, c := range []struct {
		layers      int
		t, sp, b, x *big.Rat
	}{
		{2, rat(1, 64), rat(1, 1), rat(0, 1), rat(16, 1)},   // 8.9
		{2, rat(1, 64), rat(1, 1), rat(100, 1), rat(16, 1)}, // 15.1
		{2, rat(1, 64), rat(1, 1), rat(119, 1), rat(16, 1)}, // 15.96
		{2, rat(1, 64), rat(1, 1), rat(121, 1), rat(32, 1)}, // 16.04
		{2, rat(1, 64), rat(1, 1), rat(120, 1), rat(32, 1)}, // 16, where it is 0
		{2, rat(1, 64), rat(1, 1), rat(-121, 1), rat(32, 1)},
		{2, rat(1, 64), rat(1, 8), rat(0, 1), rat(128, 1)}, // x^2 > 64 (x+1)
		{3, rat(1, 1), rat(2, 1), rat(8, 1), rat(4, 1)},
		{2, rat(1000, 1), rat(1, 1), rat(1, 4), rat(1, 1)}, // 1000 (3/4)^2 > 4
	} {
		if x, err := diverges(c.layers, c.t, c.sp, c.b); err != nil || x.Cmp(c.x) != 0 {
			t.Errorf("%+v: from %v, %v", c, x, err)
		}
	}
}

// TestXi: bounds that are met hold, bounds passed by one fail; every n counts.
func TestXi(t *testing.T) {
	for _, c := range []struct {
		low, high int64
		verdict   claim.Verdict
		points    int64
	}{{9, 9, claim.Proved, 3}, {10, 10, claim.Refuted, 1}, {8, 8, claim.Refuted, 1}, {8, 10, claim.Proved, 3}} {
		s := theorem()
		s.xi = func(int) *big.Rat { return rat(3, 1) }
		s.xiLow, s.xiHigh = func(int64) int64 { return c.low }, func(int64) int64 { return c.high }
		if r := s.xiStep(5, 7); r.Verdict != c.verdict || r.Points != c.points {
			t.Errorf("%+v: %s, %d points", c, r.Verdict, r.Points)
		}
	}
	s := theorem()
	points := int64(0)
	for _, step := range s.xiSteps(claim.Quick) {
		points += step.Run(t.Context()).Points
	}
	if points != maxXi {
		t.Errorf("%d sizes in all, want each of 1 to %d once", points, maxXi)
	}
	for n := int64(1); n <= 3; n++ {
		if s.xiLow(n) != n || s.xiHigh(n) != 4*n {
			t.Errorf("n = %d: [%d, %d]", n, s.xiLow(n), s.xiHigh(n))
		}
	}
	if got := power(rat(0, 1), 0); got.Cmp(rat(1, 1)) != 0 {
		t.Errorf("0^0 = %s", got)
	}
}

// TestPair: q = 1/4 and step = 1/3 give p = 1/4 + (3/4)/3 = 1/2.
func TestPair(t *testing.T) {
	q, p := pair(params(theorem().inverseSample(), map[string]*big.Rat{"q": rat(1, 4), "step": rat(1, 3)}))
	if q.Cmp(rat(1, 4)) != 0 || p.Cmp(rat(1, 2)) != 0 {
		t.Errorf("q = %s, p = %s", q, p)
	}
}

// TestInverseJudge: an enclosure of the root that is 2^-80 wide passes; one that misses it, or twice as wide, doesn't.
func TestInverseJudge(t *testing.T) {
	pow := func(n int) *big.Rat {
		return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(n)))
	}
	half := rat(1, 2)
	for _, c := range []struct {
		reason      string
		below, over *big.Rat
		kind        claim.Kind
	}{
		{"the point", rat(0, 1), rat(0, 1), claim.KindHeld},
		{"2^-80 wide", pow(81), pow(81), claim.KindHeld},
		{"2^-79 wide", pow(80), pow(80), claim.KindUndecided},
		{"above the root", new(big.Rat).Neg(pow(90)), pow(81), claim.KindViolated},
		{"below the root", pow(81), new(big.Rat).Neg(pow(90)), claim.KindViolated},
	} {
		s := theorem()
		s.inverse = func(_ *big.Rat, _ *interval.Interval, prec uint) (*interval.Interval, error) {
			k := interval.NewContext(prec)
			lo, hi := k.SetRat(interval.New(), new(big.Rat).Sub(half, c.below)), k.SetRat(interval.New(), new(big.Rat).Add(half, c.over))
			return k.Hull(interval.New(), lo, hi), nil
		}
		sample := s.inverseSample()
		out := sample.NewJudge()(params(sample, map[string]*big.Rat{"q": rat(1, 4), "step": rat(1, 3)}))
		if out.Kind != c.kind {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// TestCoverageJudge: the limit itself is refuted, one less is held with the margin 1 - failures/limit, and an error decides nothing.
func TestCoverageJudge(t *testing.T) {
	in := params(theorem().inverseSample(), nil)
	for _, c := range []struct {
		failures, limit int
		kind            claim.Kind
		margin          float64
	}{{4, 8, claim.KindHeld, .5}, {7, 8, claim.KindHeld, .125}, {8, 8, claim.KindViolated, -8. / dataSets}, {0, 8, claim.KindHeld, 1}, {100, 8, claim.KindViolated, -.5}} {
		calls := 0
		out := judgeCoverage(in, c.limit, func() (bool, error) { calls++; return calls <= c.failures, nil })
		if out.Kind != c.kind || out.Margin != c.margin || calls != dataSets {
			t.Errorf("%+v: %+v after %d data sets", c, out, calls)
		}
	}
	if out := judgeCoverage(in, 8, func() (bool, error) { return false, errors.New("no data") }); out.Kind != claim.KindUndecided {
		t.Errorf("an error: %+v", out)
	}
}

// TestDivergence: share ( |theta|^2/(2 sp^2) + d (x - 1 - log x)/2 ) at |theta|^2 = 8, sp = 2, d = 3, x = e: 1 + 3 (e-2)/2.
func TestDivergence(t *testing.T) {
	s := theorem()
	for _, c := range []struct {
		share *big.Rat
		noDim bool
		want  float64
	}{{rat(1, 1), false, 1 + 1.5*(math.E-2)}, {rat(1, 2), false, .5 + .75*(math.E-2)}, {rat(1, 1), true, 1}} {
		s.share, s.noDim = c.share, c.noDim
		if got := s.divergence(3, math.E, 8, 2); !(math.Abs(got-c.want) < 1e-14) { // a few roundings of numbers below 3
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

// TestThresholds: the least threshold is asked for: one more or one less is refuted at the first size.
func TestThresholds(t *testing.T) {
	for off, want := range map[int]claim.Verdict{-1: claim.Refuted, 0: claim.Proved, 1: claim.Refuted} {
		s := theorem()
		reject := s.reject
		s.reject = func(n int, rate, alpha *big.Rat) int { return reject(n, rate, alpha) + off }
		r := s.thresholdSteps(claim.Quick)[0].Run(t.Context())
		points := int64(1)
		if off == 0 {
			points = 6
		}
		if r.Verdict != want || r.Points != points {
			t.Errorf("off by %d: %s after %d sizes", off, r.Verdict, r.Points)
		}
	}
}

// TestAllOnes: the setting's instance is the one with ones, and no other.
func TestAllOnes(t *testing.T) {
	for name, change := range map[string]func(c *claim.Case){
		"noise": func(c *claim.Case) { c.Noise.SetInt64(2) }, "target": func(c *claim.Case) { c.Target[0].SetInt64(2) },
		"first weight": func(c *claim.Case) { c.Weights[0][0].SetInt64(2) }, "last weight": func(c *claim.Case) { c.Weights[1][0].SetInt64(2) },
		"scale": func(c *claim.Case) { c.Sigma[0][0].SetInt64(2) },
	} {
		in := setting("x").Draw(0, newRand())
		if !allOnes(in) {
			t.Error("the setting is not all ones")
		}
		change(&claim.Case{Instance: in})
		if allOnes(in) {
			t.Errorf("%s: a 2 is not noticed", name)
		}
	}
}

// TestClipped: E min(1, z^2/a^2), a = clip/sqrt(v), against Simpson's rule for the part |z| < a, with the complement from erfc. The rule's error is a^5/(180 n^4) times a fourth
// derivative of at most 16/a^2: far below 1e-12 for n = 2000. For a = 2^-11 it is 1 - (2/3) sqrt(2/pi) a up to a^3.
func TestClipped(t *testing.T) {
	for _, a := range []float64{3, 1, .125, 0x1p-6, 0x1p-10} { // the last one is the least a of the closed form; the series would be off by sqrt(2/pi) a^3/10 = 7e-11
		const n = 2000
		sum := 0.0
		for k := range n + 1 {
			z, weight := a*float64(k)/n, 2.
			switch {
			case k == 0 || k == n:
				weight = 1
			case k%2 == 1:
				weight = 4
			}
			sum += weight * z * z / (a * a) * math.Exp(-z*z/2)
		}
		want := math.Erfc(a/math.Sqrt2) + 2*sum*a/(3*n)/math.Sqrt(2*math.Pi)
		if got := clipped(clip * clip / (a * a)); !(math.Abs(got-want) < 1e-11) { // the numerator's terms are below a: the quotient by a^2 loses 1/a <= 2^10 units of 2^-53, or 2^13 in all
			t.Errorf("a = %v: %v, want %v", a, got, want)
		}
	}
	const a = 0x1p-11
	if got, want := clipped(clip*clip/(a*a)), 1-2*math.Sqrt(2/math.Pi)*a/3; !(math.Abs(got-want) < a*a*a) {
		t.Errorf("a = %v: %v, want %v", a, got, want)
	}
}

// TestCertainly: lambda = 2, tau2 = 1/2, mean 1, variance 0.45, n = 10, KL = 1: (log 5 - 16 * 0.45/18)/2 = 0.60472 against 2 gibbs + (1 + log 20)/10 = 2 gibbs +
// 0.39957, equal at gibbs = 0.10257.
func TestCertainly(t *testing.T) {
	for gibbs, want := range map[float64]bool{.1025: true, .1027: false} {
		if got := certainly(2, 1, .45, .5, gibbs, 1, 10); got != want {
			t.Errorf("gibbs = %v: %t", gibbs, got)
		}
	}
	if certainly(1, 0, 0, 0, 0, -math.Log(1/delta), 1) {
		t.Error("0 > 0")
	}
}

package theorem4_2

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func TestFigure3(t *testing.T) {
	f, err := NewFigure3(t.Context(), 2000)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Plain) != 2001 || len(f.Regularized) != 2001 || f.Plain[0] != f.Start || f.Regularized[0] != f.Start {
		t.Fatalf("%d and %d states", len(f.Plain), len(f.Regularized))
	}
	// The step size is within the theorem.
	one, b := big.NewRat(1, 1), new(big.Rat).SetFloat64(f.Target)
	k := lemmac_1.NewConstants(2)
	bound := k.K(one, b, one, k.Box(b, one, big.NewRat(3, 1), big.NewRat(1, 2)))
	if new(big.Rat).Mul(bound, new(big.Rat).SetFloat64(f.Step)).Cmp(one) > 0 {
		t.Errorf("alpha K = %v > 1", new(big.Rat).Mul(bound, new(big.Rat).SetFloat64(f.Step)))
	}
	c := interval.NewContext(256)
	target := c.SetRat(interval.New(), b)
	// Soft threshold: u = b - e^2 for both layers.
	u := c.AddInt64(interval.New(), target, -1)
	for l, x := range f.RegularizedLimit {
		if d := c.Sub(interval.New(), c.Sqr(interval.New(), x), u); !d.ContainsZero() || x.RelBits() < 90 {
			t.Errorf("layer %d of the limit on L_R: %v with square off by %v", l+1, x, d)
		}
	}
	p := c.Mul(interval.New(), f.PlainLimit[0], f.PlainLimit[1])
	if !c.Sub(p, p, target).ContainsZero() || f.PlainLimit[0].RelBits() < 190 {
		t.Errorf("the limit on L, %v, is not on the hyperbola", f.PlainLimit)
	}
	// Descent on L does not balance.
	if d := c.Sub(interval.New(), f.PlainLimit[0], f.PlainLimit[1]); d.Positive() != interval.Yes {
		t.Errorf("the limit on L: %v", f.PlainLimit)
	}
	// The float64 runs end within their rounding errors of the limits. Near them an error contracts by 1 - alpha lambda, lambda >= 2 in the
	// directions that move: on L_R 2 e^2 times 2 s; on L, across the hyperbola, 2 |W|^2 > 4. Each step adds at most 8 units of 2^-53 of |w| < 4,
	// and along the hyperbola errors add up over about 2000 steps of alpha |g|, dominated by the rounding of w: 2000 * 4 * 2^-53 < 2^-39.
	for l := range 2 {
		near(t, "L_R", f.Regularized[2000][l], f.RegularizedLimit[l], 0x1p-39)
		near(t, "L", f.Plain[2000][l], f.PlainLimit[l], 0x1p-39)
	}
}

func near(t *testing.T, name string, got float64, want *interval.Interval, tolerance float64) {
	t.Helper()
	lo, hi := want.Float64()
	if math.Abs(got-lo) > tolerance || math.Abs(got-hi) > tolerance {
		t.Errorf("%s: float64 run ends at %v, the limit is %v", name, got, want)
	}
}

func TestFigure3Bounds(t *testing.T) {
	for _, n := range []int{-1, 0, 100_001} {
		if _, err := NewFigure3(t.Context(), n); err == nil {
			t.Errorf("%d steps are accepted", n)
		}
	}
	for _, n := range []int{1, 100_000} {
		if f, err := NewFigure3(t.Context(), n); err != nil || len(f.Plain) != n+1 {
			t.Errorf("%d steps: %v", n, err)
		}
	}
}

// TestFigure3Errors: a run that is stopped, a noise level, a start or a step that package numeric refuses, and limits without certified points give no figure.
func TestFigure3Errors(t *testing.T) {
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if f, err := NewFigure3(stopped, 10); err == nil {
		t.Errorf("stopped: %+v", f)
	}
	good := Figure3{Target: 2, Noise: 1, Step: 1.0 / 64, Start: [2]float64{1, 0.5}}
	if _, err := good.run(t.Context(), numeric.Plain, 1); err != nil {
		t.Error(err)
	}
	for reason, change := range map[string]func(f *Figure3){
		"noise": func(f *Figure3) { f.Noise = -1 }, "start": func(f *Figure3) { f.Start[1] = math.Inf(1) }, "step": func(f *Figure3) { f.Step = -1 },
	} {
		f := good
		change(&f)
		if path, err := f.run(t.Context(), numeric.Plain, 1); err == nil {
			t.Errorf("%s: %v", reason, path)
		}
	}
	noiseless := good
	noiseless.Noise = 0
	if err := noiseless.limits(); err == nil {
		t.Errorf("without noise: %v", noiseless.RegularizedLimit)
	}
}

// TestFigure3Limits: no limit is shown that is not the one of the caption.
func TestFigure3Limits(t *testing.T) {
	for reason, f := range map[string]*Figure3{
		"e^2 > b leads to the origin":     {Target: 1, Noise: 2, Step: 1.0 / 64, Start: [2]float64{1, 0.5}},
		"the antidiagonal leads to the 0": {Target: 2, Noise: 1, Step: 1.0 / 64, Start: [2]float64{1, -1}},
	} {
		if err := f.limits(); err == nil {
			t.Errorf("%s: %v, %v", reason, f.RegularizedLimit, f.PlainLimit)
		}
	}
}

// hyperbola is w = (x, y), b = x y, e = 0: a start that is its own limit.
func hyperbola(x, y *big.Rat) *generators.Instance {
	in := instance(new(big.Rat).Mul(x, y), x, y)
	in.Noise.SetInt64(0)
	return in
}

// TestHyperbolaRadius: the bound of the rest of the path, computed again in rationals. With h = 2^-180, |r| <= 2^-200 the bracket lies within
// 1 - 2 alpha (x^2+y^2) over the cube, widened by 4 alpha^2 |r| max |xy|; the radius is 2 alpha |r| max(|x|, |y|) / (1 - its largest modulus).
func TestHyperbolaRadius(t *testing.T) {
	h, tiny := orbit.Pow(rat(1, 2), 180), orbit.Pow(rat(1, 2), 200)
	mul := func(xs ...*big.Rat) *big.Rat {
		z := rat(1, 1)
		for _, x := range xs {
			z.Mul(z, x)
		}
		return z
	}
	one, two, four := rat(1, 1), rat(2, 1), rat(4, 1)
	for _, c := range []struct {
		reason      string
		x, y, alpha *big.Rat
	}{
		{"bracket near 3/4", two, rat(1, 2), rat(1, 32)}, {"the other layer is larger", rat(1, 2), two, rat(1, 32)}, {"bracket -0.7", two, rat(1, 2), rat(1, 5)},
		{"other quadrant", rat(-2, 1), rat(-1, 2), rat(1, 8)}, {"as long as the cube allows", rat(1, 1<<20), rat(1, 1<<20), rat(1, 8)},
	} {
		got, err := hyperbolaLimit(hyperbola(c.x, c.y), c.alpha)
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		x, y := new(big.Rat).Abs(c.x), new(big.Rat).Abs(c.y)
		up := func(x *big.Rat) *big.Rat { return new(big.Rat).Add(x, h) }
		down := func(x *big.Rat) *big.Rat { return new(big.Rat).Sub(x, h) }
		bracket := func(x, y *big.Rat) *big.Rat { // without its last term
			q := new(big.Rat).Add(mul(x, x), mul(y, y))
			return q.Sub(one, q.Mul(q, mul(two, c.alpha)))
		}
		q := orbit.MaxAbs(bracket(up(x), up(y)), bracket(down(x), down(y)))
		extra := mul(four, c.alpha, c.alpha, tiny, up(x), up(y))
		room := new(big.Rat).Sub(one, q.Add(q, extra))
		radius := mul(two, c.alpha, tiny, up(orbit.MaxAbs(x, y)), room.Inv(room))
		for l, w := range []*big.Rat{c.x, c.y} {
			lo, hi, _ := got[l].Rats()
			for side, r := range []*big.Rat{lo.Sub(w, lo), hi.Sub(hi, w)} {
				// 1024 bits: about 2^-1020 of w is lost, far less than 2^-700 of the radius.
				if off := new(big.Rat).Sub(r, radius); off.Sign() < 0 || off.Cmp(mul(radius, orbit.Pow(rat(1, 2), 700))) > 0 {
					t.Errorf("%s: radius %s of layer %d, side %d, want %s", c.reason, r.FloatString(70), l+1, side, radius.FloatString(70))
				}
			}
		}
	}
}

// TestHyperbolaRefusals: each reason why no limit is enclosed.
func TestHyperbolaRefusals(t *testing.T) {
	small := rat(1, 1<<22)
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		alpha  *big.Rat
		want   string
	}{
		{"no step", instance(rat(2, 1), rat(1, 1), rat(1, 1)), rat(0, 1), "did not settle"},
		{"bracket 1", hyperbola(rat(2, 1), rat(1, 2)), rat(0, 1), "does not contract"}, {"bracket -7.5", hyperbola(rat(2, 1), rat(1, 2)), rat(1, 1), "does not contract"},
		{"a rest of 2^21 |r|", hyperbola(small, small), rat(1, 8), "may leave the cube"},
	} {
		c.in.Noise.SetInt64(0)
		if got, err := hyperbolaLimit(c.in, c.alpha); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v", c.reason, got, err)
		}
	}
}

func ExampleNewFigure3() {
	f, err := NewFigure3(context.Background(), 500)
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, _ := f.RegularizedLimit[0].Text(15)
	fmt.Println("on L_R, both weights:", lo)
	x, _ := f.PlainLimit[0].Text(15)
	y, _ := f.PlainLimit[1].Text(15)
	fmt.Println("on L:", x, y)
	// Output:
	// on L_R, both weights: 1.46341723373752
	// on L: 3.11773178715117 1.00765242633992
}

package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// newland is the landscape of an instance that has one.
func newland(t *testing.T, in *generators.Instance, alpha *big.Rat) *landscape {
	t.Helper()
	z, err := newLandscape(in, alpha)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestProved: at L = 2, b = 9/4, s = e = 1 the minimum has u = 5/4 and the eigenvalues 4 and 5, so that mu I < H < I/alpha holds in small
// balls iff mu < 4 and 1/alpha > 5.
func TestProved(t *testing.T) {
	in := instance(big.NewRat(9, 4), big.NewRat(1, 1), big.NewRat(1, 1))
	for _, c := range []struct {
		reason           string
		alpha, mu, width *big.Rat
		want             bool
	}{
		{"inside both bounds", big.NewRat(1, 8), big.NewRat(3, 1), big.NewRat(1, 256), true},
		{"close to both bounds", big.NewRat(100, 501), big.NewRat(399, 100), big.NewRat(1, 1<<20), true},
		{"mu above the least eigenvalue", big.NewRat(1, 8), big.NewRat(401, 100), big.NewRat(1, 1<<20), false},
		{"1/alpha below the largest eigenvalue", big.NewRat(100, 499), big.NewRat(3, 1), big.NewRat(1, 1<<20), false},
		{"a cube that is too wide", big.NewRat(1, 8), big.NewRat(3, 1), big.NewRat(1, 1), false},
	} {
		z := newland(t, in, c.alpha)
		z.ctx.Div(interval.New(), interval.New(), interval.New()) // an error of another proof is not one of this
		b := &ball{mu: c.mu}
		p := z.points.Points[len(z.points.Points)-1]
		for range 2 {
			b.center = append(b.center, z.ctx.Set(interval.New(), p.T))
		}
		if got := z.proved(b, c.width); got != c.want {
			t.Errorf("%s: %v, want %v", c.reason, got, c.want)
		}
	}
}

// TestInside: the ball is round and open.
func TestInside(t *testing.T) {
	c := interval.NewContext(64)
	point := func(x, y int64) []*interval.Interval {
		return []*interval.Interval{c.SetInt64(interval.New(), x), c.SetInt64(interval.New(), y)}
	}
	b := &ball{center: point(1, 1), radius: big.NewRat(5, 1)}
	for _, r := range []struct {
		reason string
		w      []*interval.Interval
		want   bool
	}{
		{"center", point(1, 1), true}, {"on the sphere", point(4, 5), false}, {"in the cube, not in the ball", point(5, 5), false}, {"inside", point(4, 4), true},
	} {
		if got := b.inside(c, r.w); got != r.want {
			t.Errorf("%s: %v, want %v", r.reason, got, r.want)
		}
	}
}

// TestCandidates: the origin where it is a minimum (L >= 3), and +-t with the signs of w where their product is that of b; a weight 0 counts as positive. A ball
// is proved once.
func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		reason string
		target int64
		w      []int64
		want   []string // signs of the centers, "0": the origin
	}{
		{"L = 2: the origin is a saddle", 3, []int64{1, 1}, []string{"++"}}, {"L = 2, both negative", 3, []int64{-1, -1}, []string{"--"}},
		{"L = 2: the other quadrants", 3, []int64{1, -1}, nil}, {"b < 0", -3, []int64{1, -1}, []string{"+-"}}, {"b < 0, the other quadrants", -3, []int64{1, 1}, nil},
		{"0 is positive", 3, []int64{0, 1}, []string{"++"}}, {"no target", 0, []int64{1, 1}, []string{"0"}},
		{"L = 3", 5, []int64{1, -1, -1}, []string{"0", "+--"}}, {"L = 3, other signs", 5, []int64{-1, -1, 1}, []string{"0", "--+"}}, {"L = 3, product < 0", 5, []int64{-1, 1, 1}, []string{"0"}},
	} {
		z := newland(t, instance(rat(c.target, 1), column(c.w...)...), rat(1, 64))
		w, opposite := make([]*interval.Interval, len(c.w)), make([]*interval.Interval, len(c.w))
		for l, x := range c.w {
			w[l] = z.ctx.SetInt64(interval.New(), x)
			opposite[l] = z.ctx.Neg(interval.New(), w[l])
		}
		z.candidates(opposite) // what is proved there must not be taken for what is asked now
		got := z.candidates(w)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d balls, want %v", c.reason, len(got), c.want)
			continue
		}
		for k, b := range got {
			if b.origin != (c.want[k] == "0") || signs(b) != c.want[k] {
				t.Errorf("%s: ball %d is around %v, want %s", c.reason, k, b.center, c.want[k])
			}
			if again := z.candidates(w)[k]; again != b {
				t.Errorf("%s: ball %d is proved anew", c.reason, k)
			}
		}
	}
}

// signs are those of the center of a ball.
func signs(b *ball) string {
	var out string
	for _, x := range b.center {
		switch s, _ := x.Sign(); s {
		case 0:
			return "0"
		case 1:
			out += "+"
		default:
			out += "-"
		}
	}
	return out
}

// TestFind: mu is half of the least positive eigenvalue, whatever enclosures without a sign come with it; the radius is the first of scale/2, scale/4, ... that
// is proved, with the scale min(e, t). At L = 2, s = e = 1 the eigenvalues are 4 u and 4, u = b - 1, and at the origin 2 (1 -+ b).
func TestFind(t *testing.T) {
	c := interval.NewContext(64)
	whole, zero := c.SetWhole(interval.New()), interval.New()
	four, five := c.SetInt64(interval.New(), 4), c.SetInt64(interval.New(), 5)
	values := func(xs ...*interval.Interval) (out []shrinkage.Eigenvalue) {
		for _, x := range xs {
			out = append(out, shrinkage.Eigenvalue{Value: x, Multiplicity: 1})
		}
		return out
	}
	half := c.MulPow2(interval.New(), c.SetInt64(interval.New(), 1), -1)
	for _, r := range []struct {
		reason    string
		target    *big.Rat
		p         *shrinkage.Point
		origin    bool
		mu, scale *big.Rat // nil: none, no ball
	}{
		{"the minimum, t < e", rat(5, 4), &shrinkage.Point{T: half, Eigenvalues: values(c.SetInt64(interval.New(), 1), four)}, false, rat(1, 2), rat(1, 2)},
		{"the least comes last", rat(5, 4), &shrinkage.Point{T: half, Eigenvalues: values(four, c.SetInt64(interval.New(), 1))}, false, rat(1, 2), rat(1, 2)},
		{"no sign", rat(5, 4), &shrinkage.Point{T: half, Eigenvalues: values(whole, zero, c.SetInt64(interval.New(), 1), four)}, false, rat(1, 2), rat(1, 2)},
		{"the origin, t = 0", rat(1, 4), &shrinkage.Point{T: zero, Eigenvalues: values(c.SetRat(interval.New(), rat(3, 2)), five)}, true, rat(3, 4), rat(1, 1)},
		{"a saddle", rat(5, 4), &shrinkage.Point{T: zero, Eigenvalues: values(c.SetRat(interval.New(), rat(-1, 2)), four)}, true, rat(2, 1), nil},
		{"no positive eigenvalue", rat(5, 4), &shrinkage.Point{T: half, Eigenvalues: values(zero)}, false, nil, nil},
		{"a center without bound", rat(5, 4), &shrinkage.Point{T: whole, Eigenvalues: values(four)}, false, rat(2, 1), nil},
	} {
		z := newland(t, instance(r.target, rat(1, 1), rat(1, 1)), rat(1, 16))
		b := z.find(r.p, r.origin, "++")
		if b.point != r.p || b.origin != r.origin || (b.mu == nil) != (r.mu == nil) || b.mu != nil && b.mu.Cmp(r.mu) != 0 || (b.radius == nil) != (r.scale == nil) {
			t.Errorf("%s: %+v", r.reason, b)
			continue
		}
		if r.scale == nil {
			continue
		}
		radius := rat(1, 1)
		for radius.Mul(r.scale, rat(1, 2)); !z.proved(b, radius); {
			radius.Mul(radius, rat(1, 2))
		}
		if b.radius.Cmp(radius) != 0 {
			t.Errorf("%s: radius %s, want %s", r.reason, b.radius, radius)
		}
	}
}

// TestFollow: at L = 2, s = e = 1, b = 101/100 the minimum has u = 1/100 and the least eigenvalue 4 u = 1/25: with alpha = 1/8 an error falls by 1/200 a step
// only, while enclosures widen by up to half a bit, so that 192 bits do not last.
func TestFollow(t *testing.T) {
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		alpha  *big.Rat
		prec   uint
	}{
		{"few steps", instance(rat(9, 4), rat(1, 4), rat(1, 2)), rat(1, 64), 192},
		{"more digits", instance(rat(101, 100), rat(1, 1), rat(1, 2)), rat(1, 8), 768},
	} {
		z := newland(t, c.in, c.alpha)
		f := z.follow(maxRun)
		if f == nil || f.prec != c.prec || f.ball.origin || signs(f.ball) != "++" || f.steps == 0 || f.steps%every != 0 {
			t.Fatalf("%s: %+v", c.reason, f)
		}
		if got := z.forecast(maxRun); got != f.steps {
			t.Errorf("%s: the float64 run is in the ball after %d steps, the certified one after %d", c.reason, got, f.steps)
		}
		if g := z.follow(f.steps); g == nil || g.steps != f.steps {
			t.Errorf("%s: %d steps are not enough", c.reason, f.steps)
		}
		if g := z.follow(f.steps - 1); g != nil {
			t.Errorf("%s: %d steps are enough, although the iterate is looked at after multiples of 8 only: %+v", c.reason, f.steps-1, g)
		}
	}
	// From the minimum itself no step is needed; from (1, -1) at b < 0 < 1 - |b| the way leads to the origin.
	if f := newland(t, instance(rat(5, 4), rat(1, 2), rat(1, 2)), rat(1, 16)).follow(0); f == nil || f.steps != 0 || f.ball.origin {
		t.Errorf("from the minimum: %+v", f)
	}
	if f := newland(t, instance(rat(-1, 2), rat(1, 1), rat(-1, 1)), rat(1, 16)).follow(maxRun); f == nil || !f.ball.origin {
		t.Errorf("below the threshold: %+v", f)
	}
	// The antidiagonal leads to the saddle 0, which has no ball.
	if f := newland(t, instance(rat(2, 1), rat(1, 1), rat(-1, 1)), rat(1, 10)).follow(64); f != nil {
		t.Errorf("from the antidiagonal: %+v", f)
	}
}

// TestForecast: no float64 run, no forecast.
func TestForecast(t *testing.T) {
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 2000))
	for reason, change := range map[string]func(z *landscape){
		"a target beyond float64": func(z *landscape) { z.in.Target[0].Set(huge) },
		"a weight beyond float64": func(z *landscape) { z.in.Weights[1][0].Set(huge) },
		"a step beyond float64":   func(z *landscape) { z.alpha = huge },
	} {
		z := newland(t, instance(rat(5, 4), rat(1, 2), rat(1, 2)), rat(1, 16))
		if got := z.forecast(64); got != 0 {
			t.Fatalf("from the minimum: %d", got)
		}
		change(z)
		if got := z.forecast(64); got != -1 {
			t.Errorf("%s: %d", reason, got)
		}
		if f := z.follow(64); f != nil {
			t.Errorf("%s: %+v", reason, f)
		}
	}
}

// TestFate: wrong limits are refuted. On the diagonal of L = 3, b = 5, s = e = 1 the gradient of a weight is 2 (t (t^2+1)^2 - 5 t^2), 147/16 at t = 3/2: a step of
// 8/49 leads to 0 exactly, from L_R(W_0) - L_R(0) = (13/4)^3 - 1 - 135/4 < 0.
func TestFate(t *testing.T) {
	s, x := theorem(), rat(3, 2)
	none := with(func(s *statement) { s.limit = func(*shrinkage.Point, bool) bool { return false } })
	for _, c := range []struct {
		reason string
		s      statement
		in     *generators.Instance
		alpha  *big.Rat
		want   string
	}{
		{"a minimum", s, instance(rat(5, 1), x, x, x), rat(1, 64), ""}, {"the origin", s, instance(rat(5, 1), rat(1, 8), rat(1, 8), rat(1, 8)), rat(1, 64), ""},
		{"a limit that is not stated", none, instance(rat(5, 1), x, x, x), rat(1, 64), "limit"},
		{"a limit above the start", s, instance(rat(5, 1), x, x, x), rat(8, 49), "rises"},
	} {
		if got := c.s.fate(&claim.Case{Instance: c.in}, c.alpha); got.Failure != c.want || (got.Kind == claim.KindHeld) != (c.want == "") {
			t.Errorf("%s: %+v", c.reason, got)
		}
	}
	still := instance(rat(2, 1), rat(1, 1), rat(1, 1))
	still.Noise.SetInt64(0) // without noise the stationary points are not isolated
	if got := s.fate(&claim.Case{Instance: still}, rat(1, 10)); got.Kind != claim.KindUndecided {
		t.Errorf("without noise: %+v", got)
	}
	if got := s.fate(&claim.Case{Instance: instance(rat(2, 1), rat(1, 1), rat(-1, 1))}, rat(1, 10)); got.Kind != claim.KindUndecided {
		t.Errorf("a saddle: %+v", got)
	}
}

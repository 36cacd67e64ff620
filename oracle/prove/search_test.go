package prove

import (
	"context"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// TestHolds: what a lower bound settles.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		strict bool
		lower  float64
		want   bool
	}{
		{true, 5e-324, true}, {true, 0, false}, {true, -5e-324, false},
		{false, 5e-324, true}, {false, 0, true}, {false, -5e-324, false},
	} {
		if got := (&search{strict: c.strict}).holds(c.lower); got != c.want {
			t.Errorf("strict %v: %g settles: %v", c.strict, c.lower, got)
		}
	}
}

// TestShrink: a part shrinks to the end where f is smaller, also where f may be constant, and says so only when it changes.
func TestShrink(t *testing.T) {
	for _, c := range []struct {
		g, from, to []span.Span
		moved       bool
		why         string
	}{
		{spans(1, 2), spans(0, 1), spans(0, 0), true, "rising"},
		{spans(-2, -1), spans(0, 1), spans(1, 1), true, "falling"},
		{spans(0, 2), spans(0, 1), spans(0, 0), true, "not falling"},
		{spans(-2, 0), spans(0, 1), spans(1, 1), true, "not rising"},
		{spans(0, 0), spans(0, 1), spans(0, 0), true, "constant"},
		{spans(-1, 1), spans(0, 1), spans(0, 1), false, "not monotone"},
		{spans(1, 2), spans(1, 1), spans(1, 1), false, "a point"},
		{spans(-1, 1, 1, 2), spans(0, 1, 0, 1), spans(0, 1, 0, 0), true, "one of two"},
		{spans(1, 2, -1, 1), spans(0, 1, 0, 1), spans(0, 0, 0, 1), true, "the other"},
	} {
		if moved := new(search).shrink(c.from, c.g); moved != c.moved || !slices.Equal(c.from, c.to) {
			t.Errorf("%s: %v, moved %v", c.why, c.from, moved)
		}
	}
}

// TestMeanValue: f(c) - sum |g_i| w_i / 2 for what float64 computes exactly.
func TestMeanValue(t *testing.T) {
	g, part := spans(-1, 3, 0, 0.5), spans(0, 1, 0.5, 0.75)
	if got := meanValue(span.Span{Lo: 7, Hi: 9}, g, part); got != 7-3*0.5-0.5*0.125 {
		t.Errorf("%g", got)
	}
	g[1] = span.Whole()
	if got := meanValue(span.Span{Lo: 7, Hi: 9}, g, spans(0, 1, 0.5, 0.5)); got != 5.5 { // of no width, any slope
		t.Errorf("%g", got)
	}
}

// TestCut: across the direction of the largest slope times width; the half that looks smaller is visited first (it is the last on the
// stack), both one deeper and at the same precision. What float64 can not cut goes on at a higher precision or is undecided.
func TestCut(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		why    string
		t, g   []span.Span
		raised bool
		at     int // the direction, -1 none
		m      float64
		rising bool
	}{
		{"the widest", spans(0, 0.5, 0, 1), spans(-1, 1, -1, 1), false, 1, 0.5, false},
		{"the steepest", spans(0, 0.5, 0, 1), spans(-3, 1, -1, 1), false, 0, 0.25, false},
		{"the first of equals", spans(0, 1, 0, 1), spans(-1, 1, -1, 1), false, 0, 0.5, false},
		{"rising", spans(0, 1, 0, 0.5), spans(-1, 2, 0, 0), false, 0, 0.5, true},
		{"falling", spans(0, 1, 0, 0.5), spans(-2, 1, 0, 0), false, 0, 0.5, false},
		{"no slope", spans(0, 1, 0, 1), spans(0, 0, 0, 0), true, 0, 0.5, false},
		{"of unbounded slopes the widest", spans(0, 0.5, 0, 1), spans(-inf, inf, -inf, inf), false, 1, 0.5, false},
		{"which may be the first", spans(0, 1, 0, 0.5), spans(-inf, inf, -inf, inf), false, 0, 0.5, false},
		{"the first of equals", spans(0, 1, 0, 1), spans(-inf, inf, -inf, inf), false, 0, 0.5, false},
		{"an unbounded slope rather than a bounded one", spans(0, 1, 0, 0.5), spans(-9, 9, -inf, inf), false, 1, 0.25, false},
		{"and the other way round", spans(0, 0.5, 0, 1), spans(-inf, inf, -9, 9), false, 0, 0.25, false},
		{"of unbounded slopes the widest, not the uppermost", spans(0, 0.5, 0.75, 1), spans(-inf, inf, -inf, inf), false, 0, 0.25, false},
		{"nor the first for being uppermost", spans(0.75, 1, 0, 0.5), spans(-inf, inf, -inf, inf), false, 1, 0.25, false},
		{"one unit wide, above", spans(0.5, 0.5+0x1p-53, 0, 1), spans(-1e30, 1e30, -1, 1), false, 1, 0.5, false},
		{"one unit wide, below", spans(1-0x1p-53, 1, 0, 1), spans(-1e30, 1e30, -1, 1), false, 1, 0.5, false},
		{"nothing to cut", spans(0, 0, 1-0x1p-53, 1), spans(-1, 1, -1, 1), false, -1, 0, false},
		{"but there is more precision", spans(0, 0, 1-0x1p-53, 1), spans(-1, 1, -1, 1), true, -1, 0, false},
	} {
		s := &search{f: &Function{n: 2}, box: []Range{Between("0", "1"), Between("0", "1")}}
		p := part{slices.Clone(c.t), 5, 2}
		if got := s.cut(p, c.g, c.raised); got != (c.at >= 0 || c.raised) {
			t.Errorf("%s: %v", c.why, got)
		}
		if c.at < 0 {
			want := 0
			if c.raised {
				want = 1
			}
			if len(s.stack) != want || c.raised && (s.stack[0].depth != 5 || s.stack[0].level != 2) || (s.res.Reason == "") != c.raised || len(s.res.Part) != 2-2*want {
				t.Errorf("%s: %v, %q", c.why, s.stack, s.res.Reason)
			}
			continue
		}
		first, second := slices.Clone(c.t), slices.Clone(c.t)
		first[c.at].Lo, second[c.at].Hi = c.m, c.m
		if c.rising {
			first, second = second, first
		}
		if len(s.stack) != 2 || !slices.Equal(s.stack[1].t, first) || !slices.Equal(s.stack[0].t, second) {
			t.Errorf("%s: %v", c.why, s.stack)
		}
		for _, q := range s.stack {
			if q.depth != 6 || q.level != 2 {
				t.Errorf("%s: depth %d, level %d", c.why, q.depth, q.level)
			}
		}
	}
}

// TestStages: values and gradients by the chain rule at parts in any order, between the exact range and one that is a little wider.
func TestStages(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	poly := Polynomial(b, x.Times(2).Sub(y.Times(3)).Add(b.Int(1)), x, y)
	smooth := Smooth(2, func(c *interval.Context, f *interval.Interval, grad, x []*interval.Interval) {
		third := c.MulRat(interval.New(), x[1], big.NewRat(3, 1))
		c.MulRat(f, x[0], big.NewRat(2, 1))
		c.AddRat(f, c.Sub(f, f, third), big.NewRat(1, 1))
		if grad != nil {
			c.SetInt64(grad[0], 2)
			c.SetInt64(grad[1], -3)
		}
	})
	box := []Range{Between("1", "5"), Between("1/3", "10/3")}
	for name, st := range map[string]stage{
		"float64": newSpanStage(poly, box), "128 bits": newBigStage(poly, box, 128), "smooth": newBigStage(smooth, box, 128),
	} {
		for range 2 {
			// 2 (1 + 4 t) - 3 (1/3 + 3 u) + 1 = 2 + 8 t - 9 u
			for _, c := range []struct {
				part   []span.Span
				lo, hi float64
			}{{spans(0, 1, 0, 1), -7, 10}, {spans(0.5, 0.5, 0, 0), 6, 6}, {spans(0, 0.25, 0.5, 1), -7, -0.5}} {
				if v := st.value(c.part); !near(v, c.lo, c.hi) {
					t.Errorf("%s: f(%v) = %v, want [%g, %g]", name, c.part, v, c.lo, c.hi)
				}
				if g := st.gradient(c.part); !near(g[0], 8, 8) || !near(g[1], -9, -9) {
					t.Errorf("%s: gradient %v", name, g)
				}
			}
		}
	}
	// (x - 3)^2 on [1, 5]: the slope 2 (x - 3) 4 depends on the part, and is asked for without the value.
	p := circuit.NewBuilder()
	z := p.Var("z")
	sq := Polynomial(p, z.Sub(p.Int(3)).Sqr(), z)
	for _, st := range []stage{newSpanStage(sq, box[:1]), newBigStage(sq, box[:1], 128)} {
		for _, c := range []struct{ lo, hi float64 }{{0, 1}, {0, 0.5}, {0.5, 1}, {0.25, 0.25}} {
			if g := st.gradient(spans(c.lo, c.hi)); !near(g[0], 8*(4*c.lo-2), 8*(4*c.hi-2)) {
				t.Errorf("slope on [%g, %g]: %v", c.lo, c.hi, g[0])
			}
		}
	}
}

// near reports whether s holds [lo, hi] and is hardly wider.
func near(s span.Span, lo, hi float64) bool {
	return s.Lo <= lo && s.Hi >= hi && s.Lo > lo-1e-13 && s.Hi < hi+1e-13
}

// TestSmoothStays: the parts that a function gets to see lie in the box, to the last bit of the precision, and an error at one part is
// forgotten at the next.
func TestSmoothStays(t *testing.T) {
	box := []Range{Between("-2/3", "1/3")}
	c := interval.NewContext(128)
	whole := c.Hull(interval.New(), c.SetRat(interval.New(), box[0].Lo), c.SetRat(interval.New(), box[0].Hi))
	failed, looks := 0, 0
	f := Smooth(1, func(c *interval.Context, f *interval.Interval, grad, x []*interval.Interval) {
		looks++
		if x[0].Lo().Cmp(whole.Lo()) < 0 || x[0].Hi().Cmp(whole.Hi()) > 0 {
			t.Errorf("%v is not in %v", x[0], whole)
		}
		c.SetInt64(f, 1)
		if grad != nil {
			c.SetWhole(grad[0])
		}
		if x[0].Width().Cmp(big.NewFloat(0.3)) > 0 {
			failed++
			c.Div(f, f, c.SetInt64(interval.New(), 0))
			c.SetInt64(f, 1) // what is returned after an error does not count
			if grad != nil {
				c.SetInt64(grad[0], 1)
			}
		}
	})
	r, err := Positive(context.Background(), f, box, Options{MaxBoxes: 100})
	if err != nil || r.Verdict != Proved || r.Boxes != 7 || r.Depth != 2 || r.Prec != 128 || r.Precise != 7 || r.Lower != 1 || failed == 0 {
		t.Errorf("%v, %v, %d of %d failed", r, err, failed, looks)
	}
}

// TestSmoothRefutes: the sign of the enclosure of a point decides.
func TestSmoothRefutes(t *testing.T) {
	for _, c := range []struct {
		value, most int64 // of the enclosure
		strict      bool
		want        Verdict
	}{
		{1, 1, true, Proved}, {1, 1, false, Proved}, {0, 0, true, Refuted}, {0, 0, false, Proved}, {-1, -1, true, Refuted}, {-1, -1, false, Refuted},
		{-1, 0, true, Refuted}, {-1, 0, false, Undecided}, {-1, 1, true, Undecided}, {-1, 1, false, Undecided},
	} {
		f := Smooth(1, func(ctx *interval.Context, f *interval.Interval, grad, _ []*interval.Interval) {
			ctx.Hull(f, ctx.SetInt64(interval.New(), c.value), ctx.SetInt64(interval.New(), c.most))
			if grad != nil {
				ctx.SetInt64(grad[0], 0)
			}
		})
		r, err := decide(context.Background(), f, []Range{Between("1", "1")}, Options{MaxPrec: 128}, c.strict)
		if err != nil || r.Verdict != c.want || r.Boxes != 1 {
			t.Errorf("%d, strict %v: %v, %v", c.value, c.strict, r, err)
			continue
		}
		if r.Verdict == Refuted && (len(r.Point) != 1 || r.Value != nil || !r.Enclosure.Contains(big.NewRat(c.value, 1)) || r.Enclosure.Width().Cmp(big.NewFloat(float64(c.most-c.value))) != 0) {
			t.Errorf("%d, strict %v: %v", c.value, c.strict, r)
		}
	}
}

// TestExactZero: a polynomial that is exactly 0 at the center is not evaluated there with more digits. (2 x - 1)^2 multiplied out.
func TestExactZero(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Var("x")
	f := Polynomial(b, x.Sqr().Times(4).Sub(x.Times(4)).Add(b.Int(1)), x)
	r, err := NonNegative(context.Background(), f, []Range{Between("0", "1")}, Options{MaxBoxes: 2})
	if err != nil || r.Boxes != 2 || r.Prec != 53 || r.Precise != 0 {
		t.Errorf("%v, %v", r, err)
	}
}

// TestSmoothUnknown: a value at a point that no precision tells from 0 is undecided, after one look at each precision.
func TestSmoothUnknown(t *testing.T) {
	var seen []uint
	f := Smooth(1, func(c *interval.Context, f *interval.Interval, grad, _ []*interval.Interval) {
		seen = append(seen, c.Prec())
		if err := c.SetBounds(f, big.NewFloat(-1e-300), big.NewFloat(1e-300)); err != nil {
			t.Fatal(err)
		}
		if grad != nil {
			c.SetInt64(grad[0], 0)
		}
	})
	r, err := NonNegative(context.Background(), f, []Range{Between("1/3", "1/3")}, Options{MaxPrec: 512})
	seen = slices.Compact(seen)
	if err != nil || r.Verdict != Undecided || r.Boxes != 3 || !slices.Equal(seen, []uint{128, 256, 512}) || !strings.Contains(r.Reason, "as small as float64") {
		t.Errorf("%v, %v, at %v bits", r, err, seen)
	}
}

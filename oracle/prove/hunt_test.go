package prove

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// later is a context that ends at the n-th look at it.
type later struct {
	context.Context
	looks, end int
}

func (c *later) Err() error {
	if c.looks++; c.looks >= c.end {
		return context.Canceled
	}
	return nil
}

// TestPolling: both searches look at the context before every 256th box, and stop there with one more look, at the reason.
func TestPolling(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	q := x.Sqr().Mul(y.Sqr()) // Motzkin's polynomial, a little above 0 at four points
	f := Polynomial(b, q.Mul(x.Sqr().Add(y.Sqr()).Sub(b.Int(3))).Add(b.Int(1)).Times(1e9).Add(b.Int(1)), x, y)
	box := []Range{Between("-2", "2"), Between("-2", "2")}
	for _, end := range []int{1, 2, 3} {
		ctx := &later{context.Background(), 0, end}
		r, err := Positive(ctx, f, box, Options{})
		if err == nil || r.Verdict != Undecided || r.Reason != "interrupted" || r.Boxes != 256*(end-1) || ctx.looks != end+1 || len(r.Part) != 2 {
			t.Errorf("interrupted at look %d: %v, %v", end, r, err)
		}
	}
	s := NewSystem(b, []circuit.Node{x.Sub(y).Sqr(), x.Sub(y).Mul(x)}, []circuit.Node{x, y})
	for _, end := range []int{1, 2, 3} {
		ctx := &later{context.Background(), 0, end}
		z, err := s.Zeros(ctx, box, ZeroOptions{MaxBoxes: 2000})
		if err == nil || z.Boxes != 256*(end-1) || len(z.Undecided) == 0 {
			t.Errorf("interrupted at look %d: %d boxes, %d undecided, %v", end, z.Boxes, len(z.Undecided), err)
		}
	}
	ctx := &later{context.Background(), 0, 4}
	z, err := s.Zeros(ctx, box, ZeroOptions{MaxBoxes: 512})
	if err != nil || z.Boxes != 512 || ctx.looks != 3 { // before 0, 256, and when the budget is found to be used up
		t.Errorf("%d boxes, %d looks, %v", z.Boxes, ctx.looks, err)
	}
}

func spans(x ...float64) []span.Span {
	s := make([]span.Span, len(x)/2)
	for i := range s {
		s[i] = span.Span{Lo: x[2*i], Hi: x[2*i+1]}
	}
	return s
}

// TestRelations of boxes to neighborhoods.
func TestRelations(t *testing.T) {
	h := &hunt{wide: [][]span.Span{spans(0, 1, 0, 1), spans(2, 3, 2, 3)}}
	c := interval.NewContext(64)
	for _, r := range []struct {
		x             []span.Span
		known         bool
		within, meets bool // the first neighborhood
	}{
		{spans(0, 1, 0, 1), true, true, true},
		{spans(0.25, 0.5, 0.5, 0.5), true, true, true},
		{spans(2, 2.5, 2.5, 3), true, false, false},
		{spans(0, 1, 0, 1.5), false, false, true},
		{spans(-1, 1, 0, 1), false, false, true},
		{spans(1, 2, 1, 2), false, false, true},
		{spans(0, 1, 2, 3), false, false, false},
		{spans(2, 3, 0, 1), false, false, false},
	} {
		if got := h.known(r.x); got != r.known {
			t.Errorf("%v is known: %v", r.x, got)
		}
		z := make([]*interval.Interval, len(r.x))
		for i, v := range r.x {
			z[i] = interval.New()
			if err := c.SetBounds(z[i], big.NewFloat(v.Lo), big.NewFloat(v.Hi)); err != nil {
				t.Fatal(err)
			}
		}
		if within, meets := compare(h.wide[0], z); within != r.within || meets != r.meets {
			t.Errorf("%v: within %v, meets %v", r.x, within, meets)
		}
	}
	v := spans(0, 1, 0, 1)
	for _, r := range []struct {
		k    []span.Span
		want bool
	}{
		{spans(0.25, 0.5, 0.25, 0.5), true}, {spans(0, 0.5, 0.25, 0.5), false}, {spans(0.25, 0.5, 0.25, 1), false},
	} {
		if got := inside(v, r.k); got != r.want {
			t.Errorf("%v inside: %v", r.k, got)
		}
	}
}

// TestCutOfHunt: across the unknown with the largest slope times width that is wider than the least width, a little off the middle; the
// lower half is visited first. What can't be cut is undecided.
func TestCutOfHunt(t *testing.T) {
	const off = 127.0 / 256
	least := 1.0 / 8
	for _, c := range []struct {
		why    string
		x      []span.Span
		slopes []float64
		at     int
		m      float64
	}{
		{"the widest", spans(0, 1, 0, 2), []float64{1, 1}, 1, 2 * off},
		{"the steepest", spans(0, 1, 0, 2), []float64{3, 1}, 0, off},
		{"the first of equals", spans(0, 2, 0, 2), []float64{1, 1}, 0, 2 * off},
		{"not of the least width", spans(0, least, 0, 2*least), []float64{1000, 1}, 1, 2 * least * off},
		{"no slope", spans(0, 1, 0, 2), []float64{0, 0}, 1, 2 * off},
		{"both of the least width", spans(0, least, 0, least), []float64{1, 1}, -1, 0},
		{"one unit wide", spans(0, least, 1e16, 1e16+2), []float64{1, 1}, -1, 0},
		{"one unit wide, below a power of two", spans(0, least, -1e16-2, -1e16), []float64{1, 1}, -1, 0},
	} {
		h := &hunt{least: []float64{least, least}, k: &spanKrawczyk{s: &System{n: 2}, jac: make([]span.Span, 4)}}
		for i, v := range c.slopes {
			h.k.jac[2+i] = span.Ball(v)
		}
		x := slices.Clone(c.x)
		h.cut(x)
		if c.at < 0 {
			if len(h.stack) != 0 || len(h.out.Undecided) != 1 {
				t.Errorf("%s: %v", c.why, h.stack)
			}
			continue
		}
		low, high := slices.Clone(c.x), slices.Clone(c.x)
		low[c.at].Hi, high[c.at].Lo = c.m, c.m
		if len(h.stack) != 2 || !slices.Equal(h.stack[0], high) || !slices.Equal(h.stack[1], low) || len(h.out.Undecided) != 0 {
			t.Errorf("%s: %v, %v undecided", c.why, h.stack, h.out.Undecided)
		}
	}
}

// newHunt is the search for the zeros of q x - a in the region.
func newHunt(q, a int64, region Range) *hunt {
	b := circuit.NewBuilder()
	x := b.Var("x")
	s := NewSystem(b, []circuit.Node{x.Times(q).Sub(b.Int(a))}, []circuit.Node{x})
	box := []Range{region}
	return &hunt{s: s, box: box, k: newSpanKrawczyk(s, box), big: newBigKrawczyk(s, box, 128)}
}

// TestVisit: a part is widened by an eighth, or the least width/1024, or 10^-300; one in a neighborhood is settled.
func TestVisit(t *testing.T) {
	for _, c := range []struct {
		x, least float64 // x = [1/2, 1/2 + x]
		lo, hi   float64
	}{
		{1, 0, 0.375, 1.625}, {0, 0x1p-20, 0.5 - 0x1p-30, 0.5 + 0x1p-30}, {0x1p-20, 0x1p-20, 0.5 - 0x1p-23, 0.5 + 0x1p-20 + 0x1p-23},
		{0, 0, 0.5 - 0x1p-54, 0.5 + 0x1p-53},
	} {
		h := newHunt(2, 1, Between("0", "2"))
		h.least = []float64{c.least}
		h.visit(spans(0.5, 0.5+c.x))
		if len(h.wide) != 1 || h.wide[0][0] != (span.Span{Lo: c.lo, Hi: c.hi}) {
			t.Errorf("%+v: %v", c, h.wide)
		}
	}
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	square := NewSystem(b, []circuit.Node{x.Sqr().Sub(b.Int(2)), y.Sqr()}, []circuit.Node{x, y})
	box := []Range{Between("1", "2"), Between("0", "1")}
	for _, known := range []bool{true, false} {
		h := &hunt{s: square, box: box, k: newSpanKrawczyk(square, box), least: []float64{0x1p-40, 0x1p-40}}
		if known {
			h.wide = append(h.wide, spans(0, 2, 0, 1))
		}
		h.visit(spans(1, 2, 0, 1))
		if known && len(h.stack) != 0 || !known && len(h.stack) != 2 {
			t.Errorf("known %v: %v", known, h.stack)
		}
		// Newton's method for sqrt 2 squares the width 1 five times, to some 2^-28; then the part is cut, though more could be gained.
		if !known && len(h.stack) == 2 && h.stack[0][0].Width() < 1e-10 {
			t.Errorf("contracted too often: %v", h.stack)
		}
	}
}

// TestFound: zeros are inside, outside or too near to the boundary of the region, and are not reported twice.
func TestFound(t *testing.T) {
	below, _ := big.NewRat(1, 3).Float64() // the nearest number is below 1/3
	for _, c := range []struct {
		why       string
		q, a      int64
		region    Range
		wide      []span.Span
		zeros     int
		inside    interval.Truth
		undecided int
	}{
		{"inside", 3, 1, Between("0", "1"), nil, 1, interval.Yes, 0},
		{"below", 3, 1, Between("1/2", "1"), nil, 0, 0, 0},
		{"above", 3, 1, Between("0", "1/4"), nil, 0, 0, 0},
		{"at the lower end, which no binary number is", 3, 1, Between("1/3", "1"), nil, 1, interval.Unknown, 0},
		{"at the upper end", 3, 1, Between("0", "1/3"), nil, 1, interval.Unknown, 0},
		{"exactly at the lower end", 2, 1, Between("1/2", "1"), nil, 1, interval.Yes, 0},
		{"exactly at the upper end", 2, 1, Between("0", "1/2"), nil, 1, interval.Yes, 0},
		{"the region is the zero", 2, 1, Between("1/2", "1/2"), nil, 1, interval.Yes, 0},
		{"in a neighborhood", 3, 1, Between("0", "1"), spans(0, 0.5), 0, 0, 0},
		{"on the boundary of a neighborhood", 3, 1, Between("0", "1"), spans(0, below), 0, 0, 1},
		{"beside a neighborhood", 3, 1, Between("0", "1"), spans(0, 0.25), 1, interval.Yes, 0},
	} {
		h := newHunt(c.q, c.a, c.region)
		if c.wide != nil {
			h.wide = append(h.wide, c.wide)
		}
		v := spans(-2, 2)
		h.found(spans(-1, 1), v)
		if len(h.out.Zeros) != c.zeros || len(h.out.Undecided) != c.undecided {
			t.Errorf("%s: %d zeros, %d undecided", c.why, len(h.out.Zeros), len(h.out.Undecided))
			continue
		}
		if c.zeros == 1 {
			z := h.out.Zeros[0]
			if n := z.Neighborhood[0]; z.Inside != c.inside || !z.Enclosure[0].Contains(big.NewRat(c.a, c.q)) || n.Lo.Cmp(big.NewRat(-2, 1)) != 0 || n.Hi.Cmp(big.NewRat(2, 1)) != 0 {
				t.Errorf("%s: %+v", c.why, z)
			}
			if w := h.wide[len(h.wide)-1]; !slices.Equal(w, v) || &w[0] == &v[0] {
				t.Errorf("%s: neighborhood %v", c.why, w)
			}
		}
		if (&Zeros{Zeros: h.out.Zeros, Undecided: h.out.Undecided}).Complete() != (c.undecided == 0 && (c.zeros == 0 || c.inside == interval.Yes)) {
			t.Errorf("%s: complete or not", c.why)
		}
	}
}

// TestRefineSteps: a linear equation with an exact zero takes one step that gains and one that does not, one with a slope whose inverse
// is rounded to 53 bits a step for each 53 bits, and x^2 = 2 (with y = 1/3 beside it, known at once) as many as it takes to double digits up to the precision.
func TestRefineSteps(t *testing.T) {
	for _, c := range []struct {
		q, a int64
		want int
	}{{2, 1, 2}, {3, 1, 4}, {1, 0, 2}} {
		h := newHunt(c.q, c.a, Between("-4", "4"))
		if z := h.refine(spans(-2, 2)); h.steps != c.want || z[0].Width().Cmp(big.NewFloat(0x1p-126)) > 0 || !z[0].Contains(big.NewRat(c.a, c.q)) {
			t.Errorf("%d x = %d: %d steps to %v", c.q, c.a, h.steps, z[0])
		}
	}
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	for _, order := range [][]circuit.Node{{x, y}, {y, x}} {
		s := NewSystem(b, []circuit.Node{x.Sqr().Sub(b.Int(2)), y.Times(3).Sub(b.Int(1))}, order)
		box := []Range{Between("1", "2"), Between("0", "1")}
		h := &hunt{s: s, box: box, k: newSpanKrawczyk(s, box), big: newBigKrawczyk(s, box, 1024)}
		v := []span.Span{{Lo: 1.25, Hi: 1.5}, {Lo: 0.25, Hi: 0.5}}
		if order[0] == y {
			v[0], v[1] = v[1], v[0]
		}
		z := h.refine(v)
		for _, e := range z {
			if e.Width().Cmp(big.NewFloat(0x1p-1000)) > 0 {
				t.Errorf("after %d steps: %v", h.steps, e)
			}
		}
		// The error is halved to about 2^-3 - 2^-7 - 2^-15 - ... 2^-53 by the first steps; the preconditioner has 53 bits, so that each
		// further step gains some 50 bits: about 4 + 1024/50.
		if h.steps < 20 || h.steps > 30 {
			t.Errorf("%d steps", h.steps)
		}
	}
}

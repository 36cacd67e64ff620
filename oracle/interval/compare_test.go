package interval

import (
	"math/big"
	"testing"
)

// TestCompare checks the three-valued answers against all pairs of integers.
func TestCompare(t *testing.T) {
	c := NewContext(32)
	all := func(xl, xh, yl, yh int, p func(a, b int) bool) Truth {
		yes, no := true, true
		for a := 2 * xl; a <= 2*xh; a++ { // half-integers: the questions see the inside too
			for b := 2 * yl; b <= 2*yh; b++ {
				if p(a, b) {
					no = false
				} else {
					yes = false
				}
			}
		}
		return decide(yes, no)
	}
	mk := func(l, h int) *Interval {
		z := New()
		if err := c.SetRatBounds(z, big.NewRat(int64(l), 1), big.NewRat(int64(h), 1)); err != nil {
			t.Fatal(err)
		}
		return z
	}
	count := map[Truth]int{}
	for xl := -2; xl <= 2; xl++ {
		for xh := xl; xh <= 2; xh++ {
			for yl := -2; yl <= 2; yl++ {
				for yh := yl; yh <= 2; yh++ {
					x, y := mk(xl, xh), mk(yl, yh)
					for name, p := range map[string]struct {
						got  Truth
						want Truth
					}{
						"<":  {x.Less(y), all(xl, xh, yl, yh, func(a, b int) bool { return a < b })},
						"<=": {x.LessEq(y), all(xl, xh, yl, yh, func(a, b int) bool { return a <= b })},
						"=":  {x.Equal(y), all(xl, xh, yl, yh, func(a, b int) bool { return a == b })},
						">0": {x.Positive(), all(xl, xh, 0, 0, func(a, _ int) bool { return a > 0 })},
						"<0": {x.Negative(), all(xl, xh, 0, 0, func(a, _ int) bool { return a < 0 })},
					} {
						count[p.got]++
						if p.got != p.want {
							t.Errorf("%s %s %s: %s, want %s", x, name, y, p.got, p.want)
						}
					}
				}
			}
		}
	}
	if len(count) != 3 {
		t.Errorf("answers seen: %v", count)
	}
	w, v := c.SetWhole(New()), c.SetWhole(New())
	if w.Less(v) != Unknown || w.Equal(v) != Unknown || w.Positive() != Unknown {
		t.Error("the whole line decides something")
	}
}

// TestIntersect covers the only operation with an empty answer.
func TestIntersect(t *testing.T) {
	c := NewContext(64)
	a, b := value(t, c, "1", "3"), value(t, c, "2", "5")
	z := New()
	if !c.Intersect(z, a, b) || z.String() != "[2, 3]" {
		t.Errorf("[1,3] and [2,5]: %s", z)
	}
	if c.Intersect(z, a, value(t, c, "4", "5")) || z.String() != "[2, 3]" {
		t.Errorf("disjoint: %s", z)
	}
	if !c.Intersect(z, a, value(t, c, "3", "4")) || z.String() != "3" {
		t.Errorf("touching: %s", z)
	}
}

// TestMeasures checks Mid, Width, Rad, RelBits and Bisect.
func TestMeasures(t *testing.T) {
	for i := range 1000 {
		r := source("measures", i)
		c := NewContext(randomPrec(r))
		x := randomInterval(r, c, wide)
		lo, hi, _ := x.Rats()
		m := x.Mid()
		if !x.ContainsFloat(m) {
			t.Fatalf("case %d: midpoint %g outside %s", i, m, x)
		}
		d := new(big.Rat).Sub(hi, lo)
		if cmpRat(x.Width(), d) < 0 || cmpRat(x.Rad(), d.Mul(d, big.NewRat(1, 2))) < 0 {
			t.Fatalf("case %d: width %g, radius %g of %s too small", i, x.Width(), x.Rad(), x)
		}
		a, b := New(), New()
		c.Bisect(a, b, x)
		if !x.ContainsInterval(a) || !x.ContainsInterval(b) || a.lo.Cmp(&x.lo) != 0 || b.hi.Cmp(&x.hi) != 0 || a.hi.Cmp(&b.lo) < 0 {
			t.Fatalf("case %d: %s does not split into %s and %s", i, x, a, b)
		}
	}
	c := NewContext(100)
	third := c.SetRat(New(), big.NewRat(1, 3))
	if b := third.RelBits(); b < 98 || b > 101 { // width 2^-101, value in [2^-2, 2^-1)
		t.Errorf("RelBits(1/3 at 100 bits) = %d", b)
	}
}

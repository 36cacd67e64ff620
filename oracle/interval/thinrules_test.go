package interval

import (
	"math/big"
	"testing"
)

// plusPow2 is [x, x + 2^k] with ends of 300 bits.
func plusPow2(x *big.Float, k int) *Interval {
	z := New()
	z.lo.SetPrec(300).Set(x)
	z.hi.SetPrec(300).Add(&z.lo, new(big.Float).SetMantExp(floatOne, k))
	return z
}

// TestThinWidth: the width is exact and below 2^-((w+1)/2 + s), w odd; one unit of the exponent more is refused, and so are
// unbounded intervals, 0, and widths that are not exact.
func TestThinWidth(t *testing.T) {
	const w, s = 127, 5
	one := big.NewFloat(1)
	coarse := func(lo, hi float64, k int) *Interval { // ends of 53 bits, times 2^k
		z := New()
		z.lo.SetMantExp(big.NewFloat(lo), k)
		z.hi.SetMantExp(big.NewFloat(hi), k)
		return z
	}
	inf := plusPow2(one, -100)
	inf.hi.SetInf(false)
	for _, tt := range []struct {
		name string
		x    *Interval
		want bool
	}{
		{"just thin", plusPow2(one, -(w+1)/2-s-1), true}, // the exponent of 2^k is k + 1
		{"not thin", plusPow2(one, -(w+1)/2-s), false},
		{"negative", plusPow2(big.NewFloat(-1), -200), true},
		{"a point", plusPow2(one, -2000), false},
		{"unbounded", inf, false},
		{"from 0", plusPow2(new(big.Float), -200), false},
		{"up to 0", coarse(-1, 0, -200), false},
		{"0 inside", coarse(-1, 1, -200), false},
		{"exact", coarse(1, 1.5, -200), true},
		{"54 bits of width", coarse(1, 0x1p54+4, -200), false},
	} {
		var fx fixed
		if got := fx.thinWidth(tt.x, w, s); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		} else if got && extend(&fx.near).cmp(extend(&tt.x.hi).add(extend(&tt.x.lo).neg())) != 0 {
			t.Errorf("%s: width %v", tt.name, &fx.near)
		}
	}
	// Where the bound is above 1, an infinite width and none are refused all the same.
	for name, x := range map[string]*Interval{"unbounded": inf, "a point": plusPow2(one, -2000)} {
		var fx fixed
		if fx.thinWidth(x, w, -200) {
			t.Errorf("%s is thin", name)
		}
	}
	// Such bounds come from large operands of the logarithm.
	c := NewContext(64)
	inf.lo.SetMantExp(&inf.lo, 500)
	if z := c.Log(New(), inf); !z.hi.IsInf() || z.lo.Cmp(&c.Log(New(), c.SetFloat(New(), &inf.lo)).lo) != 0 {
		t.Errorf("log [2^500, +Inf] = %v", z)
	}
}

// TestThinUse: where the one evaluation is used, and that Exp and Log give the ends of two evaluations in any case.
func TestThinUse(t *testing.T) {
	c := NewContext(100)
	f := func(v float64, k int) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(v), k) }
	fromTo := func(lo, hi *big.Float) *Interval {
		z := New()
		z.lo.Copy(lo)
		z.hi.Copy(hi)
		return z
	}
	for _, tt := range []struct {
		name string
		x    *Interval
		log  bool
		want bool
	}{
		{"exp of 2^28.5", plusPow2(f(0.75, 29), -150), false, true},
		{"exp of 2^29.5: beyond the range", plusPow2(f(0.75, 30), -150), false, false},
		{"exp of 2^40", plusPow2(f(0.75, 40), -150), false, false},
		{"exp of 2^-100.5", plusPow2(f(0.75, -100), -150), false, true},
		{"exp of 2^-101.5: next to 1", plusPow2(f(0.75, -101), -150), false, false},
		{"exp of a wide interval", plusPow2(f(0.75, 3), -60), false, false},
		{"exp of ends without an exact difference", fromTo(f(0.75, -98), f(1+0x1p-52, -70)), false, false},
		{"log of 1/2 to 1", plusPow2(f(0.7, 0), -150), true, false},
		{"log of 1 to 2", plusPow2(f(0.7, 1), -150), true, false},
		{"log of 2 to 4", plusPow2(f(0.7, 2), -150), true, true},
		{"log of 1/4 to 1/2", plusPow2(f(0.7, -1), -150), true, true},
		{"log of a wide interval", plusPow2(f(0.7, 2), -50), true, false},
		{"log of huge numbers", plusPow2(f(0.7, 200), 50), true, true},
		{"log of tiny numbers", plusPow2(f(0.7, -200), -350), true, true},
	} {
		spoil(c)
		c.ClearErr()
		thin, eval := c.thinExp, (*Context).Exp
		if tt.log {
			thin, eval = c.thinLog, (*Context).Log
		}
		if got := thin(c.down(&c.a), c.up(&c.b), tt.x); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		z := eval(c, New(), tt.x)
		a, b := eval(c, New(), fromTo(&tt.x.lo, &tt.x.lo)), eval(c, New(), fromTo(&tt.x.hi, &tt.x.hi))
		if z.lo.Cmp(&a.lo) != 0 || z.hi.Cmp(&b.hi) != 0 {
			t.Errorf("%s: %v, ends %v and %v", tt.name, z, a, b)
		}
	}
}

// TestThinBars: the upper end is decided exactly when its bar, 2 err + 4 for exp and err + 3 for log with the lower end's err, holds
// no number of the result's precision; the lower end likewise with err. Widths are chosen so that the upper end comes near one.
func TestThinBars(t *testing.T) {
	const prec = 35
	w := workBits(prec, guard)
	for _, f := range []struct {
		name   string
		start  float64
		thin   func(c *Context, lo, hi *big.Float, x *Interval) bool
		kernel func(fx *fixed, x *big.Float, w int) approx
		bar    func(err uint64) uint64
		slope  func(fx *fixed, x *big.Float, n int64) *big.Float
	}{
		{"exp", 1.3, (*Context).thinExp, (*fixed).exp, func(err uint64) uint64 { return 2*err + 4 }, expSlope},
		{"log", 77.7, (*Context).thinLog, (*fixed).log, func(err uint64) uint64 { return err + 3 }, logSlope(w)},
	} {
		c := NewContext(prec)
		var decided, undecided, lower int
		for i := range 600 {
			// The lower end is an eighth of the grid below a multiple of it, or (one time in three) about as near as the bars are wide.
			lo := new(big.Float).SetPrec(300).SetFloat64(f.start + float64(i)/512)
			var fx fixed
			a := f.kernel(&fx, lo, w)
			grid := int64(1) << (fx.res.BitLen() - prec)
			rest := new(big.Int).Mod(&fx.res, big.NewInt(grid)).Int64()
			near := int64(f.bar(a.err)) // how far from the multiple the upper end is to be, about
			near = near * int64(i%41-20) / 10
			below := grid / 8
			if i%3 == 0 {
				below = near / 2
			}
			lo.Add(lo, f.slope(&fx, lo, grid-below-rest))
			f.kernel(&fx, lo, w)
			d := f.slope(&fx, lo, grid/8+near)
			if i%3 != 0 {
				d = f.slope(&fx, lo, below+near)
			}
			x := New()
			x.lo.Copy(lo)
			x.hi.SetPrec(300).Add(lo, d)
			a = f.kernel(&fx, lo, w)
			holds := func(res *big.Int, bar uint64, up bool) bool { // a number in (res - bar, res + bar], or [ , ) upward
				l, h := new(big.Int).SetUint64(bar), new(big.Int).SetUint64(bar)
				l.Sub(res, l)
				h.Add(res, h)
				one := big.NewInt(1)
				if up {
					l.Sub(l, one)
					h.Sub(h, one)
				}
				s := uint(fx.res.BitLen() - prec)
				return l.Rsh(l, s).Cmp(h.Rsh(h, s)) != 0
			}
			want := false
			if holds(&fx.res, a.err, false) {
				lower++
			} else {
				want = true
			}
			got := f.thin(c, c.down(&c.a), c.up(&c.b), x)
			if want && c.fx.res.BitLen() == fx.res.BitLen() {
				want = !holds(&c.fx.res, f.bar(a.err), true)
				if want {
					decided++
				} else {
					undecided++
				}
			} else if want {
				continue // the ends have different exponents
			}
			if got != want {
				t.Errorf("%s, case %d: decided %v, want %v", f.name, i, got, want)
			}
		}
		if min(decided, undecided, lower) < 50 {
			t.Errorf("%s: %d decided, %d undecided, %d undecided at the lower end", f.name, decided, undecided, lower)
		}
	}
}

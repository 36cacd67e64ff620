package interval

import (
	"errors"
	"math/big"
	"strings"
	"testing"
)

// spoil leaves 77 in every place where an operation may compute an end, so that one that is not set is seen.
func spoil(c *Context) {
	if c.sub != nil {
		spoil(c.sub)
	}
	for _, f := range []*big.Float{&c.a, &c.b, &c.u, &c.v} {
		prepare(f, c.prec, big.ToNegativeInf).SetInt64(77)
	}
	for _, z := range []*Interval{&c.ix, &c.iy} {
		prepare(&z.lo, c.prec, big.ToNegativeInf).SetInt64(77)
		prepare(&z.hi, c.prec, big.ToNegativeInf).SetInt64(77)
	}
}

// TestEnds: ends that are exact, infinite, or at the limits of the range.
func TestEnds(t *testing.T) {
	c := NewContext(64)
	pow2 := func(k int) *big.Float { return new(big.Float).SetMantExp(floatOne, k) }
	inf := func(neg bool) *big.Float { return new(big.Float).SetInf(neg) }
	num := big.NewFloat
	below := func(f *big.Float) *big.Float { // the next number of 64 bits towards -Inf
		return prepare(new(big.Float), 64, big.ToNegativeInf).Sub(f, pow2(f.MantExp(nil)-200))
	}
	above := func(f *big.Float) *big.Float {
		return prepare(new(big.Float), 64, big.ToPositiveInf).Add(f, pow2(f.MantExp(nil)-200))
	}
	raw := func(lo, hi *big.Float) *Interval {
		z := New()
		z.lo.Copy(lo)
		z.hi.Copy(hi)
		return z
	}
	point := func(f *big.Float) *Interval { return raw(f, f) }
	pow := func(n int) func(c *Context, z, x *Interval) *Interval {
		return func(c *Context, z, x *Interval) *Interval { return c.Pow(z, x, n) }
	}
	powRat := func(p, q int) func(c *Context, z, x *Interval) *Interval {
		return func(c *Context, z, x *Interval) *Interval { return c.PowRat(z, x, p, q) }
	}
	root := func(n int) func(c *Context, z, x *Interval) *Interval {
		return func(c *Context, z, x *Interval) *Interval { return c.Root(z, x, n) }
	}
	type f = func(c *Context, z, x *Interval) *Interval
	top, bottom := pow2(MaxExponent), pow2(-MaxExponent)
	tiny, minusTiny := pow2(1-MaxExponent), new(big.Float).Neg(pow2(1-MaxExponent))
	for _, tt := range []struct {
		name   string
		f      f
		x      *Interval
		lo, hi *big.Float
		err    error
	}{
		{"exp 0", (*Context).Exp, New(), num(1), num(1), nil},
		{"exp [-Inf, 0]", (*Context).Exp, raw(inf(true), num(0)), num(0), num(1), nil},
		{"exp [0, +Inf]", (*Context).Exp, raw(num(0), inf(false)), num(1), inf(false), nil},
		{"exp of the line", (*Context).Exp, raw(inf(true), inf(false)), num(0), inf(false), nil},
		{"exp 2^29", (*Context).Exp, point(pow2(29)), top, inf(false), ErrOverflow},
		{"exp 2^30", (*Context).Exp, point(pow2(30)), top, inf(false), ErrOverflow},
		{"exp 2^31", (*Context).Exp, point(pow2(31)), top, inf(false), ErrOverflow},
		{"exp -2^29", (*Context).Exp, point(num(-0x1p29)), num(0), bottom, ErrOverflow},
		{"exp -2^30", (*Context).Exp, point(num(-0x1p30)), num(0), bottom, nil},
		{"exp -2^31", (*Context).Exp, point(num(-0x1p31)), num(0), bottom, nil},
		{"exp [-2^31, 0]", (*Context).Exp, raw(num(-0x1p31), num(0)), num(0), num(1), nil},
		{"exp [0, 2^31]", (*Context).Exp, raw(num(0), num(0x1p31)), num(1), inf(false), ErrOverflow},
		{"exp 2^-72", (*Context).Exp, point(pow2(-72)), num(1), above(num(1)), nil},
		{"exp 2^-73", (*Context).Exp, point(pow2(-73)), num(1), above(num(1)), nil},
		{"exp -2^-73", (*Context).Exp, point(num(-0x1p-73)), below(num(1)), num(1), nil},
		{"exp -2^-74", (*Context).Exp, point(num(-0x1p-74)), below(num(1)), num(1), nil},
		{"exp thin at 2^40", (*Context).Exp, raw(num(0x1p40), above(num(0x1p40))), top, inf(false), ErrOverflow},
		{"expm1 0", (*Context).Expm1, New(), num(0), num(0), nil},
		{"expm1 [-Inf, 0]", (*Context).Expm1, raw(inf(true), num(0)), num(-1), num(0), nil},
		{"expm1 [0, +Inf]", (*Context).Expm1, raw(num(0), inf(false)), num(0), inf(false), nil},
		{"expm1 2^29", (*Context).Expm1, point(pow2(29)), top, inf(false), ErrOverflow},
		{"expm1 2^30", (*Context).Expm1, point(pow2(30)), top, inf(false), ErrOverflow},
		{"expm1 2^31", (*Context).Expm1, point(pow2(31)), top, inf(false), ErrOverflow},
		{"expm1 -2^31", (*Context).Expm1, point(num(-0x1p31)), num(-1), above(num(-1)), nil},
		{"expm1 -2^300", (*Context).Expm1, point(num(-0x1p300)), num(-1), above(num(-1)), nil},
		{"expm1 2^-100", (*Context).Expm1, point(pow2(-100)), pow2(-100), above(pow2(-100)), nil},
		{"expm1 -2^-100", (*Context).Expm1, point(num(-0x1p-100)), num(-0x1p-100), above(num(-0x1p-100)), nil},
		{"log 1", (*Context).Log, point(num(1)), num(0), num(0), nil},
		{"log [0, 1]", (*Context).Log, raw(num(0), num(1)), inf(true), num(0), nil},
		{"log [1, +Inf]", (*Context).Log, raw(num(1), inf(false)), num(0), inf(false), nil},
		{"log [0, +Inf]", (*Context).Log, raw(num(0), inf(false)), inf(true), inf(false), nil},
		{"log [0, 0]", (*Context).Log, New(), inf(true), inf(false), ErrDomain},
		{"log [-1, 0]", (*Context).Log, raw(num(-1), num(0)), inf(true), inf(false), ErrDomain},
		{"log1p 0", (*Context).Log1p, New(), num(0), num(0), nil},
		{"log1p [-1, 0]", (*Context).Log1p, raw(num(-1), num(0)), inf(true), num(0), nil},
		{"log1p [0, +Inf]", (*Context).Log1p, raw(num(0), inf(false)), num(0), inf(false), nil},
		{"log1p -1", (*Context).Log1p, point(num(-1)), inf(true), inf(false), ErrDomain},
		{"log1p [-2, 0]", (*Context).Log1p, raw(num(-2), num(0)), inf(true), inf(false), ErrDomain},
		{"log1p 2^-100", (*Context).Log1p, point(pow2(-100)), below(pow2(-100)), pow2(-100), nil},
		{"log1p -2^-100", (*Context).Log1p, point(num(-0x1p-100)), below(num(-0x1p-100)), num(-0x1p-100), nil},
		{"root of [-Inf, 8]", root(3), raw(inf(true), num(8)), inf(true), num(2), nil},
		{"root of [-8, +Inf]", root(3), raw(num(-8), inf(false)), num(-2), inf(false), nil},
		{"root of [0, +Inf]", root(2), raw(num(0), inf(false)), num(0), inf(false), nil},
		{"root of 0", root(2), New(), num(0), num(0), nil},
		{"root of [0, 2^64], 64", root(64), raw(num(0), pow2(64)), num(0), num(2), nil},
		{"first root", root(1), raw(num(-3), num(5)), num(-3), num(5), nil},
		{"first root of the line", root(1), raw(inf(true), inf(false)), inf(true), inf(false), nil},
		{"root of [-1, 4]", root(2), raw(num(-1), num(4)), inf(true), inf(false), ErrDomain},
		{"x^1", pow(1), raw(num(-3), num(5)), num(-3), num(5), nil},
		{"underflow of a cube", pow(3), point(tiny), num(0), bottom, ErrOverflow},
		{"underflow of a cube, negative", pow(3), point(minusTiny), new(big.Float).Neg(bottom), num(0), ErrOverflow},
		{"underflow of a negative power", pow(-3), point(tiny), inf(true), inf(false), ErrOverflow},
		{"underflow of a fractional power", powRat(7, 2), point(tiny), num(0), bottom, ErrOverflow},
		{"[0, 4]^(3/2)", powRat(3, 2), raw(num(0), num(4)), num(0), num(8), nil},
		{"0^(3/2)", powRat(3, 2), New(), num(0), num(0), nil},
		{"4^(-3/2)", powRat(-3, 2), point(num(4)), num(0.125), num(0.125), nil},
		{"[0, 4]^(-3/2)", powRat(-3, 2), raw(num(0), num(4)), inf(true), inf(false), ErrDomain},
		{"[-8, 27]^(5/3)", powRat(5, 3), raw(num(-8), num(27)), num(-32), num(243), nil},
		{"[-8, -1]^(2/3)", powRat(2, 3), raw(num(-8), num(-1)), num(1), num(4), nil},
		{"[-8, 1]^(2/3)", powRat(2, 3), raw(num(-8), num(1)), num(0), num(4), nil},
		{"(-32)^(-3/5)", powRat(-3, 5), point(num(-32)), num(-0.125), num(-0.125), nil},
		{"[-4, 4]^(3/2)", powRat(3, 2), raw(num(-4), num(4)), inf(true), inf(false), ErrDomain},
		{"[-4, -1]^(3/2)", powRat(3, 2), raw(num(-4), num(-1)), inf(true), inf(false), ErrDomain},
		{"x^(3/1)", powRat(3, 1), raw(num(-2), num(3)), num(-8), num(27), nil},
		{"x^(-6/-2)", powRat(6, 2), raw(num(-2), num(3)), num(-8), num(27), nil},
	} {
		z := c.SetInt64(New(), 42)
		spoil(c)
		c.ClearErr()
		tt.f(c, z, tt.x)
		if z.lo.Cmp(tt.lo) != 0 || z.hi.Cmp(tt.hi) != 0 {
			t.Errorf("%s = [%s, %s], want [%s, %s]", tt.name, z.Lo().Text('p', 20), z.Hi().Text('p', 20), tt.lo.Text('p', 20), tt.hi.Text('p', 20))
		}
		if !errors.Is(c.Err(), tt.err) || tt.err == nil && c.Err() != nil {
			t.Errorf("%s: error %v, want %v", tt.name, c.Err(), tt.err)
		}
		if errors.Is(tt.err, ErrDomain) && strings.Contains(tt.name, "]^") && !strings.Contains(c.Err().Error(), "powrat: ") {
			t.Errorf("%s: error %v, want one of powrat", tt.name, c.Err())
		}
		first := errors.New("an error before")
		c.err = first
		if tt.f(c, z, tt.x); !errors.Is(c.Err(), first) {
			t.Errorf("%s: the first error is replaced by %v", tt.name, c.Err())
		}
	}
}

// TestPowRanges: powers of all small integer intervals are exact, and so are the ends.
func TestPowRanges(t *testing.T) {
	c := NewContext(64)
	for lo := int64(-3); lo <= 3; lo++ {
		for hi := lo; hi <= 3; hi++ {
			x := New()
			if err := c.SetRatBounds(x, big.NewRat(lo, 1), big.NewRat(hi, 1)); err != nil {
				t.Fatal(err)
			}
			for n := -6; n <= 9; n++ {
				if n < 0 && lo <= 0 && hi >= 0 {
					continue
				}
				var least, most *big.Rat
				for v := lo; v <= hi; v++ { // the power is monotone between integers
					p := big.NewRat(1, 1)
					if n != 0 {
						p = ratPow(big.NewRat(v, 1), n)
					}
					if least == nil || p.Cmp(least) < 0 {
						least = p
					}
					if most == nil || p.Cmp(most) > 0 {
						most = p
					}
				}
				spoil(c)
				z := c.Pow(c.SetInt64(New(), 42), x, n)
				wl, wh := extended{r: least}.rounded(64, false), extended{r: most}.rounded(64, true)
				if z.lo.Cmp(wl) != 0 || z.hi.Cmp(wh) != 0 {
					t.Errorf("[%d, %d]^%d = %v, want [%v, %v]", lo, hi, n, z, wl, wh)
				}
			}
		}
	}
	// An exponent of 41 bits takes 41 of the bits inside: e^(2^-45 p/q) for the operand 1 + 2^-45, by the logarithm.
	const p, q = 1<<40 + 1, 3
	fine := NewContext(300)
	x := fine.Add(New(), fine.SetInt64(New(), 1), fine.MulPow2(New(), fine.SetInt64(New(), 1), -45))
	want := fine.Log(New(), x)
	fine.MulRat(want, want, big.NewRat(p, q))
	fine.Exp(want, want)
	z := c.PowRat(New(), x, p, q)
	if !z.ContainsInterval(want) || z.RelBits() < 62 {
		t.Errorf("(1 + 2^-45)^(%d/%d) = %v, want %v", p, q, z, want)
	}
}

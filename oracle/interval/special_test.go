package interval

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

// value makes an interval from "-Inf", "+Inf" or rational texts.
func value(t *testing.T, c *Context, lo, hi string) *Interval {
	t.Helper()
	l, err := endpoint(c, "lo", lo)
	if err != nil {
		t.Fatal(err)
	}
	h, err := endpoint(c, "hi", hi)
	if err != nil {
		t.Fatal(err)
	}
	z := New()
	if err := c.SetBounds(z, l.Lo(), h.Hi()); err != nil {
		t.Fatal(err)
	}
	return z
}

// TestFailures: what the documentation promises at the edge of domain and range.
func TestFailures(t *testing.T) {
	c := NewContext(64)
	top := c.MulPow2(New(), c.SetInt64(New(), 1), MaxExponent-1)
	tiny := c.MulPow2(New(), c.SetInt64(New(), 1), -MaxExponent+1)
	zero := New()
	mixed := value(t, c, "-1", "2")
	big300 := value(t, c, "1e300", "1e300")
	minus300 := value(t, c, "-1e300", "-1e300")
	type answer int
	const (
		whole answer = iota // the whole line
		above               // bounded below, unbounded above
		below               // the reverse
		small               // within 2^-MaxExponent of 0
	)
	for _, tc := range []struct {
		name string
		run  func(z *Interval) *Interval
		want answer
		err  error
	}{
		{"1/0", func(z *Interval) *Interval { return c.Div(z, top, zero) }, whole, ErrDomain},
		{"x/[-1,2]", func(z *Interval) *Interval { return c.Div(z, top, mixed) }, whole, ErrDomain},
		{"0/0", func(z *Interval) *Interval { return c.Div(z, zero, zero) }, whole, ErrDomain},
		{"[-1,2]^-1", func(z *Interval) *Interval { return c.Pow(z, mixed, -1) }, whole, ErrDomain},
		{"sqrt [-1,2]", func(z *Interval) *Interval { return c.Sqrt(z, mixed) }, whole, ErrDomain},
		{"[-1,2]^(3/2)", func(z *Interval) *Interval { return c.PowRat(z, mixed, 3, 2) }, whole, ErrDomain},
		{"[-1,2]^(-1/3)", func(z *Interval) *Interval { return c.PowRat(z, mixed, -1, 3) }, whole, ErrDomain},
		{"log [-1,2]", func(z *Interval) *Interval { return c.Log(z, mixed) }, whole, ErrDomain},
		{"log 0", func(z *Interval) *Interval { return c.Log(z, zero) }, whole, ErrDomain},
		{"log1p -1", func(z *Interval) *Interval { return c.Log1p(z, value(t, c, "-1", "-1")) }, whole, ErrDomain},
		{"float64 NaN", func(z *Interval) *Interval { return c.SetFloat64(z, math.NaN()) }, whole, ErrDomain},
		{"float64 Inf", func(z *Interval) *Interval { return c.SetFloat64(z, math.Inf(1)) }, whole, ErrDomain},
		{"big.Float Inf", func(z *Interval) *Interval { return c.SetFloat(z, new(big.Float).SetInf(true)) }, whole, ErrDomain},
		{"log [0,2]", func(z *Interval) *Interval { return c.Log(z, value(t, c, "0", "2")) }, below, nil},
		{"log1p [-1,2]", func(z *Interval) *Interval { return c.Log1p(z, mixed) }, below, nil},
		{"exp 1e300", func(z *Interval) *Interval { return c.Exp(z, big300) }, above, ErrOverflow},
		{"expm1 1e300", func(z *Interval) *Interval { return c.Expm1(z, big300) }, above, ErrOverflow},
		{"exp 2^29", func(z *Interval) *Interval { return c.Exp(z, value(t, c, "536870912", "536870912")) }, above, ErrOverflow},
		{"exp -1e300", func(z *Interval) *Interval { return c.Exp(z, minus300) }, small, nil},
		{"top^2", func(z *Interval) *Interval { return c.Sqr(z, top) }, above, ErrOverflow},
		{"top + top", func(z *Interval) *Interval { return c.Add(z, top, c.Add(New(), top, top)) }, above, ErrOverflow},
		{"top^(2^60)", func(z *Interval) *Interval { return c.Pow(z, top, 1<<60) }, above, ErrOverflow},
		{"(-top)^3", func(z *Interval) *Interval { return c.Pow(z, c.Neg(New(), top), 3) }, below, ErrOverflow},
		{"tiny^2", func(z *Interval) *Interval { return c.Sqr(z, tiny) }, small, ErrOverflow},
		{"tiny / top", func(z *Interval) *Interval { return c.Div(z, tiny, top) }, small, ErrOverflow},
		{"top 2^huge", func(z *Interval) *Interval { return c.MulPow2(z, top, math.MaxInt) }, above, ErrOverflow},
		{"[1,Inf] + [1,Inf]", func(z *Interval) *Interval {
			x := value(t, c, "1", "+Inf")
			return c.Add(z, x, x)
		}, above, nil},
		{"[1,Inf] - [1,Inf]", func(z *Interval) *Interval {
			x := value(t, c, "1", "+Inf")
			return c.Sub(z, x, x)
		}, whole, nil},
		{"0 * whole: only the point 0", func(z *Interval) *Interval { return c.Mul(z, zero, c.SetWhole(New())) }, small, nil},
	} {
		c.ClearErr()
		z := tc.run(c.SetInt64(New(), 7))
		var got answer
		switch {
		case z.IsWhole():
			got = whole
		case z.hi.IsInf():
			got = above
		case z.lo.IsInf():
			got = below
		case c.Abs(New(), z).hi.Sign() == 0 || z.hi.MantExp(nil) <= -MaxExponent+1:
			got = small
		default:
			t.Errorf("%s = %s", tc.name, z)
			continue
		}
		if got != tc.want {
			t.Errorf("%s = %s, want kind %d", tc.name, z, tc.want)
		}
		if tc.err != nil && !errors.Is(c.Err(), tc.err) {
			t.Errorf("%s: error %v, want %v", tc.name, c.Err(), tc.err)
		}
		if tc.err == nil && errors.Is(c.Err(), ErrDomain) {
			t.Errorf("%s: unexpected %v", tc.name, c.Err())
		}
	}
}

// TestGap: sums of numbers with exponents half a billion apart are correctly
// rounded and take no memory in proportion to the gap.
func TestGap(t *testing.T) {
	c := NewContext(53)
	one := c.SetInt64(New(), 1)
	tiny := c.MulPow2(New(), one, -MaxExponent+2)
	next := math.Nextafter(1, 2)
	prev := math.Nextafter(1, 0)
	for _, tc := range []struct {
		z      *Interval
		lo, hi float64
		name   string
	}{
		{c.Add(New(), one, tiny), 1, next, "1 + tiny"},
		{c.Sub(New(), one, tiny), prev, 1, "1 - tiny"},
		{c.Add(New(), tiny, one), 1, next, "tiny + 1"},
		{c.Sub(New(), tiny, one), -1, -prev, "tiny - 1"},
	} {
		if lo, hi := tc.z.Float64(); lo != tc.lo || hi != tc.hi {
			t.Errorf("%s = [%v, %v], want [%v, %v]", tc.name, lo, hi, tc.lo, tc.hi)
		}
	}
}

// TestExactResults: the points that must come out as points.
func TestExactResults(t *testing.T) {
	c := NewContext(80)
	pt := func(s string) *Interval { return value(t, c, s, s) }
	for _, tc := range []struct {
		name string
		got  *Interval
		want string
	}{
		{"exp 0", c.Exp(New(), pt("0")), "1"},
		{"expm1 0", c.Expm1(New(), pt("0")), "0"},
		{"log 1", c.Log(New(), pt("1")), "0"},
		{"log1p 0", c.Log1p(New(), pt("0")), "0"},
		{"sqrt 2.25", c.Sqrt(New(), pt("2.25")), "1.5"},
		{"cube root of -27", c.Root(New(), pt("-27"), 3), "-3"},
		{"1024^(7/10)", c.PowRat(New(), pt("1024"), 7, 10), "128"},
		{"32^(-2/5)", c.PowRat(New(), pt("32"), -2, 5), "0.25"},
		{"(-8)^(2/6)", c.PowRat(New(), pt("-8"), 2, 6), "-2"},
		{"x^0", c.Pow(New(), value(t, c, "-1", "2"), 0), "1"},
		{"x^(0/3)", c.PowRat(New(), value(t, c, "2", "3"), 0, 3), "1"},
	} {
		if tc.got.String() != tc.want {
			t.Errorf("%s = %s, want %s", tc.name, tc.got, tc.want)
		}
	}
}

// TestNoAllocation: operations on warm storage do not allocate.
func TestNoAllocation(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector makes sync.Pool forget")
	}
	for _, p := range []uint{53, 340, 3400} {
		c := NewContext(p)
		x, y, z := c.SetRat(New(), big.NewRat(22, 7)), c.SetRat(New(), big.NewRat(-1, 3)), New()
		for name, f := range map[string]func(){
			"add": func() { c.Add(z, x, y) }, "sub": func() { c.Sub(z, x, y) }, "mul": func() { c.Mul(z, x, y) },
			"sqr": func() { c.Sqr(z, y) }, "div": func() { c.Div(z, x, y) }, "pow": func() { c.Pow(z, y, 5) },
			"hull": func() { c.Hull(z, x, y) }, "compare": func() { _ = x.Less(y) }, "accumulate": func() { c.Add(z, z, x); c.Div(z, z, x) },
		} {
			for range 8 { // both halves of every swapped pair grow once
				f()
			}
			if n := testing.AllocsPerRun(100, f); n != 0 {
				t.Errorf("%s at %d bits: %v allocations", name, p, n)
			}
		}
	}
}

// TestPanics: mistakes of the caller, not of data.
func TestPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"precision 0":   func() { NewContext(0) },
		"precision big": func() { NewContext(1 << 21) },
		"root 0":        func() { NewContext(53).Root(New(), New(), 0) },
		"powrat 1/0":    func() { NewContext(53).PowRat(New(), New(), 1, 0) },
		"0 digits":      func() { New().Text(0) },
		"bisect":        func() { c := NewContext(53); c.Bisect(New(), New(), c.SetWhole(New())) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if s, ok := recover().(string); !ok || len(s) < 10 || s[:10] != "interval: " {
					t.Errorf("panic %v", s)
				}
			}()
			f()
		})
	}
}

// TestNearlyExact: values a hair's breadth from a floating-point number, where the
// first evaluations cannot decide the rounding, come out as neighbors on the right
// side: e^x = 1 + x + x^2/2 + ..., log(1+x) = x - x^2/2 + ..., for x = +-2^-k.
func TestNearlyExact(t *testing.T) {
	c := NewContext(400)
	one := c.SetInt64(New(), 1)
	for k := 20; k < 900; k += 7 {
		for _, sign := range []int64{1, -1} {
			x := c.MulPow2(New(), c.SetInt64(New(), sign), -k)
			checkNeighbors(t, c, "exp", k, c.Exp(New(), x))
			checkNeighbors(t, c, "expm1", k, c.Expm1(New(), x))
			l := c.Log1p(New(), x)
			checkNeighbors(t, c, "log1p", k, l)
			if x1 := c.Add(New(), one, x); x1.IsPoint() {
				checkNeighbors(t, c, "log", k, c.Log(New(), x1))
			}
			// log(1+x) < x < e^x - 1
			if e := c.Expm1(New(), x); x.LessEq(l) == Yes || l.lo.Cmp(&x.lo) > 0 || e.hi.Cmp(&x.hi) < 0 {
				t.Errorf("x = %d 2^-%d: log1p %s, expm1 %s on the wrong side", sign, k, l, e)
			}
		}
	}
}

func checkNeighbors(t *testing.T, c *Context, name string, k int, z *Interval) {
	t.Helper()
	e := min(z.lo.MantExp(nil), z.hi.MantExp(nil))
	if unit := new(big.Float).SetMantExp(floatOne, e-int(c.prec)); z.IsPoint() || z.Width().Cmp(unit) != 0 {
		t.Errorf("%s, k = %d: width %g, one unit is %g", name, k, z.Width(), unit)
	}
}

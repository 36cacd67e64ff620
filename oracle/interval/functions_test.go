package interval

import (
	"math/big"
	"os"
	"testing"
)

// function is a row of the one table that drives soundness, refinement, tightness,
// aliasing and operand preservation for every operation.
type function struct {
	name  string
	arity int
	eval  func(c *Context, z, x, y *Interval) *Interval
	shape shape
	// truth decides whether the exact value at (s, t) lies in z, z finite: by exact
	// rationals, or by an enclosure that shares no code. undecided = true when the
	// enclosure is too wide, which is counted and must not happen.
	truth func(s, t *big.Rat, z *Interval) (in, undecided bool)
	// units is the largest width of the result for points, in units of the last
	// place at the end nearer to 0. 0 = the exact value must come out.
	units int
	skip  func(s, t *big.Rat) bool // the exact operation is not defined there
}

func exact(f func(z, s, t *big.Rat) *big.Rat) func(s, t *big.Rat, z *Interval) (bool, bool) {
	return func(s, t *big.Rat, z *Interval) (bool, bool) {
		return z.Contains(f(new(big.Rat), s, t)), false
	}
}

// escalate asks at doubled precisions until one of the two certainties holds. Ends
// have at most 500 bits and lie no nearer to the special points 0 and 1 than
// 2^-1100, so a truth other than an end is told apart well before 12,800 bits.
func escalate(ask func(w int) (in, out bool)) (in, undecided bool) {
	for w := 200; w <= 12800; w *= 2 {
		if in, out := ask(w); in || out {
			return in, false
		}
	}
	return false, true
}

var wide = shape{maxExp: 60, minExp: -60}

var functions = []function{
	{"add", 2, (*Context).Add, wide, exact((*big.Rat).Add), 1, nil},
	{"sub", 2, (*Context).Sub, wide, exact((*big.Rat).Sub), 1, nil},
	{"mul", 2, (*Context).Mul, wide, exact((*big.Rat).Mul), 1, nil},
	{"div", 2, (*Context).Div, wide, exact((*big.Rat).Quo), 1, func(_, t *big.Rat) bool { return t.Sign() == 0 }},
	{"min", 2, (*Context).Min, wide, exact(func(z, s, t *big.Rat) *big.Rat {
		if s.Cmp(t) < 0 {
			return z.Set(s)
		}
		return z.Set(t)
	}), 0, nil},
	{"max", 2, (*Context).Max, wide, exact(func(z, s, t *big.Rat) *big.Rat {
		if s.Cmp(t) > 0 {
			return z.Set(s)
		}
		return z.Set(t)
	}), 0, nil},
	{"hull", 2, (*Context).Hull, wide, exact(func(z, s, _ *big.Rat) *big.Rat { return z.Set(s) }), -1, nil},
	{"neg", 1, unary((*Context).Neg), wide, exact(func(z, s, _ *big.Rat) *big.Rat { return z.Neg(s) }), 0, nil},
	{"abs", 1, unary((*Context).Abs), wide, exact(func(z, s, _ *big.Rat) *big.Rat { return z.Abs(s) }), 0, nil},
	{"set", 1, unary((*Context).Set), wide, exact(func(z, s, _ *big.Rat) *big.Rat { return z.Set(s) }), 0, nil},
	{"sqr", 1, unary((*Context).Sqr), wide, exact(func(z, s, _ *big.Rat) *big.Rat { return z.Mul(s, s) }), 1, nil},
	powRow("pow3", 3), powRow("pow4", 4), powRow("pow7", 7), powRow("pow-2", -2), powRow("pow-5", -5), powRow("pow31", 31),
	rootRow("sqrt", 2), rootRow("root3", 3), rootRow("root5", 5), rootRow("root8", 8), rootRow("root63", 63), rootRow("root100", 100),
	powRatRow("pow2/3", 2, 3), powRatRow("pow-3/4", -3, 4), powRatRow("pow7/5", 7, 5),
	{"exp", 1, unary((*Context).Exp), shape{maxExp: 6, minExp: -60}, expTruth(0), 1, nil},
	{"expm1", 1, unary((*Context).Expm1), shape{maxExp: 6, minExp: -60}, expTruth(1), 1, nil},
	{"log", 1, unary((*Context).Log), shape{positive: true, maxExp: 90, minExp: -90}, logTruth(0), 1, nil},
	{"log1p", 1, unary((*Context).Log1p), shape{aboveMinusOne: true, maxExp: 60, minExp: -60}, logTruth(1), 1, nil},
}

func unary(f func(c *Context, z, x *Interval) *Interval) func(c *Context, z, x, y *Interval) *Interval {
	return func(c *Context, z, x, _ *Interval) *Interval { return f(c, z, x) }
}

func powRow(name string, n int) function {
	return function{
		name, 1, func(c *Context, z, x, _ *Interval) *Interval { return c.Pow(z, x, n) }, shape{maxExp: 20, minExp: -20},
		exact(func(_, s, _ *big.Rat) *big.Rat { return ratPow(s, n) }), 2,
		func(s, _ *big.Rat) bool { return n < 0 && s.Sign() == 0 },
	}
}

func rootRow(name string, n int) function {
	s := wide
	s.nonneg = n%2 == 0
	units := 1
	if n > maxNewtonRoot {
		units = 2
	}
	return function{name, 1, func(c *Context, z, x, _ *Interval) *Interval { return c.Root(z, x, n) }, s,
		func(s, _ *big.Rat, z *Interval) (bool, bool) {
			lo, hi, _ := z.Rats()
			return rootBrackets(s, lo, hi, n), false
		}, units, nil}
}

func powRatRow(name string, p, q int) function {
	return function{name, 1, func(c *Context, z, x, _ *Interval) *Interval { return c.PowRat(z, x, p, q) },
		shape{positive: true, maxExp: 60, minExp: -60},
		func(s, _ *big.Rat, z *Interval) (bool, bool) {
			lo, hi, _ := z.Rats()
			return rootBrackets(ratPow(s, p), lo, hi, q), false
		}, 2, nil}
}

// expTruth decides e^s - d in z.
func expTruth(d int64) func(s, t *big.Rat, z *Interval) (bool, bool) {
	return func(s, _ *big.Rat, z *Interval) (bool, bool) {
		lo, hi, _ := z.Rats()
		shift := new(big.Rat).SetInt64(d)
		if s.Sign() == 0 {
			return z.Contains(new(big.Rat).SetInt64(1 - d)), false
		}
		lo.Add(lo, shift)
		hi.Add(hi, shift)
		return escalate(func(w int) (bool, bool) { return expBrackets(s, lo, hi, w) })
	}
}

// logTruth decides log(s + d) in z.
func logTruth(d int64) func(s, t *big.Rat, z *Interval) (bool, bool) {
	return func(s, _ *big.Rat, z *Interval) (bool, bool) {
		lo, hi, _ := z.Rats()
		v := new(big.Rat).Add(s, new(big.Rat).SetInt64(d))
		if v.Cmp(big.NewRat(1, 1)) == 0 {
			return z.Contains(new(big.Rat)), false
		}
		return escalate(func(w int) (bool, bool) { return logBrackets(v, lo, hi, w) })
	}
}

// casesPerFunction is 10^4, 300 in short mode, 10^6 with SSAM_DEEP=1.
func casesPerFunction() int {
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		return 1_000_000
	case testing.Short():
		return 300
	}
	return 10_000
}

func TestFunctions(t *testing.T) {
	n := casesPerFunction()
	for _, f := range functions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			contexts := map[uint]*Context{}
			sound, points := 0, 0
			for i := range n {
				r := source(f.name, i)
				p := randomPrec(r)
				c := contexts[p]
				if c == nil {
					c = NewContext(p)
					contexts[p] = c
				}
				c.ClearErr()
				x, y := randomInterval(r, c, f.shape), New()
				if f.arity == 2 {
					y = randomInterval(r, c, f.shape)
				}
				z := f.eval(c, c.SetWhole(New()), x, y) // a poisoned result
				if !z.IsFinite() {
					if c.Err() == nil {
						t.Fatalf("case %d: %s(%s, %s) = %s without an error", i, f.name, x, y, z)
					}
					continue
				}
				if s, u := randomInside(r, x), randomInside(r, y); f.skip == nil || !f.skip(s, u) {
					in, undecided := f.truth(s, u, z)
					if undecided {
						t.Fatalf("case %d: %s(%s, %s): the oracle cannot decide %s", i, f.name, s, u, z)
					}
					if !in {
						t.Fatalf("case %d, %d bits: %s(%s, %s) is not in %s", i, p, f.name, s, u, z)
					}
					sound++
				}
				v, w := randomSub(r, c, x), y
				if f.arity == 2 {
					w = randomSub(r, c, y)
				}
				if sub := f.eval(c, New(), v, w); !z.ContainsInterval(sub) {
					t.Fatalf("case %d, %d bits: refinement: %s(%s, %s) = %s not in %s(%s, %s) = %s", i, p, f.name, v, w, sub, f.name, x, y, z)
				}
				if x.IsPoint() && (f.arity == 1 || y.IsPoint()) && f.units >= 0 {
					points++
					checkTight(t, i, f, c, x, y, z)
				}
				checkAliasing(t, i, f, c, x, y, z)
			}
			if 2*sound < n || f.units >= 0 && points < n/40 {
				t.Errorf("too few valid cases: %d sound, %d points of %d", sound, points, n)
			}
		})
	}
}

// checkTight asserts hi - lo <= units 2^(e - p) with e the exponent of the end
// nearer to 0, that is: units spacings of the floating-point numbers there. For a
// correctly rounded function the ends are equal or neighbors: 1 spacing. Pow and
// PowRat round an enclosure of relative width below 2^-(p+7) outward: at most one
// representable number lies strictly inside, so 2 spacings. 0: both ends equal.
func checkTight(t *testing.T, i int, f function, c *Context, x, y, z *Interval) {
	t.Helper()
	if z.IsPoint() {
		return
	}
	if f.units == 0 {
		t.Fatalf("case %d: %s(%s, %s) = %s is not exact", i, f.name, x, y, z)
	}
	e := min(z.lo.MantExp(nil), z.hi.MantExp(nil))
	w := z.Width()
	if limit := new(big.Float).SetMantExp(big.NewFloat(float64(f.units)), e-int(c.prec)); w.Cmp(limit) > 0 {
		t.Fatalf("case %d, %d bits: %s(%s, %s) = %s: width %g above %d units %g", i, c.prec, f.name, x, y, z, w, f.units, limit)
	}
}

// checkAliasing recomputes with the result in every operand's place, and checks
// that a separate result leaves the operands alone.
func checkAliasing(t *testing.T, i int, f function, c *Context, x, y, z *Interval) {
	t.Helper()
	same := func(pattern string, got, want *Interval) {
		t.Helper()
		if got.lo.Cmp(&want.lo) != 0 || got.hi.Cmp(&want.hi) != 0 {
			t.Fatalf("case %d: %s, %s: %s instead of %s", i, f.name, pattern, got, want)
		}
	}
	clone := func(x *Interval) *Interval { return c.Set(New(), x) }
	x0, y0 := clone(x), clone(y)
	same("again", f.eval(c, New(), x, y), z)
	same("operand x", x, x0)
	same("operand y", y, y0)
	same("z = x", f.eval(c, x0, x0, y), z)
	same("operand y under z = x", y, y0)
	if f.arity == 2 {
		same("z = y", f.eval(c, y0, x, y0), z)
		want := f.eval(c, New(), x, clone(x))
		if !want.IsFinite() { // x / x with 0 inside
			return
		}
		same("x = y", f.eval(c, New(), x, x), want)
		x1 := clone(x)
		same("z = x = y", f.eval(c, x1, x1, x1), want)
	}
}

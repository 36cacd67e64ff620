package interval

import (
	"math/big"
	"testing"
)

// TestRound takes every small approximation with every small bar: the result is the safe end of the bar, rounded, and the answer
// says whether the other end is rounded alike.
func TestRound(t *testing.T) {
	const prec = 4
	var fx fixed
	cases := 0
	for n := int64(-70); n <= 70; n++ {
		for bar := int64(1); bar <= 6; bar++ {
			for _, e := range []int{-3, 0, 2} {
				for _, up := range []bool{false, true} {
					fx.res.SetInt64(n)
					z := prepare(new(big.Float), prec, big.ToNegativeInf)
					if up {
						z.SetMode(big.ToPositiveInf)
					}
					got := fx.round(z, approx{uint64(bar), e})
					end := func(n int64) *big.Float {
						return extended{r: new(big.Rat).Mul(big.NewRat(n, 1), ratPow(big.NewRat(2, 1), e))}.rounded(prec, up)
					}
					lo, hi := end(n-bar), end(n+bar)
					want := lo
					if up {
						want = hi
					}
					if z.Cmp(want) != 0 || got != (lo.Cmp(hi) == 0) || fx.res.Int64() != n {
						t.Errorf("(%d +- %d) 2^%d, up %v: %v, %v, want %v of %v and %v", n, bar, e, up, z, got, want, lo, hi)
					}
					cases++
				}
			}
		}
	}
	if cases != 141*6*3*2 {
		t.Errorf("%d cases", cases)
	}
	// Both ends: decided only when both are.
	c := NewContext(MinPrec)
	for _, tt := range []struct {
		name   string
		n      int64 // plus 2^40, a number of 32 bits
		lo, hi bool
	}{{"inside", 5, true, true}, {"on the edge", 1, true, false}, {"beyond", 0, false, false}, {"below", 255, false, true}} {
		c.fx.res.SetInt64(1<<39 + tt.n)
		lo, hi, a := c.down(&c.a), c.up(&c.b), approx{1, 0}
		if l, h, both := c.roundBoth(lo, nil, a), c.roundBoth(nil, hi, a), c.roundBoth(lo, hi, a); l != tt.lo || h != tt.hi || both != (l && h) {
			t.Errorf("%s: lower %v, upper %v, both %v", tt.name, l, h, both)
		}
	}
	if !c.roundBoth(nil, nil, approx{1, 0}) {
		t.Error("nothing to round is not decided")
	}
}

// TestToFixed: x 2^w without its fraction, whatever was there before.
func TestToFixed(t *testing.T) {
	var fx fixed
	for _, tt := range []struct {
		x    float64
		w    int
		want int64
	}{{0, 10, 0}, {1, 10, 1024}, {-1.999, 1, -3}, {0.75, 0, 0}, {0.75, 1, 1}, {-0.5, 1, -1}, {-0.25, 1, 0}, {5, -1, 2}, {0x1p-30, 29, 0}, {0x1p-900, 20, 0}} {
		z := big.NewInt(77)
		if fx.toFixed(z, big.NewFloat(tt.x), tt.w); !z.IsInt64() || z.Int64() != tt.want {
			t.Errorf("%v 2^%d is cut to %v, want %d", tt.x, tt.w, z, tt.want)
		}
	}
}

// TestNudge: neighbors on the side of the sign, for every number of 4 bits.
func TestNudge(t *testing.T) {
	for n := int64(-31); n <= 31; n++ {
		for _, sign := range []int{-1, 1} {
			for _, up := range []bool{false, true} {
				z := prepare(new(big.Float), 4, big.ToNegativeInf)
				if up {
					z.SetMode(big.ToPositiveInf)
				}
				x := new(big.Float).SetPrec(8).SetInt64(n)
				if n == 0 {
					continue
				}
				nudge(z, x, sign)
				want := extended{r: new(big.Rat).Add(big.NewRat(n, 1), big.NewRat(int64(sign), 1<<40))}.rounded(4, up)
				if z.Cmp(want) != 0 {
					t.Errorf("%d with sign %d, up %v: %v, want %v", n, sign, up, z, want)
				}
			}
		}
	}
}

// lastBits is the precision of the last evaluation of a series.
func lastBits(c *Context) int { return c.fx.pow[0].BitLen() - 1 }

// TestBarInFull moves an argument until the approximation lies as far from a number of the result's precision as the bar is wide,
// or one unit farther: then, and only then, a second evaluation is needed. At 35 bits the first one has 28 bits more, the
// second a word.
func TestBarInFull(t *testing.T) {
	const prec = 35
	first, second := workBits(prec, guard), workBits(prec, 2*guard)
	if first != prec+guard || second == first {
		t.Fatal(first, second)
	}
	exp := func(fx *fixed, x *big.Float) approx { return fx.exp(x, first) }
	for _, f := range []struct {
		name  string
		start float64
		eval  func(c *Context, z, x *Interval) *Interval
		// approximation and relative change of the argument for n units of the result
		kernel func(fx *fixed, x *big.Float) approx
		slope  func(fx *fixed, x *big.Float, n int64) *big.Float
	}{
		{"exp", 1.25, (*Context).Exp, exp, expSlope},
		{"exp, negative", -33.3, (*Context).Exp, exp, expSlope},
		{"expm1, where 1 is less than a unit", 50.5, (*Context).Expm1, func(fx *fixed, x *big.Float) approx {
			a := fx.exp(x, first)
			a.err++
			return a
		}, expSlope},
		{"expm1, where 1 is a unit", 44.1, (*Context).Expm1, func(fx *fixed, x *big.Float) approx {
			a := fx.exp(x, first)
			if a.e != 0 {
				t.Fatal("1 is not a unit")
			}
			fx.res.Sub(&fx.res, big.NewInt(1))
			return a
		}, expSlope},
		{"log", 77.7, (*Context).Log, func(fx *fixed, x *big.Float) approx { return fx.log(x, first) }, logSlope(first)},
	} {
		for _, tt := range []struct {
			name string
			at   func(grid, bar int64) int64
			bits int
		}{
			{"the bar touches the number below", func(_, bar int64) int64 { return bar }, second},
			{"it does not", func(_, bar int64) int64 { return bar + 1 }, first},
			{"the bar touches the number above", func(grid, bar int64) int64 { return grid - bar }, second},
			{"it does not", func(grid, bar int64) int64 { return grid - bar - 1 }, first},
		} {
			var fx fixed
			x := new(big.Float).SetPrec(200).SetFloat64(f.start)
			found := false
			for attempt := range 1000 {
				a := f.kernel(&fx, x)
				grid := int64(1) << (fx.res.BitLen() - prec)
				n := tt.at(grid, int64(a.err)) - new(big.Int).Mod(&fx.res, big.NewInt(grid)).Int64()
				if n == 0 {
					found = true
					break
				}
				if attempt%4 == 3 { // the argument is cut to units, and not every result can be had: try the next number
					n += grid
				}
				x.Add(x, f.slope(&fx, x, n))
			}
			if !found {
				t.Errorf("%s, %s: no argument found", f.name, tt.name)
				continue
			}
			c, z, point := NewContext(prec), New(), New()
			point.lo.Copy(x)
			point.hi.Copy(x)
			if f.eval(c, z, point); lastBits(c) != tt.bits {
				t.Errorf("%s, %s: %d bits, want %d", f.name, tt.name, lastBits(c), tt.bits)
			}
			// The same from finer evaluations only.
			fine := NewContext(prec + 100)
			w := f.eval(fine, New(), point)
			if c.Set(w, w); w.lo.Cmp(&z.lo) != 0 || w.hi.Cmp(&z.hi) != 0 {
				t.Errorf("%s, %s: %v, finer %v", f.name, tt.name, z, w)
			}
		}
	}
}

// expSlope: n units of the result change it by n/res, and so the argument by as much.
func expSlope(fx *fixed, _ *big.Float, n int64) *big.Float {
	d := new(big.Float).SetPrec(200).SetInt64(n)
	return d.Quo(d, new(big.Float).SetInt(&fx.res))
}

// logSlope: n units 2^-w of the logarithm multiply the argument by 1 + n 2^-w.
func logSlope(w int) func(fx *fixed, x *big.Float, n int64) *big.Float {
	return func(_ *fixed, x *big.Float, n int64) *big.Float {
		d := new(big.Float).SetPrec(200).SetInt64(n)
		return d.SetMantExp(d.Mul(d, x), -w)
	}
}

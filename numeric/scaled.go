package numeric

import "math"

// scaled is the number m 2^k with m in [1/2, 1), or 0 with m = 0. Its range
// never overflows in this package (|k| stays below 64 * 64 * 2^12), so powers of
// extreme inputs keep their full relative accuracy. Each of mul, quo and add
// (of nonnegative numbers) has relative error at most u, like float64
// arithmetic without underflow.
type scaled struct {
	m float64
	k int
}

func toScaled(x float64) scaled {
	m, k := math.Frexp(x)
	return scaled{m, k}
}

// float rounds to float64: exact unless out of range, then +Inf, subnormal or 0.
func (x scaled) float() float64 { return math.Ldexp(x.m, x.k) }

func (x scaled) mul(y scaled) scaled {
	m, k := x.m*y.m, x.k+y.k
	if m < 0.5 { // also a zero, which keeps being one
		return scaled{2 * m, k - 1}
	}
	return scaled{m, k}
}

// quo is x/y for y != 0.
func (x scaled) quo(y scaled) scaled {
	m, k := x.m/y.m, x.k-y.k
	if m >= 1 {
		return scaled{m / 2, k + 1}
	}
	return scaled{m, k}
}

// add is x+y for x, y >= 0. Where the smaller one underflows in the scale of
// the larger it is far below its half ulp.
func (x scaled) add(y scaled) scaled {
	if x.m == 0 || (y.m != 0 && y.k > x.k) {
		x, y = y, x
	}
	z := toScaled(x.m + math.Ldexp(y.m, y.k-x.k))
	z.k += x.k
	return z
}

// powi is x^n for n >= 1, relative error gamma_{n-1}: a product of powers x^a
// x^b adds one rounding to those of its factors, so n-1 by induction.
func (x scaled) powi(n int) scaled {
	y := x
	n--
	for n > 0 {
		if n&1 == 1 {
			y = y.mul(x)
		}
		x = x.mul(x)
		n >>= 1
	}
	return y
}

// root approximates x^(a/b), x > 0, b > 0, to a few units in the last place; no
// bound is claimed, callers certify what they make of it.
func (x scaled) root(a, b int) scaled {
	q, r := a*x.k/b, a*x.k%b
	f := float64(r)/float64(b) + float64(a)/float64(b)*math.Log2(x.m)
	y := toScaled(math.Exp2(f))
	y.k += q
	return y
}

// gamma is n u / (1 - n u), rounded up.
func gamma(n int) float64 {
	g := float64(n) * unitRoundoff
	return g / (1 - g) * (1 + 0x1p-50)
}

// compound bounds |prod (1+x_i) - 1| given a bound s of sum |x_i|: exp(s) - 1 <=
// s (1 + s) for s <= 1; beyond a quarter no bound is given.
func compound(s float64) float64 {
	if s <= 0.25 {
		return s * (1 + s) * (1 + 0x1p-50)
	}
	return math.Inf(1)
}

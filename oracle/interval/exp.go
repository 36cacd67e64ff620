package interval

import (
	"math"
	"math/big"
)

// exp evaluates e^x into fx.res for finite x, |x| < 2^31, at precision w:
// x = k ln 2 + r with 0 <= r < ln 2, r = sum of log(1 + 2^-j) + r', and
// e^x = 2^k prod (1 + 2^-j) e^r'.
//
// Error of r in ulps: 1 (cutting x), 2 (k ln 2 with |k| < 2^32 and 64 guard
// bits), 1 for each table entry; e^r < 2 turns them into at most twice as many.
// Each shift-and-add truncates 1, and what follows multiplies by less than 2.4 =
// prod (1 + 2^-j). So: 2.4 (series + steps + 2 (3 + steps)) < 3 (series + 6 +
// 3 steps). For |x| < 2^near the series takes x itself (cut by 1), whatever its sign.
func (fx *fixed) exp(x *big.Float, w int) approx {
	if x.MantExp(nil) < near {
		fx.toFixed(&fx.x, x, w)
		return approx{fx.expSeries(&fx.res, &fx.x, w) + 3, -w}
	}
	t := fx.tab.at(w)
	k := fx.quotientLn2(x)
	r := &fx.s
	fx.toFixed(r, x, w)
	fx.word.SetInt64(k)
	fx.t.Mul(&t.ln2, &fx.word)
	fx.t2.Rsh(&fx.t, 64)
	r.Sub(r, &fx.t2)
	fx.t2.Rsh(&t.ln2, 64)
	for r.Sign() < 0 { // the float64 quotient was off: at most twice
		r.Add(r, &fx.t2)
		k--
	}
	for r.Cmp(&fx.t2) >= 0 {
		r.Sub(r, &fx.t2)
		k++
	}
	fx.used = fx.used[:0]
	for j := 1; j < len(t.l); j++ {
		if j = max(j, w-r.BitLen()); j >= len(t.l) {
			break
		}
		if r.Cmp(&t.l[j]) >= 0 {
			r.Sub(r, &t.l[j])
			fx.used = append(fx.used, j)
		}
	}
	fx.x.Set(r)
	e := &fx.res
	errs := fx.expSeries(e, &fx.x, w)
	for _, j := range fx.used {
		fx.t.Rsh(e, uint(j))
		e.Add(e, &fx.t)
	}
	return approx{3 * (errs + 6 + 3*uint64(len(fx.used))), int(k) - w}
}

// quotientLn2 returns floor(x / ln 2), or one less or more, for |x| < 2^31.
func (fx *fixed) quotientLn2(x *big.Float) int64 {
	prepare(&fx.near, 64, big.ToZero).Set(x)
	if fx.near.Sign() == 0 || fx.near.MantExp(nil) < -30 {
		return int64(x.Sign()-1) / 2
	}
	fx.near.SetMantExp(&fx.near, 32)
	i, _ := fx.near.Int64()
	return int64(math.Floor(math.Ldexp(float64(i), -32) / math.Ln2))
}

// guard is the least number of bits that the first evaluation carries beyond the
// result: it fails to decide the rounding once in about 2^guard/err times.
const guard = 28

// futile bounds Ziv's repetitions: the functions evaluated at a floating-point
// number other than the exact cases treated before are irrational, so some guard
// decides; nearly exact values, such as e^x for x = 2^-k, need about twice the bits
// of the result and the operand. Beyond four times as many (and 1024) the result is
// the outer end of the error bar: sound, at most one unit wider.
func (c *Context) futile(g int, x *big.Float) bool {
	return g > 4*int(c.prec+x.Prec())+1024
}

// expEnds sets lo and hi (either may be nil) to e^x rounded down and up, for
// finite x of any size.
func (c *Context) expEnds(lo, hi, x *big.Float) {
	switch e := x.MantExp(nil); {
	case x.Sign() == 0:
		setBoth(lo, hi, 1)
		return
	case e > 30 && x.Signbit():
		c.underflow(lo, hi)
		return
	case e > 30:
		c.overflowEnds(lo, hi)
		return
	case e < -int(c.prec)-8: // e^x = 1 + x + ... lies strictly between 1 and 1 + 2x
		nudgeBoth(lo, hi, floatOne, x.Sign())
		return
	}
	for g := guard; ; g *= 2 {
		a := c.fx.exp(x, workBits(c.prec, g))
		if c.roundBoth(lo, hi, a) || c.futile(g, x) {
			return
		}
	}
}

// roundBoth rounds the approximation into lo and hi and reports whether both are
// decided.
func (c *Context) roundBoth(lo, hi *big.Float, a approx) bool {
	ok := true
	if lo != nil {
		ok = c.fx.round(lo, a)
	}
	if hi != nil {
		ok = c.fx.round(hi, a) && ok
	}
	return ok
}

// floatOne and floatMinusOne are constants: never written.
var floatOne, floatMinusOne = big.NewFloat(1), big.NewFloat(-1)

func setBoth(lo, hi *big.Float, n int64) {
	if lo != nil {
		lo.SetInt64(n)
	}
	if hi != nil {
		hi.SetInt64(n)
	}
}

func nudgeBoth(lo, hi, x *big.Float, sign int) {
	if lo != nil {
		nudge(lo, x, sign)
	}
	if hi != nil {
		nudge(hi, x, sign)
	}
}

// overflowEnds stands for a number beyond 2^(2^30/ln 2) > 2^MaxExponent; store
// brings the ends into range and records the overflow.
func (c *Context) overflowEnds(lo, hi *big.Float) {
	setBoth(lo, hi, 1)
	if lo != nil {
		lo.SetMantExp(lo, MaxExponent+1)
	}
	if hi != nil {
		hi.SetMantExp(hi, MaxExponent+1)
	}
}

// underflow stands for a number in (0, 2^-MaxExponent).
func (c *Context) underflow(lo, hi *big.Float) {
	if lo != nil {
		lo.SetInt64(0)
	}
	if hi != nil {
		hi.SetInt64(1)
		hi.SetMantExp(hi, -MaxExponent)
	}
}

// Exp sets z = e^x. Results beyond the range of endpoints are rounded outward
// (e^(10^300) is [2^MaxExponent, +Inf]) and Err reports ErrOverflow.
func (c *Context) Exp(z, x *Interval) *Interval {
	lo, hi := c.down(&c.a), c.up(&c.b)
	if x.IsPoint() {
		c.expEnds(lo, hi, &x.lo)
		return c.store(z, "exp")
	}
	if c.thinExp(lo, hi, x) {
		return c.store(z, "exp")
	}
	if x.lo.IsInf() {
		lo.SetInt64(0)
	} else {
		c.expEnds(lo, nil, &x.lo)
	}
	if x.hi.IsInf() {
		hi.SetInf(false)
	} else {
		c.expEnds(nil, hi, &x.hi)
	}
	return c.store(z, "exp")
}

// Expm1 sets z = e^x - 1 with full relative accuracy near 0.
func (c *Context) Expm1(z, x *Interval) *Interval {
	lo, hi := c.down(&c.a), c.up(&c.b)
	if x.IsPoint() {
		c.expm1Ends(lo, hi, &x.lo)
		return c.store(z, "expm1")
	}
	if x.lo.IsInf() {
		lo.SetInt64(-1)
	} else {
		c.expm1Ends(lo, nil, &x.lo)
	}
	if x.hi.IsInf() {
		hi.SetInf(false)
	} else {
		c.expm1Ends(nil, hi, &x.hi)
	}
	return c.store(z, "expm1")
}

// expm1Ends sets lo and hi (either may be nil) to e^x - 1 rounded down and up.
func (c *Context) expm1Ends(lo, hi, x *big.Float) {
	e := x.MantExp(nil)
	switch {
	case x.Sign() == 0:
		setBoth(lo, hi, 0)
		return
	case e > 30 && !x.Signbit():
		c.overflowEnds(lo, hi)
		return
	case x.Signbit() && e > 8 && math.Exp2(float64(min(e, 40)-1)) > float64(c.prec)+16:
		// x <= -2^(e-1): 0 < e^x < 2^-(prec+16)
		nudgeBoth(lo, hi, floatMinusOne, 1)
		return
	case e < -int(max(c.prec, x.Prec()))-8:
		// x < e^x - 1 < x + x^2 for 0 < |x| < 1
		nudgeBoth(lo, hi, x, 1)
		return
	}
	for g := guard + max(-e, 0); ; g *= 2 {
		w := workBits(c.prec, g)
		a := c.fx.exp(x, w)
		// Subtract 1 exactly: res 2^e - 1, widening the unit when e > 0.
		switch {
		case a.e <= 0:
			c.fx.one.SetInt64(1)
			c.fx.t.Lsh(&c.fx.one, uint(-a.e))
			c.fx.res.Sub(&c.fx.res, &c.fx.t)
		default:
			a.err++ // 1 < 2^e
		}
		if c.roundBoth(lo, hi, a) || c.futile(g, x) {
			return
		}
	}
}

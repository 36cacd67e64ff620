package interval

import "math/big"

// log evaluates log x into fx.res for finite x > 0 at precision w (unit 2^-w):
// x = 2^k m with 1/2 <= m < 1; m prod (1 + 2^-j) = 1 - d with d < 2^-k, and
// log x = k ln 2 - sum log(1 + 2^-j) - 2 atanh(d/(2-d)).
//
// Error in ulps: cutting m, 1, and each shift-and-add, 1, change a number of at
// least 1/2, so the logarithm by at most 2 each (and the later factors apply to
// both alike); a table entry, 1 (and 2^-62); k ln 2, 1 + |k| 2^-64 < 2; what
// follows, see atanhQuotient. In sum below 4 + 3 steps + atanhQuotient, and one
// more for the small parts.
func (fx *fixed) log(x *big.Float, w int) approx {
	t := fx.tab.at(w)
	k := x.MantExp(&fx.f)
	fx.f.SetMantExp(&fx.f, w)
	m := &fx.s
	fx.f.Int(m)
	d := &fx.t2
	fx.one.SetInt64(0)
	fx.one.SetBit(&fx.one, w, 1)
	d.Sub(&fx.one, m)
	sum := &fx.res
	fx.word.SetInt64(int64(k))
	fx.t.Mul(&t.ln2, &fx.word)
	sum.Rsh(&fx.t, 64)
	steps := uint64(0)
	for j := 1; j < len(t.l); j++ {
		if j = max(j, w-d.BitLen()); j >= len(t.l) {
			break
		}
		fx.t.Rsh(m, uint(j))
		if fx.t.Cmp(d) <= 0 {
			m.Add(m, &fx.t)
			d.Sub(d, &fx.t)
			sum.Sub(sum, &t.l[j])
			steps++
		}
	}
	fx.one.Lsh(&fx.one, 1)
	fx.one.Sub(&fx.one, d)
	errs := fx.atanhQuotient(d, &fx.one, w)
	sum.Sub(sum, &fx.atanh)
	return approx{errs + 5 + 3*steps, -w}
}

// atanhQuotient sets fx.atanh = 2 atanh(num/den) in units 2^-w for
// 0 <= num/den < 1/4 and returns a bound of its error: the quotient truncates, 1,
// times 2.2; the product v A with A = atanh(v)/v < 1.1 has v/4 of A's error and
// truncates.
func (fx *fixed) atanhQuotient(num, den *big.Int, w int) uint64 {
	fx.t.Lsh(num, uint(w))
	fx.v.QuoRem(&fx.t, den, &fx.rem)
	if fx.v.Sign() == 0 {
		fx.atanh.SetInt64(0)
		return 4
	}
	errs := fx.atanhSeries(&fx.atanh, &fx.v, w)
	fx.t.Mul(&fx.atanh, &fx.v)
	fx.atanh.Rsh(&fx.t, uint(w-1))
	return errs/2 + 5
}

// log1p evaluates log(1 + y) for 0 < |y| < 2^-3 as 2 atanh(y/(2 + y)) with the unit
// 2^-w, w beyond the exponent of y by the wanted precision; no table is used.
func (fx *fixed) log1p(y *big.Float, w int) approx {
	neg := y.Signbit()
	// 2 + y is kept exact enough: cutting y changes y/(2+y) by at most 1 ulp.
	fx.toFixed(&fx.s, y, w)
	fx.one.SetInt64(0)
	fx.one.SetBit(&fx.one, w+1, 1)
	fx.one.Add(&fx.one, &fx.s)
	fx.s.Abs(&fx.s)
	fx.t2.Set(&fx.s)
	errs := fx.atanhQuotient(&fx.t2, &fx.one, w)
	fx.res.Set(&fx.atanh)
	if neg {
		fx.res.Neg(&fx.res)
	}
	return approx{errs + 3, -w}
}

// near is the exponent below which the logarithm of 1 + y takes the direct series.
const near = -12

// log1pEnds sets lo and hi (either may be nil) to log(1 + y) rounded down and up
// for finite y > -1.
func (c *Context) log1pEnds(lo, hi, y *big.Float) {
	e := y.MantExp(nil)
	switch {
	case y.Sign() == 0:
		setBoth(lo, hi, 0)
		return
	case e < -int(max(c.prec, y.Prec()))-8: // y - y^2 < log(1+y) < y
		nudgeBoth(lo, hi, y, -1)
		return
	case e >= near:
		// 1 + y has few enough bits to be formed exactly.
		x := &c.fx.l
		if e > int(c.prec+y.Prec())+64 {
			// log(1+y) = log y + d, 0 < d < 2/y: far below the precision; the
			// exact sum would be long. See log1pHuge.
			c.log1pHuge(lo, hi, y)
			return
		}
		p := int(y.Prec()) + max(e, 0) - min(e, 0) + 2
		prepare(x, uint(p), big.ToNearestEven).Add(floatOne, y)
		c.logEnds(lo, hi, x)
		return
	}
	for g := guard - e; ; g *= 2 {
		a := c.fx.log1p(y, workBits(c.prec, g))
		if c.roundBoth(lo, hi, a) || c.futile(g, y) {
			return
		}
	}
}

// log1pHuge is log1pEnds for y so large that log(1+y) - log y < 2/y <= 2^(2-e), e the
// exponent of y, is below 2^-(prec+60). The logarithm of y is taken instead with units
// no finer than 2^-(e+60), so that this difference fits the bar.
func (c *Context) log1pHuge(lo, hi, y *big.Float) {
	e := y.MantExp(nil)
	for g := guard; ; g *= 2 {
		w := min(workBits(c.prec, g), e+60)
		a := c.fx.log(y, w)
		a.err += 1 << max(w-e+2, 0)
		if c.roundBoth(lo, hi, a) || c.futile(g, y) {
			return
		}
	}
}

// logEnds sets lo and hi (either may be nil) to log x rounded down and up for
// finite x > 0.
func (c *Context) logEnds(lo, hi, x *big.Float) {
	if e := x.MantExp(nil); e == 0 || e == 1 {
		// x in [1/2, 2): how near to 1?
		y := prepare(&c.fx.near, x.Prec()+1, big.ToNearestEven).Sub(x, floatOne)
		if y.Sign() == 0 || y.MantExp(nil) < near {
			c.log1pEnds(lo, hi, y)
			return
		}
	}
	g := guard - near
	if e := x.MantExp(nil); e < -1 || e > 2 {
		g = guard
	}
	for ; ; g *= 2 {
		a := c.fx.log(x, workBits(c.prec, g))
		if c.roundBoth(lo, hi, a) || c.futile(g, x) {
			return
		}
	}
}

// Log sets z = log x. For x = [0, b] the lower bound is -Inf. When x reaches below
// 0 or is the point 0 the result is the whole line and Err reports ErrDomain.
func (c *Context) Log(z, x *Interval) *Interval {
	if x.lo.Sign() < 0 || x.hi.Sign() <= 0 {
		return c.domain(z, "log", "the operand is not positive")
	}
	lo, hi := c.down(&c.a), c.up(&c.b)
	if x.IsPoint() {
		c.logEnds(lo, hi, &x.lo)
		return c.store(z, "log")
	}
	if c.thinLog(lo, hi, x) {
		return c.store(z, "log")
	}
	if x.lo.Sign() == 0 {
		lo.SetInf(true)
	} else {
		c.logEnds(lo, nil, &x.lo)
	}
	if x.hi.IsInf() {
		hi.SetInf(false)
	} else {
		c.logEnds(nil, hi, &x.hi)
	}
	return c.store(z, "log")
}

// Log1p sets z = log(1 + x) with full relative accuracy near 0. For x = [-1, b]
// the lower bound is -Inf; when x reaches below -1 or is the point -1 the result
// is the whole line and Err reports ErrDomain.
func (c *Context) Log1p(z, x *Interval) *Interval {
	l, h := cmpMinusOne(&x.lo), cmpMinusOne(&x.hi)
	if l < 0 || h <= 0 {
		return c.domain(z, "log1p", "the operand is not above -1")
	}
	lo, hi := c.down(&c.a), c.up(&c.b)
	if x.IsPoint() {
		c.log1pEnds(lo, hi, &x.lo)
		return c.store(z, "log1p")
	}
	if l == 0 {
		lo.SetInf(true)
	} else {
		c.log1pEnds(lo, nil, &x.lo)
	}
	if x.hi.IsInf() {
		hi.SetInf(false)
	} else {
		c.log1pEnds(nil, hi, &x.hi)
	}
	return c.store(z, "log1p")
}

// cmpMinusOne compares f with -1.
func cmpMinusOne(f *big.Float) int { return f.Cmp(floatMinusOne) }

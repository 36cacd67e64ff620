package interval

import "math/big"

// Thin intervals, the usual operands, need one evaluation instead of two: the value
// at the upper end follows from the one at the lower end and the width d. Both are
// then rounded with their own error bars, so the ends are the correctly rounded ones
// that two evaluations would give; when a rounding stays undecided, or the interval
// is not thin, the functions below report false and the ends are evaluated apart.

// thinWidth sets fx.near = d = hi - lo exactly and reports whether that is possible
// with the operands' precision and 0 < d < 2^-(w/2 + s), for x on one side of 0.
func (fx *fixed) thinWidth(x *Interval, w, s int) bool {
	if !x.IsFinite() || x.lo.Sign()*x.hi.Sign() <= 0 {
		return false
	}
	d := prepare(&fx.near, max(x.lo.Prec(), x.hi.Prec()), big.ToPositiveInf)
	subDir(d, &x.hi, &x.lo)
	return d.Acc() == big.Exact && d.Sign() > 0 && d.MantExp(nil) < -w/2-s
}

// thinExp sets lo, hi to the ends of e^x. With e^lo = A in units 2^-w (times a power
// of two), A < 2^(w+1), the upper end is A (1 + d + t), 0 <= t <= d^2 < 2^-(w+1).
// Error: that of A times 1 + d < 2; t, 1; d is cut to units 2^-w, 2; the product
// truncates, 1.
func (c *Context) thinExp(lo, hi *big.Float, x *Interval) bool {
	fx, e := &c.fx, x.lo.MantExp(nil)
	w := workBits(c.prec, guard)
	if e > 29 || e < -int(c.prec) || !fx.thinWidth(x, w, 0) {
		return false
	}
	d := &fx.v
	fx.toFixed(d, &fx.near, w)
	a := fx.exp(&x.lo, w)
	if !fx.round(lo, a) {
		return false
	}
	fx.t.Mul(&fx.res, d)
	fx.t2.Rsh(&fx.t, uint(w))
	fx.res.Add(&fx.res, &fx.t2)
	a.err = 2*a.err + 4
	return fx.round(hi, a)
}

// thinLog sets lo, hi to the ends of log x for x > 0 away from 1, where the result
// would need more than w bits. The upper end is log lo + log(1 + u), u = d/lo <
// 2^-(w/2+1), and 0 <= u - log(1+u) <= u^2/2 < 1 ulp. With lo = v 2^k and d = y 2^j
// the quotient (y 2^(w+j-k)) / v truncates, 1; a negative shift cuts the numerator,
// at most 1/v <= 1 more.
func (c *Context) thinLog(lo, hi *big.Float, x *Interval) bool {
	fx, e := &c.fx, x.lo.MantExp(nil)
	w := workBits(c.prec, guard)
	if e >= 0 && e <= 1 || !fx.thinWidth(x, w, 1-e) {
		return false
	}
	a := fx.log(&x.lo, w)
	if !fx.round(lo, a) {
		return false
	}
	k := decomposeWith(&fx.v, &x.lo, &fx.f)
	j := decomposeWith(&fx.x, &fx.near, &fx.f)
	shift(&fx.t, &fx.x, w+j-k)
	fx.x.QuoRem(&fx.t, &fx.v, &fx.rem)
	fx.res.Add(&fx.res, &fx.x)
	a.err += 3
	return fx.round(hi, a)
}

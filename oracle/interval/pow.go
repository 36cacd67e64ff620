package interval

import "math/bits"

// subContext returns the context of compound operations with extra bits more
// precision than c, at most MaxPrec + 2^16; the error state is joined by the
// caller with c.adopt.
func (c *Context) subContext(extra uint) *Context {
	if c.sub == nil {
		c.sub = new(Context)
	}
	c.sub.prec = c.prec + extra
	c.sub.err = nil
	return c.sub
}

// adopt takes over the error of the sub-context.
func (c *Context) adopt() {
	if c.err == nil {
		c.err = c.sub.err
	}
}

// Pow sets z = x^n, with x^0 = 1 for every x. For n < 0 an x that holds 0 gives
// the whole line and ErrDomain. The range of x^n is used, so that x^4 >= 0. The work
// is done with bits(n) + 16 more bits: every one of the at most 2 bits(n)
// roundings is an ulp of the higher precision, and the last powers multiply
// their number by at most |n|, so the result loses less than 2^-8 units before
// it is rounded.
func (c *Context) Pow(z, x *Interval, n int) *Interval {
	switch n {
	case 0:
		return c.SetInt64(z, 1)
	case 1:
		return c.Set(z, x)
	case 2:
		return c.Sqr(z, x)
	}
	m := uint(n)
	if n < 0 {
		m = -m
		if x.ContainsZero() {
			return c.domain(z, "pow", "a negative power of an interval that holds 0")
		}
	}
	s := c.subContext(uint(bits.Len(m)) + 16)
	w := &c.ix
	switch odd := m%2 == 1; {
	case odd && x.hi.Sign() <= 0:
		s.Neg(&c.iy, x)
		s.powUint(w, &c.iy, m)
		s.Neg(w, w)
	case odd && x.lo.Sign() < 0: // 0 inside: the ends one by one
		s.upperPow(w, &c.iy, x, m)
	default:
		s.Abs(&c.iy, x)
		s.powUint(w, &c.iy, m)
	}
	if n < 0 {
		s.SetInt64(&c.iy, 1)
		if w.ContainsZero() { // underflow: |x|^m in (0, 2^-MaxExponent]
			c.adopt()
			return c.SetWhole(z)
		}
		s.Div(w, &c.iy, w)
	}
	c.adopt()
	return c.Set(z, w)
}

// upperPow sets z = [lo^m, hi^m] for odd m and x = [lo, hi] with lo < 0 < hi. y is
// scratch.
func (c *Context) upperPow(z, y, x *Interval, m uint) {
	var l Interval
	negDir(c.down(&c.a), &x.lo)
	negDir(c.up(&c.b), &x.lo)
	c.store(y, "pow")
	c.powUint(&l, y, m)
	c.down(&c.a).Set(&x.hi)
	c.up(&c.b).Set(&x.hi)
	c.store(y, "pow")
	c.powUint(z, y, m)
	negDir(c.down(&c.a), &l.hi)
	c.up(&c.b).Set(&z.hi)
	c.store(z, "pow")
}

// powUint sets z = x^m for x >= 0 and m >= 1 from the leading bit of m downward.
// z must not alias x.
func (c *Context) powUint(z, x *Interval, m uint) {
	c.Set(z, x)
	for i := bits.Len(m) - 2; i >= 0; i-- {
		c.Sqr(z, z)
		if m>>uint(i)&1 == 1 {
			c.Mul(z, z, x)
		}
	}
}

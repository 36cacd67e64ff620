package interval

import "math/big"

// Set sets z = x, rounded outward to the working precision, and returns z.
func (c *Context) Set(z, x *Interval) *Interval {
	if z == x && x.lo.Prec() <= c.prec && x.hi.Prec() <= c.prec {
		return z
	}
	c.down(&c.a).Set(&x.lo)
	c.up(&c.b).Set(&x.hi)
	return c.store(z, "set")
}

// SetWhole sets z to the whole line.
func (c *Context) SetWhole(z *Interval) *Interval {
	c.down(&c.a).SetInf(true)
	c.up(&c.b).SetInf(false)
	return c.store(z, "set")
}

// Neg sets z = -x.
func (c *Context) Neg(z, x *Interval) *Interval {
	negDir(c.down(&c.a), &x.hi)
	negDir(c.up(&c.b), &x.lo)
	return c.store(z, "neg")
}

// negDir sets z = -x in z's mode. big.Float.Neg rounds x in z's mode first and flips the sign then,
// which rounds inward when x has more bits than z: so x is rounded in the opposite mode.
func negDir(z, x *big.Float) {
	mode := z.Mode()
	switch mode {
	case big.ToNegativeInf:
		z.SetMode(big.ToPositiveInf)
	case big.ToPositiveInf:
		z.SetMode(big.ToNegativeInf)
	default:
		panic("interval: negDir needs a directed mode")
	}
	z.Set(x)
	z.Neg(z) // the precision is z's own: exact
	z.SetMode(mode)
}

// Abs sets z = |x|.
func (c *Context) Abs(z, x *Interval) *Interval {
	switch {
	case x.lo.Sign() >= 0:
		return c.Set(z, x)
	case x.hi.Sign() <= 0:
		return c.Neg(z, x)
	}
	c.down(&c.a).SetInt64(0)
	c.up(&c.b)
	if cmpAbs(&x.lo, &x.hi) > 0 {
		negDir(&c.b, &x.lo)
	} else {
		c.b.Set(&x.hi)
	}
	return c.store(z, "abs")
}

// Add sets z = x + y.
func (c *Context) Add(z, x, y *Interval) *Interval {
	addDir(c.down(&c.a), &x.lo, &y.lo)
	addDir(c.up(&c.b), &x.hi, &y.hi)
	return c.store(z, "add")
}

// Sub sets z = x - y. The operands are taken as independent: c.Sub(z, x, x)
// contains 0 but is wider than 0 unless x is a point.
func (c *Context) Sub(z, x, y *Interval) *Interval {
	subDir(c.down(&c.a), &x.lo, &y.hi)
	subDir(c.up(&c.b), &x.hi, &y.lo)
	return c.store(z, "sub")
}

// addDir sets z = x + y in z's mode. Both may be infinite with the same sign.
func addDir(z, x, y *big.Float) {
	if x.IsInf() || y.IsInf() {
		z.Add(x, y)
		return
	}
	surrogateAdd(z, x, y)
}

// subDir sets z = x - y in z's mode; infinities have opposite signs.
func subDir(z, x, y *big.Float) {
	if x.Sign() == 0 { // big.Float.Sub negates here, with the rounding that negDir avoids
		negDir(z, y)
		return
	}
	if x.IsInf() || y.IsInf() || y.Sign() == 0 {
		z.Sub(x, y)
		return
	}
	d := x.MantExp(nil) - y.MantExp(nil)
	if k := int(max(z.Prec(), x.Prec(), y.Prec())) + 4; d > -k && d < k {
		z.Sub(x, y)
		return
	}
	var n big.Float
	surrogateAdd(z, x, n.Neg(y))
}

// mulDir sets z = x y in z's mode, with 0 times an infinity equal to 0 (the
// product of a bound that is not there with the number 0).
func mulDir(z, x, y *big.Float) {
	if x.Sign() == 0 || y.Sign() == 0 {
		z.SetInt64(0)
		return
	}
	z.Mul(x, y)
}

// signClass is +1 for x >= 0, -1 for x <= 0 (and not 0), 0 for 0 in the inside.
func (x *Interval) signClass() int {
	switch {
	case x.lo.Sign() >= 0:
		return 1
	case x.hi.Sign() <= 0:
		return -1
	}
	return 0
}

// Mul sets z = x y. The operands are taken as independent, even when they are
// the same interval: use Sqr for a square.
func (c *Context) Mul(z, x, y *Interval) *Interval {
	sx, sy := x.signClass(), y.signClass()
	if sx == 0 && sy == 0 {
		c.mulMixed(x, y)
		return c.store(z, "mul")
	}
	xl, xh, yl, yh := &x.lo, &x.hi, &y.lo, &y.hi
	// (lower bound; upper bound) as products of two endpoints each.
	var l1, l2, h1, h2 *big.Float
	switch {
	case sx > 0 && sy > 0:
		l1, l2, h1, h2 = xl, yl, xh, yh
	case sx > 0 && sy < 0:
		l1, l2, h1, h2 = xh, yl, xl, yh
	case sx < 0 && sy > 0:
		l1, l2, h1, h2 = xl, yh, xh, yl
	case sx < 0 && sy < 0:
		l1, l2, h1, h2 = xh, yh, xl, yl
	case sy > 0: // x holds 0 inside
		l1, l2, h1, h2 = xl, yh, xh, yh
	case sy < 0:
		l1, l2, h1, h2 = xh, yl, xl, yl
	case sx > 0: // y holds 0 inside
		l1, l2, h1, h2 = xh, yl, xh, yh
	default:
		l1, l2, h1, h2 = xl, yh, xl, yl
	}
	mulDir(c.down(&c.a), l1, l2)
	mulDir(c.up(&c.b), h1, h2)
	return c.store(z, "mul")
}

// mulMixed computes the product of two intervals that hold 0 inside.
func (c *Context) mulMixed(x, y *Interval) {
	mulDir(c.down(&c.a), &x.lo, &y.hi)
	mulDir(c.down(&c.u), &x.hi, &y.lo)
	if c.u.Cmp(&c.a) < 0 {
		c.a, c.u = c.u, c.a
	}
	mulDir(c.up(&c.b), &x.lo, &y.lo)
	mulDir(c.up(&c.v), &x.hi, &y.hi)
	if c.v.Cmp(&c.b) > 0 {
		c.b, c.v = c.v, c.b
	}
}

// Sqr sets z = x^2.
func (c *Context) Sqr(z, x *Interval) *Interval {
	l, h := &x.lo, &x.hi
	zero := x.signClass() == 0
	if cmpAbs(l, h) > 0 {
		l, h = h, l
	}
	if zero {
		c.down(&c.a).SetInt64(0)
	} else {
		mulDir(c.down(&c.a), l, l)
	}
	mulDir(c.up(&c.b), h, h)
	return c.store(z, "sqr")
}

// MulPow2 sets z = x 2^k, for any k; beyond the range the result is rounded
// outward.
func (c *Context) MulPow2(z, x *Interval, k int) *Interval {
	k = min(max(k, -2*MaxExponent), 2*MaxExponent)
	c.down(&c.a).Set(&x.lo)
	c.up(&c.b).Set(&x.hi)
	if !c.a.IsInf() {
		c.a.SetMantExp(&c.a, k)
	}
	if !c.b.IsInf() {
		c.b.SetMantExp(&c.b, k)
	}
	return c.store(z, "mulpow2")
}

// Div sets z = x / y. When y holds 0 the result is the whole line and Err
// reports ErrDomain.
func (c *Context) Div(z, x, y *Interval) *Interval {
	if y.ContainsZero() {
		return c.domain(z, "div", "the divisor holds 0")
	}
	xl, xh, yl, yh := &x.lo, &x.hi, &y.lo, &y.hi
	sx := x.signClass()
	if y.hi.Sign() < 0 { // x / y = (-x) / (-y), written with the endpoints as they are
		xl, xh, yl, yh = xh, xl, yh, yl
		sx = -sx
	}
	// Now yl is the divisor nearer to 0.
	dl, dh := yl, yl
	switch {
	case sx > 0:
		dl = yh
	case sx < 0:
		dh = yh
	}
	c.quoDir(c.down(&c.a), xl, dl)
	c.quoDir(c.up(&c.b), xh, dh)
	return c.store(z, "div")
}

// quoDir sets z = x / y in z's mode, for y not 0. A finite number over an
// infinite bound is 0; x and y are never both infinite.
func (c *Context) quoDir(z, x, y *big.Float) {
	switch {
	case x.Sign() == 0 || y.IsInf():
		z.SetInt64(0)
		return
	case x.IsInf():
		z.SetInf(x.Signbit() != y.Signbit())
		return
	}
	ex := decomposeWith(&c.n, x, &c.t)
	ey := decomposeWith(&c.d, y, &c.t)
	c.quoInt(z, ex-ey)
}

// quoInt sets z = (c.n / c.d) 2^e in z's mode. The quotient of the shifted
// integers has at least prec+2 bits and one more bit that says whether the
// division left a remainder, so the rounding of SetInt is the correct one.
func (c *Context) quoInt(z *big.Float, e int) {
	k := int(z.Prec()) + 2 + c.d.BitLen() - c.n.BitLen()
	if k > 0 {
		c.n.Lsh(&c.n, uint(k))
	} else {
		k = 0
	}
	c.q.QuoRem(&c.n, &c.d, &c.r)
	if c.r.Sign() == 0 {
		setScaled(z, &c.q, e-k)
		return
	}
	neg := c.n.Sign() != c.d.Sign()
	c.q.Lsh(&c.q, 1)
	c.q.Abs(&c.q)
	c.q.SetBit(&c.q, 0, 1)
	if neg {
		c.q.Neg(&c.q)
	}
	setScaled(z, &c.q, e-k-1)
}

package interval

import (
	"fmt"
	"math"
	"math/big"
)

// SetInt64 sets z = n, a point when n fits the working precision.
func (c *Context) SetInt64(z *Interval, n int64) *Interval {
	c.down(&c.a).SetInt64(n)
	c.up(&c.b).SetInt64(n)
	return c.store(z, "set")
}

// SetInt sets z = n rounded outward.
func (c *Context) SetInt(z *Interval, n *big.Int) *Interval {
	c.down(&c.a).SetInt(n)
	c.up(&c.b).SetInt(n)
	return c.store(z, "set")
}

// SetRat sets z to the tightest enclosure of the rational r.
func (c *Context) SetRat(z *Interval, r *big.Rat) *Interval {
	if r.IsInt() {
		return c.SetInt(z, r.Num())
	}
	c.n.Set(r.Num())
	c.d.Set(r.Denom())
	c.quoInt(c.down(&c.a), 0)
	c.n.Set(r.Num())
	c.quoInt(c.up(&c.b), 0)
	return c.store(z, "set")
}

// SetFloat64 sets z = f; f must be finite. An infinity or NaN is data that is
// not a number: the result is the whole line and Err reports ErrDomain.
func (c *Context) SetFloat64(z *Interval, f float64) *Interval {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return c.domain(z, "set", "the float64 is not finite")
	}
	c.down(&c.a).SetFloat64(f)
	c.up(&c.b).SetFloat64(f)
	return c.store(z, "set")
}

// SetFloat sets z = f rounded outward; an infinite f gives the whole line and
// ErrDomain.
func (c *Context) SetFloat(z *Interval, f *big.Float) *Interval {
	if f.IsInf() {
		return c.domain(z, "set", "the number is not finite")
	}
	c.down(&c.a).Set(f)
	c.up(&c.b).Set(f)
	return c.store(z, "set")
}

// SetBounds sets z = [lo, hi] rounded outward. lo may be -Inf and hi +Inf. It
// returns an error, and leaves z as it was, when lo > hi, lo = +Inf or hi = -Inf.
func (c *Context) SetBounds(z *Interval, lo, hi *big.Float) error {
	if lo.Cmp(hi) > 0 || lo.IsInf() && !lo.Signbit() || hi.IsInf() && hi.Signbit() {
		return fmt.Errorf("interval: bounds lo = %s, hi = %s: need lo <= hi, lo < +Inf, hi > -Inf", brief(lo), brief(hi))
	}
	c.down(&c.a).Set(lo)
	c.up(&c.b).Set(hi)
	c.store(z, "set")
	return nil
}

// SetRatBounds sets z to the tightest enclosure of [lo, hi]; an error when
// lo > hi.
func (c *Context) SetRatBounds(z *Interval, lo, hi *big.Rat) error {
	if lo.Cmp(hi) > 0 {
		return fmt.Errorf("interval: bounds lo = %s, hi = %s: need lo <= hi", clip(lo.String()), clip(hi.String()))
	}
	c.SetRat(&c.ix, lo)
	c.SetRat(&c.iy, hi)
	c.Hull(z, &c.ix, &c.iy)
	return nil
}

// AddRat sets z = x + r, MulRat z = x r: conveniences for mixed expressions.
func (c *Context) AddRat(z, x *Interval, r *big.Rat) *Interval {
	return c.Add(z, x, c.SetRat(&c.ix, r))
}

// MulRat sets z = x r for a rational r.
func (c *Context) MulRat(z, x *Interval, r *big.Rat) *Interval {
	return c.Mul(z, x, c.SetRat(&c.ix, r))
}

// MulInt64 sets z = x n.
func (c *Context) MulInt64(z, x *Interval, n int64) *Interval {
	return c.Mul(z, x, c.SetInt64(&c.ix, n))
}

// AddInt64 sets z = x + n.
func (c *Context) AddInt64(z, x *Interval, n int64) *Interval {
	return c.Add(z, x, c.SetInt64(&c.ix, n))
}

// brief writes f for an error message: in decimal when its exponent is moderate,
// otherwise in hexadecimal (big.Float's decimal form takes time in proportion to
// the exponent).
func brief(f *big.Float) string {
	g := new(big.Float).SetPrec(MinPrec).Set(f)
	if e := g.MantExp(nil); -4096 < e && e < 4096 {
		return g.Text('g', 10)
	}
	return g.Text('p', 0)
}

// clip shortens a text for an error message.
func clip(s string) string {
	const n = 40
	if len(s) <= n {
		return s
	}
	return s[:n] + "..."
}

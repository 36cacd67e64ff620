package interval

import (
	"fmt"
	"math/bits"
)

// PowRat sets z = x^(p/q) for q >= 1: the real power of x >= 0, and of any x for odd
// q once p/q is in lowest terms. It is computed as the p-th power of the q-th root
// with 64 + bits(p) more bits, of which the power uses up bits(p). A domain error of Root, or a negative
// power of an interval that holds 0, gives the whole line and ErrDomain. It panics
// for q < 1.
func (c *Context) PowRat(z, x *Interval, p, q int) *Interval {
	if q < 1 {
		panic(fmt.Sprintf("interval: PowRat: denominator %d < 1", q))
	}
	if g := gcd(p, q); g > 1 {
		p, q = p/g, q/g
	}
	switch {
	case q == 1:
		return c.Pow(z, x, p)
	case p == 1:
		return c.Root(z, x, q)
	case x.lo.Sign() < 0 && q%2 == 0:
		return c.domain(z, "powrat", "a fractional power of an interval that reaches below 0")
	case p < 0 && x.ContainsZero():
		return c.domain(z, "powrat", "a negative power of an interval that holds 0")
	}
	s := c.subContext(64 + uint(bits.Len(uint(abs(p)))))
	y := &c.iy
	s.Root(y, x, q) // the root first: its exponent stays in range
	s.Pow(y, y, p)
	c.adopt()
	return c.Set(z, y)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return abs(a)
}

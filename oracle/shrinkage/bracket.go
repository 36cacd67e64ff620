package shrinkage

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// bracket holds the only root of f in [lo, hi], 0 < lo <= hi; f has the sign signLo on the left of the root and -signLo on the right.
// When the root is hit exactly, lo = hi.
type bracket struct {
	f       equation
	lo, hi  *big.Float
	signLo  int
	x, m, v interval.Interval
	d, n    interval.Interval
	guard   uint
}

// startGuard is the first number of guard bits; refine raises it by need, so it touches speed only.
const startGuard = 32

// refine narrows the bracket until its width is at most 2^-bits of its magnitude:
//
//	interval Newton: when f' has no zero on X, the root lies in m - f(m)/f'(X) for every m in X;
//	bisection on proved signs otherwise, of the exponents first.
//
// Errors: the context's; one that says undecided when the precision would leave interval.MaxPrec.
func (b *bracket) refine(ctx context.Context, c *interval.Context, bits uint) error {
	if b.guard == 0 {
		b.guard = startGuard
	}
	for !b.exact() {
		if err := ctx.Err(); err != nil {
			return err
		}
		have := b.relBits()
		if have >= int(bits) {
			return nil
		}
		if bits+b.guard > interval.MaxPrec {
			return fmt.Errorf("shrinkage: undecided: needs a precision of %d bits, beyond the bound %d", bits+b.guard, interval.MaxPrec)
		}
		if !b.newton(c, uint(max(have, 0)), bits) {
			b.bisect(c, uint(max(have, 0)))
		}
	}
	return nil
}

func (b *bracket) exact() bool { return b.lo.Cmp(b.hi) == 0 }

// relBits is an r with 2^-(r+2) <= (hi - lo)/lo <= 2^-r, for lo < hi: only the exponents count, and rounding to 64 bits may move the width up to a power
// of two but not beyond.
func (b *bracket) relBits() int {
	w := new(big.Float).SetPrec(64).Sub(b.hi, b.lo)
	return b.lo.MantExp(nil) - 1 - w.MantExp(nil)
}

// enclosure sets z to the bracket at the context's precision.
func (b *bracket) enclosure(c *interval.Context, z *interval.Interval) {
	if err := c.SetBounds(z, b.lo, b.hi); err != nil {
		panic("shrinkage: " + err.Error()) // lo <= hi always
	}
}

// newton tries one step from an enclosure of have bits towards one of bits bits, and reports whether it shrank at least to a quarter.
func (b *bracket) newton(c *interval.Context, have, bits uint) bool {
	// The center in have+8 bits lies inside: lo <= 2^(have+2) widths, so it is off by less than 2^-5 of a width.
	m := b.mid(have + 8)
	c.SetPrec(have + b.guard)
	b.enclosure(c, &b.x)
	b.f.slope(c, &b.d, &b.x)
	if b.d.ContainsZero() {
		c.SetPrec(max(have+b.guard, m.Prec()))
		if b.f.slope(c, &b.d, c.SetFloat(&b.m, m)); b.d.ContainsZero() {
			b.guard *= 2 // not even the slope at one point is decided
		}
		return false
	}
	c.SetPrec(max(min(2*have, bits)+b.guard, m.Prec()))
	c.SetFloat(&b.m, m)
	b.f.value(c, &b.v, &b.m)
	c.Div(&b.n, &b.v, &b.d)
	c.Sub(&b.n, &b.m, &b.n)
	oldLo, oldHi := b.lo, b.hi
	if l := b.n.Lo(); l.Cmp(b.lo) > 0 {
		b.lo = l
	}
	if h := b.n.Hi(); h.Cmp(b.hi) < 0 {
		b.hi = h
	}
	if b.exact() || b.relBits() >= int(have)+2 {
		return true
	}
	b.lo, b.hi = oldLo, oldHi
	if b.v.ContainsZero() {
		b.guard *= 2
	}
	return false
}

func (b *bracket) mid(prec uint) *big.Float {
	m := new(big.Float).SetPrec(max(prec, 16)).Add(b.lo, b.hi)
	return m.SetMantExp(m, -1)
}

// bisect halves the bracket, or the range of its exponents.
func (b *bracket) bisect(c *interval.Context, have uint) {
	var m *big.Float
	if l, h := b.lo.MantExp(nil), b.hi.MantExp(nil); h-l > 2 {
		m = power2((l + h) >> 1) // lo < 2^l < m <= 2^(h-2) < 2^(h-1) <= hi
	} else {
		m = b.mid(have + 8)
	}
	switch b.signAt(c, m, have) {
	case b.signLo:
		b.lo = m
	case 0:
		b.lo, b.hi = m, m
	default:
		b.hi = m
	}
}

// signAt is the sign of f(m): by intervals at two precisions, then exactly.
func (b *bracket) signAt(c *interval.Context, m *big.Float, have uint) int {
	for _, p := range []uint{have + b.guard, 2*have + 2*b.guard} {
		c.SetPrec(min(max(p, m.Prec()), interval.MaxPrec))
		b.f.value(c, &b.v, c.SetFloat(&b.m, m))
		if s, known := b.v.Sign(); known {
			return s
		}
	}
	r, _ := m.Rat(nil)
	return b.f.sign(r)
}

package interval

import (
	"fmt"
	"math/big"
	"testing"
)

// The other route to arithmetic: ends are exact rationals or infinities, a range is the least and the greatest value at the
// corners, and one rounding is done on integers. Results are compared bit for bit.

// extended is a rational number or, with inf = -1 or +1, an infinity.
type extended struct {
	r   *big.Rat
	inf int
}

func extend(f *big.Float) extended {
	if f.IsInf() {
		return extended{inf: 1 - 2*b2i(f.Signbit())}
	}
	r, _ := f.Rat(nil)
	return extended{r: r}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (x extended) cmp(y extended) int {
	if x.inf != 0 || y.inf != 0 {
		return x.inf - y.inf
	}
	return x.r.Cmp(y.r)
}

func (x extended) sign() int {
	if x.inf != 0 {
		return x.inf
	}
	return x.r.Sign()
}

func (x extended) neg() extended {
	if x.inf != 0 {
		return extended{inf: -x.inf}
	}
	return extended{r: new(big.Rat).Neg(x.r)}
}

func (x extended) add(y extended) extended {
	if x.inf != 0 || y.inf != 0 {
		return extended{inf: min(max(x.inf+y.inf, -1), 1)}
	}
	return extended{r: new(big.Rat).Add(x.r, y.r)}
}

// mul takes 0 times an infinity for 0: the infinity stands for numbers without bound, each of which gives 0.
func (x extended) mul(y extended) extended {
	s := x.sign() * y.sign()
	if s != 0 && (x.inf != 0 || y.inf != 0) {
		return extended{inf: s}
	}
	if s == 0 {
		return extended{r: new(big.Rat)}
	}
	return extended{r: new(big.Rat).Mul(x.r, y.r)}
}

func (x extended) squared() extended { return x.mul(x) }

func (x extended) inverse() extended {
	if x.inf != 0 {
		return extended{r: new(big.Rat)}
	}
	return extended{r: new(big.Rat).Inv(x.r)}
}

// rounded is x rounded down or up to prec bits, by integer division.
func (x extended) rounded(prec uint, up bool) *big.Float {
	if x.inf != 0 {
		return new(big.Float).SetInf(x.inf < 0)
	}
	if x.r.Sign() == 0 {
		return new(big.Float)
	}
	num, den := new(big.Int).Abs(x.r.Num()), new(big.Int).Set(x.r.Denom())
	// num/den 2^-e is above 2^prec and below 2^(prec+2): cut, then bit by bit down to prec bits.
	e := num.BitLen() - den.BitLen() - int(prec) - 1
	if e < 0 {
		num.Lsh(num, uint(-e))
	} else {
		den.Lsh(den, uint(e))
	}
	q, m := new(big.Int).QuoRem(num, den, new(big.Int))
	inexact := m.Sign() != 0
	for ; q.BitLen() > int(prec); e++ {
		inexact = inexact || q.Bit(0) == 1
		q.Rsh(q, 1)
	}
	if inexact && up == (x.r.Sign() > 0) { // away from 0
		q.Add(q, big.NewInt(1))
	}
	if x.r.Sign() < 0 {
		q.Neg(q)
	}
	f := new(big.Float).SetInt(q) // as many bits as q has: exact
	return f.SetMantExp(f, e)
}

// corners is the range over the four corners of x and y.
func corners(x, y *Interval, f func(p, q extended) extended) (lo, hi extended) {
	first := true
	for _, p := range []extended{extend(&x.lo), extend(&x.hi)} {
		for _, q := range []extended{extend(&y.lo), extend(&y.hi)} {
			v := f(p, q)
			if first || v.cmp(lo) < 0 {
				lo = v
			}
			if first || v.cmp(hi) > 0 {
				hi = v
			}
			first = false
		}
	}
	return lo, hi
}

type ranged struct {
	name string
	op   func(c *Context, z, x, y *Interval) *Interval
	want func(x, y *Interval) (lo, hi extended)
}

var binaryRanges = []ranged{
	{"add", (*Context).Add, func(x, y *Interval) (lo, hi extended) {
		return extend(&x.lo).add(extend(&y.lo)), extend(&x.hi).add(extend(&y.hi))
	}},
	{"sub", (*Context).Sub, func(x, y *Interval) (lo, hi extended) {
		return extend(&x.lo).add(extend(&y.hi).neg()), extend(&x.hi).add(extend(&y.lo).neg())
	}},
	{"mul", (*Context).Mul, func(x, y *Interval) (lo, hi extended) { return corners(x, y, extended.mul) }},
	{"div", (*Context).Div, func(x, y *Interval) (lo, hi extended) {
		if y.lo.Sign() <= 0 && y.hi.Sign() >= 0 {
			return extended{inf: -1}, extended{inf: 1}
		}
		return corners(x, y, func(p, q extended) extended { return p.mul(q.inverse()) })
	}},
	{"hull", (*Context).Hull, func(x, y *Interval) (lo, hi extended) {
		lo, hi = extend(&x.lo), extend(&x.hi)
		if v := extend(&y.lo); v.cmp(lo) < 0 {
			lo = v
		}
		if v := extend(&y.hi); v.cmp(hi) > 0 {
			hi = v
		}
		return lo, hi
	}},
}

// atOne makes a range of the values f at both ends, with 0 between them when zero is set and x holds 0.
func atOne(f func(p extended) extended, zero bool) func(x, y *Interval) (lo, hi extended) {
	return func(x, _ *Interval) (lo, hi extended) {
		lo, hi = corners(x, x, func(p, _ extended) extended { return f(p) })
		if zero && x.lo.Sign() <= 0 && x.hi.Sign() >= 0 {
			lo = extended{r: new(big.Rat)}
		}
		return lo, hi
	}
}

func scaledBy(k int) ranged {
	two := extended{r: ratPow(big.NewRat(2, 1), k)}
	return ranged{fmt.Sprintf("2^%d", k), func(c *Context, z, x, _ *Interval) *Interval { return c.MulPow2(z, x, k) },
		atOne(two.mul, false)}
}

var unaryRanges = []ranged{
	{"set", unary((*Context).Set), atOne(func(p extended) extended { return p }, false)},
	{"neg", unary((*Context).Neg), atOne(extended.neg, false)},
	{"abs", unary((*Context).Abs), atOne(func(p extended) extended {
		if p.sign() < 0 {
			return p.neg()
		}
		return p
	}, true)},
	{"sqr", unary((*Context).Sqr), atOne(extended.squared, true)},
	{"square of the ring", func(c *Context, z, x, _ *Interval) *Interval { NewRing(c).Mul(z, x, x); return z },
		atOne(extended.squared, true)},
	scaledBy(5), scaledBy(-70), scaledBy(0),
}

// check compares an operation's ends with the exact range, rounded outward to the context's precision.
func (o ranged) check(t *testing.T, c *Context, x, y *Interval) {
	t.Helper()
	z := o.op(c, c.SetInt64(New(), 77), x, y)
	lo, hi := o.want(x, y)
	if wl, wh := lo.rounded(c.prec, false), hi.rounded(c.prec, true); z.lo.Cmp(wl) != 0 || z.hi.Cmp(wh) != 0 {
		t.Errorf("%d bits: %s of [%v, %v] and [%v, %v] = [%v, %v], want [%v, %v]", c.prec, o.name, x.Lo(), x.Hi(), y.Lo(), y.Hi(),
			z.Lo(), z.Hi(), wl, wh)
	}
	u, v, w := copied(x), copied(y), copied(x)
	for k, again := range []*Interval{o.op(c, u, u, y), o.op(c, v, x, v), o.op(c, w, w, w)} {
		if k < 2 && (again.lo.Cmp(&z.lo) != 0 || again.hi.Cmp(&z.hi) != 0) {
			t.Errorf("%d bits: %s of [%v, %v] and [%v, %v] in place = %v, want %v", c.prec, o.name, x.Lo(), x.Hi(), y.Lo(), y.Hi(), again, z)
		}
		if p, q := again.lo.Prec(), again.hi.Prec(); p > c.prec || q > c.prec {
			t.Errorf("%d bits: %s has ends of %d and %d bits", c.prec, o.name, p, q)
		}
	}
}

// copied keeps the precisions of the ends, which Context.Set does not.
func copied(x *Interval) *Interval {
	z := New()
	z.lo.Copy(&x.lo)
	z.hi.Copy(&x.hi)
	return z
}

// TestRanges takes every interval, and every pair, of ends that are infinite, zero, far apart, of few bits, of all bits and of
// more bits than the result has.
func TestRanges(t *testing.T) {
	fine := NewContext(200)
	end := func(num, den int64, k int) *big.Float {
		return fine.MulPow2(New(), fine.SetRat(New(), big.NewRat(num, den)), k).Lo()
	}
	ends := []*big.Float{
		new(big.Float).SetInf(true), end(-7, 3, 400), end(-1, 1, 0), end(-1, 3, -60), new(big.Float),
		end(5, 7, -700), end(1<<40-1, 1, -40), end(4, 3, 0), end(3, 1, 90), new(big.Float).SetInf(false),
	}
	var all []*Interval
	for i, lo := range ends[:len(ends)-1] {
		for _, hi := range ends[max(i, 1):] {
			z := New()
			if err := fine.SetBounds(z, lo, hi); err != nil {
				t.Fatal(err)
			}
			all = append(all, z)
		}
	}
	// Ends of different precisions.
	for _, p := range [][2]uint{{200, 40}, {40, 200}, {65, 64}} {
		z := New()
		prepare(&z.lo, p[0], big.ToNegativeInf).Set(ends[1])
		prepare(&z.hi, p[1], big.ToPositiveInf).Set(ends[3])
		all = append(all, z)
	}
	if len(all) != 9+9+8+7+6+5+4+3+2+3 {
		t.Fatalf("%d intervals", len(all))
	}
	for _, prec := range []uint{40, 65} {
		c := NewContext(prec)
		for _, x := range all {
			for _, o := range unaryRanges {
				o.check(t, c, x, x)
			}
			for _, y := range all {
				for _, o := range binaryRanges {
					o.check(t, c, x, y)
				}
			}
		}
	}
}

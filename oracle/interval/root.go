package interval

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// maxNewtonRoot is the largest index whose roots are computed by Newton's method;
// larger ones go through exp(log(x)/n).
const maxNewtonRoot = 64

// powShort sets z = a^n in units 2^-w, n >= 2, for a in units 2^-h. Every product
// truncates; for 0 <= a <= 1 the errors obey e(i+j) <= e(i) + e(j) + 1, so the
// result is below a^n by less than n ulps. (For a > 1 see its use.)
func (fx *fixed) powShort(z, a *big.Int, n, h, w int) {
	unit := h
	z.Set(a)
	for i := bits.Len(uint(n)) - 2; i >= 0; i-- {
		fx.t.Mul(z, z)
		if unit != w { // the first square is exact in units 2^-2h
			shift(z, &fx.t, w-2*unit)
			unit = w
		} else {
			z.Rsh(&fx.t, uint(w))
		}
		if n>>uint(i)&1 == 1 {
			fx.t.Mul(z, a)
			z.Rsh(&fx.t, uint(h))
		}
	}
}

// shift sets z = floor(x 2^s).
func shift(z, x *big.Int, s int) {
	if s >= 0 {
		z.Lsh(x, uint(s))
	} else {
		z.Rsh(x, uint(-s))
	}
}

// reciprocalRoot sets fx.x to an approximation of v^-1 = m^(-1/n) in units 2^-h,
// for m = mant 2^-(b+s) with b = bits of mant (so 2^-(s+1) <= m < 2^-s, s < n), by
// z <- z + z (1 - m z^n)/n from a float64. Its quality is measured by root, not
// assumed; that it suffices is seen so: a step takes a relative error e to (n+1)/2 e^2
// plus about 2^-(p-3) of rounding at p bits; p = p'/2 + 8 + bits(n) before the step
// to p' leaves 2^-(p' + 16 + 2 bits(n) - 6) (n+1)/2 < 2^-(p' + 3); the start is
// good to 2^-46 and the first p is at most 56 + 2 bits(n) <= 70 for n <= 64, where
// 2^-92 (n+1)/2 < 2^-86. The last step is to h > 46.
func (fx *fixed) reciprocalRoot(mant *big.Int, s, n, h int) {
	var ladder [40]int
	k, slack := 0, 8+bits.Len(uint(n))
	for p := h; p > 46; p = p/2 + slack {
		ladder[k] = p
		k++
		if p <= 2*slack+40 {
			break
		}
	}
	b := mant.BitLen()
	shift(&fx.t, mant, 53-b)
	f := math.Ldexp(float64(fx.t.Int64()), -53-s)
	unit := 50
	fx.x.SetInt64(int64(math.Pow(f, -1/float64(n)) * (1 << 50)))
	for k--; k >= 0; k-- {
		p := ladder[k]
		fx.powShort(&fx.s, &fx.x, n, unit, p)
		shift(&fx.t2, mant, p-b)
		fx.t.Mul(&fx.s, &fx.t2)
		fx.s.Rsh(&fx.t, uint(p+s)) // m z^n
		fx.one.SetInt64(0)
		fx.one.SetBit(&fx.one, p, 1)
		fx.s.Sub(&fx.one, &fx.s)
		fx.t.Mul(&fx.s, &fx.x)
		fx.t.Rsh(&fx.t, uint(unit))
		fx.word.SetInt64(int64(n))
		fx.s.QuoRem(&fx.t, &fx.word, &fx.quo)
		shift(&fx.t, &fx.x, p-unit)
		fx.x.Add(&fx.t, &fx.s)
		unit = p
	}
}

// root evaluates x^(1/n) into fx.res for finite x > 0 and 2 <= n <= maxNewtonRoot at
// precision w: x = m 2^(nq) with 2^-n <= m < 1, v = m^(1/n) in [1/2, 1).
//
// Certificate, from measured quantities only. Let v0 (units 2^-h) be near v, z
// near 1/v0 with |z v0 - 1| <= eta, rho = m - v0^n and c = rho z^(n-1) / n. With
// (n-1) eta <= 1/8, z^(n-1) = v0^-(n-1) (1 + a), |a| <= 2 (n-1) eta. The slope of
// t^n on [v0 (1-tau), v0 (1+tau)] is at least n v0^(n-1) / 2 when (n-1) tau <= 1/2;
// so with D = 3 |c| and 2 (n-1) D <= 1/2 the root v lies within D of v0 (its
// distance is |rho| / (n xi^(n-1)), xi between, tau = D/v0 <= 2 D). Then
// v = v0 + c (1 + e'), |e'| <= 2 (2 (n-1) eta + 4 (n-1) D), and the error of
// v0 + c is at most |c| 4 (n-1) (eta + 6 |c|). What the arithmetic adds: rho has
// units 2^-(w+n), an error of n + 1 of them (powShort and cutting m) and the
// factor z^(n-1)/n <= 2^n/n: at most (n+1)/n 2^-w < 2 ulps; c's own truncations 4.
func (fx *fixed) root(x *big.Float, n, w int) approx {
	mant := &fx.v
	e := decomposeWith(mant, x, &fx.f) + mant.BitLen() // x = 0.mant 2^e
	q := ceilDiv(e, n)
	s := n*q - e // m = 0.mant 2^-s, 0 <= s < n
	h := w/2 + 12 + 2*bits.Len(uint(n))
	wide := w + n
	fx.reciprocalRoot(mant, s, n, h)
	// zp = z^(n-1) and v0 = m z^(n-1), units 2^-h.
	zp, v0 := &fx.rem, &fx.atanh
	if n == 2 {
		zp.Set(&fx.x)
	} else {
		fx.powShort(zp, &fx.x, n-1, h, h)
	}
	b := mant.BitLen()
	shift(&fx.t2, mant, h-b)
	fx.t.Mul(zp, &fx.t2)
	v0.Rsh(&fx.t, uint(h+s))
	// z v0 - 1, units 2^-2h
	fx.t.Mul(&fx.x, v0)
	fx.one.SetInt64(0)
	fx.one.SetBit(&fx.one, 2*h, 1)
	fx.t.Sub(&fx.t, &fx.one)
	etaLen := fx.t.BitLen()
	// rho and c, units 2^-(w+n) and 2^-w.
	fx.powShort(&fx.s, v0, n, h, wide)
	shift(&fx.t2, mant, wide-s-b)
	fx.s.Sub(&fx.t2, &fx.s)
	fx.t.Mul(&fx.s, zp)
	fx.t.Rsh(&fx.t, uint(h+n))
	fx.word.SetInt64(int64(n))
	fx.s.QuoRem(&fx.t, &fx.word, &fx.quo)
	errs := rootBar(etaLen, fx.s.BitLen(), n, h, w)
	shift(&fx.t, v0, w-h)
	fx.res.Add(&fx.t, &fx.s)
	return approx{errs, q - w}
}

// rootBar is the bar of root in ulps for |z v0 - 1| < 2^(etaLen - 2h) and
// |c| < 2^(cLen - w), before truncations.
func rootBar(etaLen, cLen, n, h, w int) uint64 {
	etaBits := 2*h - max(etaLen, h) - 1 // eta = 2^-etaBits >= |z v0 - 1| + 2^-h
	cBits := w - cLen - 1               // |c| < 2^-cBits, with room for the truncations
	nb := bits.Len(uint(n - 1))         // n-1 < 2^nb
	// |c| 4 (n-1) (eta + 6|c|) < 2^-(cBits - 2 - nb) (2^-etaBits + 2^-(cBits-3)).
	bound := w - (cBits - 2 - nb) - min(etaBits, cBits-3) + 1
	if etaBits < nb+3+h/4 || cBits < nb+4 || bound > 62 {
		panic("interval: root: Newton's iteration did not converge") // excluded by its quadratic rate
	}
	if bound <= 0 {
		return 8 // at most 7 are used up above
	}
	return 8 + 1<<bound
}

func ceilDiv(a, n int) int {
	q := a / n
	if a%n > 0 {
		q++
	}
	return q
}

// rootEnds sets lo and hi (either may be nil) to x^(1/n) rounded down and up for
// finite x > 0.
func (c *Context) rootEnds(lo, hi, x *big.Float, n int) {
	for g := guard; ; g *= 2 {
		a := c.fx.root(x, n, workBits(c.prec, g))
		if c.roundBoth(lo, hi, a) || c.futile(g, x) || c.exactRoot(lo, hi, x, n, a) {
			return
		}
	}
}

// exactRoot tests whether the representable number y nearest to the approximation
// is the exact root, y^n = x, and if so sets lo and hi to it. Only then can the
// rounding of a root stay undecided.
func (c *Context) exactRoot(lo, hi, x *big.Float, n int, a approx) bool {
	var y big.Float
	y.SetPrec(c.prec)
	setScaled(&y, &c.fx.res, a.e)
	var ym, xm big.Int
	ye, xe := oddPart(&ym, &y), oddPart(&xm, x)
	if ye*n != xe || n*(ym.BitLen()-1)+1 > xm.BitLen() {
		return false
	}
	if ym.Exp(&ym, big.NewInt(int64(n)), nil).Cmp(&xm) != 0 {
		return false
	}
	if lo != nil {
		lo.Set(&y)
	}
	if hi != nil {
		hi.Set(&y)
	}
	return true
}

// oddPart writes x = m 2^e with m odd, for finite x not 0.
func oddPart(m *big.Int, x *big.Float) (e int) {
	e = decompose(m, x)
	z := m.TrailingZeroBits()
	m.Rsh(m, z)
	return e + int(z)
}

// Sqrt sets z to the square root of x; see Root.
func (c *Context) Sqrt(z, x *Interval) *Interval { return c.Root(z, x, 2) }

// Root sets z = x^(1/n), the real root, for n >= 1; for odd n also of negative
// numbers. For even n an x that reaches below 0 gives the whole line and
// ErrDomain. Endpoints are correctly rounded for n <= 64 (exact roots are points);
// for larger n they are within one more unit. It panics for n < 1.
func (c *Context) Root(z, x *Interval, n int) *Interval {
	switch {
	case n < 1:
		panic(fmt.Sprintf("interval: Root: index %d < 1", n))
	case n == 1:
		return c.Set(z, x)
	case n%2 == 0 && x.lo.Sign() < 0:
		return c.domain(z, "root", "an even root of an interval that reaches below 0")
	}
	lo, hi := c.down(&c.u), c.up(&c.v)
	if n <= maxNewtonRoot && x.IsPoint() && x.lo.Sign() > 0 {
		c.rootEnds(lo, hi, &x.lo, n)
	} else {
		c.rootSigned(lo, &x.lo, n)
		c.rootSigned(hi, &x.hi, n)
	}
	c.a, c.u = c.u, c.a
	c.b, c.v = c.v, c.b
	return c.store(z, "root")
}

// rootSigned sets z to the n-th root of x in z's mode; a negative x (n odd) is
// mirrored.
func (c *Context) rootSigned(z, x *big.Float, n int) {
	switch {
	case x.IsInf():
		z.SetInf(x.Signbit())
		return
	case x.Sign() == 0:
		z.SetInt64(0)
		return
	}
	neg, up := x.Signbit(), z.Mode() == big.ToPositiveInf
	a := x
	if neg {
		a = c.fx.l.Copy(x)
		a.Neg(a)
		up = !up
	}
	if up {
		prepare(z, c.prec, big.ToPositiveInf)
	} else {
		prepare(z, c.prec, big.ToNegativeInf)
	}
	switch {
	case n > maxNewtonRoot:
		c.rootByLog(z, a, n, up)
	case up:
		c.rootEnds(nil, z, a, n)
	default:
		c.rootEnds(z, nil, a, n)
	}
	if neg {
		z.Neg(z)
	}
}

// rootByLog sets z = exp(log(x)/n) in z's mode, with 40 more bits inside: the
// logarithm (below 2^30 in magnitude) and the quotient keep an absolute accuracy
// of 2^-(prec+9).
func (c *Context) rootByLog(z, x *big.Float, n int, up bool) {
	s := c.subContext(40)
	var y, d Interval
	s.SetFloat(&y, x)
	s.Log(&y, &y)
	s.SetInt64(&d, int64(n))
	s.Div(&y, &y, &d)
	s.Exp(&y, &y)
	c.adopt()
	if up {
		z.Set(&y.hi)
	} else {
		z.Set(&y.lo)
	}
}

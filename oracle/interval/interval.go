package interval

import (
	"math"
	"math/big"
)

// Interval is a closed interval [lo, hi] of real numbers, lo <= hi, where lo may
// be -Inf and hi may be +Inf. The zero value is the point 0. Intervals are
// changed only by the methods of a Context (and UnmarshalJSON); they must not be
// copied by assignment when either copy is used as a result again, because the
// copies share storage: use Context.Set.
type Interval struct {
	lo, hi big.Float
}

// New returns a new interval, the point 0.
func New() *Interval { return new(Interval) }

// Lo returns a copy of the lower endpoint; -Inf when there is no lower bound.
func (x *Interval) Lo() *big.Float { return new(big.Float).Copy(&x.lo) }

// Hi returns a copy of the upper endpoint; +Inf when there is no upper bound.
func (x *Interval) Hi() *big.Float { return new(big.Float).Copy(&x.hi) }

// LoRat returns the lower endpoint exactly; ok is false when it is -Inf. The
// rational has about as many bits as the endpoint's exponent.
func (x *Interval) LoRat() (r *big.Rat, ok bool) { return toRat(&x.lo) }

// HiRat returns the upper endpoint exactly; ok is false when it is +Inf.
func (x *Interval) HiRat() (r *big.Rat, ok bool) { return toRat(&x.hi) }

func toRat(f *big.Float) (*big.Rat, bool) {
	if f.IsInf() {
		return nil, false
	}
	r, _ := f.Rat(nil)
	return r, true
}

// Float64 returns the interval rounded outward to float64 endpoints. An endpoint
// beyond the range of float64 becomes an infinity outward and the largest finite
// number inward.
func (x *Interval) Float64() (lo, hi float64) {
	lo, acc := x.lo.Float64()
	if acc == big.Above {
		lo = math.Nextafter(lo, math.Inf(-1))
	}
	hi, acc = x.hi.Float64()
	if acc == big.Below {
		hi = math.Nextafter(hi, math.Inf(1))
	}
	return lo, hi
}

// IsPoint reports whether lo = hi.
func (x *Interval) IsPoint() bool { return x.lo.Cmp(&x.hi) == 0 }

// IsFinite reports whether both endpoints are finite.
func (x *Interval) IsFinite() bool { return !x.lo.IsInf() && !x.hi.IsInf() }

// IsWhole reports whether the interval is the whole line.
func (x *Interval) IsWhole() bool { return x.lo.IsInf() && x.hi.IsInf() }

// ContainsZero reports whether 0 lies in the interval.
func (x *Interval) ContainsZero() bool { return x.lo.Sign() <= 0 && x.hi.Sign() >= 0 }

// Contains reports whether the rational r lies in the interval. It compares
// through the sizes of both sides first, so an endpoint with an extreme exponent
// costs nothing.
func (x *Interval) Contains(r *big.Rat) bool {
	return cmpRat(&x.lo, r) <= 0 && cmpRat(&x.hi, r) >= 0
}

// ContainsFloat reports whether the number f lies in the interval.
func (x *Interval) ContainsFloat(f *big.Float) bool {
	return x.lo.Cmp(f) <= 0 && x.hi.Cmp(f) >= 0
}

// ContainsInterval reports whether y is a subset of x.
func (x *Interval) ContainsInterval(y *Interval) bool {
	return x.lo.Cmp(&y.lo) <= 0 && x.hi.Cmp(&y.hi) >= 0
}

// cmpRat compares f with r exactly: -1, 0, +1 for f <, =, > r.
func cmpRat(f *big.Float, r *big.Rat) int {
	if f.IsInf() {
		if f.Signbit() {
			return -1
		}
		return 1
	}
	sf, sr := f.Sign(), r.Sign()
	switch {
	case sf < sr:
		return -1
	case sf > sr:
		return 1
	case sf == 0:
		return 0
	}
	// 2^(ef-1) <= |f| < 2^ef and 2^(er-1) < |r| < 2^(er+1).
	ef, er := f.MantExp(nil), r.Num().BitLen()-r.Denom().BitLen()
	switch {
	case ef-1 >= er+1:
		return sf
	case ef <= er-1:
		return -sf
	}
	// Now |ef - er| <= 1: compare m 2^k with num/den as integers.
	var m, t big.Int
	k := decompose(&m, f)
	m.Mul(&m, r.Denom())
	if k >= 0 {
		m.Lsh(&m, uint(k))
		return m.Cmp(r.Num())
	}
	return m.Cmp(t.Lsh(r.Num(), uint(-k)))
}

// Mid returns a number in the interval near its midpoint, in the precision of
// the endpoints plus one bit. For an unbounded interval it returns the finite
// endpoint, or 0 for the whole line.
func (x *Interval) Mid() *big.Float {
	p := max(x.lo.Prec(), x.hi.Prec(), MinPrec) + 1
	m := new(big.Float).SetPrec(p)
	switch {
	case x.IsWhole():
		return m
	case x.lo.IsInf():
		return m.Set(&x.hi)
	case x.hi.IsInf():
		return m.Set(&x.lo)
	}
	// Halve first only where it matters: exponents are far from big.Float's limits.
	var t big.Float
	t.SetPrec(p)
	surrogateAdd(&t, &x.lo, &x.hi)
	m.SetMantExp(&t, -1)
	return m
}

// Width returns hi - lo rounded up to the endpoints' precision; +Inf for an
// unbounded interval.
func (x *Interval) Width() *big.Float {
	p := max(x.lo.Prec(), x.hi.Prec(), MinPrec)
	w := new(big.Float).SetPrec(p).SetMode(big.ToPositiveInf)
	if !x.IsFinite() {
		return w.SetInf(false)
	}
	var n big.Float
	n.Neg(&x.lo)
	surrogateAdd(w, &x.hi, &n)
	return w
}

// Rad returns half the width, rounded up.
func (x *Interval) Rad() *big.Float {
	w := x.Width()
	if w.IsInf() {
		return w
	}
	return w.SetMantExp(w, -1)
}

// RelBits returns the relative accuracy in bits, about -log2(width / |x|), with
// |x| the largest magnitude in the interval: math.MaxInt for a point, 0 or less
// for an interval that is unbounded or as wide as its magnitude.
func (x *Interval) RelBits() int {
	switch {
	case x.IsPoint():
		return math.MaxInt
	case !x.IsFinite():
		return math.MinInt
	}
	e := math.MinInt
	if x.lo.Sign() != 0 {
		e = x.lo.MantExp(nil)
	}
	if x.hi.Sign() != 0 {
		e = max(e, x.hi.MantExp(nil))
	}
	return e - x.Width().MantExp(nil)
}

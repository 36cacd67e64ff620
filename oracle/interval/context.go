package interval

import (
	"errors"
	"fmt"
	"math/big"
)

// Bounds of the package.
const (
	// MinPrec is the least working precision in bits.
	MinPrec = 32
	// MaxPrec is the largest working precision in bits (about 315,000 digits).
	MaxPrec = 1 << 20
	// MaxExponent bounds finite endpoints: zero or 2^-MaxExponent <= |x| <= 2^MaxExponent.
	MaxExponent = 1 << 29
)

// Errors that Context.Err wraps.
var (
	// ErrDomain: an operand left the domain of the operation.
	ErrDomain = errors.New("interval: operand outside the domain")
	// ErrOverflow: a result left the range of finite endpoints.
	ErrOverflow = errors.New("interval: result outside the range of finite endpoints")
)

// Context holds the working precision and the scratch memory of interval
// operations, and caches of constants. It is not safe for concurrent use: give
// each goroutine its own.
type Context struct {
	prec uint
	err  error

	a, b, u, v big.Float // endpoint results; u, v for second candidates
	t          big.Float // scratch of decomposeWith
	n, d, q, r big.Int   // scratch of division and conversions
	ix, iy     Interval  // scratch of compound operations
	fx         fixed     // scratch and caches of the elementary functions
	sub        *Context  // a context of higher precision for compound operations
}

// CheckPrec returns an error naming the bounds when prec is not a valid working
// precision. Use it on precisions that come from data.
func CheckPrec(prec uint) error {
	if prec < MinPrec || prec > MaxPrec {
		return fmt.Errorf("interval: precision %d bits: must be from %d to %d", prec, MinPrec, MaxPrec)
	}
	return nil
}

// DigitsToPrec returns a precision in bits that holds the given number of
// decimal digits: ceil(digits log2 10) + 1, for 0 <= digits <= 2^26.
func DigitsToPrec(digits int) uint {
	if digits < 0 || digits > 1<<26 {
		panic(fmt.Sprintf("interval: DigitsToPrec: digits %d outside 0..2^26", digits))
	}
	// 3.3219280949 > log2 10 = 3.32192809488...
	return uint((uint64(digits)*33219280949+9999999999)/10000000000) + 1
}

// NewContext returns a context of the given working precision in bits. It
// panics when CheckPrec(prec) is an error.
func NewContext(prec uint) *Context {
	if err := CheckPrec(prec); err != nil {
		panic(err.Error())
	}
	return &Context{prec: prec}
}

// Prec returns the working precision in bits.
func (c *Context) Prec() uint { return c.prec }

// SetPrec changes the working precision and keeps the caches. It panics when
// CheckPrec(prec) is an error.
func (c *Context) SetPrec(prec uint) {
	if err := CheckPrec(prec); err != nil {
		panic(err.Error())
	}
	c.prec = prec
}

// Err returns the first domain or overflow error since the context was made or
// cleared, or nil. It wraps ErrDomain or ErrOverflow.
func (c *Context) Err() error { return c.err }

// ClearErr forgets the recorded error.
func (c *Context) ClearErr() { c.err = nil }

// domain records ErrDomain and returns the whole line in z. The text is built
// only once, when the error is the first.
func (c *Context) domain(z *Interval, op, why string) *Interval {
	if c.err == nil {
		c.err = fmt.Errorf("%w: %s: %s", ErrDomain, op, why)
	}
	return c.SetWhole(z)
}

func (c *Context) overflow(op string) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: %s: exponent beyond %d bits", ErrOverflow, op, MaxExponent)
	}
}

// down and up prepare f as a result of the working precision that rounds
// towards -Inf or +Inf.
func (c *Context) down(f *big.Float) *big.Float { return prepare(f, c.prec, big.ToNegativeInf) }
func (c *Context) up(f *big.Float) *big.Float   { return prepare(f, c.prec, big.ToPositiveInf) }

func prepare(f *big.Float, prec uint, mode big.RoundingMode) *big.Float {
	if f.Prec() != prec {
		f.SetPrec(0)
		f.SetPrec(prec)
	}
	return f.SetMode(mode)
}

// store moves the computed endpoints c.a, c.b into z (z's old storage becomes
// scratch, so aliasing is harmless) and brings them into the range of finite
// endpoints.
func (c *Context) store(z *Interval, op string) *Interval {
	z.lo, c.a = c.a, z.lo
	z.hi, c.b = c.b, z.hi
	if clampDown(&z.lo) {
		c.overflow(op)
	}
	if clampUp(&z.hi) {
		c.overflow(op)
	}
	return z
}

// clampDown rounds f down into the range of finite endpoints and -Inf.
func clampDown(f *big.Float) bool {
	if f.Sign() == 0 || f.IsInf() && f.Signbit() {
		return false
	}
	switch e := f.MantExp(nil); {
	case f.IsInf() || e > MaxExponent && !f.Signbit(): // too large: 2^MaxExponent is a lower bound
		f.SetInt64(1)
		f.SetMantExp(f, MaxExponent)
	case e > MaxExponent:
		f.SetInf(true)
	case e > -MaxExponent:
		return false
	case f.Signbit(): // -2^-MaxExponent < f < 0
		f.SetInt64(-1)
		f.SetMantExp(f, -MaxExponent)
	default:
		f.SetInt64(0)
	}
	return true
}

// clampUp rounds f up into the range of finite endpoints and +Inf.
func clampUp(f *big.Float) bool {
	f.Neg(f)
	r := clampDown(f)
	f.Neg(f)
	return r
}

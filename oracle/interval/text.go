package interval

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// MaxDigits bounds the number of digits that Text prints.
const MaxDigits = 1 << 20

// Text returns decimal strings lo <= x.lo and hi >= x.hi with the given number
// of significant digits, each the closest such decimal on its side when the
// endpoint's exponent is moderate (|exponent| up to 4 digits + 4096 bits) and
// within one unit of the last digit otherwise. Numbers from 10^-5 up to
// 10^max(digits, 21) are printed without exponent, others as d.ddde+x; trailing
// zeros after the point are left out. An infinite endpoint is "-Inf" or "+Inf".
// It panics unless 1 <= digits <= MaxDigits.
func (x *Interval) Text(digits int) (lo, hi string) {
	if digits < 1 || digits > MaxDigits {
		panic(fmt.Sprintf("interval: Text: digits %d outside 1..%d", digits, MaxDigits))
	}
	return decimal(&x.lo, digits, false), decimal(&x.hi, digits, true)
}

// String returns a compact form: a point as one number, otherwise
// "[lo, hi]" with as many digits as tell the endpoints apart plus three, at
// most 40.
func (x *Interval) String() string {
	d := 40
	if !x.IsPoint() {
		d = 4
		if b := x.RelBits(); b > 0 {
			d = min(4+int(float64(b)*0.30103), 40)
		}
	}
	lo, hi := x.Text(d)
	if lo == hi {
		return lo
	}
	return "[" + lo + ", " + hi + "]"
}

// decimal prints f with d significant digits, rounded up or down.
func decimal(f *big.Float, d int, up bool) string {
	switch {
	case f.IsInf() && f.Signbit():
		return "-Inf"
	case f.IsInf():
		return "+Inf"
	case f.Sign() == 0:
		return "0"
	}
	neg := f.Signbit()
	n, e := decimalMagnitude(f, d, up != neg)
	s := layout(n.Text(10), e, d)
	if neg {
		return "-" + s
	}
	return s
}

// decimalMagnitude returns n and e with n 10^e a bound of |f| > 0, above when
// away is set, below otherwise, where n has d digits or is 10^d.
func decimalMagnitude(f *big.Float, d int, away bool) (n *big.Int, e int) {
	// t = floor(log10 |f|), or one less when the logarithm is within 1e-6 above an
	// integer (the float64 logarithm of a number below 2^(2^29) is off by less).
	var m big.Float
	b := f.MantExp(m.SetPrec(53))
	v, _ := m.Float64()
	t := int(math.Floor(float64(b)*math.Log10(2) + math.Log10(math.Abs(v)) - 1e-6))
	e = t - d + 1
	n = new(big.Int)
	k := decompose(n, f)
	n.Abs(n)
	if -4*d-4096 <= b && b <= 4*d+4096 {
		n = scaleExact(n, k, e, away)
	} else {
		n = scaleInterval(n, k, e, d, away)
	}
	// n has d or d+1 digits; 10^d has more than 3.3219 d bits.
	if n.BitLen() > d*33219/10000 && n.Cmp(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d)), nil)) > 0 {
		r := new(big.Int)
		n.QuoRem(n, big.NewInt(10), r)
		if away && r.Sign() != 0 {
			n.Add(n, big.NewInt(1))
		}
		e++
	}
	return n, e
}

// scaleExact returns n 2^k 10^-e rounded down, or up when away is set.
func scaleExact(n *big.Int, k, e int, away bool) *big.Int {
	den := big.NewInt(1)
	p := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(abs(e))), nil)
	if e <= 0 {
		n.Mul(n, p)
	} else {
		den.Mul(den, p)
	}
	if k -= e; k >= 0 { // 10^-e = 5^-e 2^-e
		n.Lsh(n, uint(k))
	} else {
		den.Lsh(den, uint(-k))
	}
	if e <= 0 { // den is a power of two
		rem := int(n.TrailingZeroBits()) < -k
		n.Rsh(n, uint(max(-k, 0)))
		if rem && away {
			n.Add(n, big.NewInt(1))
		}
		return n
	}
	r := new(big.Int)
	n.QuoRem(n, den, r)
	if away && r.Sign() != 0 {
		n.Add(n, big.NewInt(1))
	}
	return n
}

// scaleInterval is scaleExact for extreme exponents: the power of ten is an
// interval of d digits and a reserve of 64 bits, so the memory does not depend
// on the exponent.
func scaleInterval(n *big.Int, k, e, d int, away bool) *big.Int {
	c := NewContext(min(DigitsToPrec(d)+64, MaxPrec))
	var x, p Interval
	c.SetInt(&x, n)
	c.SetInt64(&p, 10)
	// 10^-e in two halves, because it may lie outside the range where |f| does not.
	c.Pow(&p, &p, -e/2)
	c.MulPow2(&x, &x, k)
	c.Mul(&x, &x, &p)
	c.Mul(&x, &x, &p)
	if e%2 != 0 {
		c.SetInt64(&p, 10)
		c.Pow(&p, &p, -(e % 2))
		c.Mul(&x, &x, &p)
	}
	f := &x.lo
	if away {
		f = &x.hi
	}
	r, acc := f.Int(nil)
	if away && acc != big.Exact {
		r.Add(r, big.NewInt(1))
	}
	return r
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// layout writes the number s 10^e, s a digit string, in plain or scientific form.
func layout(s string, e, d int) string {
	t := strings.TrimRight(s, "0")
	if t == "" {
		return "0"
	}
	e += len(s) - len(t)
	x := e + len(t) - 1 // exponent of the first digit
	switch {
	case x < -5 || x >= max(d, 21):
		m := t[:1]
		if len(t) > 1 {
			m += "." + t[1:]
		}
		if x >= 0 {
			return m + "e+" + strconv.Itoa(x)
		}
		return m + "e" + strconv.Itoa(x)
	case e >= 0:
		return t + strings.Repeat("0", e)
	case x < 0:
		return "0." + strings.Repeat("0", -x-1) + t
	}
	return t[:x+1] + "." + t[x+1:]
}

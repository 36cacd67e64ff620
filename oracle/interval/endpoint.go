package interval

import "math/big"

// decompose writes x = m 2^e with an integer m and returns e. x is finite.
// For x = 0, m = e = 0.
func decompose(m *big.Int, x *big.Float) (e int) {
	if x.Sign() == 0 {
		m.SetInt64(0)
		return 0
	}
	var t big.Float
	return decomposeWith(m, x, &t)
}

// decomposeWith is decompose with the caller's scratch t, so that it does not
// allocate. x is finite and not zero.
func decomposeWith(m *big.Int, x, t *big.Float) (e int) {
	p := int(x.Prec())
	e = x.MantExp(t)
	t.SetMantExp(t, p)
	t.Int(m)
	return e - p
}

// setScaled sets z = n 2^e, rounded in z's mode to z's precision.
func setScaled(z *big.Float, n *big.Int, e int) {
	z.SetInt(n)
	z.SetMantExp(z, e)
}

// surrogateAdd sets z = x + y, correctly rounded in z's mode, for finite x and y.
// big.Float.Add aligns both mantissas, which for exponents far apart takes
// memory in proportion to the gap. So when |y| < 2^(ex-k), ex the exponent of x
// and k = max(prec z, prec x) + 4, y is replaced by sign(y) 2^(ex-k-1): no number
// of z's precision and no multiple of the last bit of x lies strictly between x
// and x +- 2^(ex-k), so that both sums round alike in every mode but a tie to
// nearest even, which cannot occur because 0 < |y| < half a unit.
// z must not alias x or y.
func surrogateAdd(z, x, y *big.Float) {
	if x.Sign() == 0 || y.Sign() == 0 {
		z.Add(x, y)
		return
	}
	ex, ey := x.MantExp(nil), y.MantExp(nil)
	if ex < ey {
		x, y, ex, ey = y, x, ey, ex
	}
	k := int(max(z.Prec(), x.Prec())) + 4
	if ey > ex-k {
		z.Add(x, y)
		return
	}
	var s big.Float
	s.SetInt64(int64(y.Sign()))
	s.SetMantExp(&s, ex-k-2)
	z.Add(x, &s)
}

// cmpAbs compares |x| with |y|.
func cmpAbs(x, y *big.Float) int {
	a, b := *x, *y // share the mantissas, which sign changes do not touch
	if a.Signbit() {
		a.Neg(&a)
	}
	if b.Signbit() {
		b.Neg(&b)
	}
	return a.Cmp(&b)
}

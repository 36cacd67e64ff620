package numeric

import "math/big"

// Reference arithmetic: big.Float at 256 bits. A value below is a product of
// at most 4*64 factors, so its relative error is below 2^-246, while the
// decisions taken with it concern relative differences of 2^-60 or more.
const refPrec = 256

func bf(x float64) *big.Float { return new(big.Float).SetPrec(refPrec).SetFloat64(x) }

func mulF(x, y *big.Float) *big.Float { return new(big.Float).SetPrec(refPrec).Mul(x, y) }
func addF(x, y *big.Float) *big.Float { return new(big.Float).SetPrec(refPrec).Add(x, y) }
func subF(x, y *big.Float) *big.Float { return new(big.Float).SetPrec(refPrec).Sub(x, y) }
func quoF(x, y *big.Float) *big.Float { return new(big.Float).SetPrec(refPrec).Quo(x, y) }

func powF(x *big.Float, n int) *big.Float {
	y := bf(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			y.Mul(y, x)
		}
		x = mulF(x, x)
	}
	return y
}

// sign returns the sign of b^2 u^{L-2} - (u+e^2)^{2(L-1)}: positive exactly
// between the two roots.
func refSign(depth int, b, e float64, u *big.Float) int {
	left := mulF(mulF(bf(b), bf(b)), powF(u, depth-2))
	return left.Cmp(powF(addF(u, mulF(bf(e), bf(e))), 2*(depth-1)))
}

// refCritical is the exact maximizer u = (L-2)/L e^2 of the ratio of the two sides.
func refCritical(depth int, e float64) *big.Float {
	return quoF(mulF(bf(float64(depth-2)), mulF(bf(e), bf(e))), bf(float64(depth)))
}

// refRoot finds a root to 200 bits by bisection: between 0 and the critical
// point for the small one, above it for the large one.
func refRoot(depth int, b, e float64, large bool) *big.Float {
	lo, hi := refCritical(depth, e), refCritical(depth, e) // sign > 0 at lo
	for refSign(depth, b, e, hi) > 0 {
		lo.Set(hi)
		if large {
			hi = mulF(hi, bf(2))
		} else {
			hi = mulF(hi, bf(0.5))
		}
	}
	for range 200 {
		mid := mulF(addF(lo, hi), bf(0.5))
		if refSign(depth, b, e, mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// relWithin reports |got - want| <= rel |want|.
func relWithin(got float64, want *big.Float, rel float64) bool {
	d := subF(bf(got), want)
	return d.Abs(d).Cmp(mulF(bf(rel), new(big.Float).Abs(want))) <= 0
}

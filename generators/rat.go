package generators

import "math/big"

// ratEqual reports x = y without the products of [big.Rat.Cmp]: rationals are in
// lowest terms, so equality is that of the numerators and the denominators.
func ratEqual(x, y *big.Rat) bool {
	if x.Sign() != y.Sign() {
		return false
	}
	if x.Sign() == 0 {
		return true
	}
	if x.Num().Cmp(y.Num()) != 0 || x.IsInt() != y.IsInt() {
		return false
	}
	return x.IsInt() || x.Denom().Cmp(y.Denom()) == 0
}

// isOne reports x = 1.
func isOne(x *big.Rat) bool {
	return x.Sign() > 0 && x.IsInt() && x.Num().BitLen() == 1
}

// denomBits is the bit length of the denominator, 1 for an integer.
func denomBits(x *big.Rat) int {
	if x.IsInt() {
		return 1
	}
	return x.Denom().BitLen()
}

// float64 values are m 2^k, m of at most 53 bits, with 2^-1074 the smallest
// and all below 2^1024.
const (
	mantissaBits = 53
	minExponent  = -1074
	maxExponent  = 1024
)

// isFloat64 reports whether a float64 holds x exactly (zero and subnormal
// numbers included).
func isFloat64(x *big.Rat) bool {
	if x.Sign() == 0 {
		return true
	}
	num := x.Num()
	low := int(num.TrailingZeroBits()) // x = odd * 2^low when x is dyadic
	bits := num.BitLen() - low
	top := num.BitLen()
	if !x.IsInt() {
		den := x.Denom()
		k := den.BitLen() - 1
		if int(den.TrailingZeroBits()) != k {
			return false
		}
		low -= k
		top -= k
	}
	return bits <= mantissaBits && low >= minExponent && top <= maxExponent
}

// setFrac sets x = p/q in lowest terms, q > 0, without the greatest common
// divisor over big integers that [big.Rat.SetFrac64] takes.
func setFrac(x *big.Rat, p, q int64) {
	if q <= 0 {
		panic("generators: setFrac needs a positive denominator")
	}
	if p == 0 {
		x.SetInt64(0)
		return
	}
	if g := gcd(p, q); g > 1 {
		p, q = p/g, q/g
	}
	x.SetInt64(q)
	if q == 1 {
		x.Num().SetInt64(p)
		return
	}
	x.Inv(x)
	x.Num().SetInt64(p) // documented: the numerator is by reference; p/q is in lowest terms
}

// gcd is the greatest common divisor of |p| and q > 0.
func gcd(p, q int64) int64 {
	if p < 0 {
		p = -p
	}
	for q != 0 {
		p, q = q, p%q
	}
	return p
}

// setPow2 sets x = p 2^k, for any sign of k.
func setPow2(x *big.Rat, p int64, k int) {
	if p == 0 {
		x.SetInt64(0)
		return
	}
	for k < 0 && p&1 == 0 {
		p, k = p/2, k+1
	}
	if k >= 0 {
		x.SetInt64(p)
		x.Num().Lsh(x.Num(), uint(k))
		return
	}
	x.SetInt64(1)
	x.Num().Lsh(x.Num(), uint(-k))
	x.Inv(x)
	x.Num().SetInt64(p)
}

// mulPow2 sets z = x 2^k, for any sign of k.
func mulPow2(z, x *big.Rat, k int) *big.Rat {
	var f big.Rat
	setPow2(&f, 1, k)
	return z.Mul(x, &f)
}

// ratPow is x^n for n >= 0, a new number.
func ratPow(x *big.Rat, n int) *big.Rat {
	e := big.NewInt(int64(n))
	num := new(big.Int).Exp(x.Num(), e, nil)
	den := new(big.Int).Exp(x.Denom(), e, nil)
	return new(big.Rat).SetFrac(num, den)
}

package generators

import "math/big"

// thresholdBits is the working precision: thresholds are enclosed to about
// 2^-thresholdBits, far inside the offsets of the regimes around them.
const thresholdBits = 160

// enclosure is a threshold of Lemma 3.2: lo <= beta <= hi, lo = hi when beta is
// rational, and z a rational near the z = u/e^2 at which it is reached.
type enclosure struct {
	lo, hi, z *big.Rat
}

func (t enclosure) exact() bool { return t.lo.Cmp(t.hi) == 0 }

// beta1 encloses
//
//	beta_1(L) = (2(L-1)/L)^(L-1) (L/(L-2))^((L-2)/2),  beta_1(2) = 1,
//
// reached at z = (L-2)/L, for L >= 2. It is rational exactly for even L: L and
// L-2 are coprime for odd L and no two odd squares differ by 2. Source: MATH.md,
// Lemma 3.2.
func beta1(L int) enclosure {
	n := int64(L)
	square := ratPow(big.NewRat(2*(n-1), n), 2*(L-1))
	z := new(big.Rat)
	if L > 2 {
		square.Mul(square, ratPow(big.NewRat(n, n-2), L-2))
		z.SetFrac64(n-2, n)
	}
	lo, hi := sqrtEnclosure(square)
	return enclosure{lo, hi, z}
}

// beta2 encloses
//
//	beta_2(L) = (1+z)^(L-1) / z^((L-2)/2),  z in (0,1) the root of (1+z)^(L-1) (1-z) = 1,
//
// for L >= 3; beta_2(2) = 1. The left side minus 1 is positive on (0, z) and
// negative on (z, 1], so z is bisected with exact integers; beta_2 rises with z
// there (the root lies above (L-2)/L). Source: MATH.md, Lemma 3.2 and S.7.
func beta2(L int) enclosure {
	if L == 2 {
		return enclosure{big.NewRat(1, 1), big.NewRat(1, 1), new(big.Rat)}
	}
	n := new(big.Int) // z in [n, n+1] / 2^k
	for k := 1; k <= thresholdBits; k++ {
		n.Lsh(n, 1)
		n.SetBit(n, 0, 1)
		if rootSide(n, k, L) < 0 {
			n.SetBit(n, 0, 0)
		}
	}
	scale := new(big.Int).Lsh(big.NewInt(1), thresholdBits)
	zlo := new(big.Rat).SetFrac(n, scale)
	zhi := new(big.Rat).SetFrac(n.Add(n, big.NewInt(1)), scale)
	if zlo.Cmp(big.NewRat(int64(L-2), int64(L))) < 0 {
		panic("generators: the root of beta_2 lies below (L-2)/L")
	}
	lo, _ := sqrtEnclosure(thresholdSquare(zlo, L))
	_, hi := sqrtEnclosure(thresholdSquare(zhi, L))
	return enclosure{lo, hi, zlo}
}

// rootSide is the sign of (1+z)^(L-1) (1-z) - 1 at z = n/2^k.
func rootSide(n *big.Int, k, L int) int {
	one := new(big.Int).Lsh(big.NewInt(1), uint(k))
	x := new(big.Int).Add(one, n)
	x.Exp(x, big.NewInt(int64(L-1)), nil)
	x.Mul(x, new(big.Int).Sub(one, n))
	return x.Cmp(one.Lsh(one, uint(k*(L-1))))
}

// thresholdSquare is h(z)^2 = (1+z)^(2L-2) / z^(L-2).
func thresholdSquare(z *big.Rat, L int) *big.Rat {
	x := ratPow(new(big.Rat).Add(z, big.NewRat(1, 1)), 2*(L-1))
	return x.Quo(x, ratPow(z, L-2))
}

// sqrtEnclosure encloses the square root of x >= 0: lo = hi if it is rational,
// else multiples of 2^-thresholdBits one step apart.
func sqrtEnclosure(x *big.Rat) (lo, hi *big.Rat) {
	p, q := new(big.Int).Sqrt(x.Num()), new(big.Int).Sqrt(x.Denom())
	lo = new(big.Rat).SetFrac(p, q)
	if new(big.Rat).Mul(lo, lo).Cmp(x) == 0 {
		return lo, new(big.Rat).Set(lo)
	}
	// n = floor(sqrt(floor(4^k x))): n^2 <= 4^k x < (n+1)^2
	n := new(big.Int).Lsh(x.Num(), 2*thresholdBits)
	n.Sqrt(n.Quo(n, x.Denom()))
	scale := new(big.Int).Lsh(big.NewInt(1), thresholdBits)
	lo = new(big.Rat).SetFrac(n, scale)
	hi = new(big.Rat).SetFrac(n.Add(n, big.NewInt(1)), scale)
	return lo, hi
}

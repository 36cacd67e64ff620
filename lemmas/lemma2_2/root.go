package lemma2_2

import "math/big"

// rationalRoot returns the L-th root of x >= 0 and true when it is rational. In lowest terms that is so
// iff numerator and denominator are L-th powers of integers.
func rationalRoot(x *big.Rat, n int) (*big.Rat, bool) {
	num, ok := integerRoot(x.Num(), n)
	if !ok {
		return nil, false
	}
	den, ok := integerRoot(x.Denom(), n)
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetFrac(num, den), true
}

// integerRoot returns the n-th root of x >= 0 and true when it is an integer. Newton's iteration from above,
// r -> floor(((n-1) r + floor(x / r^(n-1))) / n), falls until it reaches floor(x^(1/n)).
func integerRoot(x *big.Int, n int) (*big.Int, bool) {
	if x.Sign() < 0 {
		return nil, false
	}
	if x.Sign() == 0 {
		return new(big.Int), true
	}
	order, less := big.NewInt(int64(n)), big.NewInt(int64(n-1))
	r := new(big.Int).Lsh(big.NewInt(1), uint((x.BitLen()+n-1)/n))
	for {
		next := new(big.Int).Exp(r, less, nil)
		next.Quo(x, next)
		next.Add(next, new(big.Int).Mul(r, less))
		next.Quo(next, order)
		if next.Cmp(r) >= 0 {
			break
		}
		r = next
	}
	return r, new(big.Int).Exp(r, order, nil).Cmp(x) == 0
}

// product returns the product of the weights.
func product(ws []*big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for _, w := range ws {
		p.Mul(p, w)
	}
	return p
}

// column returns the weights of coordinate i, by reference.
func column(weights [][]*big.Rat, i int) []*big.Rat {
	ws := make([]*big.Rat, len(weights))
	for l, row := range weights {
		ws[l] = row[i]
	}
	return ws
}

// roots returns |p_i|^(1/L) for every coordinate, nil where it is irrational, and whether all are rational.
func roots(weights [][]*big.Rat) ([]*big.Rat, bool) {
	cs, all := make([]*big.Rat, len(weights[0])), true
	for i := range cs {
		p := product(column(weights, i))
		c, ok := rationalRoot(p.Abs(p), len(weights))
		if !ok {
			all = false
			continue
		}
		cs[i] = c
	}
	return cs, all
}

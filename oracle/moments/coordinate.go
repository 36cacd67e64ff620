package moments

import "math/big"

// coordinate holds what the moments of g at one coordinate are made of.
type coordinate struct {
	w     []*big.Rat
	m2    []*big.Rat    // E v_l^2
	rest  [5][]*big.Rat // rest[k][l] = A_k = E q_{-l}^k, k = 1..4
	b, s  *big.Rat
	c, c2 *big.Rat // mean and second moment of sum_{j != i} Sigma_ij u_j
	load  *big.Rat // s (z + tau2), one sample
}

// factor returns E (w + e xi)^k for k = 1..4: w, w^2 + e^2, w^3 + 3 w e^2, w^4 + 6 w^2 e^2 + 3 e^4 (entry 0 is not used).
func factor(w, e2 *big.Rat) [5]*big.Rat {
	w2 := mul(w, w)
	e4 := mul(e2, e2)
	m2 := add(w2, e2)
	m3 := mul(w, add(w2, times(3, e2)))
	m4 := add(mul(w2, add(w2, times(6, e2))), times(3, e4))
	return [5]*big.Rat{nil, w, m2, m3, m4}
}

// newCoordinate fills the moments of the products over all layers but one, from products over the layers before and after.
func newCoordinate(weights [][]*big.Rat, i int, e2 *big.Rat) *coordinate {
	depth := len(weights)
	k := &coordinate{}
	fs := make([][5]*big.Rat, depth)
	for l, row := range weights {
		fs[l] = factor(row[i], e2)
		k.w = append(k.w, row[i])
		k.m2 = append(k.m2, fs[l][2])
	}
	for o := 1; o <= 4; o++ {
		k.rest[o] = make([]*big.Rat, depth)
		before := big.NewRat(1, 1)
		for l := range depth {
			k.rest[o][l] = before
			before = mul(before, fs[l][o])
		}
		after := big.NewRat(1, 1)
		for l := depth - 1; l >= 0; l-- {
			k.rest[o][l] = mul(k.rest[o][l], after)
			after = mul(after, fs[l][o])
		}
	}
	return k
}

// products returns F and G of Evaluate at layer l.
func (k *coordinate) products(l int) (f, g *big.Rat) {
	w, a2, a3, a4 := k.w[l], k.rest[2][l], k.rest[3][l], k.rest[4][l]
	wa := mul(w, a3)
	g = sub(mul(k.b, a2), wa)
	f = sub(mul(k.b, g), mul(k.b, wa))
	return f.Add(f, mul(k.m2[l], a4)), g
}

func (k *coordinate) mean(l int) *big.Rat {
	x := sub(mul(k.b, k.rest[1][l]), mul(k.w[l], k.rest[2][l]))
	x.Mul(x, k.s)
	x.Add(x, mul(k.c, k.rest[1][l]))
	return times(-2, x)
}

func (k *coordinate) noise(l int) *big.Rat {
	f, g := k.products(l)
	x := mul(mul(k.s, k.s), f)
	x.Add(x, times(2, mul(mul(k.s, k.c), g)))
	x.Add(x, mul(k.c2, k.rest[2][l]))
	return times(4, x)
}

func (k *coordinate) sample(l int) *big.Rat {
	f, g := k.products(l)
	x := times(3, mul(mul(k.s, k.s), f))
	x.Add(x, times(6, mul(mul(k.s, k.c), g)))
	x.Add(x, mul(add(k.load, times(2, k.c2)), k.rest[2][l]))
	return times(4, x)
}

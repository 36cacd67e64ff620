package generators

import "math/big"

// modulus sets every w_li of coordinate i to c_i: layers of equal modulus.
func (m *maker) modulus(in *Instance, zero bool) {
	var c big.Rat
	for i := range in.Target {
		if zero {
			m.nonnegative(&c)
		} else {
			m.positive(&c)
		}
		for _, row := range in.Weights {
			row[i].Set(&c)
		}
	}
}

// align gives the first layer the sign of b_i (a random sign where b_i = 0), and
// the other layers pairs of minus signs now and then: sign(p_i) = sign(b_i).
func (m *maker) align(in *Instance) {
	L := in.Depth()
	for i, b := range in.Target {
		if b.Sign() < 0 || b.Sign() == 0 && m.oneIn(2) {
			flip(in, 0, i)
		}
		if m.oneIn(2) {
			l := m.below(L)
			flip(in, l, i)
			flip(in, (l+1)%L, i)
		}
	}
}

func flip(in *Instance, l, i int) { in.Weights[l][i].Neg(in.Weights[l][i]) }

func makeBalanced(m *maker) *Instance {
	in := m.base(0, 0)
	m.modulus(in, true)
	m.align(in)
	return in
}

func makeSigns(m *maker) *Instance {
	in := m.base(0, 0)
	m.modulus(in, false)
	for l, row := range in.Weights {
		for i := range row {
			if m.oneIn(2) {
				flip(in, l, i)
			}
		}
	}
	return in
}

// makeNearlyBalanced multiplies some layers of balanced weights by 1 + 2^-k or
// 1 - 2^-k, k in 10..40. The moduli are at most 11 bits long, so that
// |w| (2^k +- 1) / 2^k has at most 53 bits.
func makeNearlyBalanced(m *maker) *Instance {
	in := m.base(0, 0)
	keep := m.style
	if m.style == full {
		m.style = dyadic
	}
	m.modulus(in, false)
	m.style = keep
	var f, g big.Rat
	for i := range in.Target {
		k := 10 + m.below(31)
		setPow2(&f, int64(1)<<k+1-2*int64(m.below(2)), -k)
		first := m.below(in.Depth())
		for l := range in.Weights {
			// the first by its factor, the next never, the others by chance
			if l == first || l != (first+1)%in.Depth() && m.oneIn(2) {
				x := in.Weights[l][i]
				g.Mul(x, &f)
				x.Set(&g)
			}
		}
	}
	m.align(in)
	return in
}

// makeZeroLayers makes a coordinate with exactly n zero layers, all for n = 0;
// the other layers of that coordinate are not zero.
func makeZeroLayers(n int) func(*maker) *Instance {
	return func(m *maker) *Instance {
		in := m.base(0, 0)
		i := m.below(in.Width())
		L := in.Depth()
		zeros := n
		if zeros == 0 {
			zeros = L
		}
		first, gap := m.below(L), 1+m.below(L-1)
		for l, row := range in.Weights {
			if zeros == L || l == first || zeros == 2 && l == (first+gap)%L {
				row[i].SetInt64(0)
			} else {
				m.nonzero(row[i])
			}
		}
		return in
	}
}

// noiseBits bounds the binary exponents of tiny and huge noise.
const noiseBits = 60

// makeNoise draws e = c 2^k, c in [1, 2), |k| in 20..60 of the given sign.
func makeNoise(sign int) func(*maker) *Instance {
	return func(m *maker) *Instance {
		in := m.base(0, 0)
		k := sign * (20 + m.below(noiseBits-19))
		if m.oneIn(2) {
			setPow2(in.Noise, 1, k)
		} else {
			setPow2(in.Noise, int64(16+m.below(16)), k-4)
		}
		return in
	}
}

// Exponents of the extreme regime: 2^996 < 1e300 < 2^997.
const (
	extremeBits = 996
	sigmaBits   = 490 // Sigma_ij 2^{k_i+k_j} stays inside, entries in 2^-16..2^16
)

// makeExtreme draws m 2^k with short m: either one scale for all weights, or one
// per entry; b, e, tau2 and Sigma (as D Sigma D) at scales of their own.
func makeExtreme(m *maker) *Instance {
	keep := m.style
	m.style = dyadic
	in := m.base(0, 0)
	m.style = keep
	common := m.exponent(extremeBits)
	wild := m.oneIn(2)
	for _, row := range in.Weights {
		for _, x := range row {
			k := common
			if wild {
				k = m.exponent(extremeBits)
			}
			m.extreme(x, k)
		}
	}
	for _, x := range in.Target {
		m.extreme(x, m.exponent(extremeBits))
	}
	if in.Noise.Sign() != 0 {
		setPow2(in.Noise, 1, m.exponent(extremeBits))
	}
	if in.Tau2.Sign() != 0 {
		setPow2(in.Tau2, 1, m.exponent(extremeBits))
	}
	k := make([]int, in.Width())
	for i := range k {
		k[i] = m.exponent(sigmaBits)
	}
	conjugate(in, k)
	return in
}

// exponent is in -most..most: an end, near zero, or anywhere.
func (m *maker) exponent(most int) int {
	switch m.below(8) {
	case 0:
		return most
	case 1:
		return -most
	case 2:
		return m.below(65) - 32
	}
	return m.below(2*most+1) - most
}

// extreme sets x = +-c 2^k, c in {1, 1, 1, 1 + 2^-3 .. 2 - 2^-3}, or 0 now and then.
func (m *maker) extreme(x *big.Rat, k int) {
	switch m.below(8) {
	case 0:
		x.SetInt64(0)
		return
	case 1, 2:
		if k > -extremeBits+3 && k < extremeBits {
			setPow2(x, int64(9+m.below(7)), k-3)
			break
		}
		fallthrough
	default:
		setPow2(x, 1, k)
	}
	if m.oneIn(2) {
		x.Neg(x)
	}
}

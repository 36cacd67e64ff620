package generators

import (
	"math/big"
	"sync"
)

// side is where beta lies relative to a threshold.
type side int

const (
	below side = iota - 1
	at
	above
)

// The offset of the regimes just below and just above a threshold is a factor
// 1 -+ 2^-k, k in 67..132: between 10^-40 and 10^-20.
const (
	minOffsetBits = 67
	maxOffsetBits = 132
)

// thresholdRegimes is the six rows of the table. They share enclosures that are
// computed once per depth and per call, when first needed.
func thresholdRegimes() []standard {
	one, two := new(thresholdTable), new(thresholdTable)
	one.compute, two.compute = beta1, beta2
	deep := func(d Domain) bool { return d.MaxDepth >= 3 } // beta_2(2) = beta_1(2)
	return []standard{
		{AtBeta1, nil, makeThreshold(one, at, 2)},
		{BelowBeta1, nil, makeThreshold(one, below, 2)},
		{AboveBeta1, nil, makeThreshold(one, above, 2)},
		{AtBeta2, deep, makeThreshold(two, at, 3)},
		{BelowBeta2, deep, makeThreshold(two, below, 3)},
		{AboveBeta2, deep, makeThreshold(two, above, 3)},
	}
}

// thresholdTable computes an enclosure at most once per depth; it is safe for
// use by several goroutines, and its values are never changed.
type thresholdTable struct {
	compute func(L int) enclosure
	mu      sync.Mutex
	known   map[int]enclosure
}

func (t *thresholdTable) get(L int) enclosure {
	t.mu.Lock()
	defer t.mu.Unlock()
	e, ok := t.known[L]
	if !ok {
		if t.known == nil {
			t.known = make(map[int]enclosure)
		}
		e = t.compute(L)
		t.known[L] = e
	}
	return e
}

// makeThreshold puts coordinate 0, and the others by chance, at beta = |b_i|/e^L
// beside the threshold. "At" is exact where the threshold is rational (and, in a
// dyadic domain, a float64 holds b_i), else the nearest number below or above.
// Half of the time the weights sit near the root u = z e^2 in modulus and sign.
func makeThreshold(table *thresholdTable, where side, minDepth int) func(*maker) *Instance {
	return func(m *maker) *Instance {
		in := m.base(minDepth, 0)
		t := table.get(in.Depth())
		m.thresholdNoise(in, t, where)
		eL := ratPow(in.Noise, in.Depth())
		for i, b := range in.Target {
			if i > 0 && m.oneIn(2) {
				continue
			}
			if m.d.Dyadic {
				b.Set(m.besideFloat(t, where, eL))
			} else {
				b.Mul(m.beside(t, where), eL)
			}
			if m.oneIn(2) {
				b.Neg(b)
			}
		}
		if m.oneIn(2) {
			m.nearRoot(in, t)
		}
		return in
	}
}

// thresholdNoise draws e > 0; for an exact threshold in a dyadic domain mostly
// an e whose odd prime factors clear the denominator of beta e^L.
func (m *maker) thresholdNoise(in *Instance, t enclosure, where side) {
	if m.oneIn(2) {
		in.Noise.SetInt64(1)
	} else {
		m.positive(in.Noise)
	}
	if !m.d.Dyadic || where != at || !t.exact() || m.oneIn(4) {
		return
	}
	e0 := int64(1)
	var p, r big.Int
	for f := int64(3); f <= int64(in.Depth()); f += 2 {
		if gcd(e0, f) == 1 && r.Rem(t.lo.Denom(), p.SetInt64(f)).Sign() == 0 {
			e0 *= f
		}
	}
	setPow2(in.Noise, e0, m.below(7)-3)
}

// beside is a rational on the named side of the threshold.
func (m *maker) beside(t enclosure, where side) *big.Rat {
	k := minOffsetBits + m.below(maxOffsetBits-minOffsetBits+1)
	f := new(big.Rat)
	setPow2(f, 1, -k)
	one := big.NewRat(1, 1)
	switch where {
	case below:
		return f.Mul(f.Sub(one, f), t.lo)
	case above:
		return f.Mul(f.Add(one, f), t.hi)
	case at:
		if m.oneIn(2) {
			return f.Set(t.lo)
		}
	}
	return f.Set(t.hi)
}

// besideFloat is a float64 on the named side of the threshold times eL: the
// nearest one, or up to 2^10 last places further.
func (m *maker) besideFloat(t enclosure, where side, eL *big.Rat) *big.Rat {
	lo, hi := new(big.Rat).Mul(t.lo, eL), new(big.Rat).Mul(t.hi, eL)
	if where == at && t.exact() && isFloat64(lo) {
		return lo
	}
	up := where == above || where == at && m.oneIn(2)
	far := 0
	if where != at && m.oneIn(2) {
		far = m.below(11)
	}
	if up {
		return stepFloat(hi, +1, far)
	}
	return stepFloat(lo, -1, far)
}

// stepFloat is the float64 next to x > 0 in the direction of sign, strictly
// beyond x, and 2^far - 1 last places further.
func stepFloat(x *big.Rat, sign int, far int) *big.Rat {
	mode := big.ToPositiveInf
	if sign < 0 {
		mode = big.ToNegativeInf
	}
	y := roundBits(x, mantissaBits, mode)
	// y = c 2^k with c in [1/2, 1): a last place is 2^(k-53), half of that just
	// below a power of two
	k := new(big.Float).SetPrec(mantissaBits).SetRat(y).MantExp(nil)
	var shift big.Rat
	if y.Cmp(x) == 0 {
		setPow2(&shift, int64(sign), k-mantissaBits-2) // a quarter place on, the next float is the goal
		y = roundBits(y.Add(y, &shift), mantissaBits, mode)
	}
	setPow2(&shift, int64(sign)*(int64(1)<<far-1), k-mantissaBits)
	return roundBits(y.Add(y, &shift), mantissaBits, mode)
}

// nearRoot sets |w_li| to e sqrt(z) rounded to 2^-20 e, the layer 0 with the
// sign of b_i: the weights of the stationary point at the threshold, nearly.
func (m *maker) nearRoot(in *Instance, t enclosure) {
	n := new(big.Int).Lsh(t.z.Num(), 40)
	n.Sqrt(n.Quo(n, t.z.Denom()))
	w := new(big.Rat).SetFrac(n, big.NewInt(1<<20))
	w.Mul(w, in.Noise)
	if m.d.Dyadic {
		w = roundBits(w, mantissaBits, big.ToNearestEven)
	}
	for _, row := range in.Weights {
		for _, x := range row {
			x.Set(w)
		}
	}
	m.align(in)
}

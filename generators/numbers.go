package generators

import (
	"math/big"
	"math/rand"
)

// style is the kind of numbers an instance is made of.
type style uint8

const (
	modest style = iota // p/q, |p| <= 2^10, q <= 2^6
	dyadic              // p/2^k, |p| <= 2^10, k <= 8: products stay short
	full                // up to 53 significant bits, in [2^-4, 2^8): products round
)

// maker draws the numbers of one instance.
type maker struct {
	r     *rand.Rand
	d     Domain
	style style
}

// newMaker chooses a style that the domain allows: dyadic domains get three
// quarters short and one quarter full floats, others mostly modest rationals.
func newMaker(r *rand.Rand, d Domain) *maker {
	m := &maker{r: r, d: d.Normalize()}
	quarter := r.Uint64()&3 == 0
	switch {
	case d.Dyadic && quarter:
		m.style = full
	case d.Dyadic || quarter:
		m.style = dyadic
	default:
		m.style = modest
	}
	return m
}

// below is uniform on 0..n-1 up to a bias below n/2^32 (n < 2^31, n >= 1).
func (m *maker) below(n int) int {
	return int((m.r.Uint64() >> 32) * uint64(n) >> 32)
}

// oneIn is true once in n draws.
func (m *maker) oneIn(n int) bool { return m.below(n) == 0 }

// between is edge weighted on lo..hi: the ends and the small numbers are likelier.
func (m *maker) between(lo, hi int) int {
	if lo == hi {
		return lo
	}
	switch u := m.below(16); {
	case u < 5:
		return lo
	case u < 7:
		return hi
	case u < 10:
		return lo + 1
	}
	return lo + m.below(hi-lo+1)
}

// number sets x to an edge-weighted number: 0, +-1, +-1/2, +-2, small, generic.
func (m *maker) number(x *big.Rat) { m.set(x, m.r.Uint64()) }

// nonzero is number without 0.
func (m *maker) nonzero(x *big.Rat) {
	u := m.r.Uint64()
	if u&15 < 2 {
		u |= 2 // 0 becomes 1, -1
	}
	m.set(x, u)
	if x.Sign() == 0 { // a small p of 0
		x.SetInt64(1)
	}
}

// positive is nonzero without its sign.
func (m *maker) positive(x *big.Rat) {
	m.nonzero(x)
	x.Abs(x)
}

// nonnegative is number without its sign.
func (m *maker) nonnegative(x *big.Rat) {
	m.number(x)
	x.Abs(x)
}

// set sets x from 64 random bits: 4 choose the kind, 1 the sign, the rest the value.
func (m *maker) set(x *big.Rat, u uint64) {
	kind, neg, u := u&15, u&16 != 0, u>>5
	var p, q int64 = 1, 1
	switch {
	case kind < 2:
		p = 0
	case kind < 4: // +-1
	case kind == 4:
		q = 2
	case kind == 5:
		p = 2
	case kind < 9:
		p = int64(u % 9)
		u >>= 8
		if m.style == modest {
			q = int64(1 + u%4)
		} else {
			q = 1 << (u % 4)
		}
	case m.style == modest:
		p = int64(1 + u%1024)
		q = int64(1 + (u>>16)%64)
	case m.style == dyadic:
		p = int64(1 + u%1024)
		q = 1 << ((u >> 16) % 9)
	default: // full: 53 bits, the last one set
		p = int64(u>>6&(1<<mantissaBits-1) | 1<<(mantissaBits-1) | 1)
		if neg {
			p = -p
		}
		setPow2(x, p, -int(45+u%12))
		return
	}
	if neg {
		p = -p
	}
	setFrac(x, p, q)
}

package interval

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// source returns the random source of one case: it depends on nothing but the
// name and the index.
func source(name string, i int) *rand.Rand {
	h := uint64(14695981039346656037)
	for _, b := range []byte(name) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(h, uint64(i)))
}

// randomPrec favors the word boundaries and small precisions.
func randomPrec(r *rand.Rand) uint {
	switch r.IntN(8) {
	case 0:
		return MinPrec
	case 1:
		return 64
	case 2:
		return 65 + uint(r.IntN(64))
	case 3:
		return 200 + uint(r.IntN(300))
	}
	return 53
}

// shape is the kind of operand that a case asks for.
type shape struct {
	positive, nonneg bool // restrict the sign
	maxExp           int  // largest binary exponent
	minExp           int  // least one
	aboveMinusOne    bool
}

// randomEnd returns a number with at most prec bits and an edge-weighted exponent.
func randomEnd(r *rand.Rand, s shape, prec uint) *big.Float {
	f := new(big.Float).SetPrec(prec)
	if !s.positive && r.IntN(12) == 0 {
		return f
	}
	m := new(big.Int)
	switch r.IntN(6) {
	case 0: // small integers: exact results
		m.SetInt64(int64(1 + r.IntN(9)))
	case 1: // a power of two: the spacing changes
		m.SetInt64(1)
	case 2: // just below a power of two: all ones
		m.Lsh(big.NewInt(1), prec)
		m.Sub(m, big.NewInt(1))
	default:
		for m.BitLen() < int(prec) {
			m.Lsh(m, 32)
			m.Add(m, big.NewInt(int64(r.Uint32())))
		}
		m.Rsh(m, uint(m.BitLen()-int(prec)))
	}
	e := 0
	switch r.IntN(4) {
	case 0: // near 1
	case 1:
		e = r.IntN(9) - 4
	default:
		e = s.minExp + r.IntN(s.maxExp-s.minExp+1)
	}
	e = min(e, s.maxExp)
	f.SetInt(m)
	f.SetMantExp(f, e-m.BitLen())
	if !s.positive && !s.nonneg && r.IntN(2) == 0 {
		f.Neg(f)
		if s.aboveMinusOne {
			for f.Cmp(big.NewFloat(-1)) <= 0 {
				f.SetMantExp(f, -1-r.IntN(3))
			}
		}
	}
	return f
}

// randomInterval returns a point (1 in 4), a thin interval of a few units (1 in 2)
// or a wide one.
func randomInterval(r *rand.Rand, c *Context, s shape) *Interval {
	z := New()
	a := randomEnd(r, s, c.prec)
	b := new(big.Float).Copy(a)
	switch r.IntN(4) {
	case 0:
	case 1, 2:
		d := new(big.Float).SetInt64(int64(1 + r.IntN(20)))
		d.SetMantExp(d, b.MantExp(nil)-int(c.prec)-r.IntN(2))
		b.SetMode(big.ToPositiveInf).Add(b, d)
	default:
		b = randomEnd(r, s, c.prec)
	}
	if a.Cmp(b) > 0 {
		a, b = b, a
	}
	if err := c.SetBounds(z, a, b); err != nil {
		panic(err)
	}
	return z
}

// randomInside returns an exact rational in x, an end one time in three.
func randomInside(r *rand.Rand, x *Interval) *big.Rat {
	lo, hi, _ := x.Rats()
	switch r.IntN(6) {
	case 0:
		return lo
	case 1:
		return hi
	}
	d := new(big.Rat).Sub(hi, lo)
	d.Mul(d, big.NewRat(r.Int64N(1<<30), 1<<30))
	return d.Add(d, lo)
}

// randomSub returns an interval inside x with ends of x's precision.
func randomSub(r *rand.Rand, c *Context, x *Interval) *Interval {
	z := New()
	ends := [2]*big.Float{}
	for i := range ends {
		c.SetRat(z, randomInside(r, x))
		if f := z.Lo(); x.ContainsFloat(f) && r.IntN(2) == 0 {
			ends[i] = f
		} else if f := z.Hi(); x.ContainsFloat(f) {
			ends[i] = f
		} else {
			ends[i] = x.Lo()
		}
	}
	if ends[0].Cmp(ends[1]) > 0 {
		ends[0], ends[1] = ends[1], ends[0]
	}
	if err := c.SetBounds(z, ends[0], ends[1]); err != nil {
		panic(err)
	}
	return z
}

// TestGenerators checks the generators themselves: validity and reach.
func TestGenerators(t *testing.T) {
	var points, zeros, mixed, neg, pos int
	for i := range 2000 {
		r := source("generators", i)
		c := NewContext(randomPrec(r))
		x := randomInterval(r, c, shape{maxExp: 40, minExp: -40})
		if q := randomInside(r, x); !x.Contains(q) {
			t.Fatalf("case %d: %s is not in %s", i, q, x)
		}
		if y := randomSub(r, c, x); !x.ContainsInterval(y) {
			t.Fatalf("case %d: %s is not a part of %s", i, y, x)
		}
		if x.IsPoint() {
			points++
		}
		switch s, known := x.Sign(); {
		case !known && x.signClass() == 0:
			mixed++
		case s < 0:
			neg++
		case s > 0:
			pos++
		default:
			zeros++
		}
	}
	for _, n := range []int{points, zeros, mixed, neg, pos} {
		if n < 40 {
			t.Errorf("reach: points %d, zero at an end %d, zero inside %d, negative %d, positive %d: need 40 each", points, zeros, mixed, neg, pos)
		}
	}
}

package sturm

import (
	"context"
	"math/big"
)

// Rational decides whether the root is a rational number, and returns it.
//
// A rational root a/q in lowest terms has q | c_n (rational root theorem). Two fractions with denominators up to |c_n| < 2^k differ by at least
// 1/c_n^2 > 2^-2k, so an enclosure no wider than 2^-2k holds at most one; it is the simplest fraction of the enclosure, and one exact evaluation
// decides.
//
// Errors: as Refine.
func (r *Root) Rational(ctx context.Context) (*big.Rat, bool, error) {
	if x, ok := r.Exact(); ok {
		return x, true, nil
	}
	n := len(r.factor) - 1
	z, err := r.Refine(ctx, uint(2*r.factor[n].BitLen()))
	if err != nil {
		return nil, false, err
	}
	if x, ok := z.Exact(); ok {
		return x, true, nil
	}
	x := Simplest(z.Lo(), z.Hi())
	var e evaluator
	if e.sign(r.factor, x) != 0 {
		return nil, false, nil
	}
	return x, true, nil
}

// Simplest returns the fraction of least denominator in the closed interval [a, b], and of those the one of least absolute value. It panics
// when a > b. It is the continued fraction that a and b share, followed by the least next term.
func Simplest(a, b *big.Rat) *big.Rat {
	switch {
	case a.Cmp(b) > 0:
		panic("sturm: Simplest of an empty interval")
	case a.Sign() <= 0 && b.Sign() >= 0:
		return new(big.Rat)
	case b.Sign() < 0:
		z := Simplest(new(big.Rat).Neg(b), new(big.Rat).Neg(a))
		return z.Neg(z)
	}
	// Convergents p1/q1 (last) and p0/q0; the interval is [n/d, m/e] with positive ends.
	p0, q0, p1, q1 := big.NewInt(0), big.NewInt(1), big.NewInt(1), big.NewInt(0)
	n, d := new(big.Int).Set(a.Num()), new(big.Int).Set(a.Denom())
	m, e := new(big.Int).Set(b.Num()), new(big.Int).Set(b.Denom())
	k, rest, t := new(big.Int), new(big.Int), new(big.Int)
	advance := func() {
		t.Mul(k, p1)
		p0.Add(p0, t)
		p0, p1 = p1, p0
		t.Mul(k, q1)
		q0.Add(q0, t)
		q0, q1 = q1, q0
	}
	for {
		k.QuoRem(n, d, rest)
		if rest.Sign() == 0 { // the lower end is an integer: it is the simplest
			advance()
			break
		}
		t.Mul(k, e)
		t.Sub(m, t)        // (m/e - k) e
		if t.Cmp(e) >= 0 { // k+1 <= m/e
			k.Add(k, one)
			advance()
			break
		}
		// Both ends lie in (k, k+1): take reciprocals of the fractional parts and swap.
		m.Set(t)
		advance()
		n, d, m, e, rest = e, m, d, rest, n
	}
	return new(big.Rat).SetFrac(p1, q1)
}

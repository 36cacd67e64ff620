package step_schedules

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// statement is what S.13 says; wrong variants replace parts of it.
type statement struct {
	steps   func(r *big.Rat) bool // sum alpha_k = infinity
	squares func(r *big.Rat) bool // sum alpha_k^2 < infinity
	// bracket encloses the partial sum over k < n of (k+k0)^(-p): between lo and hi.
	bracket func(c *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval)
	// exponent is the exponent of alpha_k: alpha_k = a (k+k0)^-exponent(r).
	exponent func(r *big.Rat) *big.Rat
}

func lemma() statement {
	return statement{
		steps:    Diverges,
		exponent: func(r *big.Rat) *big.Rat { return r },
		squares:  func(r *big.Rat) bool { return !Diverges(new(big.Rat).Add(r, r)) },
		bracket: func(c *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval) {
			lo = integral(c, p, k0, new(big.Rat).Add(k0, new(big.Rat).SetInt64(n)))
			hi = c.Add(interval.New(), lo, power(c, k0, new(big.Rat).Neg(p)))
			return lo, hi
		},
	}
}

// power returns x^q = exp(q log x) for x > 0; x^0 = 1 exactly.
func power(c *interval.Context, x, q *big.Rat) *interval.Interval {
	z := c.SetRat(interval.New(), x)
	c.Log(z, z)
	c.MulRat(z, z, q)
	return c.Exp(z, z)
}

// integral returns the integral of x^(-p) from a to b, 0 < a <= b: (b^(1-p) - a^(1-p)) / (1-p), or log(b/a) for p = 1.
func integral(c *interval.Context, p, a, b *big.Rat) *interval.Interval {
	q := new(big.Rat).Sub(big.NewRat(1, 1), p)
	if q.Sign() == 0 {
		z := c.SetRat(interval.New(), new(big.Rat).Quo(b, a))
		return c.Log(z, z)
	}
	z := c.Sub(interval.New(), power(c, b, q), power(c, a, q))
	return c.MulRat(z, z, new(big.Rat).Inv(q))
}

// partial returns the sum of (k+k0)^(-p) over 0 <= k < n, term by term.
func partial(c *interval.Context, p, k0 *big.Rat, n int64) *interval.Interval {
	sum := interval.New()
	minus := new(big.Rat).Neg(p)
	for k := range n {
		c.Add(sum, sum, power(c, new(big.Rat).Add(k0, new(big.Rat).SetInt64(k)), minus))
	}
	return sum
}

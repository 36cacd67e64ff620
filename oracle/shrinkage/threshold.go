package shrinkage

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// beta1Squared returns beta_1(L)^2 = (2N/L)^(2N) (L/M)^M exactly, and 1 for L = 2 (MATH.md, Lemma 3.2). L must be at least 2.
func beta1Squared(depth int) *big.Rat {
	l, m, n := int64(depth), int64(depth-2), int64(depth-1)
	z := powRat(big.NewRat(2*n, l), int(2*n))
	if m > 0 {
		z.Mul(z, powRat(big.NewRat(l, m), int(m)))
	}
	return z
}

// CompareBeta1 returns the sign of beta - beta_1(L) for rational beta >= 0, exactly: it compares the rationals beta^2 and beta_1^2.
// It panics when depth is outside MinDepth .. MaxDepth or beta < 0.
func CompareBeta1(depth int, beta *big.Rat) int {
	mustDepth("CompareBeta1", depth)
	if beta.Sign() < 0 {
		panic("shrinkage: CompareBeta1 of a negative beta")
	}
	return new(big.Rat).Mul(beta, beta).Cmp(beta1Squared(depth))
}

func mustDepth(name string, depth int) {
	if depth < MinDepth || depth > MaxDepth {
		panic(fmt.Sprintf("shrinkage: %s at depth %d: must be from %d to %d", name, depth, MinDepth, MaxDepth))
	}
}

// Beta1 returns an enclosure of beta_1(L) = sqrt of beta1Squared, with at least the given significant digits. It is a point when beta_1 is
// an integer or dyadic and fits the precision.
//
// Errors: a *FieldError for a depth or digits out of bounds.
func Beta1(depth, digits int) (*interval.Interval, error) {
	if err := checkThreshold(depth, digits); err != nil {
		return nil, err
	}
	c := interval.NewContext(precFor(digits))
	return beta1(c, depth), nil
}

// beta1 encloses beta_1 at the context's precision, within two units: one of the rational, one of the root.
func beta1(c *interval.Context, depth int) *interval.Interval {
	z := interval.New()
	if depth%2 == 0 {
		// (2N/L)^N (L/M)^(M/2), rational
		l, m, n := int64(depth), int64(depth-2), int64(depth-1)
		r := powRat(big.NewRat(2*n, l), int(n))
		if m > 0 {
			r.Mul(r, powRat(big.NewRat(l, m), int(m/2)))
		}
		return c.SetRat(z, r)
	}
	return c.Sqrt(z, c.SetRat(z, beta1Squared(depth)))
}

// Beta2 returns an enclosure of beta_2(L), the beta at which the larger root and the origin have the same L_R, with at least the given
// significant digits: beta_2 = h(z) for the root z in (0, 1) of (1+z)^N (1-z) = 1; beta_2(2) = 1 (MATH.md, Lemma 3.2).
//
// Errors: a *FieldError for a depth or digits out of bounds; the context's error.
func Beta2(ctx context.Context, depth, digits int) (*interval.Interval, error) {
	if err := checkThreshold(depth, digits); err != nil {
		return nil, err
	}
	c := interval.NewContext(interval.MinPrec)
	if depth == 2 {
		return c.SetInt64(interval.New(), 1), nil
	}
	// (1+z)^N and z^(M/2) multiply relative errors, those of z and of their own products, by at most N + M/2 < 2^7 together, and each is a few units:
	// of 32 bits more than wanted, h keeps more than half.
	prec := precFor(digits) + 32
	b := newTie(depth).bracket()
	if err := b.refine(ctx, c, prec); err != nil {
		return nil, err
	}
	c.SetPrec(prec)
	z, h, d := interval.New(), interval.New(), interval.New()
	b.enclosure(c, z)
	c.Pow(h, c.AddInt64(h, z, 1), depth-1)
	return c.Div(h, h, powHalf(c, d, z, depth-2)), nil
}

// powHalf sets d = z^(m/2) for z >= 0.
func powHalf(c *interval.Context, d, z *interval.Interval, m int) *interval.Interval {
	if m%2 == 0 {
		return c.Pow(d, z, m/2)
	}
	return c.Sqrt(d, c.Pow(d, z, m))
}

func checkThreshold(depth, digits int) error {
	if depth < MinDepth || depth > MaxDepth {
		return &FieldError{"depth", fmt.Sprint(depth), fmt.Sprintf("must be from %d to %d", MinDepth, MaxDepth)}
	}
	return checkDigits(digits)
}

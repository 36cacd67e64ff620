package pacbayes

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Confidence is n samples at confidence 1 - delta.
type Confidence struct {
	N     *big.Int // n >= 1
	Delta *big.Rat // 0 < delta <= 1
}

// Budget sets z = (KL + log(2 sqrt n / delta)) / n, the budget of the bounds of Langford, Seeger and Maurer (MATH.md, PAC-Bayes 3). The
// logarithm is taken as log(4 n / delta^2) / 2, of a rational.
func (k Confidence) Budget(c *interval.Context, z, kl *interval.Interval) *interval.Interval {
	arg := new(big.Rat).SetInt(new(big.Int).Lsh(k.N, 2))
	arg.Quo(arg, new(big.Rat).Mul(k.Delta, k.Delta))
	t := c.SetRat(interval.New(), arg)
	c.MulPow2(t, c.Log(t, t), -1)
	return k.share(c, z, c.Add(t, t, kl))
}

// PlainBudget sets z = (KL + log(1/delta)) / n, the budget of Catoni's bound and of the bound for the squared loss.
func (k Confidence) PlainBudget(c *interval.Context, z, kl *interval.Interval) *interval.Interval {
	t := c.SetRat(interval.New(), new(big.Rat).Inv(k.Delta))
	return k.share(c, z, c.Add(t, c.Log(t, t), kl))
}

func (k Confidence) share(c *interval.Context, z, x *interval.Interval) *interval.Interval {
	return c.MulRat(z, x, new(big.Rat).SetFrac(big.NewInt(1), k.N))
}

// SquareRoot sets z = q + sqrt(B/2), McAllester's form: with Maurer's budget it is q + sqrt((KL + log(2 sqrt n/delta))/(2n)). It may exceed 1.
func SquareRoot(c *interval.Context, z *interval.Interval, q *big.Rat, budget *interval.Interval) *interval.Interval {
	t := c.MulPow2(interval.New(), budget, -1)
	return c.AddRat(z, c.Sqrt(t, t), q)
}

// Catoni sets z = (1 - exp(-C q - B)) / (1 - e^-C), C > 0 fixed before the data, B the plain budget. It may exceed 1.
func Catoni(c *interval.Context, z *interval.Interval, cc, q *big.Rat, budget *interval.Interval) *interval.Interval {
	num, den := interval.New(), interval.New()
	c.AddRat(num, budget, new(big.Rat).Mul(cc, q))
	c.Expm1(num, c.Neg(num, num))
	c.Expm1(den, c.SetRat(den, new(big.Rat).Neg(cc)))
	return c.Div(z, num, den)
}

// SquaredLoss sets z to the right side of the bound for the squared loss in its second form (MATH.md, PAC-Bayes 4),
//
//	E_Q r_n + lambda E_Q t2^2 + (KL + log(1/delta)) / (lambda n),   lambda > 0,
//
// from the empirical Gibbs risk E_Q r_n, E_Q t2^2 and the plain budget.
func SquaredLoss(c *interval.Context, z *interval.Interval, lambda, gibbs, square *big.Rat, budget *interval.Interval) *interval.Interval {
	t := c.MulRat(interval.New(), budget, new(big.Rat).Inv(lambda))
	fixed := new(big.Rat).Mul(lambda, square)
	return c.AddRat(z, t, fixed.Add(fixed, gibbs))
}

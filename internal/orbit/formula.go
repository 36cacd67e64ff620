package orbit

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Formula compiles a polynomial of n variables for exact evaluation, so that a proof and a sampled check use one text of it.
// The function returned gives a new number each time; it is not safe for concurrent use.
func Formula(n int, f func(c *circuit.Builder, x []circuit.Node) circuit.Node) func(x ...*big.Rat) *big.Rat {
	c := circuit.NewBuilder()
	m := circuit.NewMachine(circuit.Rats{}, c.Compile(f(c, c.Vars("x", n))))
	return func(x ...*big.Rat) *big.Rat {
		if len(x) != n {
			panic(fmt.Sprintf("orbit: a formula of %d variables with %d values", n, len(x)))
		}
		return new(big.Rat).Set(m.Run(x)[0])
	}
}

// RoundDown returns the largest number n 2^k <= x, n an integer of the given bits, for x >= 0: exact descent with rounded step
// sizes keeps the digits of the weights from growing with those of the step. A negative x or bits < 1 panics.
func RoundDown(x *big.Rat, bits int) *big.Rat { return round(x, bits, false) }

// RoundUp returns the smallest number n 2^k >= x, n an integer of the given bits (2^bits included), for x >= 0.
func RoundUp(x *big.Rat, bits int) *big.Rat { return round(x, bits, true) }

func round(x *big.Rat, bits int, up bool) *big.Rat {
	if x.Sign() < 0 || bits < 1 {
		panic("orbit: rounding of a negative number or to no bits")
	}
	if x.Sign() == 0 {
		return new(big.Rat)
	}
	// 2^(m-1) < x < 2^(m+1) for m the difference of the bit lengths: x 2^-k has bits or bits+1 bits for k = m - bits.
	k := x.Num().BitLen() - x.Denom().BitLen() - bits
	n, d := new(big.Int).Set(x.Num()), new(big.Int).Set(x.Denom())
	shift := func(z *big.Int, by int) {
		if by > 0 {
			z.Lsh(z, uint(by))
		}
	}
	shift(n, -k)
	shift(d, k)
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	if q.BitLen() > bits { // one more halving
		if q.Bit(0) == 1 {
			r.SetInt64(1)
		}
		q.Rsh(q, 1)
		k++
	}
	if up && r.Sign() != 0 {
		q.Add(q, big.NewInt(1))
	}
	d.SetInt64(1)
	shift(q, k)
	shift(d, -k)
	return new(big.Rat).SetFrac(q, d)
}

// Pow returns x^n for n >= 0.
func Pow(x *big.Rat, n int) *big.Rat {
	k := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
}

// MaxAbs returns the largest absolute value of the numbers, 0 for none.
func MaxAbs(xs ...*big.Rat) *big.Rat {
	m := new(big.Rat)
	for _, x := range xs {
		if a := new(big.Rat).Abs(x); a.Cmp(m) > 0 {
			m = a
		}
	}
	return m
}

// Slack returns 1 - x/y rounded to a float64, for the report: the relative distance of 0 <= x <= y from the edge; 1 for y = 0.
func Slack(x, y *big.Rat) float64 {
	if y.Sign() == 0 {
		return 1
	}
	q := new(big.Rat).Sub(y, x)
	f, _ := q.Quo(q, y).Float64()
	return max(f, 0)
}

// Ratio returns x/y rounded to a float64, for the report; 0 for y = 0.
func Ratio(x, y *big.Rat) float64 {
	if y.Sign() == 0 {
		return 0
	}
	f, _ := new(big.Rat).Quo(x, y).Float64()
	return f
}

// CmpAbs compares |x| with |y|.
func CmpAbs(x, y *big.Rat) int {
	return new(big.Rat).Abs(x).Cmp(new(big.Rat).Abs(y))
}

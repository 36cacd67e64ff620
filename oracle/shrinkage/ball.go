package shrinkage

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Ball is the interval [(Mid - Rad)/2^Scale, (Mid + Rad)/2^Scale].
type Ball struct {
	Mid   big.Int
	Rad   uint64
	Scale uint
}

// BallOf returns the rational x rounded down to the scale, with radius 0 when that is exact and 1 otherwise.
func BallOf(x *big.Rat, scale uint) *Ball {
	b := &Ball{Scale: scale}
	var rest big.Int
	b.Mid.DivMod(rest.Lsh(x.Num(), scale), x.Denom(), &rest)
	if rest.Sign() != 0 {
		b.Rad = 1
	}
	return b
}

// BallOfSqrt returns the square root of the rational x2 >= 0 rounded down to the scale, with radius 0 or 1. It panics when x2 < 0.
func BallOfSqrt(x2 *big.Rat, scale uint) *Ball {
	if x2.Sign() < 0 {
		panic("shrinkage: BallOfSqrt of a negative number")
	}
	// floor sqrt(floor(x2 4^scale)) = floor(2^scale sqrt x2).
	b := BallOf(x2, 2*scale)
	var sq, floor big.Int
	floor.Set(&b.Mid)
	b.Mid.Sqrt(&floor)
	b.Scale = scale
	if sq.Mul(&b.Mid, &b.Mid).Cmp(&floor) != 0 {
		b.Rad = 1
	}
	return b
}

// Lo is the lower end.
func (b *Ball) Lo() *big.Rat { return b.end(-1) }

// Hi is the upper end.
func (b *Ball) Hi() *big.Rat { return b.end(1) }

func (b *Ball) end(side int64) *big.Rat {
	m := new(big.Int).SetUint64(b.Rad)
	m.Mul(m, big.NewInt(side))
	m.Add(m, &b.Mid)
	return new(big.Rat).SetFrac(m, new(big.Int).Lsh(big.NewInt(1), b.Scale))
}

// Interval sets z to the ball rounded outward at the context's precision, and returns it.
func (b *Ball) Interval(c *interval.Context, z *interval.Interval) *interval.Interval {
	r := new(big.Int).SetUint64(b.Rad)
	lo, hi := new(big.Int).Sub(&b.Mid, r), r.Add(&b.Mid, r)
	c.Hull(z, c.SetInt(interval.New(), lo), c.SetInt(interval.New(), hi))
	return c.MulPow2(z, z, -int(b.Scale))
}

// scaled returns |x|/2^shift as a float64 within a relative 2^-52; t is scratch. It may overflow to +Inf.
func scaled(t, x *big.Int, shift uint) float64 {
	drop := max(x.BitLen()-64, 0)
	t.Rsh(t.Abs(x), uint(drop))
	return math.Ldexp(float64(t.Uint64()), drop-int(shift))
}

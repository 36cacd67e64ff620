package flow

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// ball is the set of real numbers within r units of v units; the unit is 2^-w for the w of the computation. mag is a bound of |v|, as
// a real number (not in units). r = +Inf means that nothing is known.
type ball struct {
	v      big.Int
	r, mag float64
}

// magnitude returns an upper bound of |v| 2^-w. The two leading words give |v| < (hi B + lo + 1) B^(k-2); the three float64 operations
// lose less than the factor 1 + 2^-50 that is added, and a result that underflows is raised to the smallest number.
func magnitude(v *big.Int, w int) float64 {
	d := v.Bits()
	k := len(d)
	if k == 0 {
		return 0
	}
	const base = 1 << (bits.UintSize / 2) * float64(1<<(bits.UintSize/2))
	hi, lo := float64(d[k-1]), 0.0
	if k > 1 {
		lo = float64(d[k-2])
	}
	f := hi*base + lo + 1
	return span.Up(math.Ldexp(f*(1+0x1p-50), (k-2)*bits.UintSize-w))
}

// setRat sets z to x rounded to the unit; an error of at most one unit.
func (z *ball) setRat(x *big.Rat, w int) {
	var q, m big.Int
	q.Lsh(x.Num(), uint(w))
	z.v.DivMod(&q, x.Denom(), &m)
	z.r = 0
	if m.Sign() != 0 {
		z.r = 1
	}
	z.mag = magnitude(&z.v, w)
}

// units returns x 2^-w as a float64 bound from above, for x >= 0.
func units(x float64, w int) float64 {
	if x == 0 {
		return 0
	}
	return span.Up(math.Ldexp(x, -w))
}

// sumUp adds non-negative numbers, rounded up.
func sumUp(x, y float64) float64 {
	switch {
	case x == 0:
		return y
	case y == 0:
		return x
	}
	return span.Up(x + y)
}

// prodUp multiplies non-negative numbers, rounded up.
func prodUp(x, y float64) float64 {
	if x == 0 || y == 0 {
		return 0
	}
	return span.Up(x * y)
}

// productError returns a bound, in units, of |x y - v_x v_y| for x, y in the balls: |v_x| r_y + |v_y| r_x + r_x r_y 2^-w.
func productError(x, y *ball, w int) float64 {
	if x.r == 0 && y.r == 0 {
		return 0
	}
	return sumUp(sumUp(prodUp(x.mag, y.r), prodUp(y.mag, x.r)), units(prodUp(x.r, y.r), w))
}

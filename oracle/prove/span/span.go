package span

import (
	"fmt"
	"math"
	"math/big"
)

// Span is the set of real numbers from Lo to Hi. The zero value is the point 0.
type Span struct{ Lo, Hi float64 }

// Point returns [x, x] for a finite x; an infinity or NaN panics.
func Point(x float64) Span {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		panic(fmt.Sprintf("span: Point(%v)", x))
	}
	return Span{x, x}
}

// Whole returns the real line.
func Whole() Span { return Span{math.Inf(-1), math.Inf(1)} }

// Ball returns [-r, r] for r >= 0 (+Inf: the real line); another r panics.
func Ball(r float64) Span {
	if !(r >= 0) {
		panic(fmt.Sprintf("span: Ball(%v)", r))
	}
	return Span{-r, r}
}

// FromInt64 returns the tightest span that holds n.
func FromInt64(n int64) Span {
	f := float64(n)
	if f > -1<<53 && f < 1<<53 {
		return Span{f, f}
	}
	return Span{Down(f), Up(f)}
}

// FromRat returns a span that holds r, at most two units wide.
func FromRat(r *big.Rat) Span {
	f, exact := r.Float64()
	switch {
	case exact && (f != 0 || r.Sign() == 0): // math/big calls a power of two that underflows exact (golang/go issue 56164)
		return Span{f, f}
	case math.IsInf(f, 1):
		return Span{math.MaxFloat64, f}
	case math.IsInf(f, -1):
		return Span{f, -math.MaxFloat64}
	}
	return Span{Down(f), Up(f)}
}

// Add returns x + y.
func (x Span) Add(y Span) Span { return Span{AddDown(x.Lo, y.Lo), AddUp(x.Hi, y.Hi)} }

// Sub returns x - y; the operands are taken as independent.
func (x Span) Sub(y Span) Span { return Span{AddDown(x.Lo, -y.Hi), AddUp(x.Hi, -y.Lo)} }

// Neg returns -x.
func (x Span) Neg() Span { return Span{-x.Hi, -x.Lo} }

// Mul returns x y; the operands are taken as independent, see Sqr.
func (x Span) Mul(y Span) Span {
	switch {
	case x.Lo >= 0:
		switch {
		case y.Lo >= 0:
			return Span{MulDown(x.Lo, y.Lo), MulUp(x.Hi, y.Hi)}
		case y.Hi <= 0:
			return Span{MulDown(x.Hi, y.Lo), MulUp(x.Lo, y.Hi)}
		}
		return Span{MulDown(x.Hi, y.Lo), MulUp(x.Hi, y.Hi)}
	case x.Hi <= 0:
		switch {
		case y.Lo >= 0:
			return Span{MulDown(x.Lo, y.Hi), MulUp(x.Hi, y.Lo)}
		case y.Hi <= 0:
			return Span{MulDown(x.Hi, y.Hi), MulUp(x.Lo, y.Lo)}
		}
		return Span{MulDown(x.Lo, y.Hi), MulUp(x.Lo, y.Lo)}
	case y.Lo >= 0:
		return Span{MulDown(x.Lo, y.Hi), MulUp(x.Hi, y.Hi)}
	case y.Hi <= 0:
		return Span{MulDown(x.Hi, y.Lo), MulUp(x.Lo, y.Lo)}
	}
	return Span{min(MulDown(x.Lo, y.Hi), MulDown(x.Hi, y.Lo)), max(MulUp(x.Lo, y.Lo), MulUp(x.Hi, y.Hi))}
}

// Sqr returns x^2.
func (x Span) Sqr() Span {
	a, b := math.Abs(x.Lo), math.Abs(x.Hi)
	if a > b {
		a, b = b, a
	}
	if x.ContainsZero() {
		a = 0
	}
	return Span{MulDown(a, a), MulUp(b, b)}
}

// DivInt returns x / n for an integer n from 1 to 2^53; another n panics.
func (x Span) DivInt(n int) Span {
	if n < 1 || n > 1<<53 {
		panic(fmt.Sprintf("span: DivInt by %d", n))
	}
	d := float64(n)
	return Span{quoDown(x.Lo, d), -quoDown(-x.Hi, d)}
}

// quoDown returns the largest float64 <= x / d for an integer d >= 1 and x < +Inf. The sign of x - q d tells on which side of the
// quotient q lies. It is that of the fused operation: a multiple of 2^-1074, as x and q are, does not underflow to 0. For x = -Inf it
// is NaN, and q = -Inf stays where it is.
func quoDown(x, d float64) float64 {
	q := x / d
	if math.FMA(-q, d, x) >= 0 {
		return q
	}
	return Down(q)
}

// Intersect returns the numbers in both x and y, and false when there are none.
func (x Span) Intersect(y Span) (Span, bool) {
	z := Span{max(x.Lo, y.Lo), min(x.Hi, y.Hi)}
	return z, z.Lo <= z.Hi
}

// Hull returns the smallest span that holds x and y.
func (x Span) Hull(y Span) Span { return Span{min(x.Lo, y.Lo), max(x.Hi, y.Hi)} }

// ContainsZero reports whether 0 lies in x.
func (x Span) ContainsZero() bool { return x.Lo <= 0 && x.Hi >= 0 }

// Contains reports whether y is a subset of x.
func (x Span) Contains(y Span) bool { return x.Lo <= y.Lo && x.Hi >= y.Hi }

// Interior reports whether y lies in the interior of x.
func (x Span) Interior(y Span) bool { return x.Lo < y.Lo && x.Hi > y.Hi }

// ContainsRat reports whether the rational r lies in x.
func (x Span) ContainsRat(r *big.Rat) bool {
	return (math.IsInf(x.Lo, -1) || new(big.Rat).SetFloat64(x.Lo).Cmp(r) <= 0) &&
		(math.IsInf(x.Hi, 1) || new(big.Rat).SetFloat64(x.Hi).Cmp(r) >= 0)
}

// Finite reports whether both endpoints are finite.
func (x Span) Finite() bool { return x.Lo > math.Inf(-1) && x.Hi < math.Inf(1) }

// Mid returns a finite number in x: near the midpoint when x is finite, else the one nearest to 0.
func (x Span) Mid() float64 {
	m := 0.0
	if x.Finite() {
		m = x.Lo/2 + x.Hi/2
	}
	return min(max(m, x.Lo), x.Hi)
}

// Width returns Hi - Lo rounded up.
func (x Span) Width() float64 { return AddUp(x.Hi, -x.Lo) }

// Mag returns the largest |t| for t in x.
func (x Span) Mag() float64 { return max(math.Abs(x.Lo), math.Abs(x.Hi)) }

// Radius returns a bound of |t - x.Mid()| for t in x.
func (x Span) Radius() float64 {
	m := x.Mid()
	return max(AddUp(x.Hi, -m), AddUp(m, -x.Lo))
}

package span

import "math"

const (
	largeSum     = 1e300                // beyond it the two-sum may overflow
	smallProduct = 0x1p-960             // below it the error of a product may underflow
	tiniest      = 4.9406564584125e-324 // 2^-1074
)

// Down returns the largest float64 below x, -Inf for -Inf; x is not NaN.
func Down(x float64) float64 {
	switch b := math.Float64bits(x); {
	case x > 0:
		return math.Float64frombits(b - 1)
	case x == 0:
		return -tiniest
	case b == negInf:
		return x
	default:
		return math.Float64frombits(b + 1)
	}
}

const negInf = 0xFFF0000000000000

// Up returns the smallest float64 above x, +Inf for +Inf; x is not NaN.
func Up(x float64) float64 { return -Down(-x) }

// AddDown returns the largest float64 <= x + y (one less when |x + y| >= 10^300).
func AddDown(x, y float64) float64 {
	s := x + y
	if s > -largeSum && s < largeSum {
		b := s - x
		if (x-(s-b))+(y-b) >= 0 { // the exact error x + y - s
			return s
		}
	}
	return Down(s)
}

// AddUp returns the smallest float64 >= x + y (one more when |x + y| >= 10^300).
func AddUp(x, y float64) float64 {
	s := x + y
	if s > -largeSum && s < largeSum {
		b := s - x
		if (x-(s-b))+(y-b) <= 0 {
			return s
		}
	}
	return Up(s)
}

// MulDown returns a float64 <= x y, the largest when |x y| > 2^-960 or x y = 0.
func MulDown(x, y float64) float64 {
	if x == 0 || y == 0 {
		return 0
	}
	p := x * y
	if (p > smallProduct || p < -smallProduct) && math.FMA(x, y, -p) >= 0 {
		return p // for p = ±Inf the error is -p or NaN: +Inf moves, -Inf may stay
	}
	if math.Signbit(x) == math.Signbit(y) {
		return max(Down(p), 0) // not negative
	}
	return Down(p)
}

// MulUp returns a float64 >= x y, the smallest when |x y| > 2^-960 or x y = 0.
func MulUp(x, y float64) float64 { return -MulDown(-x, y) }

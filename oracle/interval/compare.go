package interval

import "math/big"

// Truth is the answer to a question about numbers known only as intervals.
type Truth int8

// The three answers. Unknown is the zero value: it is never a pass.
const (
	Unknown Truth = iota
	Yes
	No
)

// String returns "unknown", "yes" or "no".
func (t Truth) String() string {
	switch t {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return "unknown"
	}
}

// Not returns the opposite answer; Unknown stays.
func (t Truth) Not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	default:
		return Unknown
	}
}

func decide(yes, no bool) Truth {
	switch {
	case yes:
		return Yes
	case no:
		return No
	}
	return Unknown
}

// Less answers x < y: Yes when it holds for every pair of numbers, No when it
// holds for none.
func (x *Interval) Less(y *Interval) Truth {
	return decide(x.hi.Cmp(&y.lo) < 0, x.lo.Cmp(&y.hi) >= 0)
}

// LessEq answers x <= y.
func (x *Interval) LessEq(y *Interval) Truth { return y.Less(x).Not() }

// Equal answers x = y: Yes only for two equal points.
func (x *Interval) Equal(y *Interval) Truth {
	disjoint := x.hi.Cmp(&y.lo) < 0 || y.hi.Cmp(&x.lo) < 0
	return decide(x.IsPoint() && y.IsPoint() && !disjoint, disjoint)
}

// IsFiniteAbove reports whether the interval has an upper bound.
func (x *Interval) IsFiniteAbove() bool { return !x.hi.IsInf() }

// Sign returns the sign of every number in the interval, -1, 0 or +1, and true;
// or 0 and false when the sign is unknown. The sign 0 is known only for the
// point 0.
func (x *Interval) Sign() (sign int, known bool) {
	switch {
	case x.lo.Sign() > 0:
		return 1, true
	case x.hi.Sign() < 0:
		return -1, true
	case x.lo.Sign() == 0 && x.hi.Sign() == 0:
		return 0, true
	}
	return 0, false
}

// Positive answers x > 0.
func (x *Interval) Positive() Truth { return decide(x.lo.Sign() > 0, x.hi.Sign() <= 0) }

// Negative answers x < 0.
func (x *Interval) Negative() Truth { return decide(x.hi.Sign() < 0, x.lo.Sign() >= 0) }

// CmpRat answers with the sign of x - r for a rational r, known only when all of
// x lies on one side or x is the point r.
func (x *Interval) CmpRat(r *big.Rat) (sign int, known bool) {
	l, h := cmpRat(&x.lo, r), cmpRat(&x.hi, r)
	switch {
	case l > 0:
		return 1, true
	case h < 0:
		return -1, true
	case l == 0 && h == 0:
		return 0, true
	}
	return 0, false
}

package generators

import (
	"errors"
	"fmt"
	"math/big"
)

// ParamSpec is the range of one parameter of a check: an interval with ends Lo
// and Hi, each included unless OpenLo or OpenHi excludes it. Values are drawn
// uniformly, or uniformly in the binary exponent when Log is set (Lo > 0 then),
// with extra weight on the ends, on 1, and just inside the ends. With Integer,
// only integers belong to the range.
type ParamSpec struct {
	Name           string
	Lo, Hi         *big.Rat
	OpenLo, OpenHi bool
	Log            bool
	Integer        bool
}

// String is the range for a reader: "0 < step <= 1/10".
func (p ParamSpec) String() string {
	rel := func(open bool) string {
		if open {
			return " < "
		}
		return " <= "
	}
	s := p.Lo.RatString() + rel(p.OpenLo) + p.Name + rel(p.OpenHi) + p.Hi.RatString()
	if p.Integer {
		s += ", an integer"
	}
	return s
}

// contains reports whether x belongs to the range.
func (p ParamSpec) contains(x *big.Rat) bool {
	if c := x.Cmp(p.Lo); c < 0 || c == 0 && p.OpenLo {
		return false
	}
	if c := x.Cmp(p.Hi); c > 0 || c == 0 && p.OpenHi {
		return false
	}
	return !p.Integer || x.IsInt()
}

func (p ParamSpec) check(v Param) error {
	if v.Name != p.Name {
		return fmt.Errorf("params: %s given where %s is declared", v.Name, p.Name)
	}
	if !p.contains(v.Value) {
		return fmt.Errorf("params.%s = %s: outside %s", p.Name, clipRat(v.Value), p)
	}
	return nil
}

func (p ParamSpec) satisfiable(dyadic bool) error {
	switch {
	case p.Name == "":
		return errors.New("a parameter needs a name")
	case p.Lo == nil || p.Hi == nil:
		return fmt.Errorf("parameter %s needs both ends", p.Name)
	case p.Log && p.Lo.Sign() <= 0:
		return fmt.Errorf("parameter %s is drawn by its logarithm, so Lo = %s must be positive", p.Name, p.Lo.RatString())
	}
	if p.fallback(dyadic) == nil {
		return fmt.Errorf("parameter %s has no value in %s", p.Name, p)
	}
	return nil
}

// fallback is one value of the range (a float64 if dyadic), nil if none was
// found: an end, the middle, or the middle rounded.
func (p ParamSpec) fallback(dyadic bool) *big.Rat {
	mid := new(big.Rat).Add(p.Lo, p.Hi)
	mid.Quo(mid, big.NewRat(2, 1))
	for _, x := range []*big.Rat{p.Lo, p.Hi, mid} {
		if y := p.admit(x, dyadic); y != nil {
			return y
		}
	}
	return nil
}

// admit is x itself or the nearest number that the range and, if dyadic, a
// float64 can hold; nil when there is none among the roundings of x down and up
// to 12, 24 and 53 bits (the shortest first) and to an integer. The result is a
// number of its own.
func (p ParamSpec) admit(x *big.Rat, dyadic bool) *big.Rat {
	if p.Integer && !x.IsInt() {
		n := floor(x)
		for range 2 {
			if y := new(big.Rat).SetInt(n); p.contains(y) && (!dyadic || isFloat64(y)) {
				return y
			}
			n.Add(n, big.NewInt(1))
		}
		return nil
	}
	if p.contains(x) && (!dyadic || isFloat64(x)) {
		return new(big.Rat).Set(x)
	}
	if !dyadic {
		return nil
	}
	for _, bits := range []uint{12, 24, mantissaBits} {
		for _, mode := range []big.RoundingMode{big.ToNegativeInf, big.ToPositiveInf} {
			if y := roundBits(x, bits, mode); p.contains(y) && isFloat64(y) {
				return y
			}
		}
	}
	return nil
}

// roundBits is x rounded to a number of significant bits, a new number.
func roundBits(x *big.Rat, bits uint, mode big.RoundingMode) *big.Rat {
	f := new(big.Float).SetPrec(bits).SetMode(mode).SetRat(x)
	y, _ := f.Rat(nil)
	return y
}

// floor is the greatest integer not above x, a new number.
func floor(x *big.Rat) *big.Int {
	return new(big.Int).Div(x.Num(), x.Denom()) // Euclidean, and the divisor is positive
}

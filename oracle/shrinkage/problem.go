package shrinkage

import (
	"fmt"
	"math/big"
)

// The bounds of a Problem.
const (
	// MinDepth is the least depth L: at L = 1 there is no shrinkage, w = b.
	MinDepth = 2
	// MaxDepth is the largest depth.
	MaxDepth = 64
	// MaxRationalBits bounds the bits of numerators and denominators of target, noise and scale.
	MaxRationalBits = 1 << 13
	// MaxDigits bounds the digits that Solve gives.
	MaxDigits = 100_000
)

// Problem is one coordinate of the linear diagonal model: L_R = s [ (b-p)^2 + P - p^2 ] with p = w_1 ... w_L and P = prod (w_l^2 + e^2).
type Problem struct {
	Depth  int      // L, from MinDepth to MaxDepth
	Target *big.Rat // b, any rational
	Noise  *big.Rat // e > 0, a standard deviation
	Scale  *big.Rat // s > 0
}

// FieldError says which field of a question has which value, and what is wrong with it.
type FieldError struct {
	Field, Value, Reason string
}

// Error implements error.
func (e *FieldError) Error() string {
	return fmt.Sprintf("shrinkage: %s = %s: %s", e.Field, e.Value, e.Reason)
}

// Validate returns a *FieldError when the problem has no answer here:
//
//   - a depth outside MinDepth .. MaxDepth, a missing number, or one beyond MaxRationalBits;
//   - noise 0: the stationary set is then {p = b} and the points with two zero layers, not a finite set; negative noise;
//   - scale 0: the loss does not depend on the coordinate, every point is stationary; negative scale.
func (p Problem) Validate() error {
	if p.Depth < MinDepth || p.Depth > MaxDepth {
		return &FieldError{"depth", fmt.Sprint(p.Depth), fmt.Sprintf("must be from %d to %d", MinDepth, MaxDepth)}
	}
	for _, f := range []struct {
		name string
		x    *big.Rat
	}{{"target", p.Target}, {"noise", p.Noise}, {"scale", p.Scale}} {
		if f.x == nil {
			return &FieldError{f.name, "nil", "is missing"}
		}
		if n := max(f.x.Num().BitLen(), f.x.Denom().BitLen()); n > MaxRationalBits {
			return &FieldError{f.name, fmt.Sprintf("a rational of %d bits", n), fmt.Sprintf("must have at most %d", MaxRationalBits)}
		}
	}
	if p.Noise.Sign() <= 0 {
		reason := "must be positive (it is a standard deviation)"
		if p.Noise.Sign() == 0 {
			reason = "must be positive: without noise the stationary points {w_1 ... w_L = b} are not isolated"
		}
		return &FieldError{"noise", clip(p.Noise.RatString()), reason}
	}
	if p.Scale.Sign() <= 0 {
		reason := "must be positive"
		if p.Scale.Sign() == 0 {
			reason = "must be positive: at scale 0 the coordinate is free and every point is stationary"
		}
		return &FieldError{"scale", clip(p.Scale.RatString()), reason}
	}
	return nil
}

// beta returns |b|/e^L.
func (p Problem) beta() *big.Rat {
	b := new(big.Rat).Quo(p.Target, powRat(p.Noise, p.Depth))
	return b.Abs(b)
}

func powRat(x *big.Rat, n int) *big.Rat {
	k := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
}

// clip shortens a text for an error message.
func clip(s string) string {
	const longest = 60
	if len(s) > longest {
		return s[:longest] + "..."
	}
	return s
}

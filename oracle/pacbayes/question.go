package pacbayes

import (
	"fmt"
	"math/big"
)

// The bounds of a Question.
const (
	// DefaultDigits is the number of digits of a question that names none.
	DefaultDigits = 60
	// MaxDigits bounds the digits of an answer.
	MaxDigits = 10_000
	// MaxRationalBits bounds the bits of numerators and denominators.
	MaxRationalBits = 1 << 13
	// MaxDimension bounds the length of theta.
	MaxDimension = 1 << 12
	// MaxConstants bounds the number of constants C of Catoni's bound.
	MaxConstants = 64
)

// FieldError says which field of a question has which value, and what is wrong with it.
type FieldError struct {
	Field, Value, Reason string
}

// Error implements error.
func (e *FieldError) Error() string {
	return fmt.Sprintf("pacbayes: %s = %s: %s", e.Field, e.Value, e.Reason)
}

// Question is what the calculator is asked: either the bounds of n samples at confidence 1 - delta with a divergence that is given or that of
// two Gaussians, or the two bounds that a budget alone fixes.
type Question struct {
	Risk   *big.Rat // the empirical risk q in [0, 1]
	Budget *big.Rat // B >= 0; nil unless it is given in place of what follows

	KL        *big.Rat   // the divergence, >= 0; nil when Gaussians has it
	Gaussians *Gaussians // posterior and prior
	Confidence
	C []*big.Rat // constants of Catoni's bound, each > 0

	Digits int // significant digits of every answer, 1 .. MaxDigits
}

// maxConstant bounds C; e^-C is then far from the range of endpoints.
var maxConstant = big.NewRat(1_000_000, 1)

// Validate returns a *FieldError for the first field that is missing, out of bounds or given where it does not belong.
func (q *Question) Validate() error {
	if q.Digits < 1 || q.Digits > MaxDigits {
		return &FieldError{"digits", fmt.Sprint(q.Digits), fmt.Sprintf("must be from 1 to %d", MaxDigits)}
	}
	if err := unit("risk", q.Risk); err != nil {
		return err
	}
	if q.Budget != nil {
		return q.validateBudget()
	}
	switch {
	case q.KL != nil && q.Gaussians != nil:
		return &FieldError{"kl", text(q.KL), "is given together with theta: give one of them"}
	case q.KL != nil:
		if err := nonnegative("kl", q.KL); err != nil {
			return err
		}
	case q.Gaussians != nil:
		if err := q.validateGaussians(); err != nil {
			return err
		}
	default:
		return &FieldError{"kl", "nothing", "is missing: give kl, or theta, theta_0, noise and prior, or a budget"}
	}
	return q.validateConfidence()
}

func (q *Question) validateBudget() error {
	for _, f := range []struct {
		name  string
		given bool
	}{{"kl", q.KL != nil}, {"theta", q.Gaussians != nil}, {"n", q.N != nil}, {"delta", q.Delta != nil}, {"c", len(q.C) > 0}} {
		if f.given {
			return &FieldError{f.name, "a value", "is given together with budget: a budget replaces kl, n and delta"}
		}
	}
	return nonnegative("budget", q.Budget)
}

func (q *Question) validateGaussians() error {
	g := q.Gaussians
	if len(g.Theta) > MaxDimension {
		return &FieldError{"theta", fmt.Sprintf("%d entries", len(g.Theta)), fmt.Sprintf("at most %d", MaxDimension)}
	}
	for _, f := range []struct {
		name string
		xs   []*big.Rat
	}{{"theta", g.Theta}, {"theta_0", g.Theta0}, {"noise", []*big.Rat{g.Noise}}, {"prior", []*big.Rat{g.Prior}}} {
		for _, x := range f.xs {
			if err := size(f.name, x); err != nil {
				return err
			}
		}
	}
	if err := g.Validate(); err != nil {
		return fmt.Errorf("pacbayes: %w", err)
	}
	return nil
}

// maxSamples bounds n.
var maxSamples = new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)

func (q *Question) validateConfidence() error {
	switch {
	case q.N == nil:
		return &FieldError{"n", "nothing", "is missing"}
	case q.N.Sign() <= 0 || q.N.Cmp(maxSamples) > 0:
		return &FieldError{"n", clip(q.N.String()), "must be an integer from 1 to 10^18"}
	case q.Delta == nil:
		return &FieldError{"delta", "nothing", "is missing"}
	case q.Delta.Sign() <= 0 || q.Delta.Cmp(one) > 0:
		return &FieldError{"delta", text(q.Delta), "must be in (0, 1]"}
	case len(q.C) > MaxConstants:
		return &FieldError{"c", fmt.Sprintf("%d entries", len(q.C)), fmt.Sprintf("at most %d", MaxConstants)}
	}
	if err := size("delta", q.Delta); err != nil {
		return err
	}
	for _, x := range q.C {
		if err := size("c", x); err != nil {
			return err
		}
		if x.Sign() <= 0 || x.Cmp(maxConstant) > 0 {
			return &FieldError{"c", text(x), "must be in (0, 10^6]"}
		}
	}
	return nil
}

func size(field string, x *big.Rat) error {
	if x == nil {
		return &FieldError{field, "nothing", "is missing"}
	}
	if n := max(x.Num().BitLen(), x.Denom().BitLen()); n > MaxRationalBits {
		return &FieldError{field, fmt.Sprintf("a rational of %d bits", n), fmt.Sprintf("must have at most %d", MaxRationalBits)}
	}
	return nil
}

func nonnegative(field string, x *big.Rat) error {
	if err := size(field, x); err != nil {
		return err
	}
	if x.Sign() < 0 {
		return &FieldError{field, text(x), "must not be negative"}
	}
	return nil
}

func unit(field string, x *big.Rat) error {
	if err := nonnegative(field, x); err != nil {
		return err
	}
	if x.Cmp(one) > 0 {
		return &FieldError{field, text(x), "must be in [0, 1]"}
	}
	return nil
}

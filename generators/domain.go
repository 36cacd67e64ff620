package generators

import (
	"errors"
	"fmt"
	"math/big"
)

// The bounds that a zero field of a [Domain] stands for.
const (
	DefaultMinDepth = 2
	DefaultMaxDepth = 6
	DefaultMinWidth = 1
	DefaultMaxWidth = 4
)

// Constraint is one further hypothesis: Text says it for a reader, Holds decides
// it. It must be cheap and must not change the instance.
type Constraint struct {
	Text  string
	Holds func(*Instance) bool
}

// Domain is the hypotheses of a check as one predicate: the generator draws
// inside it, the shrinker stays inside it, the report prints it. The zero Domain
// is every depth 2..6 and width 1..4, any positive semidefinite Sigma, any e >= 0
// and tau2 >= 0.
type Domain struct {
	MinDepth, MaxDepth int // L; zero means 2 and 6 (or MinDepth, if that is more)
	MinWidth, MaxWidth int // d; zero means 1 and 4 (or MinWidth, if that is more)

	Diagonal      bool // Sigma = diag(s)
	PositiveScale bool // s_i > 0 for every i
	PositiveNoise bool // e > 0
	Dyadic        bool // a float64 holds every entry and parameter exactly
	ZeroTau2      bool // tau2 = 0

	Params []ParamSpec  // the parameters, in this order
	Extra  []Constraint // true by construction in the regimes of the space
}

// Normalize is d with the zero bounds replaced by what they stand for.
func (d Domain) Normalize() Domain {
	if d.MinDepth == 0 {
		d.MinDepth = DefaultMinDepth
	}
	if d.MaxDepth == 0 {
		d.MaxDepth = max(DefaultMaxDepth, d.MinDepth)
	}
	if d.MinWidth == 0 {
		d.MinWidth = DefaultMinWidth
	}
	if d.MaxWidth == 0 {
		d.MaxWidth = max(DefaultMaxWidth, d.MinWidth)
	}
	return d
}

// satisfiable reports what makes the domain empty or meaningless, as far as that
// shows without a draw: bounds in the wrong order, a depth below 2, parameters
// without a name or a value between their ends, constraints without a predicate.
func (d Domain) satisfiable() error {
	d = d.Normalize()
	switch {
	case d.MinDepth < 2:
		return fmt.Errorf("MinDepth = %d: the depth L is at least 2", d.MinDepth)
	case d.MaxDepth < d.MinDepth:
		return fmt.Errorf("no depth between %d and %d", d.MinDepth, d.MaxDepth)
	case d.MinWidth < 1:
		return fmt.Errorf("MinWidth = %d: the width d is at least 1", d.MinWidth)
	case d.MaxWidth < d.MinWidth:
		return fmt.Errorf("no width between %d and %d", d.MinWidth, d.MaxWidth)
	}
	for k, p := range d.Params {
		if err := p.satisfiable(d.Dyadic); err != nil {
			return err
		}
		for _, q := range d.Params[:k] {
			if q.Name == p.Name {
				return fmt.Errorf("parameter %s is declared twice", p.Name)
			}
		}
	}
	for _, c := range d.Extra {
		if c.Text == "" || c.Holds == nil {
			return errors.New("a constraint needs a text and a predicate")
		}
	}
	return nil
}

// Check is nil if and only if in is an instance of the domain; otherwise the
// error names the first violated hypothesis and the value that violates it.
func (d Domain) Check(in *Instance) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return d.checkHypotheses(in)
}

// checkHypotheses is [Domain.Check] for an instance that is valid.
func (d Domain) checkHypotheses(in *Instance) error {
	d = d.Normalize()
	if L := in.Depth(); L < d.MinDepth || L > d.MaxDepth {
		return fmt.Errorf("depth L = %d: outside %d..%d", L, d.MinDepth, d.MaxDepth)
	}
	if w := in.Width(); w < d.MinWidth || w > d.MaxWidth {
		return fmt.Errorf("width d = %d: outside %d..%d", w, d.MinWidth, d.MaxWidth)
	}
	if d.Diagonal && !in.IsDiagonal() {
		return errors.New("sigma: not diagonal")
	}
	if d.PositiveScale {
		for i := range in.Sigma {
			if in.Scale(i).Sign() <= 0 {
				return fmt.Errorf("sigma[%d][%d] = %s: not positive", i, i, clipRat(in.Scale(i)))
			}
		}
	}
	if d.PositiveNoise && in.Noise.Sign() <= 0 {
		return fmt.Errorf("noise = %s: not positive", clipRat(in.Noise))
	}
	if d.ZeroTau2 && in.Tau2.Sign() != 0 {
		return fmt.Errorf("tau2 = %s: not zero", clipRat(in.Tau2))
	}
	if d.Dyadic {
		if err := checkDyadic(in); err != nil {
			return err
		}
	}
	if len(in.Params) != len(d.Params) {
		return fmt.Errorf("params: %d given, %d declared", len(in.Params), len(d.Params))
	}
	for k, spec := range d.Params {
		if err := spec.check(in.Params[k]); err != nil {
			return err
		}
	}
	for _, c := range d.Extra {
		if !c.Holds(in) {
			return fmt.Errorf("hypothesis %q does not hold", c.Text)
		}
	}
	return nil
}

func checkDyadic(in *Instance) error {
	for l, row := range in.Weights {
		if i := notFloat64(row); i >= 0 {
			return fmt.Errorf("weights[%d][%d] = %s: not a float64", l, i, clipRat(row[i]))
		}
	}
	if i := notFloat64(in.Target); i >= 0 {
		return fmt.Errorf("target[%d] = %s: not a float64", i, clipRat(in.Target[i]))
	}
	for i, row := range in.Sigma {
		if j := notFloat64(row); j >= 0 {
			return fmt.Errorf("sigma[%d][%d] = %s: not a float64", i, j, clipRat(row[j]))
		}
	}
	if !isFloat64(in.Noise) {
		return fmt.Errorf("noise = %s: not a float64", clipRat(in.Noise))
	}
	if !isFloat64(in.Tau2) {
		return fmt.Errorf("tau2 = %s: not a float64", clipRat(in.Tau2))
	}
	for _, p := range in.Params {
		if !isFloat64(p.Value) {
			return fmt.Errorf("params.%s = %s: not a float64", p.Name, clipRat(p.Value))
		}
	}
	return nil
}

// notFloat64 is the first index whose value no float64 holds, or -1.
func notFloat64(row []*big.Rat) int {
	for i, x := range row {
		if !isFloat64(x) {
			return i
		}
	}
	return -1
}

// Describe is the hypotheses for a reader, one per line of the report.
func (d Domain) Describe() []string {
	d = d.Normalize()
	out := []string{
		fmt.Sprintf("%d <= L <= %d", d.MinDepth, d.MaxDepth),
		fmt.Sprintf("%d <= d <= %d", d.MinWidth, d.MaxWidth),
	}
	switch {
	case d.Diagonal && d.PositiveScale:
		out = append(out, "Sigma = diag(s), s_i > 0")
	case d.Diagonal:
		out = append(out, "Sigma = diag(s), s_i >= 0")
	case d.PositiveScale:
		out = append(out, "Sigma positive semidefinite, Sigma_ii > 0")
	default:
		out = append(out, "Sigma positive semidefinite")
	}
	if d.PositiveNoise {
		out = append(out, "e > 0")
	} else {
		out = append(out, "e >= 0")
	}
	if d.ZeroTau2 {
		out = append(out, "tau2 = 0")
	} else {
		out = append(out, "tau2 >= 0")
	}
	if d.Dyadic {
		out = append(out, "every number is a float64")
	}
	for _, p := range d.Params {
		out = append(out, p.String())
	}
	for _, c := range d.Extra {
		out = append(out, c.Text)
	}
	return out
}

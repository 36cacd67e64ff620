package generators

import (
	"fmt"
	"math/big"
)

// Validate reports the first thing that keeps in from being a problem of the
// model, naming the field and the value: L >= 2, d >= 1, rows of equal length,
// no missing number, Sigma symmetric and positive semidefinite, e >= 0,
// tau2 >= 0, parameters with names of their own. Source: MATH.md, "Setting".
func (in *Instance) Validate() error {
	if err := in.validateShape(); err != nil {
		return err
	}
	for i := range in.Sigma {
		for j := 0; j < i; j++ {
			if !ratEqual(in.Sigma[i][j], in.Sigma[j][i]) {
				return fmt.Errorf("sigma: not symmetric: sigma[%d][%d] = %s but sigma[%d][%d] = %s",
					i, j, clipRat(in.Sigma[i][j]), j, i, clipRat(in.Sigma[j][i]))
			}
		}
	}
	for i := range in.Sigma {
		if in.Scale(i).Sign() < 0 {
			return fmt.Errorf("sigma: not positive semidefinite: sigma[%d][%d] = %s is negative", i, i, clipRat(in.Scale(i)))
		}
	}
	if !IsPSD(in.Sigma) {
		return fmt.Errorf("sigma: not positive semidefinite: the %d x %d matrix has a negative eigenvalue", in.Width(), in.Width())
	}
	if in.Noise.Sign() < 0 {
		return fmt.Errorf("noise: %s is negative; a standard deviation is at least 0", clipRat(in.Noise))
	}
	if in.Tau2.Sign() < 0 {
		return fmt.Errorf("tau2: %s is negative; a variance is at least 0", clipRat(in.Tau2))
	}
	return nil
}

func (in *Instance) validateShape() error {
	switch {
	case in.Depth() == 0:
		return fmt.Errorf("weights: no layers; the depth L is at least 2")
	case in.Depth() == 1:
		return fmt.Errorf("weights: 1 layer; the depth L is at least 2")
	case in.Width() == 0:
		return fmt.Errorf("target: no coordinates; the width d is at least 1")
	case len(in.Sigma) != in.Width():
		return fmt.Errorf("sigma: %d rows, want d = %d", len(in.Sigma), in.Width())
	}
	for l, row := range in.Weights {
		if err := validateRow("weights", l, row, in.Width()); err != nil {
			return err
		}
	}
	for i, row := range in.Sigma {
		if err := validateRow("sigma", i, row, in.Width()); err != nil {
			return err
		}
	}
	for i, x := range in.Target {
		if x == nil {
			return fmt.Errorf("target[%d]: missing", i)
		}
	}
	if in.Noise == nil {
		return fmt.Errorf("noise: missing")
	}
	if in.Tau2 == nil {
		return fmt.Errorf("tau2: missing")
	}
	for k, p := range in.Params {
		if p.Value == nil {
			return fmt.Errorf("params.%s: missing", p.Name)
		}
		for _, q := range in.Params[:k] {
			if q.Name == p.Name {
				return fmt.Errorf("params.%s: given twice", p.Name)
			}
		}
	}
	return nil
}

func validateRow(field string, k int, row []*big.Rat, width int) error {
	if len(row) != width {
		return fmt.Errorf("%s[%d]: %d entries, want d = %d (the length of target)", field, k, len(row), width)
	}
	for i, x := range row {
		if x == nil {
			return fmt.Errorf("%s[%d][%d]: missing", field, k, i)
		}
	}
	return nil
}

// clipRat is x as p/q, cut in the middle when it is long, for one-line errors.
func clipRat(x *big.Rat) string {
	const most = 256 // bits: beyond, not even the conversion is worth its time
	if x.Num().BitLen() > most || denomBits(x) > most {
		return fmt.Sprintf("a rational with %d-bit numerator and %d-bit denominator", x.Num().BitLen(), denomBits(x))
	}
	return x.RatString()
}

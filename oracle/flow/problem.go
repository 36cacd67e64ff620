package flow

import (
	"fmt"
	"math/big"
)

// Problem is a start of the gradient flow in a model with exact entries.
type Problem struct {
	Weights [][]*big.Rat // W(0), [layer][coordinate]
	Target  []*big.Rat   // b
	Sigma   [][]*big.Rat // symmetric, d x d
	Noise   *big.Rat     // e >= 0, a standard deviation
}

// The bounds of what Integrate accepts.
const (
	// MinDepth and MaxDepth bound L.
	MinDepth = 2
	MaxDepth = 6
	// MaxWidth bounds d.
	MaxWidth = 64
	// MaxCoupled bounds the number of coordinates that Sigma couples with each other, directly or through others.
	MaxCoupled = 3
	// MaxDigits bounds Options.Digits.
	MaxDigits = 200
	// MinOrder and MaxOrder bound Options.Order.
	MinOrder = 4
	MaxOrder = 200
	// MaxSteps bounds Options.MaxSteps, and DefaultSteps is its default.
	MaxSteps     = 10_000_000
	DefaultSteps = 20_000
	// DefaultWork is the default of Options.MaxWork.
	DefaultWork = 1_000_000_000
	// MaxTimes bounds the number of intermediate times.
	MaxTimes = 10_000
	// MaxBits bounds numerators and denominators.
	MaxBits = 1 << 13
	// MaxMagnitude bounds |time| and the size of every number: 10^12.
	MaxMagnitude = 1_000_000_000_000
)

func checkNumber(name string, x *big.Rat) error {
	if x == nil {
		return fmt.Errorf("flow: %s: missing", name)
	}
	if k := max(x.Num().BitLen(), x.Denom().BitLen()); k > MaxBits {
		return fmt.Errorf("flow: %s: a rational of %d bits, at most %d", name, k, MaxBits)
	}
	if new(big.Int).Quo(x.Num(), x.Denom()).CmpAbs(big.NewInt(MaxMagnitude)) > 0 {
		return fmt.Errorf("flow: %s = %s: magnitude above %d", name, short(x), int64(MaxMagnitude))
	}
	return nil
}

func short(x *big.Rat) string {
	s := x.RatString()
	if len(s) > 40 {
		return s[:40] + "..."
	}
	return s
}

// validate checks shapes and bounds and returns L, d.
func (p Problem) validate() (depth, width int, err error) {
	depth, width = len(p.Weights), len(p.Target)
	if depth < MinDepth || depth > MaxDepth {
		return 0, 0, fmt.Errorf("flow: weights: %d layers, must be from %d to %d", depth, MinDepth, MaxDepth)
	}
	if width < 1 || width > MaxWidth {
		return 0, 0, fmt.Errorf("flow: target: %d coordinates, must be from 1 to %d", width, MaxWidth)
	}
	for l, row := range p.Weights {
		if err := checkRow(fmt.Sprintf("weights[%d]", l), row, width); err != nil {
			return 0, 0, err
		}
	}
	if err := checkRow("target", p.Target, width); err != nil {
		return 0, 0, err
	}
	if len(p.Sigma) != width {
		return 0, 0, fmt.Errorf("flow: sigma: %d rows, the target has %d entries", len(p.Sigma), width)
	}
	for i, row := range p.Sigma {
		if err := checkRow(fmt.Sprintf("sigma[%d]", i), row, width); err != nil {
			return 0, 0, err
		}
		if row[i].Sign() < 0 {
			return 0, 0, fmt.Errorf("flow: sigma[%d][%d] = %s: a variance must not be negative", i, i, short(row[i]))
		}
		for j := range i {
			if row[j].Cmp(p.Sigma[j][i]) != 0 {
				return 0, 0, fmt.Errorf("flow: sigma: entry [%d][%d] is %s, entry [%d][%d] is %s", i, j, short(row[j]), j, i, short(p.Sigma[j][i]))
			}
		}
	}
	if err := checkNumber("noise", p.Noise); err != nil {
		return 0, 0, err
	}
	if p.Noise.Sign() < 0 {
		return 0, 0, fmt.Errorf("flow: noise = %s: must not be negative", short(p.Noise))
	}
	return depth, width, nil
}

func checkRow(name string, row []*big.Rat, width int) error {
	if len(row) != width {
		return fmt.Errorf("flow: %s: %d entries, want %d", name, len(row), width)
	}
	for i, x := range row {
		if err := checkNumber(fmt.Sprintf("%s[%d]", name, i), x); err != nil {
			return err
		}
	}
	return nil
}

// components returns the sets of coordinates that Sigma couples, each ascending, ordered by their first coordinate.
func (p Problem) components() ([][]int, error) {
	of := make([]int, len(p.Target))
	for i := range of {
		of[i] = i
	}
	for i := range of {
		for j := range i {
			if p.Sigma[i][j].Sign() != 0 {
				from, to := max(of[i], of[j]), min(of[i], of[j])
				for k := range of {
					if of[k] == from {
						of[k] = to
					}
				}
			}
		}
	}
	var out [][]int
	for i := range of {
		var c []int
		for k := range of {
			if of[k] == i {
				c = append(c, k)
			}
		}
		if len(c) > MaxCoupled {
			return nil, fmt.Errorf("flow: sigma: couples %d coordinates (%v), at most %d", len(c), c, MaxCoupled)
		}
		if c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}

// inputs returns the start and the parameters of a component in the order of the tape.
func (p Problem) inputs(c []int) (start, params []*big.Rat) {
	for _, layer := range p.Weights {
		for _, i := range c {
			start = append(start, layer[i])
		}
	}
	for _, i := range c {
		params = append(params, p.Target[i])
	}
	for a, i := range c {
		for _, j := range c[a:] {
			params = append(params, p.Sigma[i][j])
		}
	}
	return start, append(params, p.Noise, new(big.Rat))
}

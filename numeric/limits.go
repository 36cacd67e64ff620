package numeric

import (
	"fmt"
	"math"
)

// Limits on sizes. They keep any one allocation of this package below about
// half a gigabyte, so that a wrong size in the data is an error and not an
// exhausted machine.
const (
	// MaxDepth is the largest number of layers L.
	MaxDepth = 1 << 20
	// MaxWidth is the largest number of coordinates d.
	MaxWidth = 1 << 24
	// MaxWeights is the largest number of weights L*d.
	MaxWeights = 1 << 25
	// MaxDenseWidth is the largest d for a Sigma that is not diagonal (d*d entries).
	MaxDenseWidth = 1 << 12
	// MaxHessianSize is the largest number of weights L*d whose full Hessian is formed.
	MaxHessianSize = 1 << 12
)

func checkShape(depth, width int) error {
	switch {
	case depth < 2:
		return fmt.Errorf("numeric: depth = %d: a network needs at least 2 layers (at depth 1 there is nothing to factorize)", depth)
	case depth > MaxDepth:
		return fmt.Errorf("numeric: depth = %d exceeds the bound %d", depth, MaxDepth)
	case width < 1:
		return fmt.Errorf("numeric: width = %d: at least 1 coordinate is needed", width)
	case width > MaxWidth:
		return fmt.Errorf("numeric: width = %d exceeds the bound %d", width, MaxWidth)
	case width > MaxWeights/depth:
		return fmt.Errorf("numeric: depth*width = %d*%d exceeds the bound %d", depth, width, MaxWeights)
	}
	return nil
}

func checkTarget(width int) error {
	if width < 1 || width > MaxWidth {
		return fmt.Errorf("numeric: target has %d entries, want 1 to %d", width, MaxWidth)
	}
	return nil
}

func checkDense(width int) error {
	if width > MaxDenseWidth {
		return fmt.Errorf("numeric: sigma is %d x %d and not diagonal, the bound is %d", width, width, MaxDenseWidth)
	}
	return nil
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func checkFinite(field string, v []float64) error {
	for i, x := range v {
		if !isFinite(x) {
			return fmt.Errorf("numeric: %s[%d] = %v is not finite", field, i, x)
		}
	}
	return nil
}

func checkNonnegative(field string, x float64) error {
	if !isFinite(x) || x < 0 {
		return fmt.Errorf("numeric: %s = %v must be finite and >= 0", field, x)
	}
	return nil
}

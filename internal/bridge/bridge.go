// Package bridge hands an exact instance to the float64 code under test.
package bridge

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/numeric"
)

// Floats is an instance as numeric sees it. It is exact: every entry is a float64.
type Floats struct {
	Model     *numeric.Model
	Network   *numeric.Network
	Workspace *numeric.Workspace
}

// New converts an instance of a dyadic domain. An entry that is not a float64 is an error, because
// then numeric and oracle would see different inputs.
func New(in *generators.Instance) (*Floats, error) {
	target, err := floats("target", in.Target)
	if err != nil {
		return nil, err
	}
	scalars, err := floats("noise, tau2", []*big.Rat{in.Noise, in.Tau2})
	if err != nil {
		return nil, err
	}
	layers := make([][]float64, in.Depth())
	for l, row := range in.Weights {
		if layers[l], err = floats("weights", row); err != nil {
			return nil, err
		}
	}
	f := &Floats{}
	if f.Model, err = model(in, target, scalars); err != nil {
		return nil, err
	}
	if f.Network, err = numeric.NewNetwork(layers); err != nil {
		return nil, err
	}
	f.Workspace, err = numeric.NewWorkspace(in.Depth(), in.Width())
	return f, err
}

func model(in *generators.Instance, target, scalars []float64) (*numeric.Model, error) {
	d := in.Width()
	if in.IsDiagonal() {
		s := make([]float64, d)
		for i := range s {
			x, err := floats("sigma", []*big.Rat{in.Scale(i)})
			if err != nil {
				return nil, err
			}
			s[i] = x[0]
		}
		return numeric.NewDiagonalModel(target, s, scalars[0], scalars[1])
	}
	sigma := make([]float64, 0, d*d)
	for _, row := range in.Sigma {
		x, err := floats("sigma", row)
		if err != nil {
			return nil, err
		}
		sigma = append(sigma, x...)
	}
	return numeric.NewModel(target, sigma, scalars[0], scalars[1])
}

func floats(field string, xs []*big.Rat) ([]float64, error) {
	out := make([]float64, len(xs))
	for i, x := range xs {
		// The conversion is checked by converting back: big.Rat.Float64 of Go 1.26 calls some
		// numbers below the smallest subnormal exact.
		f, _ := x.Float64()
		if math.IsInf(f, 0) || new(big.Rat).SetFloat64(f).Cmp(x) != 0 {
			return nil, fmt.Errorf("%s: %s is not a float64", field, x.RatString())
		}
		out[i] = f
	}
	return out, nil
}

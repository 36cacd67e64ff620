package main

import (
	"encoding/json"
	"math"
	"math/big"
	"strconv"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// float is a float64 in JSON; NaN and the infinities, which JSON lacks, are strings.
type float float64

// MarshalJSON writes the shortest decimal that reads back as the same float64.
func (f float) MarshalJSON() ([]byte, error) {
	x := float64(f)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return json.Marshal(strconv.FormatFloat(x, 'g', -1, 64))
	}
	return []byte(strconv.FormatFloat(x, 'g', -1, 64)), nil
}

// estimate is a float64 value with what is known of its error.
type estimate struct {
	Value float `json:"value"`
	// Bound is a proved bound of the rounding error for the inputs as rounded to float64; +Inf when
	// a result overflowed.
	Bound float `json:"bound"`
	// Distance is |Value - exact| for the inputs as given, rounded up.
	Distance float `json:"distance"`
}

// evalNumeric evaluates in with package numeric; "inputs_exact" says that a float64 holds every
// input. An input beyond the range of a float64 is an error that names the field.
func evalNumeric(in *generators.Instance, exact *definition.Values) (object, error) {
	var c converter
	depth, width := in.Depth(), in.Width()
	layers := make([][]float64, depth)
	for l, row := range in.Weights {
		layers[l] = c.row(row)
	}
	n, err := numeric.NewNetwork(layers)
	if err != nil {
		return nil, err
	}
	m, err := c.model(in)
	if err != nil {
		return nil, err
	}
	ws, err := numeric.NewWorkspace(depth, width)
	if err != nil {
		return nil, err
	}
	value, bound := make([]float64, depth*width), make([]float64, depth*width)
	ws.Gradient(value, numeric.Regularized, m, n)
	numeric.GradientBound(bound, numeric.Regularized, m, n)
	gradient := make([][]estimate, depth)
	for l := range gradient {
		gradient[l] = make([]estimate, width)
		for i := range width {
			k := n.Index(l, i)
			gradient[l][i] = estimated(value[k], bound[k], exact.Gradient[l][i])
		}
	}
	return object{
		{"inputs_exact", !c.rounded},
		{"loss", estimated(ws.Loss(m, n), numeric.LossBound(m, n), exact.Loss)},
		{"regularized_loss", estimated(ws.RegularizedLoss(m, n), numeric.RegularizedLossBound(m, n), exact.RegularizedLoss)},
		{"average_sharpness", estimated(ws.AverageSharpness(m, n), numeric.AverageSharpnessBound(m, n), exact.AverageSharpness)},
		{"hessian_trace", estimated(ws.HessianTrace(m, n), numeric.HessianTraceBound(m, n), exact.HessianTrace)},
		{"gradient", gradient},
	}, nil
}

// converter rounds rationals to float64 and remembers whether one changed.
type converter struct{ rounded bool }

func (c *converter) float(x *big.Rat) float64 {
	f, exact := x.Float64()
	// math/big calls the 0 that it makes of a power of two below the smallest float64 exact (golang/go issue 56164).
	c.rounded = c.rounded || !exact || f == 0 && x.Sign() != 0
	return f
}

func (c *converter) row(xs []*big.Rat) []float64 {
	out := make([]float64, len(xs))
	for k, x := range xs {
		out[k] = c.float(x)
	}
	return out
}

func (c *converter) model(in *generators.Instance) (*numeric.Model, error) {
	target := c.row(in.Target)
	noise, tau2 := c.float(in.Noise), c.float(in.Tau2)
	if in.IsDiagonal() {
		scale := make([]float64, in.Width())
		for i := range scale {
			scale[i] = c.float(in.Scale(i))
		}
		return numeric.NewDiagonalModel(target, scale, noise, tau2)
	}
	sigma := make([]float64, 0, in.Width()*in.Width())
	for _, row := range in.Sigma {
		sigma = append(sigma, c.row(row)...)
	}
	return numeric.NewModel(target, sigma, noise, tau2)
}

func estimated(value, bound float64, exact *big.Rat) estimate {
	return estimate{float(value), float(bound), float(distance(value, exact))}
}

// distance is |value - exact|, rounded up; +Inf when value is not finite or the distance has no float64.
func distance(value float64, exact *big.Rat) float64 {
	x := new(big.Rat).SetFloat64(value)
	if x == nil {
		return math.Inf(1)
	}
	x.Sub(x, exact).Abs(x)
	f, _ := x.Float64()
	if !math.IsInf(f, 0) && new(big.Rat).SetFloat64(f).Cmp(x) < 0 {
		f = math.Nextafter(f, math.Inf(1))
	}
	return f
}

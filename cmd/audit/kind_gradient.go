package main

import (
	"fmt"
	"io"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

func gradientKind() Kind {
	return Kind{
		Name: "gradient",
		Doc: `Loss, regularized loss, average sharpness, Hessian trace and gradient, exactly and in float64

Input:
  {"weights": [[..d..] ..L..], "target": [..d..], "sigma": [[..d..] ..d..], "noise": e, "tau2": t}
with L >= 2, d >= 1, sigma symmetric and positive semidefinite, noise a standard deviation (not a
variance), tau2 the residual variance (0 when left out).

Output, as rationals "p/q":
  loss               L(W) = (b-p)^T Sigma (b-p) + tau2, without a factor 1/2
  regularized_loss   L_R(W) = E L(W + e xi), with the constant sum_i s_i e^(2L)
  average_sharpness  L_R(W) - L(W)
  hessian_trace      trace of the Hessian of L
  gradient           of L_R, [layer][coordinate]
and "numeric": the float64 values, each with a proved bound of its rounding error for the inputs as
rounded to float64 ("inputs_exact" says whether that changed them) and with its distance to the
exact value of the input as given, rounded up; null, with "numeric_unavailable", when the input is
beyond the range of a float64.`,
		Run: runGradient,
	}
}

func runGradient(r io.Reader, w io.Writer) error {
	in, err := readInstance(r)
	if err != nil {
		return err
	}
	if err := checkWork(in); err != nil {
		return err
	}
	exact, err := definition.Evaluate(definition.Model{
		Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2,
	})
	if err != nil {
		return err
	}
	gradient := make([][]string, len(exact.Gradient))
	for l, row := range exact.Gradient {
		gradient[l] = ratStrings(row)
	}
	out := object{
		{"loss", exact.Loss.RatString()},
		{"regularized_loss", exact.RegularizedLoss.RatString()},
		{"average_sharpness", exact.AverageSharpness.RatString()},
		{"hessian_trace", exact.HessianTrace.RatString()},
		{"gradient", gradient},
	}
	num, err := evalNumeric(in, exact)
	if err != nil {
		out = append(out, member{"numeric", nil}, member{"numeric_unavailable", err.Error()})
	} else {
		out = append(out, member{"numeric", num})
	}
	return writeObject(w, out)
}

// readInstance reads a problem of at most MaxInput bytes, without extra parameters.
func readInstance(r io.Reader) (*generators.Instance, error) {
	data, err := readInput(r)
	if err != nil {
		return nil, err
	}
	in, err := generators.ParseInstance(data, generators.Limits{MaxBytes: MaxInput})
	if err != nil {
		return nil, err
	}
	if len(in.Params) > 0 {
		return nil, fmt.Errorf("params.%s: unknown field, a problem has no parameters here", in.Params[0].Name)
	}
	return in, nil
}

func ratStrings(xs []*big.Rat) []string {
	out := make([]string, len(xs))
	for k, x := range xs {
		out[k] = x.RatString()
	}
	return out
}

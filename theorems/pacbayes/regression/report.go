package regression

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/ssamverify/ssamverify/numeric"
)

// Sample is n rows of d features with their answers.
type Sample struct {
	X [][]float64
	Y []float64
}

// Setting fixes posterior, prior and confidence before the data.
type Setting struct {
	Noise  float64 // e > 0, the posterior's standard deviation
	Prior  float64 // sp > 0, the prior's
	Lambda float64 // lambda > 0
	Delta  float64 // in (0, 1)
	Step   float64 // of gradient descent, > 0
	Steps  int     // of gradient descent
}

// Report is the bound for the squared loss on one data set.
type Report struct {
	N, HeldOut     int
	KL             float64 // of the posterior from the prior
	EmpiricalGibbs float64 // E_Q r_n on the training sample
	HeldOutGibbs   float64 // E_Q of the mean squared error on the held-out sample
	// LogBound bounds E_Q log(1 + 2 lambda t2)/(2 lambda), a risk below E_Q t2: E_Q r_n + (KL + log(1/delta))/(lambda n).
	LogBound float64
	// GeometricBound bounds the geometric Gibbs risk (exp(E_Q log(1 + 2 lambda t2)) - 1)/(2 lambda), at most E_Q t2 too, on the scale of the risk:
	// (exp(2 lambda LogBound) - 1)/(2 lambda).
	GeometricBound float64
	// Where the population is known: the true Gibbs risk E_Q R = L_R and the second form of the bound, E_Q r_n + lambda E_Q t2^2 +
	// (KL + log(1/delta))/(lambda n). NaN where it is not.
	TrueGibbs, Bound float64
	Weights          [][]float64 // the posterior's mean, [layer][feature]
}

// Evaluate trains on the sample from the prior's mean and reports the bound; test may be nil, population may be nil (its noise level is that of the
// setting). Errors: shapes, numbers outside their domain, a singular X^T X, a descent that diverges.
func Evaluate(ctx context.Context, train, test *Sample, population *numeric.Model, s Setting) (*Report, error) {
	for _, f := range []struct {
		name string
		x    float64
	}{{"noise", s.Noise}, {"prior", s.Prior}, {"lambda", s.Lambda}, {"delta", s.Delta}, {"step", s.Step}} {
		if !(f.x > 0) || math.IsInf(f.x, 1) {
			return nil, fmt.Errorf("regression: %s = %v must be finite and > 0", f.name, f.x)
		}
	}
	if s.Delta >= 1 {
		return nil, fmt.Errorf("regression: delta = %v must be below 1", s.Delta)
	}
	net, start, err := fit(ctx, train, s)
	if err != nil {
		return nil, err
	}
	r := &Report{N: len(train.Y), TrueGibbs: math.NaN(), Bound: math.NaN(), HeldOutGibbs: math.NaN(), Weights: layers(net)}
	if r.KL, _, err = numeric.GaussianKL(net.Weights(), start.Weights(), s.Noise, s.Prior); err != nil {
		return nil, err
	}
	if r.EmpiricalGibbs, _, err = numeric.EmpiricalGibbs(train.X, train.Y, r.Weights, s.Noise); err != nil {
		return nil, err
	}
	if test != nil {
		r.HeldOut = len(test.Y)
		if r.HeldOutGibbs, _, err = numeric.EmpiricalGibbs(test.X, test.Y, r.Weights, s.Noise); err != nil {
			return nil, err
		}
	}
	cost := (r.KL - math.Log(s.Delta)) / (s.Lambda * float64(r.N))
	r.LogBound = r.EmpiricalGibbs + cost
	r.GeometricBound = math.Expm1(2*s.Lambda*r.LogBound) / (2 * s.Lambda)
	if population != nil {
		ws, err := numeric.NewWorkspace(net.Depth(), net.Width())
		if err != nil {
			return nil, err
		}
		r.TrueGibbs = ws.RegularizedLoss(population, net)
		variance, _ := numeric.LossVariance(population, net)
		r.Bound = r.EmpiricalGibbs + s.Lambda*(r.TrueGibbs*r.TrueGibbs+variance) + cost
	}
	return r, nil
}

// fit descends on L_R of the training sample from the prior's mean and returns the last iterate and the start.
func fit(ctx context.Context, train *Sample, s Setting) (net, start *numeric.Network, err error) {
	m, err := empirical(train, s.Noise)
	if err != nil {
		return nil, nil, err
	}
	d := len(train.X[0])
	first := make([]float64, d)
	for i := range first {
		first[i] = 0.5
	}
	if start, err = numeric.NewNetwork([][]float64{first, make([]float64, d)}); err != nil {
		return nil, nil, err
	}
	run := numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Constant(s.Step), Steps: s.Steps}
	path, err := run.Run(ctx, start)
	if err != nil {
		return nil, nil, err
	}
	net, err = numeric.NewFlatNetwork(2, d, path.Last())
	return net, start, err
}

// empirical is the model of the empirical law: Sigma-hat, b-hat and the mean residual square.
func empirical(train *Sample, noise float64) (*numeric.Model, error) {
	n := len(train.Y)
	if n == 0 || len(train.X) != n || len(train.X[0]) == 0 {
		return nil, fmt.Errorf("regression: %d rows and %d answers, want as many, at least 1, with features", len(train.X), n)
	}
	d := len(train.X[0])
	x, y := mat.NewDense(n, d, nil), mat.NewVecDense(n, train.Y)
	for k, row := range train.X {
		if len(row) != d {
			return nil, fmt.Errorf("regression: row %d has %d features, row 0 has %d", k, len(row), d)
		}
		x.SetRow(k, row)
	}
	var gram mat.Dense
	gram.Mul(x.T(), x)
	gram.Scale(1/float64(n), &gram)
	var b, fitted mat.VecDense
	if err := b.SolveVec(x, y); err != nil { // least squares by QR
		return nil, fmt.Errorf("regression: least squares: %w", err)
	}
	fitted.MulVec(x, &b)
	fitted.SubVec(y, &fitted)
	var sigma []float64
	for i := range d {
		for j := range d {
			sigma = append(sigma, gram.At(min(i, j), max(i, j))) // symmetric to the last bit
		}
	}
	return numeric.NewModel(b.RawVector().Data, sigma, noise, mat.Dot(&fitted, &fitted)/float64(n))
}

func layers(n *numeric.Network) [][]float64 {
	out := make([][]float64, n.Depth())
	for l := range out {
		out[l] = make([]float64, n.Width())
		for i := range out[l] {
			out[l][i] = n.At(l, i)
		}
	}
	return out
}

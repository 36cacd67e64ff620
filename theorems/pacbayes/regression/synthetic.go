package regression

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/numeric"
)

// The synthetic population: X ~ N(0, I) in 5 dimensions, Y = <b, X> + noise of variance 1/4, b sparse.
const syntheticTau2 = 0.25

func syntheticTarget() []float64 { return []float64{1, -0.75, 0, 0, 0.25} }

// DefaultSetting is the setting of the figures. lambda = 1/16 keeps lambda E_Q t2^2 small against the risk; e = sp would make the D-term vanish, and
// e below sp lets the posterior concentrate.
func DefaultSetting() Setting {
	return Setting{Noise: 0.25, Prior: 0.5, Lambda: 1.0 / 16, Delta: 0.05, Step: 0.02, Steps: 4000}
}

// MaxSyntheticSamples bounds n.
const MaxSyntheticSamples = 1 << 20

// Synthetic draws n training samples and as many held-out ones, by the stream of the seed, and evaluates the setting on them.
func Synthetic(ctx context.Context, seed uint64, n int, s Setting) (*Report, error) {
	_, r, err := SyntheticSample(ctx, seed, n, s)
	return r, err
}

// SyntheticSample is Synthetic together with the training sample.
func SyntheticSample(ctx context.Context, seed uint64, n int, s Setting) (*Sample, *Report, error) {
	if err := checkSamples(n); err != nil {
		return nil, nil, err
	}
	b := syntheticTarget()
	m, err := numeric.NewDiagonalModel(b, []float64{1, 1, 1, 1, 1}, s.Noise, syntheticTau2)
	if err != nil {
		return nil, nil, err
	}
	rng := rand.New(rand.NewPCG(seed, uint64(n)))
	train := draw(rng, b, n)
	r, err := Evaluate(ctx, train, draw(rng, b, n), m, s)
	return train, r, err
}

func checkSamples(n int) error {
	if n < 6 || n > MaxSyntheticSamples {
		return fmt.Errorf("regression: n = %d must be from 6 to %d", n, MaxSyntheticSamples)
	}
	return nil
}

func draw(rng *rand.Rand, b []float64, n int) *Sample {
	s := &Sample{X: make([][]float64, n), Y: make([]float64, n)}
	for k := range s.X {
		s.X[k] = make([]float64, len(b))
		y := math.Sqrt(syntheticTau2) * rng.NormFloat64()
		for i := range b {
			s.X[k][i] = rng.NormFloat64()
			y += b[i] * s.X[k][i]
		}
		s.Y[k] = y
	}
	return s
}

// Curve evaluates the setting at every n of ns: bound, empirical, held-out and true Gibbs risk against n, the data of a figure.
func Curve(ctx context.Context, seed uint64, ns []int, s Setting) ([]*Report, error) {
	out := make([]*Report, len(ns))
	for k, n := range ns {
		var err error
		if out[k], err = Synthetic(ctx, seed, n, s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

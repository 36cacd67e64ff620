package pacbayes

import (
	"math"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// The bound for the squared loss in its first form, in two settings.
//
// Least squares (MATH.md): L = 1, n = 400, d = 200, X ~ N(0, I), Y = noise of variance 1 (b = 0), lambda = 0.3, sp = 0.1, e = 0.05, posterior mean the
// least-squares solution. Only X^T X, X^T Y and the residual sum of squares matter, and their joint law is known: X^T X = T T^T with T lower
// triangular, T_ii^2 ~ chi^2 with n - i degrees of freedom (i from 0), normals below (Bartlett); X^T Y = T z and RSS ~ chi^2_(n-d) with z normal,
// independent of X. Then theta = T^-T z.
//
// E_Q log(1 + 2 lambda t2) is replaced by a lower bound, in favor of the statement: for y >= y0 = 1 + 2 lambda tau2 and any m >= y0, log y >= log m + (y-m)/m - (y-m)^2/(2 y0^2), so that
// E log(1 + 2 lambda t2) >= log(1 + 2 lambda E t2) - (2 lambda)^2 Var t2/(2 y0^2).
const (
	leastSquares = "least squares"
	twoLayers    = "two layers"
)

func (s statement) squaredSample() *claim.Sample {
	return &claim.Sample{
		Space: setting(leastSquares, twoLayers), Cases: claim.Count{Quick: 8, Default: 12, Deep: 500}, MinValid: 4, FalseAlarm: alarm,
		MarginIs: "1 - failures / threshold",
		NewJudge: func() claim.Judge {
			limit, b := threshold(), newBartlett(features)
			return func(c *claim.Case) claim.Outcome {
				rng := c.Rand()
				if c.Regime == twoLayers {
					return judgeCoverage(c, limit, func() (bool, error) { return s.twoLayers(rng) })
				}
				return judgeCoverage(c, limit, func() (bool, error) { return s.leastSquares(b, rng), nil })
			}
		},
	}
}

// certainly reports whether the first form certainly fails.
func certainly(lambda, mean, variance, tau2, gibbs, kl float64, n int) bool {
	y0 := 1 + 2*lambda*tau2
	left := (math.Log(1+2*lambda*mean) - 4*lambda*lambda*variance/(2*y0*y0)) / 2
	return left > lambda*gibbs+(kl+math.Log(1/delta))/float64(n)
}

const (
	samples  = 400
	features = 200
	lambda   = 0.3
	lsPrior  = 0.1
	lsNoise  = 0.05
)

// bartlett is the scratch of one data set: T by rows, and z, which becomes theta.
type bartlett struct {
	t     [][]float64
	theta []float64
}

func newBartlett(d int) *bartlett {
	b := &bartlett{t: make([][]float64, d), theta: make([]float64, d)}
	for i := range b.t {
		b.t[i] = make([]float64, i+1)
	}
	return b
}

// draw draws T and z for n samples and returns the trace of X^T X.
func (b *bartlett) draw(rng *rand.Rand, n int) float64 {
	trace := 0.0
	for i, row := range b.t {
		for j := range row[:i] {
			row[j] = rng.NormFloat64()
			trace += row[j] * row[j]
		}
		x := chi2(rng, n-i)
		row[i] = math.Sqrt(x)
		trace += x
		b.theta[i] = rng.NormFloat64() // z
	}
	return trace
}

// solve puts theta = T^-T z in the place of z and returns |theta|^2.
func (b *bartlett) solve() float64 {
	norm2 := 0.0
	for i := len(b.t) - 1; i >= 0; i-- { // column by column of T^T
		x := b.theta[i] / b.t[i][i]
		b.theta[i] = x
		norm2 += x * x
		for j, y := range b.t[i][:i] {
			b.theta[j] -= y * x
		}
	}
	return norm2
}

// chi2 draws a chi-square variable with k degrees of freedom: k/2 exponentials, and a squared normal for odd k.
func chi2(rng *rand.Rand, k int) float64 {
	sum := 0.0
	for range k / 2 {
		sum += 2 * rng.ExpFloat64()
	}
	if k%2 == 1 {
		z := rng.NormFloat64()
		sum += z * z
	}
	return sum
}

func (s statement) leastSquares(b *bartlett, rng *rand.Rand) bool {
	trace := b.draw(rng, samples)
	return s.overfits(chi2(rng, samples-features), trace, b.solve())
}

// overfits reports whether the bound certainly fails at a residual sum of squares, the trace of X^T X and |theta|^2.
func (s statement) overfits(residual, trace, norm2 float64) bool {
	const e2 = lsNoise * lsNoise
	mean, variance := riskMoments(features, e2, norm2)
	kl := s.divergence(features, e2/(lsPrior*lsPrior), norm2, lsPrior)
	return certainly(lambda, mean, variance, 1, (residual+e2*trace)/samples, kl, samples)
}

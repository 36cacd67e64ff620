package pacbayes

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
)

// The bound for the squared loss in its first form, in two settings.
//
// Least squares (MATH.md): L = 1, n = 400, d = 200, X ~ N(0, I), Y = noise of variance 1 (b = 0), lambda = 0.3, sp = 0.1, e = 0.05, posterior mean the
// least-squares solution. Only X^T X, X^T Y and the residual sum of squares matter, and their joint law is known: X^T X = T T^T with T lower
// triangular, T_ii^2 ~ chi^2 with n - i degrees of freedom (i from 0), normals below (Bartlett); X^T Y = T z and RSS ~ chi^2_(n-d) with z normal,
// independent of X. Then theta = T^-T z.
//
// Two layers: L = 2, n = 60, d = 2, Sigma = I, b = (1, -1/2), tau2 = 1/4, posterior mean the balanced factorization of the least-squares
// solution, e = 1/4, prior N(1/2, I/4), lambda = 1/2, and the data themselves.
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
			limit, b := threshold(), newBartlett()
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

// bartlett is the scratch of one data set: T by rows.
type bartlett struct {
	t     [][]float64
	theta []float64
}

func newBartlett() *bartlett {
	b := &bartlett{t: make([][]float64, features), theta: make([]float64, features)}
	for i := range b.t {
		b.t[i] = make([]float64, i+1)
	}
	return b
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
	trace := 0.0
	for i, row := range b.t {
		for j := range row[:i] {
			row[j] = rng.NormFloat64()
			trace += row[j] * row[j]
		}
		x := chi2(rng, samples-i)
		row[i] = math.Sqrt(x)
		trace += x
		b.theta[i] = rng.NormFloat64() // z
	}
	norm2 := 0.0
	for i := features - 1; i >= 0; i-- { // T^T theta = z, column by column of T^T
		x := b.theta[i] / b.t[i][i]
		b.theta[i] = x
		norm2 += x * x
		for j, y := range b.t[i][:i] {
			b.theta[j] -= y * x
		}
	}
	const e2 = lsNoise * lsNoise
	gibbs := (chi2(rng, samples-features) + e2*trace) / samples
	mean := 1 + norm2 + features*e2
	variance := 2*features*e2*e2 + 4*e2*norm2
	kl := s.divergence(features, e2/(lsPrior*lsPrior), norm2, lsPrior)
	return certainly(lambda, mean, variance, 1, gibbs, kl, samples)
}

func (s statement) twoLayers(rng *rand.Rand) (bool, error) {
	const (
		n, d        = 60, 2
		e, sp       = 0.25, 0.5
		lam, center = 0.5, 0.5
		tau2        = 0.25
	)
	target := []float64{1, -0.5}
	x, y := make([][]float64, n), make([]float64, n)
	var a, b, c, u, v float64 // X^T X = [[a, b], [b, c]], X^T Y = (u, v)
	for k := range x {
		x[k] = []float64{rng.NormFloat64(), rng.NormFloat64()}
		y[k] = target[0]*x[k][0] + target[1]*x[k][1] + math.Sqrt(tau2)*rng.NormFloat64()
		a, b, c = a+x[k][0]*x[k][0], b+x[k][0]*x[k][1], c+x[k][1]*x[k][1]
		u, v = u+x[k][0]*y[k], v+x[k][1]*y[k]
	}
	det := a*c - b*b
	fit := []float64{(c*u - b*v) / det, (a*v - b*u) / det}
	layers := [][]float64{make([]float64, d), make([]float64, d)}
	norm2 := 0.0
	for i, p := range fit {
		r := math.Sqrt(math.Abs(p))
		layers[0][i], layers[1][i] = r, math.Copysign(r, p)
		norm2 += (r-center)*(r-center) + (layers[1][i]-center)*(layers[1][i]-center)
	}
	gibbs, _, err := s.gibbs(x, y, layers, e)
	if err != nil {
		return false, fmt.Errorf("two layers: %w", err)
	}
	m, err := numeric.NewDiagonalModel(target, []float64{1, 1}, e, tau2)
	if err != nil {
		return false, err
	}
	w, err := numeric.NewNetwork(layers)
	if err != nil {
		return false, err
	}
	ws, err := numeric.NewWorkspace(2, d)
	if err != nil {
		return false, err
	}
	variance, _ := s.variance(m, w)
	kl := s.divergence(2*d, e*e/(sp*sp), norm2, sp)
	return certainly(lam, ws.RegularizedLoss(m, w), variance, tau2, gibbs, kl, n), nil
}

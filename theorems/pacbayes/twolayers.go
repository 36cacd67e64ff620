package pacbayes

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/numeric"
)

// Two layers: L = 2, n = 60, d = 2, Sigma = I, b = (1, -1/2), tau2 = 1/4, posterior mean the balanced factorization of the least-squares
// solution, e = 1/4, prior N(1/2, I/4), lambda = 1/2, and the data themselves. The bound is slack here and would hold without KL, too; what could refute it is in the
// other setting, and the tests show where this one would fail.
const (
	tlSamples = 60
	tlNoise   = 0.25
	tlPrior   = 0.5
	tlCenter  = 0.5 // every entry of the prior's mean
	tlLambda  = 0.5
	tlTau2    = 0.25
)

func tlTarget() []float64 { return []float64{1, -0.5} }

func (s statement) twoLayers(rng *rand.Rand) (fails bool, err error) {
	x, y := drawPlane(rng)
	layers, norm2 := factor(fitPlane(x, y))
	gibbs, _, err := s.gibbs(x, y, layers, tlNoise)
	if err != nil {
		return fails, fmt.Errorf("two layers: %w", err)
	}
	m, err := numeric.NewDiagonalModel(tlTarget(), []float64{1, 1}, tlNoise, tlTau2)
	if err != nil {
		return fails, err
	}
	w, err := numeric.NewNetwork(layers)
	if err != nil {
		return fails, err
	}
	ws, err := numeric.NewWorkspace(w.Depth(), w.Width())
	if err != nil {
		return fails, err
	}
	variance, _ := s.variance(m, w)
	kl := s.divergence(len(w.Weights()), tlNoise*tlNoise/(tlPrior*tlPrior), norm2, tlPrior)
	return certainly(tlLambda, ws.RegularizedLoss(m, w), variance, tlTau2, gibbs, kl, len(y)), nil
}

// drawPlane draws X ~ N(0, I) in the plane and Y = <b, X> + noise of variance tau2.
func drawPlane(rng *rand.Rand) (x [][]float64, y []float64) {
	x, y = make([][]float64, tlSamples), make([]float64, tlSamples)
	b := tlTarget()
	for k := range x {
		x[k] = []float64{rng.NormFloat64(), rng.NormFloat64()}
		y[k] = b[0]*x[k][0] + b[1]*x[k][1] + math.Sqrt(tlTau2)*rng.NormFloat64()
	}
	return x, y
}

// fitPlane is the least-squares solution of rows in the plane, by Cramer's rule.
func fitPlane(x [][]float64, y []float64) []float64 {
	var a, b, c, u, v float64 // X^T X = [[a, b], [b, c]], X^T Y = (u, v)
	for k, z := range x {
		a, b, c = a+z[0]*z[0], b+z[0]*z[1], c+z[1]*z[1]
		u, v = u+z[0]*y[k], v+z[1]*y[k]
	}
	det := a*c - b*b
	return []float64{(c*u - b*v) / det, (a*v - b*u) / det}
}

// factor is the balanced factorization of p in two layers, the first one not negative, with its squared distance from the prior's mean.
func factor(p []float64) (layers [][]float64, norm2 float64) {
	layers = [][]float64{make([]float64, len(p)), make([]float64, len(p))}
	for i, x := range p {
		r := math.Sqrt(math.Abs(x))
		layers[0][i], layers[1][i] = r, math.Copysign(r, x)
		for _, w := range layers {
			norm2 += (w[i] - tlCenter) * (w[i] - tlCenter)
		}
	}
	return layers, norm2
}

package lemma2_1

import (
	"math"
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Monte Carlo as a corroboration that shares nothing with the moment route: Gaussian noise is drawn,
// the loss is averaged, and L + s (P - p^2) is compared with the median of group means.
//
// Error probability. One group of size g has mean mu and variance sigma^2/g; by Chebyshev it is off
// by more than t = 2 sigma/sqrt(g) with probability at most 1/4. The median of k groups (k odd) is
// off by more than t only if (k+1)/2 groups are, with probability at most exp(-k D) for independent
// groups, D the relative entropy of (k+1)/(2k) against 1/4 (Chernoff). k = 193 gives k D = 28.3 and
// 5.1e-13 < 1e-12. The variance is exact: E (b-q)^4 needs the first four moments of each factor only.
//
// Rounding. With a = prod (|w| + |e xi|), gamma_n = n u/(1 - n u) and u = 2^-53, the computed product
// is off by at most gamma_3L a, the residual by gamma_(3L+1) (|b| + a), the squared and scaled
// residual by gamma_(6L+6) s (|b| + a)^2, the mean of g such terms by gamma_(6L+6+g) times their
// mean; the last is doubled to cover its own rounding.
const (
	groups    = 193
	groupSize = 48
	mcAlarm   = 1e-12
)

func monteCarloSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 1, Diagonal: true, Dyadic: true, PositiveNoise: true, ZeroTau2: true}
	space := generators.NewSpace(d, generators.RegimeNamed(d, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs,
		generators.OneZeroLayer, generators.TwoZeroLayers, generators.ZeroTarget)...)
	return &claim.Sample{
		Space:      space,
		Cases:      claim.Count{Quick: 35, Default: 210, Deep: 7000},
		MinValid:   4,
		FalseAlarm: mcAlarm,
		MarginIs:   "1 - |median of means - L_R| / tolerance",
		NewJudge: func() claim.Judge {
			j := &monteCarlo{s: s, shapes: map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}, means: make([]float64, groups)}
			return j.judge
		},
	}
}

type monteCarlo struct {
	s      statement
	shapes map[int]*circuit.Machine[*big.Rat, circuit.Rats]
	means  []float64
}

// at returns the machine for depth L: the closed form of L_R and E (b-q)^4, E (b-q)^2.
func (j *monteCarlo) at(depth int) *circuit.Machine[*big.Rat, circuit.Rats] {
	if m, ok := j.shapes[depth]; ok {
		return m
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: 1, Diagonal: true})
	closed := definition.Loss(m.C, m.Symbols).Add(m.Sigma[0][0].Mul(j.s.sharpness(viewOf(m, 0, 0))))
	q := func(k int) circuit.Node { return definition.Gaussian().ProductMoment(m.Layer(0), m.E, m.C, k) }
	b := m.B[0]
	second := b.Sqr().Sub(b.Mul(q(1)).Times(2)).Add(q(2))
	fourth := b.Pow(4).Sub(b.Pow(3).Mul(q(1)).Times(4)).Add(b.Sqr().Mul(q(2)).Times(6)).Sub(b.Mul(q(3)).Times(4)).Add(q(4))
	k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(closed, fourth.Sub(second.Sqr())))
	j.shapes[depth] = k
	return k
}

func (j *monteCarlo) judge(c *claim.Case) claim.Outcome {
	outs := j.at(c.Depth()).Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, true, c.Noise, c.Tau2))
	mu, _ := outs[0].Float64()
	variance, _ := outs[1].Float64()
	f := func(x *big.Rat) float64 { v, _ := x.Float64(); return v }
	b, s, e := f(c.Target[0]), f(c.Scale(0)), f(c.Noise)
	w := make([]float64, c.Depth())
	for l := range w {
		w[l] = f(c.Weights[l][0])
	}
	rng := c.Rand()
	slack := 0.0
	for g := range j.means {
		sum, size := 0.0, 0.0
		for range groupSize {
			q, a := 1.0, 1.0
			for _, x := range w {
				z := e * rng.NormFloat64()
				q *= x + z
				a *= math.Abs(x) + math.Abs(z)
			}
			r, t := b-q, math.Abs(b)+a
			sum += s * r * r
			size += s * t * t
		}
		j.means[g] = sum / groupSize
		slack = math.Max(slack, size/groupSize)
	}
	slices.Sort(j.means)
	median := j.means[groups/2]
	n := float64(6*c.Depth() + 6 + groupSize)
	tol := 2*s*math.Sqrt(variance/groupSize) + 2*n*0x1p-53*slack
	off := math.Abs(median - mu)
	c.Trace("L_R, closed form", mu)
	c.Trace("median of means", median)
	c.Trace("tolerance", tol)
	if off > tol {
		return claim.Violate("mean differs", off/tol, "L_R = %.6g, median of means %.6g, tolerance %.2g", mu, median, tol)
	}
	if tol == 0 { // s = 0: both sides are 0
		return claim.Hold()
	}
	return claim.HoldBy(1 - off/tol)
}

package theorem4_3

import (
	"context"
	"math"
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// Monte Carlo as a corroboration that ties the theorem to the simulator of package numeric: one step is taken from the same start many
// times, and the averages of w_1+, w_2+ and D+ are compared with the statement.
//
// Error probability. Each statistic has an exact variance sigma^2, from the definition. A group of g independent steps is off by more than 2
// sigma/sqrt(g) with probability at most 1/4 (Chebyshev); the median of k = 199 groups is off only if 100 groups are, with probability at
// most exp(-k D(100/199 || 1/4)) = exp(-29.17) < 2.2e-13 (Chernoff). Three statistics: below 6.6e-13. The rounding analysis supposes |xi| <= 16; the
// probability that one of the at most 10^5 normals exceeds that is below 10^5 * 1.3e-57. In all below 1e-12 a case.
//
// Rounding. With |xi| <= 16 every factor is below V = max |w_l| + 16 e, the gradient below G = 2 s V^(L-1) (|b| + V^L) (noise only) or 2 x V^(L-1) (16 tau + x
// (|b| + V^L)), x = 16 sqrt(s) (one sample), and a weight below S = max |w_l| + alpha G, also in sums of absolute values. A step takes at most 6 L + 20
// roundings, so w+ is off by at most n u S and D+ by at most n u 4 S^2 with n = 6 L + 40 + g, which covers the mean of a group and the conversion of the
// exact numbers; the bound is doubled for the terms of second order (n u < 1/1000).
const (
	groups  = 199
	mcAlarm = 1e-12
	mcAlpha = 0.125
)

// sizeOf is the number g of steps of a group: coordinates of one network are cheaper than networks.
func sizeOf(v moments.Variant) int {
	if v == moments.OneSample {
		return 24
	}
	return 48
}

func (s statement) monteCarlo(v moments.Variant) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 3, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, Dyadic: true}
	regimes := generators.RegimeNamed(d, generators.Unit, generators.OneZeroLayer, generators.Balanced, generators.Dyadic, generators.ZeroTarget)
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 2 * n, Default: 8 * n, Deep: 400 * n}, MinValid: 2,
		FalseAlarm: mcAlarm,
		MarginIs:   "1 - |median of means - expectation| / tolerance, over w_1+, w_2+ and D+",
		NewJudge: func() claim.Judge {
			j := &monteCarlo{s: s, v: v, shapes: map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
			return j.judge
		},
	}
}

type monteCarlo struct {
	s      statement
	v      moments.Variant
	shapes map[int]*circuit.Machine[*big.Rat, circuit.Rats]
}

// at returns, for depth L: the statement's E w_1+, E w_2+, E D+, then their variances from the definition.
func (j *monteCarlo) at(depth int) *circuit.Machine[*big.Rat, circuit.Rats] {
	if m, ok := j.shapes[depth]; ok {
		return m
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: 1, Diagonal: true}, alphaName)
	alpha := m.Param(alphaName)
	exact := moments.Define(m.C, m.Symbols, j.v, []circuit.Node{alpha}, func(_ *moments.Draw, o *definition.Symbols, a []circuit.Node, g [][]circuit.Node) []circuit.Node {
		x, y := o.W[0][0].Sub(a[0].Mul(g[0][0])), o.W[1][0].Sub(a[0].Mul(g[1][0]))
		z := x.Sqr().Sub(y.Sqr())
		return []circuit.Node{x, y, z, x.Sqr(), y.Sqr(), z.Sqr()}
	})
	p := j.s.pairOf(m, 0, 1, 0, alpha)
	drift := j.s.drift
	if j.v == moments.OneSample {
		drift = j.s.driftSample
	}
	outs := []circuit.Node{
		p.X.Sub(alpha.Mul(j.s.mean(j.s.layerOf(m, 0, 0)))), p.Y.Sub(alpha.Mul(j.s.mean(j.s.layerOf(m, 1, 0)))),
		p.imbalance().Mul(drift(p, j.s.b(p))),
	}
	for k := range 3 {
		outs = append(outs, exact[3+k].Sub(exact[k].Sqr()))
	}
	k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
	j.shapes[depth] = k
	return k
}

func (j *monteCarlo) judge(c *claim.Case) claim.Outcome {
	f := func(x *big.Rat) float64 { v, _ := x.Float64(); return v }
	in := definition.Inputs(nil, c.Weights, c.Target, c.Sigma, true, c.Noise, c.Tau2)
	outs := j.at(c.Depth()).Run(append(in, new(big.Rat).SetFloat64(mcAlpha)))
	var mean, sigma [3]float64
	for k := range mean {
		mean[k], sigma[k] = f(outs[k]), math.Sqrt(f(outs[3+k]))
	}
	w := make([]float64, c.Depth())
	for l := range w {
		w[l] = f(c.Weights[l][0])
	}
	b, s, e, tau2 := f(c.Target[0]), f(c.Scale(0)), f(c.Noise), f(c.Tau2)
	got, err := j.simulate(c.Rand().Uint64(), w, b, s, e, tau2)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	size := scales(j.v, w, b, s, e, tau2)
	worst := 0.0
	for k, name := range []string{"w_1+", "w_2+", "D+"} {
		g := float64(sizeOf(j.v))
		n := float64(6*len(w)+40) + g
		tol := 2*sigma[k]/math.Sqrt(g) + 2*n*0x1p-53*size[k]
		off := math.Abs(got[k] - mean[k])
		c.Trace(name+", expectation", mean[k])
		c.Trace(name+", median of means", got[k])
		c.Trace(name+", tolerance", tol)
		if !(off <= tol) {
			return claim.Violate(name+" differs", off/tol, "E %s = %.6g, median of means %.6g, tolerance %.2g", name, mean[k], got[k], tol)
		}
		if tol > 0 {
			worst = math.Max(worst, off/tol)
		}
	}
	return claim.HoldBy(1 - worst)
}

// scales returns S, S and 4 S^2 of the rounding analysis.
func scales(v moments.Variant, w []float64, b, s, e, tau2 float64) [3]float64 {
	most := 0.0
	for _, x := range w {
		most = math.Max(most, math.Abs(x))
	}
	V := most + 16*e
	rest, whole := math.Pow(V, float64(len(w)-1)), math.Pow(V, float64(len(w)))
	g := 2 * s * rest * (math.Abs(b) + whole)
	if v == moments.OneSample {
		x := 16 * math.Sqrt(s)
		g = 2 * x * rest * (16*math.Sqrt(tau2) + x*(math.Abs(b)+whole))
	}
	S := most + mcAlpha*g
	return [3]float64{S, S, 4 * S * S}
}

// simulate returns the medians of the group means of w_1+, w_2+ and D+. In the noise-only diagonal model the coordinates of a network are
// independent, so that a group is one network of g equal coordinates; for one sample it is g networks.
func (j *monteCarlo) simulate(seed uint64, w []float64, b, s, e, tau2 float64) (out [3]float64, err error) {
	size := sizeOf(j.v)
	width, runs := size, groups
	if j.v == moments.OneSample {
		width, runs = 1, groups*size
	}
	layers := make([][]float64, len(w))
	for l, x := range w {
		layers[l] = slices.Repeat([]float64{x}, width)
	}
	start, err := numeric.NewNetwork(layers)
	if err != nil {
		return out, err
	}
	m, err := numeric.NewDiagonalModel(slices.Repeat([]float64{b}, width), slices.Repeat([]float64{s}, width), e, tau2)
	if err != nil {
		return out, err
	}
	c := numeric.SSAM{Model: m, Step: numeric.Constant(mcAlpha), Steps: 1}
	if j.v == moments.OneSample {
		c.Variant = numeric.OneSample
	}
	ts, err := c.RunMany(context.Background(), start, seed, runs, 1)
	if err != nil {
		return out, err
	}
	var sums [3][]float64
	for k := range sums {
		sums[k] = make([]float64, groups)
	}
	for n, t := range ts {
		last := t.Last()
		for i := range width {
			x, y := last[i*len(w)], last[i*len(w)+1]
			group := n * groups / runs
			sums[0][group] += x
			sums[1][group] += y
			sums[2][group] += x*x - y*y
		}
	}
	for k := range sums {
		slices.Sort(sums[k])
		out[k] = sums[k][groups/2] / float64(size)
	}
	return out, nil
}

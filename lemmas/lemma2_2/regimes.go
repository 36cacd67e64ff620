package lemma2_2

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
)

// Instances whose balanced counterpart is rational: |p_i| = c_i^L with c_i rational for every i. They are
// made from the standard regimes by w_l -> c t_l with prod t_l = ±1.

var rootedConstraint = generators.Constraint{
	Text:  "|p_i| is the L-th power of a rational for every i (the balanced counterpart is rational)",
	Holds: func(in *generators.Instance) bool { _, all := roots(in.Weights); return all },
}

// domain is the hypotheses of the statement.
func (s statement) domain(maxDepth, maxWidth int) generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: maxDepth, MinWidth: 1, MaxWidth: maxWidth,
		PositiveScale: s.scalePositive, PositiveNoise: s.noisePositive,
	}
}

// rooted is the space of instances with rational balanced counterpart.
func (s statement) rooted(maxDepth, maxWidth int) generators.Space {
	d := s.domain(maxDepth, maxWidth)
	names := []string{
		generators.Generic, generators.Unit, generators.Balanced, generators.Signs, generators.OneZeroLayer, generators.TwoZeroLayers,
		generators.AllZeroLayers, generators.TinyNoise, generators.HugeNoise, generators.Extreme, generators.FullSigma, generators.SingularSigma,
	}
	if !s.scalePositive {
		names = append(names, generators.ZeroScale)
	}
	if !s.noisePositive {
		names = append(names, generators.ZeroNoise)
	}
	regimes := generators.RegimeNamed(d, names...)
	for k, g := range regimes {
		regimes[k] = g.With(func(_ *rand.Rand, in *generators.Instance) { root(in) })
	}
	near := generators.RegimeNamed(d, generators.Signs)[0].With(nearly)
	near.Name = generators.NearlyBalanced
	d.Extra = []generators.Constraint{rootedConstraint}
	return generators.NewSpace(d, append(regimes, near)...)
}

// root bends each coordinate whose |p|^(1/L) is irrational: with c = |w_L|, w_l -> c w_l for l < L and
// w_L -> c / prod_{l<L} w_l, so that |p| = c^L. All its weights are nonzero, for 0 has a rational root.
func root(in *generators.Instance) {
	last := in.Depth() - 1
	cs, _ := roots(in.Weights)
	for i, known := range cs {
		if known != nil {
			continue
		}
		ws := column(in.Weights, i)
		c := new(big.Rat).Abs(ws[last])
		ws[last].Quo(c, product(ws[:last]))
		for _, w := range ws[:last] {
			w.Mul(w, c)
		}
	}
}

// nearly multiplies one layer of each coordinate by 1 + 2^-k and divides another one by it, k in 10..40.
func nearly(r *rand.Rand, in *generators.Instance) {
	for i := range in.Target {
		ws := column(in.Weights, i)
		k := 10 + r.Intn(31)
		f := big.NewRat(1<<k+1, 1<<k)
		l := r.Intn(len(ws))
		m := (l + 1 + r.Intn(len(ws)-1)) % len(ws)
		ws[l].Mul(ws[l], f)
		ws[m].Quo(ws[m], f)
	}
}

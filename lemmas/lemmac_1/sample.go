package lemmac_1

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Random instances beyond the depths of the branch and bound, exact: every constant is rational.

const (
	growName  = "grow"
	thetaName = "theta"
	maxDepth  = 8
)

// domain is one coordinate; the box is grow times the smallest one, the step theta times the largest one.
func domain() generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: maxDepth, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Params: []generators.ParamSpec{
			{Name: growName, Lo: big.NewRat(1, 1), Hi: big.NewRat(4, 1)},
			{Name: thetaName, Lo: new(big.Rat), Hi: big.NewRat(1, 1)},
		},
	}
}

// space adds the corner where the box is tight: w_1 = M or e, w_m = e for the others, b = M (2e)^(L-1).
func space() generators.Space {
	d := domain()
	corner := func(first int64) generators.Regime {
		return generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
			k := 2 + r.Int63n(2)
			for _, row := range in.Weights {
				row[0].SetInt64(1)
			}
			if first == 0 {
				in.Weights[0][0].SetInt64(k)
			}
			in.Target[0].SetInt64(k << uint(in.Depth()-1))
			for _, p := range in.Params {
				p.Value.SetInt64(1)
			}
		})
	}
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.NearlyBalanced, generators.OneZeroLayer,
		generators.AllZeroLayers, generators.TinyNoise, generators.HugeNoise, generators.ZeroTarget, generators.AtBeta1,
	}
	// Just inside the box, w_1 = (1 - 2^-k) |b|/(2e)^(L-1) and the others at e: the longest step takes w_1 outward, so that no smaller box is kept.
	inside := corner(0).With(func(r *rand.Rand, in *generators.Instance) {
		w := in.Weights[0][0]
		w.Mul(w, big.NewRat(1<<24-1<<uint(r.Int63n(23)), 1<<24))
	})
	edges := []generators.Regime{orbit.Named(corner(1), "w = e, L = 2", 2), orbit.Named(corner(1), "w = e", 0), orbit.Named(corner(0), "corner", 0), orbit.Named(inside, "just inside", 0), balanced(d, 2), balanced(d, 3)}
	return generators.NewSpace(d, append(edges, generators.RegimeNamed(d, names...)...)...)
}

// balanced is the regime in which K is sharp: equal weights on the boundary of the box, b = 0.
func balanced(d generators.Domain, depth int) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(_ *rand.Rand, in *generators.Instance) {
		in.Target[0].SetInt64(0)
		for _, row := range in.Weights {
			row[0].SetInt64(1)
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	return orbit.Named(g, fmt.Sprintf("sharp, L = %d", depth), depth)
}

func counts() claim.Count { return claim.Count{Quick: 85, Default: 850, Deep: 42500} }

// table holds what judges reuse, by depth; one per goroutine.
type table struct {
	s         statement
	constants map[int]*Constants
	orbits    map[int]*orbit.Orbit[*big.Rat, circuit.Rats]
	hessians  orbit.ExactHessians
}

func (s statement) table() *table {
	return &table{s: s, constants: map[int]*Constants{}, orbits: map[int]*orbit.Orbit[*big.Rat, circuit.Rats]{}, hessians: orbit.ExactHessians{}}
}

// box returns the constants and the box of a case.
func (t *table) box(c *claim.Case) (*Constants, *big.Rat) {
	k, ok := t.constants[c.Depth()]
	if !ok {
		k = t.s.constants(c.Depth())
		t.constants[c.Depth()] = k
	}
	m := k.Box(c.Target[0], c.Noise, weights(c)...)
	return k, m.Mul(m, c.Param(growName))
}

func weights(c *claim.Case) []*big.Rat {
	w := make([]*big.Rat, c.Depth())
	for l := range w {
		w[l] = c.Weights[l][0]
	}
	return w
}

// boxSample takes one step from the definition and compares with the box.
func boxSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: space(), Cases: counts(), MinValid: 4, MarginIs: "1 - max_l |w_l(1)| / M; 0 on the boundary",
		NewJudge: func() claim.Judge {
			t := s.table()
			return func(c *claim.Case) claim.Outcome {
				k, m := t.box(c)
				o, ok := t.orbits[c.Depth()]
				if !ok {
					o = orbit.NewExact(proof.ShapeOf(c.Instance))
					t.orbits[c.Depth()] = o
				}
				o.Place(c.Instance, func(z, x *big.Rat) { z.Set(x) })
				alpha := new(big.Rat).Quo(c.Param(thetaName), k.StepInverse(c.Scale(0), c.Noise, m))
				o.Advance(alpha)
				c.Trace("M", m.RatString())
				c.Trace("alpha", alpha.RatString())
				far := orbit.MaxAbs(o.Weights()...)
				if far.Cmp(m) > 0 {
					return claim.Violate("leaves the box", orbit.Ratio(far, m)-1, "a weight of modulus %s after the step alpha = %s, M = %s", proof.Clip(far), proof.Clip(alpha), proof.Clip(m))
				}
				return claim.HoldBy(orbit.Slack(far, m))
			}
		},
	}
}

// hessianSample decides |Hess L_R| <= K at the weights of the case.
func hessianSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: space(), Cases: counts(), MinValid: 4, MarginIs: "1 - (largest row sum of |Hess|) / K; 0 where Gershgorin is sharp",
		NewJudge: func() claim.Judge {
			t := s.table()
			return func(c *claim.Case) claim.Outcome {
				k, m := t.box(c)
				return bounded(t.hessians.At(c.Instance), k.K(c.Scale(0), c.Target[0], c.Noise, m))
			}
		},
	}
}

// bounded decides |h| <= bound in the spectral norm: by row sums, and where those do not decide, by whether bound I +- h is positive
// semidefinite.
func bounded(h [][]*big.Rat, bound *big.Rat) claim.Outcome {
	worst := new(big.Rat)
	for _, row := range h {
		sum := new(big.Rat)
		for _, x := range row {
			sum.Add(sum, new(big.Rat).Abs(x))
		}
		if sum.Cmp(worst) > 0 {
			worst = sum
		}
	}
	if worst.Cmp(bound) <= 0 {
		return claim.HoldBy(orbit.Slack(worst, bound))
	}
	for _, sign := range []int64{1, -1} {
		if !generators.IsPSD(shifted(h, bound, sign)) {
			return claim.Violate("norm above the bound", orbit.Ratio(worst, bound)-1, "the bound %s is below the norm of the Hessian (row sums up to %s)", proof.Clip(bound), proof.Clip(worst))
		}
	}
	return claim.HoldBy(0)
}

// shifted is bound I - sign h.
func shifted(h [][]*big.Rat, bound *big.Rat, sign int64) [][]*big.Rat {
	f := big.NewRat(-sign, 1)
	a := make([][]*big.Rat, len(h))
	for l, row := range h {
		a[l] = make([]*big.Rat, len(row))
		for m, x := range row {
			a[l][m] = new(big.Rat).Mul(f, x)
		}
		a[l][l].Add(a[l][l], bound)
	}
	return a
}

package theorem4_2

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
)

// Parameters of a run: two fractions of the largest step size, which alternate.
const (
	theta0 = "theta0"
	theta1 = "theta1"
)

func fraction(name string, lo, hi *big.Rat) generators.ParamSpec {
	return generators.ParamSpec{Name: name, Lo: lo, Hi: hi}
}

// domain is the linear diagonal model.
func domain(depth, width int, params ...generators.ParamSpec) generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: depth, MinWidth: 1, MaxWidth: width, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true, Params: params,
	}
}

// exactSpace draws short numbers: exact weights grow by a factor 2L-1 in digits with each step.
func exactSpace() generators.Space {
	zero, one := new(big.Rat), big.NewRat(1, 1)
	d := domain(5, 2, fraction(theta0, zero, one), fraction(theta1, zero, one))
	names := []string{
		generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.OneZeroLayer,
		generators.TwoZeroLayers, generators.AllZeroLayers, generators.ZeroTarget,
	}
	return generators.NewSpace(d, append(generators.RegimeNamed(d, names...), edges(d)...)...)
}

// equal is a regime of equal weights and b = 0 at a depth (0: any), with the largest step sizes.
func equal(d generators.Domain, name string, depth int, weight func(r *rand.Rand) *big.Rat) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		x := weight(r)
		for i := range in.Target {
			in.Target[i].SetInt64(0)
			for _, row := range in.Weights {
				row[i].Set(x)
			}
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	return orbit.Named(g, name, depth)
}

// edges are the regimes in which K is nearly sharp. With small weights L_R is nearly quadratic and its fall nearly the stated amount; with
// large ones the term of K with L-1 is needed, at every depth.
func edges(d generators.Domain) []generators.Regime {
	out := []generators.Regime{equal(d, "flat", 0, func(r *rand.Rand) *big.Rat { return big.NewRat(1, 64<<uint(r.Intn(8))) })}
	for depth := 2; depth <= 5; depth++ {
		out = append(out, equal(d, fmt.Sprintf("steep, L = %d", depth), depth, func(r *rand.Rand) *big.Rat { return big.NewRat(1+r.Int63n(4), 2) }))
	}
	return append(out, unitStep(d), oneLayer(d), opposed(d), justInside(d))
}

// unitStep is the flat regime at L = 2 with the scale that makes K = 1: the largest step is then not rounded and, to within 2^-20, the fall of L_R the stated
// amount.
func unitStep(d generators.Domain) generators.Regime {
	g := equal(d, "flat, K = 1", 2, func(r *rand.Rand) *big.Rat { return big.NewRat(1, 1<<uint(10+r.Intn(4))) })
	return g.With(func(_ *rand.Rand, in *generators.Instance) { // K = 2 s (e^2 + 3 M^2), M = w, e = 1
		w := in.Weights[0][0]
		s := new(big.Rat).Mul(w, w)
		s.Mul(s, big.NewRat(6, 1)).Add(s, big.NewRat(2, 1)).Inv(s)
		for i := range in.Target {
			in.Scale(i).Set(s)
		}
	})
}

// oneLayer has a single nonzero layer: D shrinks by exactly (1 - 2 alpha s e^(2(L-1)))^2 at every depth.
func oneLayer(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		for l, row := range in.Weights {
			for _, w := range row {
				w.SetInt64(0)
				if l == 0 {
					w.SetFrac64(1+r.Int63n(8), 4)
				}
			}
		}
		for _, p := range in.Params {
			p.Value.SetFrac64(1+r.Int63n(2), 2)
		}
	})
	return orbit.Named(g, "one layer", 0)
}

// opposed starts at equal moduli M with a product of the other sign than b, |b| = M (2e)^(L-1), e = 1: K needs its term with |b|, which is of the order of M^2 at
// L = 3.
func opposed(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		m := big.NewRat(1, 8<<uint(r.Intn(2)))
		for i, b := range in.Target {
			b.Mul(m, big.NewRat(-4, 1))
			for _, row := range in.Weights {
				row[i].Set(m)
			}
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	return orbit.Named(g, "opposed, L = 3", 3)
}

// justInside starts at w_1 = (1 - 2^-n) M, M = |b|/(2e)^(L-1), with the other weights e < w_1, where 2 e w/(w^2+e^2) has its maximum 1. The gradient's entry of w_1 is
// then 2 s [w_1 (2e^2)^(L-1) - b e^(L-1)] = -2 s (2e^2)^(L-1) (M - w_1): the first step leaves every box that ends at w_1, though not M.
func justInside(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		in.Noise.SetFrac64(1+r.Int63n(3), 2)
		m := new(big.Rat).Mul(in.Noise, big.NewRat(2+r.Int63n(3), 1))
		n := int64(1) << uint(7+r.Intn(6)) // w_1 has at most 16 bits, so that the box is not rounded; w_1 > (99/100) M
		first := new(big.Rat).Mul(m, big.NewRat(n-1, n))
		for i, b := range in.Target {
			b.Mul(m, orbit.Pow(new(big.Rat).Add(in.Noise, in.Noise), in.Depth()-1))
			for _, row := range in.Weights {
				row[i].Set(in.Noise)
			}
			in.Weights[0][i].Set(first)
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	return orbit.Named(g, "just inside the box", 0)
}

// unequal is where no iterate is stationary for a reason that intervals can't see: distinct moduli keep the gradient from being 0.
func unequal() generators.Constraint {
	return generators.Constraint{Text: "|w_1|, |w_2| differ and are not 0", Holds: func(in *generators.Instance) bool {
		x, y := in.Weights[0][0], in.Weights[1][0]
		return x.Sign() != 0 && y.Sign() != 0 && orbit.CmpAbs(x, y) != 0
	}}
}

func bend(_ *rand.Rand, in *generators.Instance) {
	x, y := in.Weights[0][0], in.Weights[1][0]
	if x.Sign() == 0 {
		x.SetInt64(1)
	}
	if y.Sign() == 0 {
		y.SetInt64(1)
	}
	if orbit.CmpAbs(x, y) == 0 {
		x.Mul(x, big.NewRat(2, 1))
	}
}

func certifiedSpace() generators.Space {
	least, one := big.NewRat(1, 64), big.NewRat(1, 1)
	d := domain(5, 1, fraction(theta0, least, one), fraction(theta1, least, one))
	plain := d
	d.Extra = []generators.Constraint{unequal()}
	names := []string{generators.Dyadic, generators.Generic, generators.Unit, generators.NearlyBalanced, generators.OneZeroLayer, generators.ZeroTarget, generators.AtBeta1}
	regimes := generators.RegimeNamed(plain, names...)
	for k, g := range regimes {
		regimes[k] = g.With(bend)
	}
	return generators.NewSpace(d, append(regimes, justInside(plain))...)
}

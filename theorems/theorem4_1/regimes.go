package theorem4_1

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
)

// Names of the parameters of a run: two fractions of the largest step size, which alternate, and the ratio of two noise levels, which
// alternate too.
const (
	theta0 = "theta0"
	theta1 = "theta1"
	rho    = "rho"
)

func runParams() []generators.ParamSpec {
	return []generators.ParamSpec{
		{Name: theta0, Lo: new(big.Rat), Hi: big.NewRat(1, 1)},
		{Name: theta1, Lo: new(big.Rat), Hi: big.NewRat(1, 1)},
		{Name: rho, Lo: big.NewRat(1, 2), Hi: big.NewRat(2, 1)},
	}
}

// sharp is the regime in which the bound is an equality: w = (x, 0, ..., 0) in every coordinate and b p_-l = 0.
func sharp(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		for i := range in.Target {
			in.Weights[0][i].SetInt64(1 + r.Int63n(3))
			for _, row := range in.Weights[1:] {
				row[i].SetInt64(0)
			}
			if in.Depth() == 2 {
				in.Target[i].SetInt64(0)
			}
		}
	})
	g.Name = "sharp"
	return g
}

// runDomain is the linear diagonal model. Short numbers only: exact weights grow by a factor 2L-1 in digits with each step.
func runDomain(depth, width int) generators.Domain {
	return generators.Domain{MinDepth: 2, MaxDepth: depth, MinWidth: 1, MaxWidth: width, Diagonal: true, ZeroTau2: true, Params: runParams()}
}

func exactSpace() generators.Space {
	d := runDomain(4, 2)
	names := []string{
		generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.NearlyBalanced, generators.OneZeroLayer,
		generators.TwoZeroLayers, generators.AllZeroLayers, generators.ZeroNoise, generators.ZeroScale, generators.ZeroTarget,
	}
	return generators.NewSpace(d, append(generators.RegimeNamed(d, names...), sharp(d))...)
}

// strict is where every factor lies strictly inside: intervals can then decide the bound. No weight is 0 (so that P_-lm > e^(2(L-2)) for
// L >= 3), b != p (so that c != 0 at L = 2), and the step sizes are positive.
func strict() generators.Constraint {
	return generators.Constraint{Text: "no weight is 0, b != p, |w_1| is not the modulus of another weight", Holds: func(in *generators.Instance) bool {
		p := big.NewRat(1, 1)
		for l, row := range in.Weights {
			if row[0].Sign() == 0 || l > 0 && orbit.CmpAbs(row[0], in.Weights[0][0]) == 0 {
				return false
			}
			p.Mul(p, row[0])
		}
		return p.Cmp(in.Target[0]) != 0
	}}
}

// bend makes an instance strict; doubling keeps numbers dyadic.
func bend(_ *rand.Rand, in *generators.Instance) {
	for _, row := range in.Weights {
		if row[0].Sign() == 0 {
			row[0].SetFrac64(1, 2)
		}
	}
	for clash := true; clash; {
		clash = false
		for _, row := range in.Weights[1:] {
			clash = clash || orbit.CmpAbs(row[0], in.Weights[0][0]) == 0
		}
		if clash {
			in.Weights[0][0].Mul(in.Weights[0][0], big.NewRat(2, 1))
		}
	}
	p := big.NewRat(1, 1)
	for _, row := range in.Weights {
		p.Mul(p, row[0])
	}
	if p.Cmp(in.Target[0]) == 0 {
		in.Target[0].Mul(in.Target[0], big.NewRat(2, 1)) // p is not 0
	}
}

// strictSpace draws float64 instances for long runs. The fractions stay away from 0, so that every step contracts.
func strictSpace(depth int) generators.Space {
	d := runDomain(depth, 1)
	d.PositiveScale, d.PositiveNoise, d.Dyadic = true, true, true
	for k := range d.Params {
		if d.Params[k].Name != rho {
			d.Params[k].Lo = big.NewRat(1, 64)
		}
	}
	plain := d
	d.Extra = []generators.Constraint{strict()}
	names := []string{generators.Dyadic, generators.Unit, generators.NearlyBalanced, generators.OneZeroLayer, generators.ZeroTarget, generators.AtBeta1}
	regimes := generators.RegimeNamed(plain, names...)
	for k, g := range regimes {
		regimes[k] = g.With(bend)
	}
	return generators.NewSpace(d, regimes...)
}

// counts of the runs: at least four cases in each of twelve regimes.
func counts() claim.Count { return claim.Count{Quick: 60, Default: 600, Deep: 12000} }

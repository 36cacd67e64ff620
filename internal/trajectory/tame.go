package trajectory

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
)

// The bounds of Tame: a flow from such an instance needs some hundred steps at most, at depths up to 6.
var (
	maxWeight, maxTarget = rat(2, 1), rat(4, 1)
	minNoise, maxNoise   = rat(1, 4), rat(5, 4)
	minScale, maxScale   = rat(1, 2), rat(2, 1)
)

func rat(p, q int64) func() *big.Rat { return func() *big.Rat { return big.NewRat(p, q) } }

// Tame is the constraint |w| <= 2, |b| <= 4, 1/4 <= e <= 5/4 (or e = 0), 1/2 <= max s_i <= 2.
func Tame() generators.Constraint {
	return generators.Constraint{Text: "|w| <= 2, |b| <= 4, e = 0 or 1/4 <= e <= 5/4, 1/2 <= max s <= 2 (moderate stiffness)", Holds: tame}
}

// Domain returns the domain of tame instances of the given depths and widths; add to it what a check needs.
func Domain(minDepth, maxDepth, minWidth, maxWidth int) generators.Domain {
	return generators.Domain{
		MinDepth: minDepth, MaxDepth: maxDepth, MinWidth: minWidth, MaxWidth: maxWidth, PositiveScale: true, ZeroTau2: true,
		Extra: []generators.Constraint{Tame()},
	}
}

// Space returns the space of a domain that has Tame among its constraints, with the named regimes bent into it and then by each of
// more.
func Space(d generators.Domain, names []string, more ...func(r *rand.Rand, in *generators.Instance)) generators.Space {
	plain := d
	plain.Extra = nil
	regimes := generators.RegimeNamed(plain, names...)
	for k, g := range regimes {
		regimes[k] = g.With(func(r *rand.Rand, in *generators.Instance) {
			Bend(in)
			for _, f := range more {
				f(r, in)
			}
		})
	}
	return generators.NewSpace(d, regimes...)
}

// Bend divides or multiplies the entries by powers of two until the instance is tame. Balance, signs, zeros and semidefiniteness stay.
func Bend(in *generators.Instance) {
	var ws []*big.Rat
	for _, row := range in.Weights {
		ws = append(ws, row...)
	}
	fit(ws, nil, maxWeight())
	fit(in.Target, nil, maxTarget())
	fit([]*big.Rat{in.Noise}, minNoise(), maxNoise())
	var sigma []*big.Rat
	for _, row := range in.Sigma {
		sigma = append(sigma, row...)
	}
	fit(sigma, minScale(), maxScale())
}

// fit multiplies all entries by one power of two until the largest modulus is at most hi and, unless all are 0 or lo is nil, at least lo.
func fit(xs []*big.Rat, lo, hi *big.Rat) {
	m := largest(xs)
	if m.Sign() == 0 {
		return
	}
	f, half, two := big.NewRat(1, 1), big.NewRat(1, 2), big.NewRat(2, 1)
	for m.Cmp(hi) > 0 {
		m.Mul(m, half)
		f.Mul(f, half)
	}
	for lo != nil && m.Cmp(lo) < 0 {
		m.Mul(m, two)
		f.Mul(f, two)
	}
	for _, x := range xs {
		x.Mul(x, f)
	}
}

func largest(xs []*big.Rat) *big.Rat {
	m := new(big.Rat)
	for _, x := range xs {
		if a := new(big.Rat).Abs(x); a.Cmp(m) > 0 {
			m = a
		}
	}
	return m
}

func tame(in *generators.Instance) bool {
	for _, row := range in.Weights {
		if largest(row).Cmp(maxWeight()) > 0 {
			return false
		}
	}
	s := new(big.Rat)
	for i := range in.Target {
		if in.Scale(i).Cmp(s) > 0 {
			s = in.Scale(i)
		}
	}
	within := func(x, lo, hi *big.Rat) bool { return x.Cmp(lo) >= 0 && x.Cmp(hi) <= 0 }
	return largest(in.Target).Cmp(maxTarget()) <= 0 && within(s, minScale(), maxScale()) &&
		(in.Noise.Sign() == 0 || within(in.Noise, minNoise(), maxNoise()))
}

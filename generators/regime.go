package generators

import (
	"fmt"
	"math/rand"
)

// Regime is a way of drawing instances that aims at one part of a domain. Make
// returns an instance of the given domain (every hypothesis true by
// construction) that owns its numbers; it must depend on r and d alone.
type Regime struct {
	Name string
	Min  int // the least number of valid cases below which a check is vacuous
	Make func(r *rand.Rand, d Domain) *Instance
}

// With is the regime with a last step that bends each instance, so that a
// domain's Extra constraints hold by construction.
func (g Regime) With(bend func(r *rand.Rand, in *Instance)) Regime {
	inner := g.Make
	g.Make = func(r *rand.Rand, d Domain) *Instance {
		in := inner(r, d)
		bend(r, in)
		return in
	}
	return g
}

// The names of the standard regimes.
const (
	Generic        = "generic"         // modest rationals; in a dyadic domain, full 53-bit floats
	Dyadic         = "dyadic"          // short dyadic numbers: a float64 holds every entry exactly
	Unit           = "unit"            // weights +-1, e = 1, s = 1, b in -2..2: small counterexamples
	Balanced       = "balanced"        // w_l^2 equal over l, sign(p) = sign(b) where b != 0
	Signs          = "signs"           // w_l^2 equal over l, signs at random
	NearlyBalanced = "nearly balanced" // |w_l| equal up to a factor 1 + 2^-k, k in 10..40, not equal
	OneZeroLayer   = "one zero layer"  // a coordinate with exactly one w_l = 0
	TwoZeroLayers  = "two zero layers" // a coordinate with exactly two w_l = 0
	AllZeroLayers  = "all zero layers" // a coordinate with w = 0
	AtBeta1        = "at beta1"        // |b_0|/e^L = beta_1(L), or the nearest that the domain allows
	BelowBeta1     = "below beta1"     // just below
	AboveBeta1     = "above beta1"     // just above
	AtBeta2        = "at beta2"        // the same for beta_2(L), L >= 3
	BelowBeta2     = "below beta2"     // just below
	AboveBeta2     = "above beta2"     // just above
	TinyNoise      = "tiny noise"      // 0 < e < 2^-19
	HugeNoise      = "huge noise"      // e > 2^19
	ZeroNoise      = "zero noise"      // e = 0
	Extreme        = "extreme scales"  // entries between 1e-300 and 1e300
	FullSigma      = "full sigma"      // Sigma not diagonal
	SingularSigma  = "singular sigma"  // Sigma not diagonal, rank below d
	ZeroScale      = "zero scale"      // some s_i = 0
	ZeroTarget     = "zero target"     // b = 0
)

// standard is one row of the table of regimes.
type standard struct {
	name string
	fits func(Domain) bool // nil: fits every domain
	make func(*maker) *Instance
}

func standards() []standard {
	return append([]standard{
		{Generic, nil, makeGeneric},
		{Dyadic, nil, makeDyadic},
		{Unit, nil, makeUnit},
		{Balanced, nil, makeBalanced},
		{Signs, nil, makeSigns},
		{NearlyBalanced, nil, makeNearlyBalanced},
		{OneZeroLayer, nil, makeZeroLayers(1)},
		{TwoZeroLayers, nil, makeZeroLayers(2)},
		{AllZeroLayers, nil, makeZeroLayers(0)},
		{TinyNoise, nil, makeNoise(-1)},
		{HugeNoise, nil, makeNoise(+1)},
		{ZeroNoise, func(d Domain) bool { return !d.PositiveNoise }, makeZeroNoise},
		{Extreme, nil, makeExtreme},
		{FullSigma, canBeFull, makeFullSigma},
		{SingularSigma, canBeFull, makeSingularSigma},
		{ZeroScale, func(d Domain) bool { return !d.PositiveScale }, makeZeroScale},
		{ZeroTarget, nil, makeZeroTarget},
	}, thresholdRegimes()...)
}

func canBeFull(d Domain) bool { return !d.Diagonal && d.MaxWidth >= 2 }

// regime binds a row of the table.
func (s standard) regime() Regime {
	return Regime{Name: s.name, Min: 1, Make: func(r *rand.Rand, d Domain) *Instance {
		in := s.make(newMaker(r, d))
		in.Regime = s.name
		return in
	}}
}

// Regimes is every standard regime that is compatible with d, in a fixed order.
// The regimes know nothing of d.Extra: see [Regime.With].
func Regimes(d Domain) []Regime {
	d = d.Normalize()
	var out []Regime
	for _, s := range standards() {
		if s.fits == nil || s.fits(d) {
			out = append(out, s.regime())
		}
	}
	return out
}

// RegimeNamed is the standard regimes of those names, in that order. It panics
// when a name is unknown or its regime is not compatible with d.
func RegimeNamed(d Domain, names ...string) []Regime {
	all := Regimes(d)
	out := make([]Regime, 0, len(names))
next:
	for _, name := range names {
		for _, g := range all {
			if g.Name == name {
				out = append(out, g)
				continue next
			}
		}
		panic(fmt.Sprintf("generators: no regime named %q is compatible with the domain", name))
	}
	return out
}

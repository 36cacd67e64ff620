package planted

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
)

// The regimes of Space, by z = u/e^2.
const (
	Overtaken = "overtaken"  // L = 3, large root with 1/3 < z < 0.618: a minimum above the origin
	SmallRoot = "small root" // 0 < z < 1/3 (any z at L = 2, where there is no small root)
	Between   = "between"    // 1/3 < z <= 1: both sides of (L-2)/L and of the tie
	LargeRoot = "large root" // 1 < z < 36
	FarRoot   = "far root"   // z >= 2^10: little noise
	Mirrored  = "mirrored"   // as Between, with random signs of the weights
	Rational  = "modest"     // t and e independent modest rationals
)

// Ratio is one more regime of Space: it draws t/e > 0 at a depth.
type Ratio struct {
	Name string
	Draw func(r *rand.Rand, depth int) *big.Rat
}

// Space draws points for Of: d = 1, depth lo..hi, s > 0, e > 0, w_1 != 0, tau2 = 0. Further regimes come last.
func Space(lo, hi int, more ...Ratio) generators.Space {
	d := generators.Domain{
		MinDepth: lo, MaxDepth: hi, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Extra: []generators.Constraint{{
			Text:  "w_1 != 0; judged at w_l = +-t, t = |w_1|, with the target |b| = (t^2+e^2)^(L-1)/t^(L-2) of the sign of the product",
			Holds: func(in *generators.Instance) bool { return in.Weights[0][0].Sign() != 0 },
		}},
	}
	base := d
	base.Extra = nil
	byDepth := func(name string, x func(r *rand.Rand, depth int) *big.Rat, signs bool) generators.Regime {
		g := generators.RegimeNamed(base, generators.Dyadic)[0].With(func(r *rand.Rand, in *generators.Instance) {
			t := x(r, in.Depth())
			t.Mul(t, in.Noise)
			spread(r, in, t, signs)
		})
		g.Name = name
		return g
	}
	regime := func(name string, x func(r *rand.Rand) *big.Rat, signs bool) generators.Regime {
		return byDepth(name, func(r *rand.Rand, _ int) *big.Rat { return x(r) }, signs)
	}
	modest := generators.RegimeNamed(base, generators.Generic)[0].With(func(r *rand.Rand, in *generators.Instance) {
		t := big.NewRat(1+r.Int63n(64), 1+r.Int63n(16))
		spread(r, in, t, true)
	})
	modest.Name = Rational
	regimes := []generators.Regime{}
	if lo <= 3 && hi >= 3 {
		g := regime(Overtaken, grid(38, 50, 64), false)
		inner := g.Make
		g.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance {
			d.MinDepth, d.MaxDepth = 3, 3
			return inner(r, d)
		}
		regimes = append(regimes, g)
	}
	regimes = append(regimes,
		regime(SmallRoot, grid(1, 36, 64), false),
		regime(Between, grid(37, 64, 64), false),
		regime(LargeRoot, grid(33, 191, 32), false),
		regime(FarRoot, grid(32, 1<<12, 1), false),
		regime(Mirrored, grid(37, 64, 64), true),
		modest,
	)
	for _, m := range more {
		regimes = append(regimes, byDepth(m.Name, m.Draw, true))
	}
	return generators.NewSpace(d, regimes...)
}

// grid draws k/n for k in lo..hi.
func grid(lo, hi, n int64) func(r *rand.Rand) *big.Rat {
	return func(r *rand.Rand) *big.Rat { return big.NewRat(lo+r.Int63n(hi-lo+1), n) }
}

// spread sets every weight to t, or to +-t with random signs.
func spread(r *rand.Rand, in *generators.Instance, t *big.Rat, signs bool) {
	for _, row := range in.Weights {
		row[0].Set(t)
		if signs && r.Int63n(2) == 1 {
			row[0].Neg(t)
		}
	}
}

package theorem4_4

import (
	"math/big"
	"math/rand"
	"slices"
	"strings"

	"github.com/ssamverify/ssamverify/generators"
)

// boxName is the parameter M.
const boxName = "M"

// domain is one coordinate of depth 2 to hi with a box that holds the weights.
func domain(hi int) generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: hi, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Params: []generators.ParamSpec{{Name: boxName, Lo: new(big.Rat), Hi: big.NewRat(1<<40, 1), OpenLo: true}},
		Extra:  []generators.Constraint{insideBox()},
	}
}

func insideBox() generators.Constraint {
	return generators.Constraint{Text: "|w_l| <= M", Holds: func(in *generators.Instance) bool {
		m := in.Param(boxName)
		for _, row := range in.Weights {
			for _, w := range row {
				if new(big.Rat).Abs(w).Cmp(m) > 0 {
					return false
				}
			}
		}
		return true
	}}
}

// regime is a standard regime with a last step.
func regime(d generators.Domain, base, name string, bend func(r *rand.Rand, in *generators.Instance)) generators.Regime {
	d.Extra = nil
	g := generators.RegimeNamed(d, base)[0].With(bend)
	g.Name = name
	return g
}

// depths is the regime at depths lo..hi.
func depths(lo, hi int, g generators.Regime) generators.Regime {
	inner := g.Make
	g.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance {
		d.MinDepth, d.MaxDepth = lo, hi
		return inner(r, d)
	}
	return g
}

// ratio draws k/16 times e, k in 1..hi.
func ratio(r *rand.Rand, e *big.Rat, hi int64) *big.Rat {
	return new(big.Rat).Mul(e, big.NewRat(1+r.Int63n(hi), 16))
}

// plant makes t the modulus of a stationary point: |b| = (t^2+e^2)^(L-1) / t^(L-2), the sign of b at random.
func plant(r *rand.Rand, in *generators.Instance, t *big.Rat) {
	u := new(big.Rat).Mul(t, t)
	b := power(u.Add(u, new(big.Rat).Mul(in.Noise, in.Noise)), in.Depth()-1)
	b.Quo(b, power(t, in.Depth()-2))
	if r.Int63n(2) == 1 {
		b.Neg(b)
	}
	in.Target[0].Set(b)
}

// spread sets every weight to +-t with the sign of b as product where b != 0.
func spread(r *rand.Rand, in *generators.Instance, t *big.Rat) {
	sign := 1
	for _, row := range in.Weights {
		row[0].Set(t)
		if r.Int63n(2) == 1 {
			row[0].Neg(t)
			sign = -sign
		}
	}
	if sign*in.Target[0].Sign() < 0 {
		in.Weights[0][0].Neg(in.Weights[0][0])
	}
}

func setBox(in *generators.Instance, m *big.Rat) { in.Param(boxName).Set(m) }

// kktRegimes are points on and off the KKT set, by construction.
func kktRegimes(d generators.Domain) []generators.Regime {
	const base = generators.Dyadic
	eighths := func(x *big.Rat, k int64) *big.Rat { return new(big.Rat).Mul(x, big.NewRat(k, 8)) }
	below := depths(3, 3, regime(d, base, "corner below the small root", func(r *rand.Rand, in *generators.Instance) {
		t := ratio(r, in.Noise, 8) // z <= 1/4 < (L-2)/L
		plant(r, in, t)
		m := eighths(t, 1+r.Int63n(7))
		setBox(in, m)
		spread(r, in, m)
	}))
	root := func(r *rand.Rand, in *generators.Instance) {
		t := ratio(r, in.Noise, 48)
		plant(r, in, t)
		setBox(in, t)
		spread(r, in, t)
	}
	// Planted targets are tied to the depth, so that the shrinker cannot take layers away: the shallow regimes come first.
	return []generators.Regime{
		below,
		depths(2, 3, regime(d, base, "corner, M at a root", root)),
		regime(d, base, "corner, M drawn", func(r *rand.Rand, in *generators.Instance) {
			m := ratio(r, in.Noise, 48)
			setBox(in, m)
			spread(r, in, m)
		}),
		regime(d, base, "corner, M at a root, any depth", root),
		regime(d, base, "corner, M just off a root", func(r *rand.Rand, in *generators.Instance) {
			t := ratio(r, in.Noise, 48)
			plant(r, in, t)
			t.Mul(t, big.NewRat(1<<40+2*r.Int63n(2)-1, 1<<40))
			setBox(in, t)
			spread(r, in, t)
		}),
		depths(2, 3, regime(d, base, "corner of the wrong sign", func(r *rand.Rand, in *generators.Instance) {
			t := ratio(r, in.Noise, 48)
			plant(r, in, t)
			m := eighths(t, 1+r.Int63n(8))
			setBox(in, m)
			spread(r, in, m)
			in.Weights[0][0].Neg(in.Weights[0][0])
		})),
		regime(d, base, "one layer inside", func(r *rand.Rand, in *generators.Instance) {
			t := ratio(r, in.Noise, 48)
			plant(r, in, t)
			m := eighths(t, 1+r.Int63n(16))
			setBox(in, m)
			spread(r, in, m)
			in.Weights[0][0].Mul(in.Weights[0][0], big.NewRat(r.Int63n(8), 8))
		}),
		regime(d, base, "one layer solves its equation", func(r *rand.Rand, in *generators.Instance) {
			// w_1 (the others at M) with dL_R/dw_1 = 0: w_1 = b p_-1 / P_-1, if that lies in the box; another KKT condition then fails.
			m := ratio(r, in.Noise, 48)
			setBox(in, m)
			spread(r, in, m)
			num, den := new(big.Rat).Set(in.Target[0]), big.NewRat(1, 1)
			for _, row := range in.Weights[1:] {
				num.Mul(num, row[0])
				den.Mul(den, new(big.Rat).Add(new(big.Rat).Mul(row[0], row[0]), new(big.Rat).Mul(in.Noise, in.Noise)))
			}
			num.Quo(num, den)
			if new(big.Rat).Abs(num).Cmp(m) <= 0 {
				in.Weights[0][0].Set(num)
			}
		}),
		regime(d, base, "stationary in the box", func(r *rand.Rand, in *generators.Instance) {
			t := ratio(r, in.Noise, 48)
			plant(r, in, t)
			setBox(in, eighths(t, 8+r.Int63n(16)))
			spread(r, in, t)
		}),
		regime(d, base, "origin", func(r *rand.Rand, in *generators.Instance) {
			setBox(in, ratio(r, in.Noise, 48))
			for _, row := range in.Weights {
				row[0].SetInt64(0)
			}
		}),
		regime(d, base, "anywhere", func(_ *rand.Rand, in *generators.Instance) {
			m := new(big.Rat).Set(in.Noise)
			for _, row := range in.Weights {
				if x := new(big.Rat).Abs(row[0]); x.Cmp(m) > 0 {
					m = x
				}
			}
			setBox(in, m)
		}),
	}
}

// sortRegimes puts regimes in the order of their names.
func sortRegimes(gs []generators.Regime) {
	slices.SortFunc(gs, func(a, b generators.Regime) int { return strings.Compare(a.Name, b.Name) })
}

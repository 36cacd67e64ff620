package theorem4_2

import (
	"math/big"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
)

// TestEdges: what makes the bounds of Theorem 4.2 nearly sharp holds for every draw of its regime.
func TestEdges(t *testing.T) {
	one := rat(1, 1)
	thetas := func(in *generators.Instance, values ...*big.Rat) bool {
		return !slices.ContainsFunc(in.Params, func(p generators.Param) bool {
			return !slices.ContainsFunc(values, func(v *big.Rat) bool { return p.Value.Cmp(v) == 0 })
		})
	}
	// equals says that every weight is the same number, between lo and hi.
	equals := func(in *generators.Instance, lo, hi *big.Rat) bool {
		w := in.Weights[0][0]
		for _, row := range in.Weights {
			for _, x := range row {
				if x.Cmp(w) != 0 {
					return false
				}
			}
		}
		return lo.Cmp(w) <= 0 && w.Cmp(hi) <= 0
	}
	targets := func(in *generators.Instance, b *big.Rat) bool {
		return !slices.ContainsFunc(in.Target, func(x *big.Rat) bool { return x.Cmp(b) != 0 })
	}
	steep := func(depth int) func(in *generators.Instance) bool {
		return func(in *generators.Instance) bool {
			return in.Depth() == depth && equals(in, rat(1, 2), rat(2, 1)) && targets(in, new(big.Rat)) && thetas(in, one)
		}
	}
	holds := map[string]func(in *generators.Instance) bool{
		"flat": func(in *generators.Instance) bool {
			return equals(in, rat(1, 1<<13), rat(1, 64)) && targets(in, new(big.Rat)) && thetas(in, one)
		},
		"steep, L = 2": steep(2), "steep, L = 3": steep(3), "steep, L = 4": steep(4), "steep, L = 5": steep(5),
		"flat, K = 1": func(in *generators.Instance) bool {
			w := in.Weights[0][0]
			k := lemmac_1.NewConstants(2)
			for i := range in.Target {
				if k.K(in.Scale(i), in.Target[i], in.Noise, k.Box(in.Target[i], in.Noise, w)).Cmp(one) != 0 {
					return false
				}
			}
			return in.Depth() == 2 && equals(in, rat(1, 1<<13), rat(1, 1<<10)) && targets(in, new(big.Rat)) && thetas(in, one)
		},
		"one layer": func(in *generators.Instance) bool {
			for l, row := range in.Weights {
				for _, w := range row {
					if (w.Sign() != 0) != (l == 0) {
						return false
					}
				}
			}
			return thetas(in, rat(1, 2), one)
		},
		"opposed, L = 3": func(in *generators.Instance) bool {
			m := in.Weights[0][0]
			return in.Depth() == 3 && equals(in, rat(1, 16), rat(1, 8)) && in.Noise.Cmp(one) == 0 && targets(in, new(big.Rat).Mul(m, rat(-4, 1))) && thetas(in, one)
		},
	}
	holds["just inside the box"] = func(in *generators.Instance) bool {
		m := new(big.Rat).Quo(in.Target[0], orbit.Pow(new(big.Rat).Add(in.Noise, in.Noise), in.Depth()-1))
		for l, row := range in.Weights {
			for _, w := range row {
				if l > 0 && w.Cmp(in.Noise) != 0 || l == 0 && (w.Cmp(m) >= 0 || w.Cmp(new(big.Rat).Mul(m, rat(99, 100))) <= 0 || w.Num().BitLen() > stepBits) {
					return false
				}
			}
		}
		return in.Weights[0][0].Cmp(in.Noise) > 0 && targets(in, in.Target[0]) && thetas(in, one)
	}
	d := exactSpace().Domain
	regimes := edges(d)
	if len(regimes) != len(holds) {
		t.Errorf("%d regimes, %d properties", len(regimes), len(holds))
	}
	r := rand.New(generators.NewSource(1, 1))
	for _, g := range regimes {
		for range 64 {
			if in := g.Make(r, d); !holds[g.Name](in) {
				t.Fatalf("%s: w = %v, b = %v, e = %s, Sigma = %v, %v", g.Name, in.Weights, in.Target, in.Noise, in.Sigma, in.Params)
			}
		}
	}
}

// TestJustInside: the first step of every draw leaves a box that is 1% short, in the exact and in the certified run, and no step leaves that of the theorem.
func TestJustInside(t *testing.T) {
	short := with(func(s *statement) { s.box = part(rat(99, 100)) })
	r := rand.New(generators.NewSource(1, 1))
	for _, c := range []struct {
		reason string
		space  generators.Space
		sample func(s statement) *claim.Sample
	}{{"exact", exactSpace(), runExact}, {"certified", certifiedSpace(), runCertified}} {
		g := c.space.Regimes[len(c.space.Regimes)-1]
		right, wrong := c.sample(theorem()).NewJudge(), c.sample(short).NewJudge()
		for range 8 {
			in := g.Make(r, c.space.Domain)
			if got := right(&claim.Case{Instance: in}); got.Kind != claim.KindHeld {
				t.Errorf("%s, %v: %+v", c.reason, in.Weights, got)
			}
			if got := wrong(&claim.Case{Instance: in}); got.Failure != "leaves the box" || !strings.HasPrefix(got.Detail, "step 1") {
				t.Errorf("%s, w = %v, b = %v, e = %s, s = %v: %+v", c.reason, in.Weights, in.Target, in.Noise, in.Sigma, got)
			}
		}
	}
}

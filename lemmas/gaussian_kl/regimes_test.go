package gaussian_kl

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// draws calls f with n instances of a regime.
func draws(t *testing.T, s generators.Space, name string, n int, f func(in *generators.Instance)) {
	t.Helper()
	for i, g := range s.Regimes {
		if g.Name != name {
			continue
		}
		r := rand.New(generators.NewSource(3, 1))
		for range n {
			f(s.Draw(i, r))
		}
		return
	}
	t.Errorf("no regime %q", name)
}

// log2 is n for x = 2^-n, -1 for other x.
func log2(x *big.Rat) int {
	if n := x.Denom().BitLen() - 1; x.Cmp(twoTo(uint(n))) == 0 {
		return n
	}
	return -1
}

func TestSpreads(t *testing.T) {
	centered := func(in *generators.Instance) bool {
		for _, row := range in.Weights {
			for i, x := range row {
				if x.Cmp(in.Target[i]) != 0 {
					return false
				}
			}
		}
		return true
	}
	one := big.NewRat(1, 1)
	for _, c := range []struct {
		regime   string
		centered bool
		ratio    func(x *big.Rat) bool // e/sp
	}{
		{equalLaws, true, func(x *big.Rat) bool { return x.Cmp(one) == 0 }},
		{equalMeans, true, func(x *big.Rat) bool { return x.IsInt() && x.Num().Int64() >= 2 && x.Num().Int64() <= 4 }},
		{equalSpreads, false, func(x *big.Rat) bool { return x.Cmp(one) == 0 }},
		{nearSpreads, false, func(x *big.Rat) bool { n := log2(new(big.Rat).Sub(x, one)); return n >= 10 && n < 50 }},
	} {
		seen, off := map[string]bool{}, 0
		draws(t, space(true), c.regime, 300, func(in *generators.Instance) {
			ratio := new(big.Rat).Quo(in.Noise, in.Param(priorName))
			if !c.ratio(ratio) || c.centered && !centered(in) {
				t.Errorf("%s: e/sp = %s", c.regime, ratio)
			}
			if !centered(in) {
				off++
			}
			seen[ratio.String()] = true
			if n := log2(new(big.Rat).Quo(in.Param(priorName), big.NewRat(16, 1))); c.regime == nearSpreads && (n < 0 || n > 8) {
				t.Errorf("%s: sp = %s", c.regime, in.Param(priorName))
			}
		})
		if n := map[string]int{equalLaws: 1, equalMeans: 3, equalSpreads: 1, nearSpreads: 40}[c.regime]; len(seen) != n {
			t.Errorf("%s: %d ratios, want %d", c.regime, len(seen), n)
		}
		if !c.centered && off < 150 { // most of them
			t.Errorf("%s: only %d of 300 have different means", c.regime, off)
		}
	}
}

// TestTilted: q_i = 2 p_i r_i before the norms, for all i (tilted) or for all but one, which is off by 2^-10 .. 2^-29.
func TestTilted(t *testing.T) {
	s := lemma().finiteSample().Space
	seen := map[int]bool{}
	for name, most := range map[string]int{tilted: 0, nearTilted: 1} {
		draws(t, s, name, 400, func(in *generators.Instance) {
			p, q, r := weights(in.Weights[0]), weights(in.Weights[1]), tilts(in.Target)
			off := 0
			for i := range p {
				x := new(big.Rat).Mul(p[i], r[i])
				x.Sub(q[i], x.Add(x, x))
				if x.Sign() == 0 {
					continue
				}
				off++
				n := log2(x)
				if n < 10 || n > 29 {
					t.Errorf("%s: off by %s", name, x)
				}
				seen[n] = true
			}
			if off != most {
				t.Errorf("%s: %d entries are off", name, off)
			}
		})
	}
	if len(seen) != 20 {
		t.Errorf("%d distances, want 20", len(seen))
	}
}

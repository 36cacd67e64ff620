package theorem3_1

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// draws returns n instances of every regime of a space, by name; Draw refuses what is outside the domain.
func draws(s generators.Space, n int) map[string][]*generators.Instance {
	out := map[string][]*generators.Instance{}
	r := rand.New(generators.NewSource(11, 0))
	for i := range n * len(s.Regimes) {
		in := s.Draw(i, r)
		out[in.Regime] = append(out[in.Regime], in)
	}
	return out
}

// TestLimitRegimes: every special regime draws what its name says.
func TestLimitRegimes(t *testing.T) {
	all := draws(limitSpace(), 20)
	product := func(in *generators.Instance) int {
		p := 1
		for _, row := range in.Weights {
			p *= row[0].Sign()
		}
		return p
	}
	at := func(in *generators.Instance, lo, hi *big.Rat) bool {
		for _, row := range in.Weights {
			if row[0].Cmp(lo) < 0 || row[0].Cmp(hi) > 0 {
				return false
			}
		}
		return true
	}
	for _, c := range []struct {
		regime string
		holds  func(in *generators.Instance, f facts) bool
	}{
		{nearOrigin, func(_ *generators.Instance, f facts) bool { return f.Depth >= 3 && f.Roots && f.Cube }},
		{outside, func(in *generators.Instance, f facts) bool {
			return f.Depth == 3 && f.Roots && !f.Cube && in.Noise.Cmp(q(1, 1)) == 0 && at(in, q(15, 32), q(15, 32))
		}},
		{onSaddle, func(_ *generators.Instance, f facts) bool { return f.Depth == 2 && f.Roots && !f.Sum }},
		{against, func(in *generators.Instance, f facts) bool {
			return f.Depth >= 3 && f.Roots && !f.Cube && product(in) == -in.Target[0].Sign() && at(in, q(-1, 1), q(1, 1))
		}},
		{below0, func(in *generators.Instance, f facts) bool {
			return f.Depth >= 3 && f.Sublevel && at(in, q(3, 4), q(5, 4))
		}},
		{afar, func(in *generators.Instance, f facts) bool {
			return f.Depth >= 3 && f.Roots && !f.Sublevel && at(in, q(63, 32), q(2, 1))
		}},
	} {
		if len(all[c.regime]) != 20 {
			t.Errorf("%s: %d draws", c.regime, len(all[c.regime]))
		}
		for _, in := range all[c.regime] {
			f := facts3(in)
			f.Sublevel = newLimits(lemma()).below(caseOf(in))
			if !c.holds(in, f) {
				t.Errorf("%s: %+v, b = %s, w_1 = %s", c.regime, f, in.Target[0].RatString(), in.Weights[0][0].RatString())
			}
		}
	}
}

// TestRising: small weights of one sign and a large target, at L = 2, e = 1 for the time 1.
func TestRising(t *testing.T) {
	one, four, half := q(1, 1), q(4, 1), q(1, 2)
	for _, in := range draws(lemma().descends().Space, 20)["rising"] {
		if in.Depth() != 2 || in.Noise.Cmp(one) != 0 || in.Param(timeName).Cmp(one) != 0 {
			t.Errorf("L = %d, e = %s", in.Depth(), in.Noise.RatString())
		}
		for i, b := range in.Target {
			for _, row := range in.Weights {
				if b.Cmp(four) != 0 || row[i].Sign() <= 0 || row[i].Cmp(half) > 0 {
					t.Errorf("b = %s, w = %s", b.RatString(), row[i].RatString())
				}
			}
		}
	}
}

// TestLocalRegimes: the weight that is planted has either sign and is not always the noise level times a power of two.
func TestLocalRegimes(t *testing.T) {
	signs, others := map[int]bool{}, 0
	for _, ins := range draws(lemma().localExact().Space, 40) {
		for _, in := range ins {
			signs[in.Weights[0][0].Sign()] = true
			ratio := new(big.Rat).Quo(in.Weights[0][0], in.Noise)
			if n := new(big.Int).Abs(ratio.Num()); n.BitLen() != int(n.TrailingZeroBits())+1 || ratio.Denom().BitLen() != int(ratio.Denom().TrailingZeroBits())+1 {
				others++
			}
		}
	}
	if !signs[1] || !signs[-1] || signs[0] || others == 0 {
		t.Errorf("signs %v, %d not w = +-2^k e", signs, others)
	}
}

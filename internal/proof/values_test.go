package proof

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestValues: the gradient at instances of changing shapes is that of Lemma 2.1, r = b - p:
// -2 (Sigma r)_i prod_(k != l) w_ki + 2 Sigma_ii w_li (prod_(k != l) (w_ki^2 + e^2) - prod_(k != l) w_ki^2).
func TestValues(t *testing.T) {
	space := generators.NewSpace(generators.Domain{MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 3})
	values := NewValues(Gradient)
	for i := range 200 {
		in := space.Draw(i, newRand(uint64(i)))
		got := values.At(in)
		for l, row := range in.Weights {
			for k := range row {
				if want := lemma(in, l, k); got[l*in.Width()+k].Cmp(want) != 0 {
					t.Fatalf("%v: dL_R/dw%d,%d = %v, want %v", in, l+1, k+1, got[l*in.Width()+k], want)
				}
			}
		}
	}
}

func lemma(in *generators.Instance, l, i int) *big.Rat {
	mul := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
	sigmaR := new(big.Rat)
	for j, b := range in.Target {
		p := big.NewRat(1, 1)
		for _, layer := range in.Weights {
			p = mul(p, layer[j])
		}
		sigmaR.Add(sigmaR, mul(in.Sigma[i][j], p.Sub(b, p)))
	}
	others, plain, noisy := big.NewRat(1, 1), big.NewRat(1, 1), big.NewRat(1, 1)
	for k, layer := range in.Weights {
		if w := layer[i]; k != l {
			others, plain = mul(others, w), mul(plain, mul(w, w))
			noisy = mul(noisy, new(big.Rat).Add(mul(w, w), mul(in.Noise, in.Noise)))
		}
	}
	g := mul(mul(in.Sigma[i][i], in.Weights[l][i]), noisy.Sub(noisy, plain))
	g.Sub(g, mul(sigmaR, others))
	return g.Add(g, g)
}

// TestShapes: what a profile reaches contains what the one before reaches.
func TestShapes(t *testing.T) {
	for _, shapes := range []func(claim.Profile) []Shape{DiagonalShapes, GeneralShapes} {
		seen := map[Shape]bool{}
		for _, p := range []claim.Profile{claim.Quick, claim.Default, claim.Deep} {
			now := map[Shape]bool{}
			for _, s := range shapes(p) {
				now[s] = true
			}
			for s := range seen {
				if !now[s] {
					t.Errorf("profile %v leaves out %v", p, s)
				}
			}
			seen = now
		}
	}
}

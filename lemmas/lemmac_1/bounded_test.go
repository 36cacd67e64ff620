package lemmac_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// [[2, 1], [1, 0]] has the eigenvalues 1 +- sqrt 2, norm 2.414..., and row sums up to 3.
func TestBoundedDecidesTheNorm(t *testing.T) {
	for _, c := range []struct {
		reason, bound string
		kind          claim.Kind
		margin        float64
	}{
		{"row sums decide", "4", claim.KindHeld, 0.25},
		{"row sums decide, at equality", "3", claim.KindHeld, 0},
		{"below the row sums, above the norm", "5/2", claim.KindHeld, 0},
		{"below the norm by 0.6%", "12/5", claim.KindViolated, -0.25},
		{"half of it", "3/2", claim.KindViolated, -1},
	} {
		bound, _ := new(big.Rat).SetString(c.bound)
		for _, sign := range []int64{1, -1} {
			h := [][]*big.Rat{{big.NewRat(2*sign, 1), big.NewRat(sign, 1)}, {big.NewRat(sign, 1), new(big.Rat)}}
			if out := bounded(h, bound); out.Kind != c.kind || out.Margin != c.margin {
				t.Errorf("%s, sign %d: %v %s, margin %v", c.reason, sign, out.Kind, out.Detail, out.Margin)
			}
		}
	}
}

// With weights and target of size 2^-k (d = 1, L = 2, s = e = 1) the general constant is 6 F_0 + 2 sqrt(F_0) + 2 and the norm about 2 + 2 b: their difference
// is of size 2^-2k, so that it takes more than 2k bits. 128 bits decide nothing for k = 100 and 1024 bits nothing for k = 700.
func TestGeneralPrecisionGrows(t *testing.T) {
	for _, k := range []int64{10, 100, 700} {
		in := generators.NewInstance("test", 2, 1)
		x := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(k)))
		in.Weights[0][0].Set(x)
		in.Target[0].Set(x)
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetInt64(1)
		if out := generalSample(lemma()).NewJudge()(&claim.Case{Instance: in}); out.Kind != claim.KindHeld {
			t.Errorf("k = %d: %v %s", k, out.Kind, out.Detail)
		}
		wrong := lemma()
		wrong.residual = 0
		if out := generalSample(wrong).NewJudge()(&claim.Case{Instance: in}); out.Kind != claim.KindViolated {
			t.Errorf("k = %d, without the residual: %v %s", k, out.Kind, out.Detail)
		}
	}
}

package lemmac_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
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

// d = 1, L = 2, s = e = 1, b = x, w = (x^2, 0), x = 2^-k: F_0 = x^2 + x^4, the general constant is 2 + 2 sqrt(F_0) + 6 F_0 and the norm about 2 + 2 x, so that
// they differ by some 6 x^2: it takes more than 2k bits to see that. 128 bits decide nothing for k = 100 and 1024 bits nothing for k = 700.
func TestGeneralPrecisionGrows(t *testing.T) {
	for _, k := range []int64{10, 100, 700} {
		in := generators.NewInstance("test", 2, 1)
		x := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(k)))
		in.Weights[0][0].Mul(x, x)
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

// L = 2, s = e = 1, b = 4, w = (1, 1): half of the box is M = 1, the longest step is 1/4 and the gradient -4, so that the weights become 2: beyond M by 1 times M.
func TestBoxSeverity(t *testing.T) {
	in := generators.NewInstance("test", 2, 1)
	for _, x := range []*big.Rat{in.Weights[0][0], in.Weights[1][0], in.Sigma[0][0], in.Noise} {
		x.SetInt64(1)
	}
	in.Target[0].SetInt64(4)
	in.Params = []generators.Param{{Name: growName, Value: big.NewRat(1, 1)}, {Name: thetaName, Value: big.NewRat(1, 1)}}
	half := with(func(s *statement) { s.percent = 50 })
	if out := boxSample(half).NewJudge()(&claim.Case{Instance: in}); out.Kind != claim.KindViolated || out.Margin != -1 {
		t.Errorf("half the box: %v %s, margin %v, want -1", out.Kind, out.Detail, out.Margin)
	}
	if out := boxSample(lemma()).NewJudge()(&claim.Case{Instance: in}); out.Kind != claim.KindHeld {
		t.Errorf("the box: %v %s", out.Kind, out.Detail)
	}
}

// TestGeneralOpen: at L = 2, d = 1, s = e = 1, w = 0, b = 1/6 the norm is 2 + 2 b = 7/3 and F_0 = M^2 = b^2. With the residual's factor 1 the constant is 2 (1 + b^2) + 4 b^2 + b = 7/3 as
// well, and its root 1/6 is no binary number: no precision decides. With 101/100 or 99/100 one does.
func TestGeneralOpen(t *testing.T) {
	in := generators.NewInstance("test", 2, 1)
	in.Target[0].SetFrac64(1, 6)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	for residual, want := range map[int64]claim.Kind{99: claim.KindViolated, 100: claim.KindUndecided, 101: claim.KindHeld} {
		s := lemma()
		s.residual = residual
		if out := generalSample(s).NewJudge()(&claim.Case{Instance: in}); out.Kind != want {
			t.Errorf("%d/100: %+v", residual, out)
		}
	}
}

// TestGeneralUnbounded: outside the domain, at s = (1, -1), e = 1, w = 0, b = (1, 0), F_0 = 1 and M^2 = F_0/min s = -1 has no root: nothing is decided.
func TestGeneralUnbounded(t *testing.T) {
	in := generators.NewInstance("test", 2, 2)
	in.Target[0].SetInt64(1)
	in.Sigma[0][0].SetInt64(1)
	in.Sigma[1][1].SetInt64(-1)
	in.Noise.SetInt64(1)
	if out := generalSample(lemma()).NewJudge()(&claim.Case{Instance: in}); out.Kind != claim.KindUndecided {
		t.Errorf("%+v", out)
	}
}

// TestBounds: at L = 3, s = 3, |b| = 5, e = 2, M = 1 the longest step is 1/(2 * 3 * 25) and K = 6 (25 + 2 (5 + 2 * 5)) = 330, written with G = M^2 + e^2, H = M and L-1 as symbols.
// The general constant at L = 2, d = 1, s = e = 1, F_0 = 4 is 2 (4 + 1) + 4 * 4 + 2 sqrt 4 = 30.
func TestBounds(t *testing.T) {
	c := circuit.NewBuilder()
	k, inverse := Bounds(c, c.Var("s"), c.Var("b"), c.Var("e"), c.Var("M"), c.Var("g"), c.Var("h"), c.Var("n"))
	var in []*big.Rat
	for _, x := range []int64{3, 5, 2, 1, 5, 1, 2} {
		in = append(in, big.NewRat(x, 1))
	}
	if out := circuit.NewMachine(circuit.Rats{}, c.Compile(k, inverse)).Run(in); out[0].RatString() != "330" || out[1].RatString() != "150" {
		t.Errorf("K, 1/alpha = %v", out)
	}
	x := generators.NewInstance("test", 2, 1)
	x.Sigma[0][0].SetInt64(1)
	x.Noise.SetInt64(1)
	if got := General(interval.NewContext(64), x, big.NewRat(4, 1)); !got.Contains(big.NewRat(30, 1)) || got.RelBits() < 50 {
		t.Errorf("general constant %v", got)
	}
}

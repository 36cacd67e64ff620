package pairwise_averaging

import (
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestStrictEitherWay: an instance holds the roots of the weights. At L = 2, s = e = 1, b = 0 L_R = (w_1^2+1)(w_2^2+1) drops from (16+1)(1+1) = 34 to (4+1)^2 = 25 when the
// moduli 4 and 1 are averaged and stays for 1 and 1. Whoever says the opposite is refuted, for a drop too many as for one that is missing.
func TestStrictEitherWay(t *testing.T) {
	always := func(v bool) func(bool, bool, bool) bool { return func(bool, bool, bool) bool { return v } }
	for _, c := range []struct {
		reason  string
		w       [2]int64
		strict  func(equal, scale, noise bool) bool
		failure string
	}{
		{"drops, as it should", [2]int64{2, 1}, lemma().strict, ""},
		{"stays, as it should", [2]int64{1, 1}, lemma().strict, ""},
		{"drops where it should stay", [2]int64{2, 1}, always(false), "unexpected drop"},
		{"stays where it should drop", [2]int64{1, 1}, always(true), "no strict drop"},
	} {
		in := generators.NewInstance("test", 2, 1)
		in.Weights[0][0].SetInt64(c.w[0])
		in.Weights[1][0].SetInt64(c.w[1])
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetInt64(1)
		s := lemma()
		s.strict = c.strict
		out := lowersSample(s).NewJudge()(&claim.Case{Instance: in})
		if out.Failure != c.failure || (out.Kind == claim.KindHeld) != (c.failure == "") {
			t.Errorf("%s: %+v", c.reason, out)
		}
		// R is 34 - 4^2 = 18 before.
		if c.failure == "unexpected drop" && out.Margin != -9./18 {
			t.Errorf("%s: margin %v, want -1/2", c.reason, out.Margin)
		}
	}
}

package lemma3_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// Seven values of beta^2 and, for L >= 3, the double root: none of them is passed over.
func TestSturmCountsItsPoints(t *testing.T) {
	for depth, want := range map[int]int64{2: 7, 3: 8, 4: 8, 5: 8, 8: 8} {
		if r := lemma().sturm(t.Context(), depth); r.Verdict != claim.Proved || r.Points != want {
			t.Errorf("L = %d: %s, %d points, want %d", depth, r.Verdict, r.Points, want)
		}
	}
}

// At a threshold that is too high by a thousandth there are two roots beside (L-2)/L, and neither is the double root.
func TestDoubleRootOnlyAtBeta1(t *testing.T) {
	for _, depth := range []int{3, 4} {
		b := new(big.Rat).Mul(beta1Squared(depth), big.NewRat(1001, 1000))
		if r := lemma().doubleRoot(t.Context(), depth, b, claim.StepResult{Verdict: claim.Proved}); r.Verdict != claim.Refuted || r.Points != 2 {
			t.Errorf("L = %d: %s, %d roots", depth, r.Verdict, r.Points)
		}
	}
}

func TestIsDouble(t *testing.T) {
	half := big.NewRat(1, 2)
	for _, c := range []struct {
		reason string
		coef   []int64 // of 1, z, z^2, ...
		want   bool
	}{
		{"(2z - 1)^2", []int64{1, -4, 4}, true},
		{"2z - 1: simple", []int64{-1, 2}, false},
		{"(2z - 1)^3: triple", []int64{-1, 6, -12, 8}, false},
		{"(3z - 1)^2: another number", []int64{1, -6, 9}, false},
		{"(4z^2 - 2)^2: irrational", []int64{4, 0, -16, 0, 16}, false},
	} {
		x := make([]*big.Rat, len(c.coef))
		for k, a := range c.coef {
			x[k] = big.NewRat(a, 1)
		}
		p, err := sturm.New(x...)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := sturm.Isolate(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := isDouble(t.Context(), roots[len(roots)-1], half); got != c.want || err != nil {
			t.Errorf("%s: %t, %v", c.reason, got, err)
		}
	}
}

// The remainder is asked at six noise levels for each depth.
func TestExpansionCountsItsPoints(t *testing.T) {
	if r := lemma().expansion(t.Context(), 3); r.Verdict != claim.Proved || r.Points != 6 {
		t.Errorf("%s, %d points", r.Verdict, r.Points)
	}
}

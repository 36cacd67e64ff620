package theorem4_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// verdict is what a decision means for a statement and for the wrong one that denies it.
func verdict(t *testing.T, reason string, holds bool, right, wrong claim.StepResult) {
	t.Helper()
	want := map[bool]claim.Verdict{true: claim.Proved, false: claim.Refuted}
	if right.Verdict != want[holds] || wrong.Verdict != want[!holds] {
		t.Errorf("%s: %s, and the opposite is %s", reason, right.Verdict, wrong.Verdict)
	}
}

// TestFinite: from (2, 1/2), b = 2 the step 1/4 leads to (5/4, 5/4), and on the diagonal x+ = x (1 - 2 alpha (x^2 - 1)) with the steps 1/64, ..., 1/512.
func TestFinite(t *testing.T) {
	x := big.NewRat(5, 4)
	for k := range 4 {
		y := new(big.Rat).Mul(x, x)
		y.Sub(y, big.NewRat(1, 1)).Mul(y, big.NewRat(2, 64<<uint(k)))
		x.Mul(x, y.Sub(big.NewRat(1, 1), y))
	}
	r := theorem().finite(t.Context())
	if got, want := value(t, r, "w(5)"), proof.Clip(x); got != want+", "+want || r.Points != 5 {
		t.Errorf("w = %s after %d steps, want twice %s", got, r.Points, want)
	}
}

// TestBalancesAtOnce: D need not vanish (b = 5/2: factors 5/4 and -1/4), and must not vanish later only. From (1, 0), b = 1/57, s = 16, e = 1 the step 1/4 leads to (-7, 8/57); there
// b - w_1 w_2 = 1, so that the step 1/64 multiplies w_1 + w_2 by 1 - (1/2)(1 - 1) and w_1 - w_2 by 1 - (1/2)(1 + 1) = 0.
func TestBalancesAtOnce(t *testing.T) {
	right, wrong := theorem(), with(func(s *statement) { s.necessary = true })
	one := big.NewRat(1, 1)
	late := instance(57, 1, one, 57, 0)
	late.Scale(0).SetInt64(16)
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		steps  int
		holds  bool
	}{
		{"the example", instance(2, 4, one, 4, 1), 5, true}, {"never", instance(2, 5, one, 4, 1), 3, false}, {"from the second step on", late, 2, false},
	} {
		verdict(t, c.reason, c.holds, right.balancesAtOnce(c.in, c.steps), wrong.balancesAtOnce(c.in, c.steps))
	}
}

// TestStaysUnbalanced: from (x, 0, 0) the first step makes D = (3/4 x)^2, and all steps make it more than (1/2 x)^2 and less than (3/5 x)^2.
func TestStaysUnbalanced(t *testing.T) {
	right, wrong := theorem(), with(func(s *statement) { s.summable = true })
	one := big.NewRat(1, 1)
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		steps  int
		holds  bool
	}{
		{"the example", instance(1, 2, one, 1, 0, 0), 60, true}, {"1/4 exactly", instance(3, 6, one, 2, 0, 0), 1, true}, {"x = 5/6", instance(6, 12, one, 5, 0, 0), 60, false},
	} {
		verdict(t, c.reason, c.holds, right.staysUnbalanced(c.in, c.steps), wrong.staysUnbalanced(c.in, c.steps))
	}
}

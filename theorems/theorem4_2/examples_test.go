package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// TestExamples: where the runs of the two examples end: w_1+ = w_1 (2 - w_1^2)/5 from 1, and w_1+ = (1 - 2 alpha_k) w_1 with 2 alpha_k = 2^-(k+2).
func TestExamples(t *testing.T) {
	x := rat(1, 1)
	for range 7 {
		y := new(big.Rat).Sub(rat(2, 1), new(big.Rat).Mul(x, x))
		x.Mul(x, y.Mul(y, rat(1, 5)))
	}
	w, a := rat(1, 1), rat(1, 4)
	for range 50 {
		w.Mul(w, new(big.Rat).Sub(rat(1, 1), a))
		a.Mul(a, rat(1, 2))
	}
	s := theorem()
	for name, c := range map[string]struct {
		r      claim.StepResult
		want   *big.Rat
		points int64
	}{"saddle": {s.saddleStart(t.Context()), x, 8}, "finite sum": {s.finiteSum(t.Context()), w, 50}} {
		if c.r.Verdict != claim.Proved || c.r.Points != c.points || len(c.r.Values) == 0 || c.r.Values[0].Name != "w_1 at the last step" || c.r.Values[0].Value != proof.Clip(c.want) {
			t.Errorf("%s: %+v, want %s", name, c.r, proof.Clip(c.want))
		}
	}
}

// verdict is what a decision means for a statement and for the wrong one that denies it.
func verdict(t *testing.T, reason string, holds bool, right, wrong claim.StepResult) {
	t.Helper()
	want := map[bool]claim.Verdict{true: claim.Proved, false: claim.Refuted}
	if right.Verdict != want[holds] || wrong.Verdict != want[!holds] {
		t.Errorf("%s: %s, and the opposite is %s", reason, right.Verdict, wrong.Verdict)
	}
}

// TestToSaddle: each condition alone fails. At L = 2, s = e = 1 on the antidiagonal x+ = x (1 - 2 alpha (x^2 + 1 + b)); from (0, 1) with b = 2 a step of 1/10 leads
// to (2/5, 4/5). The eigenvalue at 0 along (1, 1) is 2 (1 - b).
func TestToSaddle(t *testing.T) {
	right, wrong := theorem(), with(func(s *statement) { s.everyStart = true })
	one, back := rat(1, 1), rat(-1, 1)
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		alpha  *big.Rat
		steps  int
		holds  bool
	}{
		{"the example", instance(rat(2, 1), one, back), rat(1, 10), 7, true},
		{"2/5 exactly", instance(rat(2, 1), one, back), rat(3, 40), 1, true},
		{"off the antidiagonal, small enough", instance(rat(2, 1), rat(0, 1), one), rat(1, 10), 1, false},
		{"too slow: 1 - 8/20 = 3/5", instance(rat(2, 1), one, back), rat(1, 20), 1, false},
		{"too slow in the first step only: -11/25, then 0.066", instance(rat(2, 1), one, back), rat(9, 50), 2, false},
		{"b = 1: 0 is no saddle", instance(one, one, back), rat(1, 5), 7, false},
	} {
		verdict(t, c.reason, c.holds, right.toSaddle(c.in, c.alpha, c.steps), wrong.toSaddle(c.in, c.alpha, c.steps))
	}
}

// TestToNowhere: each condition alone fails. From (x, 0, 0), e = 1, w_1 shrinks by 1 - 2 alpha_k s: to 0.578 x in all at s = 1, and by -3 and -1 in the first two
// steps at s = 16. With b = 0 a small w_2 or w_3 stays small and changes that by less than 2^-8.
func TestToNowhere(t *testing.T) {
	right, wrong := theorem(), with(func(s *statement) { s.summable = true })
	zero, one, small := rat(0, 1), rat(1, 1), rat(1, 16)
	steep := instance(rat(2, 1), one, zero, zero)
	steep.Scale(0).SetInt64(16)
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		steps  int
		holds  bool
	}{
		{"the example", instance(rat(2, 1), one, zero, zero), 50, true}, {"1/2 exactly: 2/3 (1 - 1/4)", instance(rat(2, 1), rat(2, 3), zero, zero), 1, true},
		{"below 1/2", instance(rat(2, 1), rat(3, 4), zero, zero), 50, false}, {"below 1/2 in the first step only", steep, 2, false},
		{"w_2 does not vanish", instance(zero, one, small, zero), 4, false}, {"w_3 does not vanish", instance(zero, one, zero, small), 4, false},
	} {
		verdict(t, c.reason, c.holds, right.toNowhere(c.in, c.steps), wrong.toNowhere(c.in, c.steps))
	}
}

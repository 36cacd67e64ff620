package theorem3_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
)

// TestMinimal: w != 0 and L w^2 > (L-2) e^2.
func TestMinimal(t *testing.T) {
	for _, c := range []struct {
		reason  string
		e       string
		weights []string
		want    bool
	}{
		{"L = 2: every weight but 0", "1", []string{"1/100", "5"}, true},
		{"L = 2: 0", "1", []string{"0", "5"}, false},
		{"L = 4: 4 49/100 is below 2", "1", []string{"-7/10", "5", "5", "5"}, false},
		{"L = 4: 4 (71/100)^2 is above 2", "1", []string{"-71/100", "0", "0", "0"}, true},
		{"L = 4, e = 2: 4 (7/5)^2 is below 2 4", "2", []string{"7/5", "0", "0", "0"}, false},
		{"L = 4, e = 2: 4 (3/2)^2 is above 2 4", "2", []string{"3/2", "0", "0", "0"}, true},
	} {
		if got := minimal(given(t, "1", c.e, c.weights...).Instance); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
	if minimal(given(t, "1", "2", "0", "0", "0").Instance) {
		t.Error("L = 3: 0 is called a minimum")
	}
}

// TestPlant: at e = 1, t = 2: |b| = 5^(L-1)/2^(L-2), with the sign of the product; a weight 0 counts as positive.
func TestPlant(t *testing.T) {
	for _, c := range []struct {
		weights []string
		signs   []int64
		b       *big.Rat
	}{
		{[]string{"2", "7"}, []int64{1, 1}, q(5, 1)},
		{[]string{"-2", "7"}, []int64{-1, 1}, q(-5, 1)},
		{[]string{"-2", "-7", "-1", "0"}, []int64{-1, -1, -1, 1}, q(-125, 4)},
	} {
		in := plant(given(t, "100", "1", c.weights...).Instance)
		if in.Target[0].Cmp(c.b) != 0 {
			t.Errorf("%v: b = %s", c.weights, in.Target[0].RatString())
		}
		for l, row := range in.Weights {
			if row[0].Cmp(q(2*c.signs[l], 1)) != 0 {
				t.Errorf("%v: w_%d = %s", c.weights, l+1, row[0].RatString())
			}
		}
	}
}

// TestSmallest: at L = 3, e = 1, u = 4, b = 25/2 the eigenvalues are 10 (12 - 1) = 110, once, and 20, twice; at L = 2, u = 1/4, b = 5/4 they are 1 and 4.
func TestSmallest(t *testing.T) {
	three, two := given(t, "25/2", "1", "2", "2", "2"), given(t, "5/4", "1", "1/2", "1/2")
	for _, c := range []struct {
		reason string
		in     *generators.Instance
		lambda *big.Rat
		want   judged
	}{
		{"the smallest across", three.Instance, q(20, 1), held()},
		{"above it", three.Instance, q(21, 1), violated("too large", 0)},
		{"the largest", three.Instance, q(110, 1), violated("too large", 0)},
		{"below it", three.Instance, q(19, 1), violated("too small", 0)},
		{"0 is no rate", three.Instance, new(big.Rat), violated("not positive", 0)},
		{"nor is less", three.Instance, q(-1, 1), violated("not positive", 0)},
		{"the smallest along", two.Instance, q(1, 1), held()},
		{"the largest of two", two.Instance, q(4, 1), violated("too large", 0)},
		{"another point", given(t, "1", "1", "1/2", "1/2").Instance, q(1, 1), violated("not stationary", 0)},
		{"stationary in one layer only", given(t, "1", "1", "0", "1").Instance, q(1, 1), violated("not stationary", 0)},
	} {
		s := lemma()
		s.local = func(int, *big.Rat, *big.Rat, *big.Rat) *big.Rat { return c.lambda }
		c.want.meets(t, c.reason, s.smallest(c.in, orbit.ExactHessians{}))
	}
	held().meets(t, "the theorem, planted", lemma().localExact().NewJudge()(given(t, "0", "1", "2", "-1", "3")))
}

// TestLocalExample: the rate at L = 2, b = 5/4, e = 1 is 1; any other is refuted.
func TestLocalExample(t *testing.T) {
	for rate, want := range map[int64]claim.Verdict{1: claim.Proved, 4: claim.Refuted} {
		s := lemma()
		s.local = func(_ int, _, _, _ *big.Rat) *big.Rat { return q(rate, 1) }
		r := s.localExample(t.Context())
		if r.Verdict != want || r.Values[0].Value != "5/4" || r.Values[1].Value != q(rate, 1).RatString() || r.Depth != 2 || r.Width != 1 {
			t.Errorf("rate %d: %s %v", rate, r.Verdict, r.Values)
		}
	}
}

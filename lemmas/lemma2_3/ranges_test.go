package lemma2_3

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// The budget of a part: 2^(2L+5) boxes, and 2^14 in the deep profile.
func TestBoxesByHand(t *testing.T) {
	for _, c := range []struct {
		depth int
		from  claim.Profile
		want  int
	}{{2, claim.Quick, 512}, {2, claim.Default, 512}, {3, claim.Quick, 2048}, {4, claim.Default, 8192}, {2, claim.Deep, 16384}, {3, claim.Deep, 16384}} {
		if got := (targetRange{depth: c.depth, from: c.from}).boxes(); got != c.want {
			t.Errorf("L = %d, %s: %d, want %d", c.depth, c.from, got, c.want)
		}
	}
}

// A range is settled with as many parts as it takes and undecided with one fewer; the threshold itself, b = 1 at L = 2, is never settled. A part's
// number of zeros is held against the lemma's at its middle, on both sides of 0 too.
func TestRangeOfCountsItsParts(t *testing.T) {
	run := func(lo, hi string, most int) claim.StepResult {
		return lemma().rangeOf(t.Context(), targetRange{2, lo, hi, claim.Quick}, most)
	}
	parts := func(r claim.StepResult) string { return r.Stats[len(r.Stats)-1].Value }
	if r := run("5/4", "5/4", 1); r.Verdict != claim.Proved || parts(r) != "1" || r.Points <= 0 {
		t.Errorf("b = 5/4: %+v", r)
	}
	if r := run("1", "1", 5); r.Verdict != claim.Undecided || r.Detail != "more than 5 parts of the range" {
		t.Errorf("b = 1: %+v", r)
	}
	for _, c := range [][2]string{{"3/2", "25/16"}, {"-2", "-7/4"}, {"-1/4", "1/4"}} {
		r := run(c[0], c[1], maxParts)
		n, ok := new(big.Int).SetString(parts(r), 10)
		if r.Verdict != claim.Proved || !ok {
			t.Errorf("b from %s to %s: %+v", c[0], c[1], r)
			continue
		}
		k := int(n.Int64())
		if x := run(c[0], c[1], k); x.Verdict != claim.Proved || x.Points != r.Points {
			t.Errorf("b from %s to %s: %s with %d parts", c[0], c[1], x.Verdict, k)
		}
		if x := run(c[0], c[1], k-1); x.Verdict != claim.Undecided {
			t.Errorf("b from %s to %s: %s with %d parts", c[0], c[1], x.Verdict, k-1)
		}
	}
}

// 1 at b = 0 whatever the statement says of signs; at L = 2, 1 for |b| <= e^2 = 1 and 3 beyond.
func TestNamedByHand(t *testing.T) {
	for _, c := range []struct {
		b    *big.Rat
		want int
	}{{new(big.Rat), 1}, {big.NewRat(1, 1), 1}, {big.NewRat(-1, 1), 1}, {big.NewRat(9, 8), 3}, {big.NewRat(-9, 8), 3}} {
		if got, err := lemma().named(t.Context(), 2, c.b); err != nil || got != c.want {
			t.Errorf("b = %s: %d, %v, want %d", c.b.RatString(), got, err, c.want)
		}
	}
	for pi, want := range map[int]int{1: 2, -1: 2, 0: 0} { // ++ and --, +- and -+
		if got := lemma().patternsOf(pi); got != want {
			t.Errorf("sign %d: %d patterns, want %d", pi, got, want)
		}
	}
}

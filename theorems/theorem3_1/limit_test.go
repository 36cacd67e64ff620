package theorem3_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
)

// TestSide: |b|/e^L against beta_1, which is 1 at L = 2 and 16 sqrt(3)/9 = 3.0792 at L = 3, with an eighth of it on either side undecided.
func TestSide(t *testing.T) {
	for _, c := range []struct {
		b, e  string
		depth int
		want  int
	}{
		{"9/8", "1", 2, 0}, {"7/8", "1", 2, 0}, {"1", "1", 2, 0},
		{"1126/1000", "1", 2, 1}, {"-1126/1000", "1", 2, 1}, {"874/1000", "1", 2, -1}, {"0", "1", 2, -1},
		{"1126/4000", "1/2", 2, 1}, {"874/4000", "1/2", 2, -1}, {"1/4", "1/2", 2, 0},
		{"347/100", "1", 3, 1}, {"346/100", "1", 3, 0}, {"270/100", "1", 3, 0}, {"269/100", "1", 3, -1},
		{"347/800", "1/2", 3, 1}, {"269/800", "1/2", 3, -1},
	} {
		w := []string{"1", "1", "1"}
		if got := side(given(t, c.b, c.e, w[:c.depth]...).Instance); got != c.want {
			t.Errorf("L = %d, b = %s, e = %s: %d, want %d", c.depth, c.b, c.e, got, c.want)
		}
	}
}

// TestLimitDomain: e >= 1/2 and a target that is away from the threshold.
func TestLimitDomain(t *testing.T) {
	for _, c := range []struct {
		reason, b, e string
		want         bool
	}{
		{"inside", "1", "1/2", true}, {"e too small", "2", "499/1000", false}, {"at the threshold", "1", "1", false}, {"both", "1/16", "1/4", false},
	} {
		in := given(t, c.b, c.e, "1", "1")
		in.Params = nil
		if err := limitDomain().Check(in.Instance); (err == nil) != c.want {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
}

// TestBends: what the regimes make of an instance.
func TestBends(t *testing.T) {
	for _, c := range []struct {
		reason string
		bend   func(in *claim.Case)
		b, e   string
		w      []string
		wantB  *big.Rat
		wantE  *big.Rat
		wantW  *big.Rat // of the last layer
	}{
		{"away: e is doubled up to 1/2", func(c *claim.Case) { away(nil, c.Instance) }, "4", "3/16", []string{"1", "1"}, q(4, 1), q(3, 4), q(1, 1)},
		{"away: 1/2 stays", func(c *claim.Case) { away(nil, c.Instance) }, "4", "1/2", []string{"1", "1"}, q(4, 1), q(1, 2), q(1, 1)},
		{"away: b from the threshold", func(c *claim.Case) { away(nil, c.Instance) }, "-1", "1", []string{"1", "1"}, q(-3, 4), q(1, 1), q(1, 1)},
		{"rooted: b is doubled above the threshold", func(c *claim.Case) { rooted(c.Instance) }, "-1/16", "1", []string{"1", "1"}, q(-1, 2), q(1, 2), q(1, 1)},
		{"rooted: b = 0", func(c *claim.Case) { rooted(c.Instance) }, "0", "1", []string{"1", "1"}, q(1, 1), q(1, 2), q(1, 1)},
		{"around", func(c *claim.Case) { around(c.Instance, q(2, 1), q(-1, 8)) }, "-1", "1", []string{"0", "-2"}, q(4, 1), q(1, 2), q(7, 4)},
	} {
		in := given(t, c.b, c.e, c.w...)
		c.bend(in)
		if last := in.Weights[len(c.w)-1][0]; in.Target[0].Cmp(c.wantB) != 0 || in.Noise.Cmp(c.wantE) != 0 || last.Cmp(c.wantW) != 0 {
			t.Errorf("%s: b = %s, e = %s, w = %s", c.reason, in.Target[0].RatString(), in.Noise.RatString(), last.RatString())
		}
	}
	for x, want := range map[int64]int{-3: -1, 0: 1, 3: 1} {
		if got := sign(q(x, 1)); got != want {
			t.Errorf("sign(%d) = %d", x, got)
		}
	}
}

// TestFacts: what part 5 looks at, on starts where it is plain.
func TestFacts(t *testing.T) {
	for _, c := range []struct {
		reason, b, e string
		w            []string
		want         facts
	}{
		{"L = 2, off the stable line", "2", "1", []string{"1", "1"}, facts{Depth: 2, Sum: true, Roots: true}},
		{"L = 2, on it", "2", "1", []string{"1", "-1"}, facts{Depth: 2, Roots: true}},
		{"L = 2, b < 0, on it", "-2", "1", []string{"1", "1"}, facts{Depth: 2, Roots: true}},
		{"L = 2, b < 0, off it", "-2", "1", []string{"1", "-1"}, facts{Depth: 2, Sum: true, Roots: true}},
		{"L = 2, at the threshold", "1", "1", []string{"1", "1"}, facts{Depth: 2, Sum: true}},
		{"L = 2, b = 0 counts as positive, no roots, |b| < e^2", "0", "1", []string{"1", "1"}, facts{Depth: 2, Sum: true, Cube: true}},
		{"L = 3, on the boundary of the cube", "4", "1", []string{"1/8", "-1/4", "0"}, facts{Depth: 3, Roots: true}},
		{"L = 3, in the cube", "-4", "1", []string{"1/8", "-1/5", "0"}, facts{Depth: 3, Roots: true, Cube: true}},
		{"L = 4, e = 1/2, m^2 |b| = 1/64 = e^6", "1/4", "1/2", []string{"1/4", "1/4", "1/4", "1/4"}, facts{Depth: 4}},
		{"L = 4, e = 1/2, less", "1/4", "1/2", []string{"1/5", "1/5", "1/5", "1/5"}, facts{Depth: 4, Cube: true}},
	} {
		if got := facts3(given(t, c.b, c.e, c.w...).Instance); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.reason, got, c.want)
		}
	}
}

func newLimits(s statement) *limits {
	return &limits{s: s, at: map[int]*trajectory.Coordinate{}, exact: proof.NewValues(lossAndZero)}
}

// TestBelow: at L = 2, e = 1: L_R(W) - L_R(0) = w_1^2 w_2^2 - 2 b w_1 w_2 + w_1^2 + w_2^2.
func TestBelow(t *testing.T) {
	for _, c := range []struct {
		reason string
		b      string
		w      []string
		want   bool
	}{
		{"below", "2", []string{"1", "1"}, true},
		{"the origin itself", "2", []string{"0", "0"}, false},
		{"equal: 1 - 2 b + 2 = 0", "3/2", []string{"1", "1"}, false},
		{"above", "2", []string{"1", "-1"}, false},
	} {
		if got := newLimits(lemma()).below(given(t, c.b, "1", c.w...)); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// TestEnd: starts whose limit is known.
func TestEnd(t *testing.T) {
	for _, c := range []struct {
		reason, b, e string
		w            []string
		want         end
	}{
		{"L = 2, off the stable line", "2", "1", []string{"1", "1/2"}, largeRoot},
		{"L = 2, b < 0", "-2", "1", []string{"1", "1/2"}, largeRoot},
		{"L = 2, on the stable line", "2", "1", []string{"1/2", "-1/2"}, origin},
		{"L = 2, the saddle", "2", "1", []string{"0", "0"}, origin},
		{"L = 2, below the threshold", "1/2", "1", []string{"1/2", "1"}, origin},
		{"L = 3, in the cube", "4", "1", []string{"1/8", "1/8", "1/8"}, origin},
		{"L = 3, near the large root", "4", "1", []string{"1", "-1", "-1"}, largeRoot},
	} {
		held().meets(t, c.reason, newLimits(lemma()).judge(given(t, c.b, c.e, c.w...)))
		if in := given(t, c.b, c.e, c.w...); c.want == largeRoot {
			s := lemma()
			s.ends = func(facts) end { return origin }
			violated("other limit", 0).meets(t, c.reason, newLimits(s).judge(in))
		}
	}
}

// TestLimitJudge: the saddle goes to the origin; a statement that says another end is refuted, one that says nothing is not.
func TestLimitJudge(t *testing.T) {
	for says, want := range map[end]judged{origin: held(), anywhere: held(), largeRoot: violated("other limit", 0)} {
		s := lemma()
		s.ends = func(facts) end { return says }
		want.meets(t, "said: "+string(says), newLimits(s).judge(given(t, "2", "1", "0", "0")))
	}
	s := lemma()
	s.ends = func(f facts) end {
		if (facts{Depth: 2, Sum: true, Roots: true, Sublevel: true}) != f {
			t.Errorf("facts of a start below 0: %+v", f)
		}
		return anywhere
	}
	held().meets(t, "the facts", newLimits(s).judge(given(t, "2", "1", "1", "1")))
}

// TestStableLine: near 0 and with w_1 = x (1 - 2 y), w_2 = -x the difference decays by exp(-2 s (e^2+|b|)), as the bound does, and the sum grows.
// Its part exceeds the bound as soon as y exp(4 s |b|) > y + x^2.
func TestStableLine(t *testing.T) {
	line := func(b, x, y string, s int64) *claim.Case {
		c := given(t, b, "1/2", x, y)
		c.Scale(0).SetInt64(s)
		return c
	}
	for _, c := range []struct {
		reason string
		c      *claim.Case
		want   judged
	}{
		{"on the line", line("1", "1/1024", "-1/1024", 1), held()},
		{"on the line, b < 0", line("-1", "-1/1024", "-1/1024", 2), held()},
		{"at the saddle", line("1", "0", "0", 1), held()},
		{"beside the line", line("1", "1023/1048576", "-1021/1048576", 1), violated("stable line", 0)},
		{"beside the line, b < 0, s = 2", line("-1", "-1023/1048576", "-1021/1048576", 2), violated("stable line", 0)},
	} {
		got, detail, out := newLimits(lemma()).stableLine(c.c)
		c.want.meets(t, c.reason, out)
		if out.Kind == claim.KindHeld && (got != origin || detail == "") {
			t.Errorf("%s: %s, %s", c.reason, got, detail)
		}
	}
}

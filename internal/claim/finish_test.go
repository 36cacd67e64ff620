package claim

import (
	"math"
	"math/big"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// TestPoints: the points of a proof are the sum over its steps; a margin is kept with its first case, even case 0, where the sample names one.
func TestPoints(t *testing.T) {
	x := checkTask(proof(step("a", Proved), step("b", Proved), step("c", Proved)))
	for b := range 3 {
		x.runStep(t.Context(), b)
	}
	if e := x.checkEvidence(t.Context()); e.Points != 3 || e.PlannedSteps != 3 {
		t.Errorf("%d points of %d steps", e.Points, e.PlannedSteps)
	}
	for _, name := range []string{"", "distance"} {
		s := sample(5, func(c *Case) Outcome { return HoldBy(float64(c.Index + 3)) })
		s.MarginIs = name
		e := run(t, Options{}, newClaim("c", []Check{check("k", s)})).Claims[0].Checks[0]
		if (e.Margin != nil) != (name != "") || e.Margin != nil && (e.Margin.Index != 0 || e.Margin.Value != 3) {
			t.Errorf("margin named %q: %+v", name, e.Margin)
		}
	}
}

// TestConfirmed: a counterexample counts when it comes again with the same class and the same words.
func TestConfirmed(t *testing.T) {
	violated := Violate("f", 1, "d")
	for _, tt := range []struct {
		first, again Outcome
		want         bool
	}{
		{violated, Violate("f", 2, "d"), true},
		{violated, Violate("g", 1, "d"), false},
		{violated, Violate("f", 1, "e"), false},
		{Violate("", 0, ""), Hold(), false},
		{Violate("", 1, "d"), Undecide("d"), false},
	} {
		x := checkTask(check("k", sample(5, func(*Case) Outcome { return tt.again })))
		drawn := x.subject().run(2, x.check.Sample.NewJudge())
		if c := x.counterexample(ModeCase, 2, judged{drawn.in, tt.first}); c.Confirmed != tt.want || c.Severity != -tt.first.Margin {
			t.Errorf("%+v, then %+v: %+v", tt.first, tt.again, c)
		}
	}
}

// TestShallow: from each case on, the first violating one that shrinks to the variant's depth, among at most 24; where none does, the first.
// Each that is tried costs two judges, one to shrink it and one to confirm it, and the search between them one.
func TestShallow(t *testing.T) {
	const cases = 52
	judges := 0
	for _, stuck := range []func(c *Case) bool{
		func(c *Case) bool { return c.Index%2 == 0 && c.Depth() == 4 || c.Index%7 == 3 && c.Depth() == 2 },
		func(c *Case) bool { return c.Depth() == 4 || c.Index == 50 },
		func(c *Case) bool { return c.Depth() >= 3 },
	} {
		s := sample(cases, nil)
		s.NewJudge = func() Judge {
			judges++
			return func(c *Case) Outcome {
				if stuck(c) {
					return Violate("f", 1, "depth %d", c.Depth())
				}
				return Hold()
			}
		}
		x := variantTask(check("k", s))
		minimal := map[int]*Counterexample{} // of the violating cases
		for i := range cases {
			if x.subject().run(i, s.NewJudge()).out.Kind == KindViolated {
				minimal[i] = x.minimal(i)
			}
		}
		if len(minimal) < 2 {
			t.Fatalf("%d violating cases", len(minimal))
		}
		for _, depth := range []int{0, 2, 3, 4} {
			x.variant.MaxDepth = depth
			for i, first := range minimal {
				want, tried := first, 1
				fits := depth == 0 || first.Depth <= depth
				work := 2
				if !fits {
					work++
					for k := i + 1; k < cases && tried < maxShallow && !fits; k++ {
						if c, ok := minimal[k]; ok {
							tried++
							work += 2
							if fits = c.Depth <= depth; fits {
								want = c
							}
						}
					}
				}
				judges = 0
				if got := x.shallow(i); got.Index != want.Index || got.Depth != want.Depth || judges != work {
					t.Fatalf("depth %d from case %d: case %d of depth %d after %d judges; want case %d of depth %d after %d",
						depth, i, got.Index, got.Depth, judges, want.Index, want.Depth, work)
				}
			}
		}
	}
}

// TestDescribe: every entry, by name, layers and rows counted from 1.
func TestDescribe(t *testing.T) {
	r := big.NewRat
	in := &generators.Instance{
		Weights: [][]*big.Rat{{r(1, 2), r(3, 1)}, {r(-1, 1), r(0, 1)}}, Target: []*big.Rat{r(7, 3), r(2, 1)},
		Sigma: [][]*big.Rat{{r(4, 1), r(1, 5)}, {r(1, 5), r(6, 1)}}, Noise: r(1, 9), Tau2: r(8, 1),
	}
	want := []Value{{"w_1", "(1/2, 3)"}, {"w_2", "(-1, 0)"}, {"b", "(7/3, 2)"}, {"Sigma_1", "(4, 1/5)"}, {"Sigma_2", "(1/5, 6)"}, {"e", "1/9"}, {"tau2", "8"}}
	if got := describe(in); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestTrace: a judge's values are kept in a replay and only there.
func TestTrace(t *testing.T) {
	traced := 0
	s := sample(20, func(c *Case) Outcome {
		if c.Tracing() {
			traced++
		}
		c.Trace("index", c.Index)
		c.Trace("half", big.NewRat(int64(c.Index), 2))
		return Hold()
	})
	claims := []Claim{newClaim("c", []Check{check("k", s)})}
	run(t, Options{}, claims...)
	if traced != 0 {
		t.Errorf("%d cases of an audit were traced", traced)
	}
	r, err := Replay(t.Context(), claims, Token{Claim: "c", Check: "k", Mode: ModeCase, Index: 7})
	if err != nil || traced != 1 || !slices.Equal(r.Values, []Value{{"index", "7"}, {"half", "7/2"}}) {
		t.Errorf("%+v, %v, %d traced", r, err, traced)
	}
}

// TestShrinkCalls: a condition that goes on for long is judged as often as the cap allows and once more; a case that does not fail when
// it is drawn again is an error and no counterexample.
func TestShrinkCalls(t *testing.T) {
	d := generators.Domain{MinDepth: 2, MaxDepth: 16, MinWidth: 1, MaxWidth: 12}
	large := generators.Regimes(d)[0]
	large.Make = func(r *rand.Rand, _ generators.Domain) *generators.Instance {
		in := &generators.Instance{Noise: big.NewRat(1, 3), Tau2: big.NewRat(1, 5)}
		for range 16 {
			row := make([]*big.Rat, 12)
			for i := range row {
				row[i] = big.NewRat(1+r.Int63n(1<<50), 1+r.Int63n(1<<50))
			}
			in.Weights = append(in.Weights, row)
		}
		for range 12 {
			in.Target = append(in.Target, big.NewRat(r.Int63n(1<<50), 7))
			in.Sigma = append(in.Sigma, make([]*big.Rat, 12))
		}
		for i, row := range in.Sigma {
			for j := range row {
				row[j] = big.NewRat(int64(max(0, 1-(i-j)*(i-j))), 1)
			}
		}
		return in
	}
	calls := 0
	full := func(c *Case) Outcome { // no layer and no coordinate can be left out, and no weight be 0
		calls++
		for _, row := range c.Weights {
			for _, w := range row {
				if w.Sign() == 0 || c.Depth() < 16 || c.Width() < 12 {
					return Hold()
				}
			}
		}
		return Violate("f", 1, "d")
	}
	s := &subject{claimID: "c", check: "k", root: 1, sample: &Sample{Space: generators.NewSpace(d, large)}}
	m, n, err := s.shrink(0, full)
	if err != nil || n != maxShrinkCalls+1 || calls != n || m.out.Failure != "f" {
		t.Errorf("%d calls, %d judged, %v", n, calls, err)
	}
	if m, n, err := s.shrink(0, hold); err == nil || m.in != nil || n != 1 || !strings.Contains(err.Error(), "case 0 does not fail when it is drawn again") {
		t.Errorf("a case that holds: %+v after %d calls, %v", m, n, err)
	}
}

// TestExcludedRate: (1-p)^n = 0.05 at the rate p.
func TestExcludedRate(t *testing.T) {
	for _, tt := range []struct {
		valid, violated int
		want            float64
	}{{0, 0, 0}, {0, 3, 0}, {5, 1, 0}, {1, 0, 0.95}, {2, 0, 1 - math.Sqrt(0.05)}, {300, 0, -math.Expm1(math.Log(0.05) / 300)}} {
		if got := excludedRate(tt.valid, tt.violated); math.Abs(got-tt.want) > 1e-14 {
			t.Errorf("%d valid, %d violated: %v, want %v", tt.valid, tt.violated, got, tt.want)
		}
	}
}

package claim

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/leanovate/gopter"

	"github.com/ssamverify/ssamverify/generators"
)

// The traps of gopter that property.go closes, one test each.

// TestShrinkingKeepsTheFailure: candidates that are undecided, out of the domain, panicking or fail
// in another way do not swallow the counterexample.
func TestShrinkingKeepsTheFailure(t *testing.T) {
	rows := []struct {
		reason string
		other  func() Outcome
	}{
		{"undecided below depth 3", func() Outcome { return Undecide("small") }},
		{"out of the domain below depth 3", func() Outcome { return Skip("small") }},
		{"panic below depth 3", func() Outcome { panic("small") }},
		{"another failure below depth 3", func() Outcome { return Violate("another", 1, "small") }},
		{"true below depth 3", Hold},
	}
	for _, row := range rows {
		judge := func(c *Case) Outcome {
			if c.Depth() >= 3 {
				return Violate("deep", 1, "depth %d", c.Depth())
			}
			return row.other()
		}
		s := &subject{claimID: "c", check: "k", root: 1, sample: sample(60, judge)}
		found := false
		for i := range 60 {
			r := s.run(i, judge)
			if r.out.Failure != "deep" {
				continue
			}
			found = true
			m, calls, err := s.shrink(i, judge)
			if err != nil || m.out.Failure != "deep" || m.in.Depth() != 3 || m.in.Width() != 1 {
				t.Errorf("%s, case %d: shrunk to %v (%+v) after %d calls, %v", row.reason, i, m.in, m.out, calls, err)
			}
		}
		if !found {
			t.Errorf("%s: no case failed", row.reason)
		}
	}
}

// TestShrinkingIsCapped: a condition that always fails ends within the cap.
func TestShrinkingIsCapped(t *testing.T) {
	always := func(*Case) Outcome { return Violate("always", 1, "") }
	s := &subject{claimID: "c", check: "k", root: 1, sample: sample(1, always)}
	if _, calls, err := s.shrink(0, always); err != nil || calls > maxShrinkCalls+1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// TestMinimalCounterexample: the shrunk instance of a simple property is the smallest one there is.
func TestMinimalCounterexample(t *testing.T) {
	judge := func(c *Case) Outcome {
		if squares(c).Sign() > 0 {
			return Violate("nonzero", 1, "")
		}
		return Hold()
	}
	s := &subject{claimID: "c", check: "k", root: 1, sample: sample(60, judge)}
	m, _, err := s.shrink(0, judge)
	if err != nil {
		t.Fatal(err)
	}
	if got := squares(&Case{Instance: m.in}).RatString(); m.in.Depth() != 2 || m.in.Width() != 1 || got != "1" {
		t.Errorf("shrunk to %s, want two layers, one coordinate, one weight ±1", m.in.String())
	}
}

// TestGeneratorPanicIsContained: gopter lets a panic of a generator through.
func TestGeneratorPanicIsContained(t *testing.T) {
	s := sample(60, hold)
	space := generators.NewSpace(domain(), generators.Regimes(domain())[0])
	space.Regimes[0].Make = func(*rand.Rand, generators.Domain) *generators.Instance { panic("no instance") }
	s.Space = space
	e := run(t, Options{Workers: 1}, newClaim("c", []Check{check("k", s)}))
	if c := e.Claims[0].Checks[0]; c.Verdict != Undecided || !strings.Contains(c.Reason, "no instance") {
		t.Errorf("got %s (%s), want undecided", c.Verdict, c.Reason)
	}
}

// TestStatusOfGopterIsNotTrusted: a generator whose sieve rejects everything is not a pass.
func TestStatusOfGopterIsNotTrusted(t *testing.T) {
	err := call(func(*gopter.GenParameters) *gopter.PropResult {
		return &gopter.PropResult{Status: gopter.PropUndecided}
	}, nil)
	if err == nil || !strings.Contains(err.Error(), "UNDECIDED") {
		t.Errorf("error %v, want one that names the status", err)
	}
}

// TestAuxiliaryStreamStartsAnew: Rand gives the same draws at each call, so that a confirmation in a
// fresh state sees the same noise, and other draws for another case.
func TestAuxiliaryStreamStartsAnew(t *testing.T) {
	s := &subject{claimID: "c", check: "k", root: 1, sample: sample(1, hold)}
	c, d := newCase(3, s.seed(3), nil, nil), newCase(4, s.seed(4), nil, nil)
	if c.Rand().Uint64() != c.Rand().Uint64() || c.Rand().Uint64() == d.Rand().Uint64() {
		t.Error("the stream of a case is not a function of the case")
	}
}

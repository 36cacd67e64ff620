package claim

import (
	"strings"
	"testing"
)

// passing is evidence of one claim whose single check just passes every gate: each count is at its bound.
func passing() *Evidence {
	return &Evidence{Complete: true, Claims: []ClaimEvidence{{
		ID: "c",
		Checks: []CheckEvidence{{
			Name: "k", Tier: TierExact, Planned: 6, Cases: 6, Valid: 5, OutOfDomain: 1, MaxSkips: 1, MinValid: 2,
			Regimes: []RegimeCount{{Name: "a", Cases: 3, Valid: 3}, {Name: "b", Cases: 3, Valid: 2}},
		}},
		Variants: []VariantEvidence{{Name: "v", Check: "k", Verdict: Refuted}},
	}}}
}

// TestGates takes one unit from each bound in turn: what passed at the bound must not pass below it, for that reason.
func TestGates(t *testing.T) {
	for _, tt := range []struct {
		name    string
		change  func(e *Evidence, c *CheckEvidence)
		verdict Verdict
		reason  string
	}{
		{"every count at its bound", func(*Evidence, *CheckEvidence) {}, Held, ""},
		{"a case not run", func(_ *Evidence, c *CheckEvidence) { c.Cases-- }, Undecided, "5 of 6 cases were run"},
		{"a regime one case short", func(_ *Evidence, c *CheckEvidence) { c.Regimes[1].Valid-- }, Vacuous, "regime b has 1 valid cases"},
		{"one case too many outside the hypotheses", func(_ *Evidence, c *CheckEvidence) { c.OutOfDomain++ }, Vacuous, "2 cases outside"},
		{"nothing planned", func(_ *Evidence, c *CheckEvidence) { c.Planned, c.Cases = 0, 0 }, Vacuous, "nothing was planned"},
		{"one undecided case", func(_ *Evidence, c *CheckEvidence) { c.Undecided, c.FirstUndecided = 1, &Undecision{Reason: "hard"} }, Undecided, "the first: hard"},
		{"a step not run", func(_ *Evidence, c *CheckEvidence) { c.PlannedSteps = 1 }, Undecided, "0 of 1 steps were run"},
		{"a step that failed", func(_ *Evidence, c *CheckEvidence) {
			c.PlannedSteps, c.Steps = 1, []StepEvidence{{Name: "s", Verdict: Refuted, Detail: "no"}}
		}, Refuted, "step s: no"},
		{"a counterexample", func(_ *Evidence, c *CheckEvidence) {
			c.Minimal = &Counterexample{Confirmed: true, Failure: "f", Detail: "d"}
		}, Refuted, "f: d"},
		{"a counterexample that did not come again", func(_ *Evidence, c *CheckEvidence) { c.Minimal = &Counterexample{Token: "tok"} }, Undecided, "not confirmed"},
		{"no wrong variant", func(e *Evidence, _ *CheckEvidence) { e.Claims[0].Variants = nil }, Vacuous, "0 bound to it"},
		{"the only variant bound to another check", func(e *Evidence, _ *CheckEvidence) { e.Claims[0].Variants[0].Check = "other" }, Vacuous, "0 bound to it"},
		{"the only variant survives", func(e *Evidence, _ *CheckEvidence) { e.Claims[0].Variants[0].Verdict = Held }, Vacuous, "1 bound to it"},
	} {
		e := passing()
		c := &e.Claims[0].Checks[0]
		tt.change(e, c)
		Finalize(e)
		if c.Verdict != tt.verdict || !strings.Contains(c.Reason, tt.reason) || (tt.reason == "") != (c.Reason == "") {
			t.Errorf("%s: %v, %q; want %v, %q", tt.name, c.Verdict, c.Reason, tt.verdict, tt.reason)
		}
		if e.Verdict.Passes() != tt.verdict.Passes() {
			t.Errorf("%s: the audit's verdict is %v", tt.name, e.Verdict)
		}
	}

	// A second variant that survives fails the claim, though its check refuted the first; a claim that failed stays as it was.
	e := passing()
	e.Claims[0].Variants = append(e.Claims[0].Variants, VariantEvidence{Name: "w", Check: "k", Verdict: Held})
	Finalize(e)
	if e.Claims[0].Checks[0].Verdict != Held || e.Claims[0].Verdict != Undecided || e.Verdict != Undecided {
		t.Errorf("a survivor: %v, %v, %v", e.Claims[0].Checks[0].Verdict, e.Claims[0].Verdict, e.Verdict)
	}
	e.Claims[0].Checks[0].Minimal = &Counterexample{Confirmed: true}
	Finalize(e)
	if e.Claims[0].Verdict != Refuted {
		t.Errorf("a survivor beside a counterexample: %v, want refuted", e.Claims[0].Verdict)
	}
	e = passing()
	e.Complete = false
	if Finalize(e); e.Verdict != Undecided {
		t.Errorf("an audit that was stopped: %v", e.Verdict)
	}
}

// TestNames: names that are no slugs are refused wherever a token or a page would carry them.
func TestNames(t *testing.T) {
	for _, bad := range []string{"", "A", "a b", "a:b", "a/b", "ä"} {
		for what, change := range map[string]func(c *Claim){
			"check":   func(c *Claim) { c.Checks[0].Name, c.Variants[0].Check.Name = bad, bad },
			"variant": func(c *Claim) { c.Variants[0].Name = bad },
			"step":    func(c *Claim) { c.Checks[0].Sample, c.Checks[0].Steps = nil, steps(step(bad, Proved)) },
		} {
			c := bitten("c", check("k", sample(60, hold)))
			change(&c)
			if err := Validate([]Claim{c}); err == nil || !strings.Contains(err.Error(), "slug") {
				t.Errorf("a %s named %q: %v", what, bad, err)
			}
		}
	}
}

// TestOptionBounds: each option at its bounds and past them.
func TestOptionBounds(t *testing.T) {
	for _, tt := range []struct {
		o  Options
		ok bool
	}{
		{Options{}, true},
		{Options{Cases: MaxCases}, true}, {Options{Cases: MaxCases + 1}, false}, {Options{Cases: -1}, false},
		{Options{Workers: MaxWorkers}, true}, {Options{Workers: MaxWorkers + 1}, false}, {Options{Workers: -1}, false},
		{Options{Shard: &Shard{Index: 1, Count: 1}}, true}, {Options{Shard: &Shard{Index: MaxCases, Count: MaxCases}}, true},
		{Options{Shard: &Shard{Index: 0, Count: 1}}, false}, {Options{Shard: &Shard{Index: 2, Count: 1}}, false},
		{Options{Shard: &Shard{Index: 1, Count: 0}}, false}, {Options{Shard: &Shard{Index: 1, Count: MaxCases + 1}}, false},
	} {
		tt.o.Profile = Quick
		if err := tt.o.validate(); (err == nil) != tt.ok {
			t.Errorf("%+v, shard %+v: %v", tt.o, tt.o.Shard, err)
		}
	}
	if err := (&Options{Profile: "fast"}).validate(); err == nil {
		t.Error("an unknown profile is accepted")
	}
}

package claim

import (
	"fmt"
	"strings"
	"testing"
)

// TestRegistryRules: each rule of Validate, broken alone, in its own words; what is just allowed passes.
func TestRegistryRules(t *testing.T) {
	statistical := func(rate float64) func(c *Claim) {
		return func(c *Claim) { c.Checks[0].Tier, c.Checks[0].Sample.FalseAlarm = TierStatistical, rate }
	}
	for _, tt := range []struct {
		reason string
		change func(c *Claim)
		says   string
	}{
		{"nothing", func(*Claim) {}, ""},
		{"no hypotheses", func(c *Claim) { c.Hypotheses = nil }, "claim c: no hypotheses or no checks"},
		{"no checks", func(c *Claim) { c.Checks, c.Variants = nil, nil }, "claim c: no hypotheses or no checks"},
		{"no title of a check", func(c *Claim) { c.Checks[0].Title = "" }, "claim c: check k: no title or no scope"},
		{"no scope of a check", func(c *Claim) { c.Checks[0].Scope = "" }, "claim c: check k: no title or no scope"},
		{"steps and a sample", func(c *Claim) { c.Checks[0].Steps = steps() }, "want exactly one of Steps and Sample"},
		{"neither", func(c *Claim) { c.Checks[0].Sample = nil }, "want exactly one of Steps and Sample"},
		{"statistical, with its error", statistical(1e-9), ""},
		{"statistical, without", statistical(0), "a statistical check states its error probability"},
		{"statistical steps", func(c *Claim) {
			c.Checks[0].Tier, c.Checks[0].Sample, c.Checks[0].Steps = TierStatistical, nil, steps(step("a", Proved))
		}, ""},
		{"certified", func(c *Claim) { c.Checks[0].Tier = TierCertified }, ""},
		{"exact", func(c *Claim) { c.Checks[0].Tier = TierExact }, ""},
		{"proved by a sample", func(c *Claim) { c.Checks[0].Tier = TierProved }, "proves nothing for all reals"},
		{"proved by steps", func(c *Claim) {
			c.Checks[0].Tier, c.Checks[0].Sample, c.Checks[0].Steps = TierProved, nil, steps(step("a", Proved))
		}, ""},
		{"of no tier", func(c *Claim) { c.Checks[0].Tier = "" }, `tier "" is unknown`},
		{"a variant without a title", func(c *Claim) { c.Variants[0].Title = "" }, "claim c: variant wrong: bound to the unknown check"},
		{"a variant of another check", func(c *Claim) { c.Variants[0].Check.Name = "j" }, `claim c: variant wrong: bound to the unknown check "j"`},
	} {
		c := bitten("c", check("k", sample(60, hold)))
		tt.change(&c)
		err := Validate([]Claim{c})
		if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.reason, err, tt.says)
		}
	}
}

// TestResolve: a token names a claim, a check of it, and perhaps a variant that is bound to this check.
func TestResolve(t *testing.T) {
	c := bitten("c", check("k", sample(5, hold)))
	if _, ok := c.VariantNamed("none"); ok {
		t.Error("a variant that is not there is found")
	}
	if v, ok := c.VariantNamed("wrong"); !ok || v.Title != "a wrong statement" {
		t.Errorf("the variant is %+v", v)
	}
	for _, tt := range []struct {
		tok  Token
		says string
	}{
		{Token{Claim: "c", Check: "k"}, ""},
		{Token{Claim: "c", Check: "k", Variant: "wrong"}, ""},
		{Token{Claim: "c", Check: "j", Variant: "wrong"}, `claim c has no variant "wrong" bound to check "j"`},
		{Token{Claim: "c", Check: "", Variant: "none"}, `claim c has no variant "none" bound to check ""`},
		{Token{Claim: "c", Check: "j"}, `claim c has no check "j"`},
		{Token{Claim: "d", Check: "k"}, `no claim "d"`},
	} {
		if _, err := resolve([]Claim{c}, tt.tok); (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v, want %q", tt.tok, err, tt.says)
		}
	}
}

// TestTokenLimits: the longest token and the last case are read; one more is refused, in these words.
func TestTokenLimits(t *testing.T) {
	long := Token{Claim: "c", Check: "k", Mode: ModeStep, Step: "s"}
	long.Step += strings.Repeat("s", maxTokenBytes-len(long.String()))
	if got, err := ParseToken(long.String()); err != nil || got != long || len(long.String()) != 512 {
		t.Errorf("%d bytes: %v", len(long.String()), err)
	}
	long.Step += "s"
	if _, err := ParseToken(long.String()); err == nil || !strings.Contains(err.Error(), "513 bytes long, at most 512 are read") {
		t.Errorf("one byte more: %v", err)
	}
	for index, ok := range map[string]bool{"0": true, fmt.Sprint(maxCases): true, fmt.Sprint(maxCases + 1): false, "-1": false, "x": false, "99999999999999999999": false} {
		body := "ssam1:c:k:-:1:case:" + index
		tok, err := ParseToken(body + ":" + checksum(body))
		if (err == nil) != ok || ok && fmt.Sprint(tok.Index) != index || !ok && !strings.Contains(err.Error(), fmt.Sprintf("case %q is not in 0..%d", index, maxCases)) {
			t.Errorf("case %s: %v", index, err)
		}
	}
}

// TestKnownTime: a record's time is the time of its check, to the nanosecond.
func TestKnownTime(t *testing.T) {
	c := newClaim("c", []Check{check("k", sample(5, hold)), check("j", sample(5, hold))})
	var records []Record
	run(t, Options{Record: func(r Record) { records = append(records, r) }}, c)
	records[0].Seconds = 12.5
	last := Progress{}
	e := run(t, Options{Known: records[:1], Progress: func(p Progress) { last = p }}, c)
	if got := e.Timing.Checks["c"][records[0].name()]; got != 12.5 {
		t.Errorf("%v seconds, want 12.5", got)
	}
	if last.Done != last.Total || last.Total != 5 {
		t.Errorf("%d of %d blocks were run, want 5 of 5", last.Done, last.Total)
	}
}

// TestCounts: variants are counted by check, and by whether they were refuted; a survivor leaves a claim that failed as it was.
func TestCounts(t *testing.T) {
	e := passing()
	e.Claims[0].Variants = []VariantEvidence{
		{Name: "u", Check: "k", Verdict: Refuted}, {Name: "v", Check: "k", Verdict: Refuted}, {Name: "w", Check: "k", Verdict: Held}, {Name: "x", Check: "other", Verdict: Refuted},
	}
	Finalize(e)
	c := &e.Claims[0]
	if c.Checks[0].Variants != 3 || c.Checks[0].Refuted != 2 || c.Refuted() != 3 {
		t.Errorf("%d variants of the check, %d refuted, %d refuted of the claim; want 3, 2, 3", c.Checks[0].Variants, c.Checks[0].Refuted, c.Refuted())
	}
	c.Checks[0].OutOfDomain = 9
	if Finalize(e); c.Verdict != Vacuous {
		t.Errorf("a vacuous claim with a survivor: %v, want vacuous", c.Verdict)
	}
}

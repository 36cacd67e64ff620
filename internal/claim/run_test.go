package claim

import (
	"context"
	"encoding/json"
	"strings"
	"sync/atomic"
	"testing"
)

// bytes is the evidence without what differs between runs.
func bytes(t *testing.T, e *Evidence) string {
	t.Helper()
	c := *e
	c.Timing, c.Environment = nil, nil
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestWorkersDoNotMatter: the evidence is the same for 1, 3 and 8 workers, with refuted, held and
// proved checks among them.
func TestWorkersDoNotMatter(t *testing.T) {
	claims := func() []Claim {
		s := sample(500, nonnegative)
		s.MarginIs = "sum of squares"
		return []Claim{
			bitten("held", check("k", s)), bitten("refuted", check("k", sample(500, atMost))),
			bitten("proved", Check{Name: "p", Title: "t", Tier: TierProved, Scope: "s", Steps: steps(step("a", Proved), step("b", Refuted), step("c", Refuted))}),
		}
	}
	want := bytes(t, run(t, Options{Workers: 1, Seed: 42}, claims()...))
	for _, n := range []int{3, 8} {
		if got := bytes(t, run(t, Options{Workers: n, Seed: 42}, claims()...)); got != want {
			t.Errorf("%d workers: %s\n1 worker: %s", n, got, want)
		}
	}
	if bytes(t, run(t, Options{Seed: 43}, claims()...)) == want {
		t.Error("another seed gives the same evidence")
	}
}

// TestCaseDependsOnItsSeedOnly: adding checks and claims does not change the draws of a case.
func TestCaseDependsOnItsSeedOnly(t *testing.T) {
	record := func(into map[int]string) *Sample {
		return sample(40, func(c *Case) Outcome { into[c.Index] = c.String(); return Hold() })
	}
	alone, among := map[int]string{}, map[int]string{}
	run(t, Options{Workers: 1}, newClaim("c", []Check{check("k", record(alone))}))
	run(t, Options{Workers: 1}, newClaim("a", []Check{check("k", sample(40, hold))}),
		newClaim("c", []Check{check("j", sample(40, hold)), check("k", record(among))}))
	for i, s := range alone {
		if among[i] != s {
			t.Fatalf("case %d is %s alone and %s among others", i, s, among[i])
		}
	}
	if len(alone) != 40 {
		t.Errorf("%d cases recorded, want 40", len(alone))
	}
}

// TestCancellation: what was finished stays, the rest is undecided, the audit is not complete.
func TestCancellation(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var n atomic.Int64
	slow := sample(5000, func(*Case) Outcome {
		if n.Add(1) == 300 {
			cancel()
		}
		return Hold()
	})
	e, err := Run(ctx, []Claim{bitten("first", check("k", sample(60, hold))), bitten("second", check("k", slow))}, Options{Profile: Quick, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	second := e.Claims[1].Checks[0]
	if e.Complete || e.Claims[0].Checks[0].Verdict != Held || second.Verdict != Undecided || second.Cases >= 5000 || second.Cases == 0 {
		t.Errorf("complete %v, first %s, second %s after %d cases", e.Complete, e.Claims[0].Checks[0].Verdict, second.Verdict, second.Cases)
	}
	if e.Verdict != Undecided {
		t.Errorf("a canceled audit is %s, want undecided", e.Verdict)
	}
}

// TestShardsCoverEverything: the shards' cases add up to the whole, each case once.
func TestShardsCoverEverything(t *testing.T) {
	claim := func() Claim { return newClaim("c", []Check{check("k", sample(500, hold))}) }
	total := 0
	for i := 1; i <= 3; i++ {
		c := run(t, Options{Shard: &Shard{i, 3}}, claim()).Claims[0].Checks[0]
		total += c.Cases
		if c.Verdict != Undecided || c.Planned != 500 {
			t.Errorf("shard %d: %s with %d of %d cases, want undecided", i, c.Verdict, c.Cases, c.Planned)
		}
	}
	if total != 500 {
		t.Errorf("the shards ran %d cases, want 500", total)
	}
}

func TestBadOptions(t *testing.T) {
	rows := []struct {
		reason string
		o      Options
		says   string
	}{
		{"negative cases", Options{Profile: Quick, Cases: -1}, "cases -1"},
		{"absurd cases", Options{Profile: Quick, Cases: MaxCases + 1}, "cases 1000000001"},
		{"unknown profile", Options{Profile: "fast"}, `profile "fast"`},
		{"shard beyond the count", Options{Profile: Quick, Shard: &Shard{4, 3}}, "shard 4/3"},
		{"shard zero", Options{Profile: Quick, Shard: &Shard{0, 3}}, "shard 0/3"},
		{"negative workers", Options{Profile: Quick, Workers: -2}, "workers -2"},
	}
	for _, row := range rows {
		if _, err := Run(t.Context(), nil, row.o); err == nil || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: error %v, want one with %q", row.reason, err, row.says)
		}
	}
}

// TestValidate: each row breaks one rule of the registry.
func TestValidate(t *testing.T) {
	good := func() Claim { return bitten("c", check("k", sample(60, hold))) }
	if err := Validate([]Claim{good()}); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		reason string
		change func(*Claim)
	}{
		{"an ID that does not fit a token", func(c *Claim) { c.ID = "a:b" }},
		{"no statement", func(c *Claim) { c.Statement = "" }},
		{"no checks", func(c *Claim) { c.Checks = nil }},
		{"a check with neither steps nor sample", func(c *Claim) { c.Checks[0].Sample = nil }},
		{"a sampled check that says proved", func(c *Claim) { c.Checks[0].Tier = TierProved }},
		{"an unknown tier", func(c *Claim) { c.Checks[0].Tier = "sure" }},
		{"two checks of one name", func(c *Claim) { c.Checks = append(c.Checks, c.Checks[0]) }},
		{"a variant of an unknown check", func(c *Claim) { c.Variants[0].Check.Name = "other" }},
		{"two variants of one name", func(c *Claim) { c.Variants = append(c.Variants, c.Variants[0]) }},
		{"a statistical check without an error probability", func(c *Claim) { c.Checks[0].Tier = TierStatistical }},
		{"two steps of one name", func(c *Claim) {
			c.Checks[0].Sample, c.Checks[0].Steps = nil, steps(step("a", Proved), step("a", Proved))
		}},
	}
	for _, row := range rows {
		c := good()
		row.change(&c)
		if err := Validate([]Claim{c}); err == nil {
			t.Errorf("%s: accepted", row.reason)
		}
	}
	if err := Validate([]Claim{good(), good()}); err == nil {
		t.Error("two claims of one ID: accepted")
	}
}

func TestBindPanicsOnAnUnknownCheck(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Bind(func(int) []Check { return nil }, Wrong[int]{Name: "v", Check: "none"})
}

func TestProgressAndFinished(t *testing.T) {
	var finished, last int
	e := run(t, Options{
		Progress: func(p Progress) { last = p.Done; _ = p.Total },
		Finished: func(string, *CheckEvidence, *VariantEvidence) { finished++ },
	}, bitten("a", check("k", sample(60, hold))), bitten("b", check("k", sample(60, hold))))
	if finished != 4 || last == 0 || e.Timing == nil {
		t.Errorf("%d finished, last progress %d", finished, last)
	}
}

package claim

import (
	"strings"
	"testing"
)

func TestTokenRoundTrip(t *testing.T) {
	rows := []Token{
		{Claim: "lemma2.1", Check: "gradient-exact", Seed: 1, Mode: ModeCase, Index: 17},
		{Claim: "s.3", Check: "k", Variant: "wrong", Seed: 1<<64 - 1, Mode: ModeMin, Index: 0},
		{Claim: "lemma2.1", Check: "grid", Seed: 0, Mode: ModeStep, Step: "full-L3-d2"},
	}
	for _, want := range rows {
		got, err := ParseToken(want.String())
		if err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", want, got, err, want)
		}
	}
}

func TestTokenErrors(t *testing.T) {
	good := Token{Claim: "c", Check: "k", Seed: 1, Mode: ModeCase, Index: 2}.String()
	sealed := func(body string) string { return body + ":" + checksum(body) }
	rows := []struct{ reason, token, says string }{
		{"empty", "", "does not begin"},
		{"another schema is refused, not misread", strings.Replace(good, "ssam1", "ssam2", 1), "schema 2; this build replays schema 1"},
		{"a lost character", good[:len(good)-1], "checksum"},
		{"a changed digit", strings.Replace(good, ":2:", ":3:", 1), "checksum"},
		{"too few fields", "ssam1:c:k", "3 fields"},
		{"an unknown mode", sealed("ssam1:c:k:-:1:best:2"), `mode "best"`},
		{"a negative case", sealed("ssam1:c:k:-:1:case:-2"), `case "-2"`},
		{"a case beyond the bound", sealed("ssam1:c:k:-:1:case:9999999999999"), "not in 0.."},
		{"a seed that is no number", sealed("ssam1:c:k:-:x:case:2"), `seed "x"`},
		{"a form that is not canonical", sealed("ssam1:c:k:-:01:case:2"), "canonical"},
		{"a very long token", strings.Repeat("s", 4000), "4000 bytes long, at most 512"},
	}
	for _, row := range rows {
		if _, err := ParseToken(row.token); err == nil || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: error %v, want one with %q", row.reason, err, row.says)
		}
	}
}

// TestReplay: a token gives the same instance and outcome in a new state, for a case as drawn, after
// shrinking, for a variant and for a step; and names that don't exist are errors.
func TestReplay(t *testing.T) {
	claims := []Claim{
		bitten("c", check("k", sample(200, atMost))),
		bitten("p", Check{Name: "proof", Title: "t", Tier: TierProved, Scope: "s", Steps: steps(step("a", Refuted))}),
	}
	e := run(t, Options{Seed: 5}, claims...)
	ck := e.Claims[0].Checks[0]
	for _, x := range []*Counterexample{ck.Minimal, ck.Worst, e.Claims[0].Variants[0].Minimal} {
		tok, err := ParseToken(x.Token)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Replay(t.Context(), claims, tok)
		if err != nil || r.Outcome != "violated" || r.Detail != x.Detail || len(r.Instance) != len(x.Instance) {
			t.Fatalf("%s: %+v, %v, want %s", x.Token, r, err, x.Detail)
		}
		for k := range r.Instance {
			if r.Instance[k] != x.Instance[k] {
				t.Errorf("%s: %v, want %v", x.Token, r.Instance[k], x.Instance[k])
			}
		}
	}
	if ck.Worst.Severity < ck.Minimal.Severity {
		t.Errorf("the worst violation %v is milder than the minimal one %v", ck.Worst.Severity, ck.Minimal.Severity)
	}
	st, err := ParseToken(e.Claims[1].Checks[0].Minimal.Token)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := Replay(t.Context(), claims, st); err != nil || r.Outcome != "refuted" {
		t.Errorf("step: %+v, %v", r, err)
	}
	for _, tok := range []Token{
		{Claim: "none", Check: "k", Mode: ModeCase}, {Claim: "c", Check: "none", Mode: ModeCase},
		{Claim: "c", Check: "k", Variant: "none", Mode: ModeCase}, {Claim: "p", Check: "proof", Mode: ModeCase},
		{Claim: "c", Check: "k", Mode: ModeStep, Step: "a"}, {Claim: "p", Check: "proof", Mode: ModeStep, Step: "none"},
	} {
		if _, err := Replay(t.Context(), claims, tok); err == nil {
			t.Errorf("%s: replayed", tok)
		}
	}
}

func FuzzParseToken(f *testing.F) {
	f.Add(Token{Claim: "c", Check: "k", Seed: 1, Mode: ModeCase, Index: 2}.String())
	f.Add("ssam1::::::")
	f.Fuzz(func(t *testing.T, s string) {
		tok, err := ParseToken(s)
		if err == nil && tok.String() != s {
			t.Errorf("%q parses to %+v, which prints as %q", s, tok, tok.String())
		}
	})
}

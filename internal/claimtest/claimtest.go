// Package claimtest runs a claim under go test: one subtest for each check and one for each wrong variant.
package claimtest

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Seed is the root seed of the tests; it is the default of the command line too.
const Seed = 1

// Run verifies the claim in the quick profile with -short and in the default profile without.
func Run(t *testing.T, c claim.Claim) {
	t.Helper()
	profile := claim.Default
	if testing.Short() {
		profile = claim.Quick
	}
	e, err := claim.Run(t.Context(), []claim.Claim{c}, claim.Options{Seed: Seed, Profile: profile})
	if err != nil {
		t.Fatal(err)
	}
	ce := e.Claims[0]
	for _, ch := range ce.Checks {
		t.Run(ch.Name, func(t *testing.T) { check(t, ch) })
	}
	for _, v := range ce.Variants {
		t.Run("variant/"+v.Name, func(t *testing.T) {
			if v.Verdict != claim.Refuted {
				t.Errorf("%s: want a refutation, got %s: %s", v.Title, v.Verdict, v.Reason)
				return
			}
			t.Logf("refuted at case %d by %s", v.Minimal.Index, v.Minimal.Detail)
		})
	}
	if !ce.Verdict.Passes() && !t.Failed() {
		t.Errorf("the claim is %s", ce.Verdict)
	}
}

func check(t *testing.T, ch claim.CheckEvidence) {
	t.Helper()
	if ch.Verdict.Passes() {
		t.Logf("%s: %d cases, %d points, %d of %d variants refuted", ch.Verdict, ch.Cases, ch.Points, ch.Refuted, ch.Variants)
		return
	}
	t.Errorf("%s (%s): %s", ch.Verdict, ch.Tier, ch.Reason)
	for _, x := range []*claim.Counterexample{ch.Minimal, ch.Worst} {
		if x == nil {
			continue
		}
		t.Logf("replay with: go run ./cmd/audit replay %s\n%s: %s", x.Token, x.Failure, x.Detail)
		for _, v := range x.Instance {
			t.Logf("  %s = %s", v.Name, v.Value)
		}
	}
	if ch.FirstUndecided != nil {
		t.Logf("undecided: go run ./cmd/audit replay %s", ch.FirstUndecided.Token)
	}
}

package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestDiff: what each change to an audit that passed counts as.
func TestDiff(t *testing.T) {
	at := func(e *claim.Evidence) *claim.ClaimEvidence { return &e.Claims[0] }
	for _, c := range []struct {
		reason string
		change func(*claim.Evidence)
		kind   ChangeKind // of the change that says `says`; "" for no change at all
		says   string
	}{
		{"nothing", func(*claim.Evidence) {}, "", ""},
		{"time", func(e *claim.Evidence) { e.Timing.Seconds, e.Environment = 9, nil }, "", ""},
		{"a claim is gone", func(e *claim.Evidence) { e.Claims = nil }, Regression, "lemma2.1: the claim is gone"},
		{"a check is gone", func(e *claim.Evidence) { at(e).Checks = at(e).Checks[1:] }, Regression, "lemma2.1: check grid is gone"},
		{"a variant is gone", func(e *claim.Evidence) { at(e).Variants = at(e).Variants[:2] }, Regression, "lemma2.1: variant shared-noise is gone"},
		{"a proof step is gone", func(e *claim.Evidence) { at(e).Checks[0].Steps = at(e).Checks[0].Steps[:1] }, Regression, "check grid: step L3 is gone"},
		{"a regime is gone", func(e *claim.Evidence) { at(e).Checks[1].Regimes = at(e).Checks[1].Regimes[:1] }, Regression, "check exact: regime zero_one is gone"},
		{"fewer valid cases", func(e *claim.Evidence) { at(e).Checks[1].Valid-- }, Regression, "valid cases: 19, was 20"},
		{"a regime is thinner", func(e *claim.Evidence) { at(e).Checks[1].Regimes[0].Valid-- }, Regression, "regime generic: valid cases: 9, was 10"},
		{"a weaker tier", func(e *claim.Evidence) { at(e).Checks[0].Tier = claim.TierExact }, Regression, "tier: exact, was proved"},
		{"a stronger tier", func(e *claim.Evidence) { at(e).Checks[2].Tier = claim.TierCertified }, Improvement, "tier: certified, was statistical"},
		{"a check no longer decided", func(e *claim.Evidence) { at(e).Checks[0].Steps[1].Verdict = claim.Undecided }, Regression, "check grid: verdict: undecided, was proved"},
		{"a survivor", func(e *claim.Evidence) { at(e).Variants[1].Verdict = claim.Held }, Regression, "variant no|factor: is no longer refuted"},
		{"a smaller margin", func(e *claim.Evidence) { at(e).Checks[1].Margin.Value = 0.24 }, Regression, "margin: 0.24 in case 3, was 0.25 in case 3"},
		{"a larger margin", func(e *claim.Evidence) { at(e).Checks[1].Margin.Value = 0.26 }, Improvement, "margin: 0.26"},
		{"a margin within rounding", func(e *claim.Evidence) { at(e).Checks[1].Margin.Value *= 1 - 0x1p-50 }, "", ""},
		{"a margin not measured", func(e *claim.Evidence) { at(e).Checks[1].Margin = nil }, Regression, "no margin was measured"},
		{"another meaning of the margin", func(e *claim.Evidence) { at(e).Checks[1].MarginIs, at(e).Checks[1].Margin.Value = "x", 0 }, Note, `the margin is "x"`},
		{"a smaller margin of other cases", func(e *claim.Evidence) { e.Seed, at(e).Checks[1].Margin.Value = 2, 0.24 }, Note, "are not compared"},
		{"a run that was stopped", func(e *claim.Evidence) { e.Complete = false }, Regression, "audit: stopped before the end"},
		{"another statement", func(e *claim.Evidence) { at(e).Statement = "x" }, Note, "reworded"},
		{"only line ends differ", func(e *claim.Evidence) { at(e).Statement = strings.Join(strings.Fields(at(e).Statement), "\n") }, "", ""},
		{"another scope", func(e *claim.Evidence) { at(e).Checks[0].Scope = "L = 2" }, Note, `scope: "L = 2", was "all L, all d"`},
		{"a new check", func(e *claim.Evidence) {
			ch := at(e).Checks[1]
			ch.Name = "more"
			at(e).Checks = append(at(e).Checks, ch)
			at(e).Variants = append(at(e).Variants, variant("other", "more"))
		}, Improvement, "a new check: more"},
		{"a new claim", func(e *claim.Evidence) { n := *at(e); n.ID = "new"; e.Claims = append(e.Claims, n) }, Improvement, "new: a new claim: held"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			after := passing()
			c.change(after)
			claim.Finalize(after)
			changes := Diff(passing(), after)
			if c.kind == "" && len(changes) > 0 {
				t.Fatalf("changes: %v", changes)
			}
			found := c.kind == ""
			for _, x := range changes {
				found = found || x.Kind == c.kind && strings.Contains(x.Where+": "+x.What, c.says)
			}
			if !found {
				t.Errorf("no %q change says %q: %v", c.kind, c.says, changes)
			}
			if got := Regressions(changes); (got > 0) != (c.kind == Regression) {
				t.Errorf("%d regressions: %v", got, changes)
			}
		})
	}
}

// TestDiffBackwards: what is weaker one way is stronger the other way.
func TestDiffBackwards(t *testing.T) {
	if n := Regressions(Diff(passing(), failing())); n == 0 {
		t.Error("no regression from an audit that passed to one that did not")
	}
	var b bytes.Buffer
	if err := WriteDiff(&b, Diff(passing(), failing())); err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(b.String(), " "); first != string(Regression) || !strings.HasSuffix(b.String(), "regressions\n") {
		t.Errorf("regressions are not first, or the sum is not last:\n%s", b.String())
	}
}

package claimtest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// planFile is the plan of a claim's checks, in the claim's folder.
const planFile = "testdata/plan.txt"

// Plan draws from every regime (a regime that leaves its domain panics), and compares what the claim's checks do (steps by profile, domains, regimes and numbers of cases) and its wrong variants with testdata/plan.txt, so that nothing
// leaves a check unseen: a proof without its largest shape still passes, and so do a sample without a regime and a claim without one of its variants. After a change that is meant, run
// the test with UPDATE_PLAN=1 and read the difference.
func Plan(t *testing.T, c claim.Claim) {
	t.Helper()
	got := planOf(t, c)
	if os.Getenv("UPDATE_PLAN") != "" {
		if err := os.MkdirAll("testdata", 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(planFile, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(planFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("the plan of the checks changed (-%s +code); if that is meant, run the test with UPDATE_PLAN=1\n%s", planFile, d)
	}
}

// planOf lists the checks and the variants. A step is listed in the first profile that has it.
func planOf(t *testing.T, c claim.Claim) string {
	t.Helper()
	var b strings.Builder
	for _, ch := range c.Checks {
		fmt.Fprintf(&b, "%s: %s\n", ch.Name, ch.Tier)
		if ch.Sample != nil {
			ch.Sample.Space.Probe()
			planSample(&b, ch.Sample)
			planReplay(t, &b, c, ch.Name)
			continue
		}
		seen := map[string]bool{}
		for _, p := range []claim.Profile{claim.Quick, claim.Default, claim.Deep} {
			steps := ch.Steps(p)
			fmt.Fprintf(&b, "  %s: %d steps\n", p, len(steps))
			for _, s := range steps {
				if line := fmt.Sprintf("    %s | %s\n", s.Name, s.Scope); !seen[line] {
					seen[line] = true
					b.WriteString(line)
				}
			}
		}
	}
	for _, v := range c.Variants {
		fmt.Fprintf(&b, "variant %s: %s\n", v.Name, v.Check.Name)
	}
	return b.String()
}

func planSample(b *strings.Builder, s *claim.Sample) {
	d := s.Space.Domain
	fmt.Fprintf(b, "  L = %d..%d, d = %d..%d%s\n", d.MinDepth, d.MaxDepth, d.MinWidth, d.MaxWidth, flags(d))
	for _, p := range d.Params {
		fmt.Fprintf(b, "  %s, logarithmic: %t, integer: %t\n", p, p.Log, p.Integer)
	}
	for _, x := range d.Extra {
		fmt.Fprintf(b, "  %s\n", x.Text)
	}
	fmt.Fprintf(b, "  cases %d, %d, %d; valid at least %d a regime, skipped at most %d; false alarm %g\n",
		s.Cases.Quick, s.Cases.Default, s.Cases.Deep, s.MinValid, s.MaxSkips, s.FalseAlarm)
	for _, g := range s.Space.Regimes {
		fmt.Fprintf(b, "    %s\n", g.Name)
	}
}

// ends is how many of the first and of the last values of a replay are listed.
const ends = 6

// planReplay lists what a replay of the check's first case shows; the values are not part of the plan.
func planReplay(t *testing.T, b *strings.Builder, c claim.Claim, check string) {
	t.Helper()
	r, err := claim.Replay(t.Context(), []claim.Claim{c}, claim.Token{Mode: claim.ModeCase, Seed: Seed, Claim: c.ID, Check: check})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "  replay of the first case: %s\n", r.Outcome)
	for k, v := range r.Values {
		switch left := len(r.Values) - 2*ends; {
		case k < ends || k >= ends+left:
			fmt.Fprintf(b, "    shows %s\n", v.Name)
		case k == ends:
			fmt.Fprintf(b, "    and %d more\n", left)
		}
	}
}

// flags names the properties that every instance of the domain has.
func flags(d generators.Domain) string {
	var b strings.Builder
	for _, f := range []struct {
		on   bool
		name string
	}{{d.Diagonal, "diagonal"}, {d.PositiveScale, "s > 0"}, {d.PositiveNoise, "e > 0"}, {d.Dyadic, "dyadic"}, {d.ZeroTau2, "tau2 = 0"}} {
		if f.on {
			b.WriteString(", " + f.name)
		}
	}
	return b.String()
}

package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

// evidence reads the evidence file that a run left.
func evidence(t *testing.T, dir string) *claim.Evidence {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, reports.EvidenceFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	e, err := reports.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestExitStatus feeds each gate a bad claim and sees it go red.
func TestExitStatus(t *testing.T) {
	for _, c := range []struct {
		reason  string
		change  func(*claim.Claim)
		status  int
		verdict claim.Verdict
		says    string
	}{
		{"everything passes", nil, 0, claim.Held, "HELD"},
		{"a refuted sample", outcome(claim.Violate("wrong", 2, "left 1, right 2")), 1, claim.Refuted, "left 1, right 2"},
		{"an undecided sample", outcome(claim.Undecide("precision 64")), 1, claim.Undecided, "precision 64"},
		{"a vacuous sample: every case out of the domain", outcome(claim.Skip("never")), 1, claim.Vacuous, "outside the hypotheses"},
		{"a refuted step", steps(claim.Refuted), 1, claim.Refuted, "a detail"},
		{"an undecided step", steps(claim.Undecided), 1, claim.Undecided, "a detail"},
		{"a check without a step", func(c *claim.Claim) { c.Checks[1].Steps = func(claim.Profile) []claim.Step { return nil } }, 1, claim.Vacuous, "nothing was planned"},
		{"a surviving variant", survivor, 1, claim.Vacuous, "SURVIVED"},
		{"no variant at all", func(c *claim.Claim) { c.Variants = nil }, 1, claim.Vacuous, "no wrong variant was refuted"},
		{"a panicking judge", func(c *claim.Claim) {
			outcome(claim.Outcome{})(c)
			c.Checks[0].Sample.NewJudge = func() claim.Judge { return func(*claim.Case) claim.Outcome { panic("defect") } }
		}, 1, claim.Undecided, "defect"},
		{"an infinite margin", outcome(claim.HoldBy(math.Inf(1))), 0, claim.Held, "HELD"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := t.TempDir()
			r := invoke(t, []claim.Claim{fake("f", c.change)}, "", "run", "--profile", "quick", "--out", dir)
			if r.status != c.status || !strings.Contains(r.stdout, c.says) {
				t.Errorf("status %d, want %d; stdout lacks %q:\n%s%s", r.status, c.status, c.says, r.stdout, r.stderr)
			}
			e := evidence(t, dir)
			if e.Verdict != c.verdict || !e.Complete {
				t.Errorf("verdict %s, want %s (complete: %v)", e.Verdict, c.verdict, e.Complete)
			}
			page, err := os.ReadFile(filepath.Join(dir, "report.md"))
			if err != nil || !strings.Contains(string(page), "# Audit: "+string(c.verdict)) {
				t.Errorf("the page does not give the verdict: %v", err)
			}
		})
	}
}

func TestEmptyRegistryFails(t *testing.T) {
	if r := invoke(t, nil, "", "run", "--out", t.TempDir()); r.status != exitFailed {
		t.Errorf("an audit of nothing: status %d", r.status)
	}
	if r := invoke(t, nil, "", "falsify"); r.status != exitFailed || !strings.Contains(r.stderr, "no wrong variant was run") {
		t.Errorf("a falsification of nothing: status %d, %s", r.status, r.stderr)
	}
}

// stripped is an evidence file without the two fields that may differ.
func stripped(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, reports.EvidenceFile))
	if err != nil {
		t.Fatal(err)
	}
	// Members keep their order and their bytes: only the two are cut out.
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	found := 0
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			t.Fatal(err)
		}
		if key == "timing" || key == "environment" {
			found++
			continue
		}
		b.WriteString(key.(string) + " " + string(raw) + "\n")
	}
	if found != 2 {
		t.Fatalf("%d of the fields timing and environment, want both", found)
	}
	return b.String()
}

// sample is the whole registry with SSAM_DEEP=1, which .ci/run sets for this; else its first claims,
// to stay short.
func sample() []claim.Claim {
	claims := all()
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		return claims
	case testing.Short():
		return claims[:1]
	}
	return claims[:min(3, len(claims))]
}

// TestSameEvidenceWhateverTheWorkers: timing and environment apart, the evidence is byte-identical.
func TestSameEvidenceWhateverTheWorkers(t *testing.T) {
	for _, c := range []struct {
		reason string
		claims []claim.Claim
		args   []string
	}{
		{"passing", []claim.Claim{fake("a", nil), fake("b", nil)}, nil},
		{"failing, with counterexamples", []claim.Claim{fake("a", survivor), fake("b", outcome(claim.Violate("x", 1, "y"))), fake("c", steps(claim.Refuted))}, nil},
		{"a shard", []claim.Claim{fake("a", nil)}, []string{"--shard", "2/3"}},
		{"the registry", sample(), []string{"--cases", "20"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if len(c.claims) == 0 {
				t.Fatal("nothing to run")
			}
			var files []string
			for _, workers := range []string{"1", "8"} {
				dir := t.TempDir()
				invoke(t, c.claims, "", slices.Concat([]string{"run", "--profile", "quick", "--workers", workers, "--out", dir}, c.args)...)
				files = append(files, stripped(t, dir))
			}
			for k, f := range files[1:] {
				if f != files[0] {
					t.Errorf("run %d differs from run 0: %s", k+1, cmp.Diff(files[0], f))
				}
			}
		})
	}
	t.Run("another seed is another audit", func(t *testing.T) {
		var files []string
		for _, seed := range []string{"1", "2"} {
			dir := t.TempDir()
			must(t, []claim.Claim{fake("a", nil)}, "", "run", "--seed", seed, "--out", dir)
			files = append(files, stripped(t, dir))
		}
		if files[0] == files[1] {
			t.Error("the seed changes nothing")
		}
	})
}

func TestSelection(t *testing.T) {
	claims := []claim.Claim{fake("a", nil), fake("b", outcome(claim.Undecide("no"))), fake("c", nil)}
	dir := t.TempDir()
	r := must(t, claims, "", "run", "--out", dir, "--profile", "quick", "--claim", "c", "--claim", "a", "--claim", "a", "--cases", "100")
	e := evidence(t, dir)
	if len(e.Claims) != 2 || e.Claims[0].ID != "a" || e.Claims[1].ID != "c" || e.Claims[0].Checks[0].Cases != 100 {
		t.Errorf("selected %d claims, first %s with %d cases\n%s", len(e.Claims), e.Claims[0].ID, e.Claims[0].Checks[0].Cases, r.stdout)
	}
	for _, want := range []string{"a sampled: 100 of 100 cases valid", "a stepped: 2 of 2 steps passed, 6 points", "c wrong variant positive: refuted in case"} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("no line %q on stderr:\n%s", want, r.stderr)
		}
	}
	if r := invoke(t, claims, "", "run", "--out", dir, "--claim", "b"); r.status != exitFailed {
		t.Errorf("the undecided claim alone: status %d", r.status)
	}
}

func TestTimeoutIsUndecided(t *testing.T) {
	dir := t.TempDir()
	r := invoke(t, []claim.Claim{slow("s", 1e6)}, "", "run", "--out", dir, "--timeout", "1ms")
	e := evidence(t, dir)
	if r.status != exitFailed || e.Complete || e.Verdict.Passes() {
		t.Errorf("status %d, complete %v, verdict %s", r.status, e.Complete, e.Verdict)
	}
	if !strings.Contains(r.stderr, "the time limit of 1ms was reached") {
		t.Errorf("stderr does not say why:\n%s", r.stderr)
	}
}

func TestFalsify(t *testing.T) {
	r := must(t, []claim.Claim{fake("f", nil)}, "", "falsify", "--profile", "quick")
	if !strings.Contains(r.stdout, "2 of 2 wrong variants refuted") {
		t.Errorf("stdout:\n%s", r.stdout)
	}
	r = invoke(t, []claim.Claim{fake("f", survivor)}, "", "falsify", "--profile", "quick")
	if r.status != exitFailed || !strings.Contains(r.stdout, "SURVIVED") || !strings.Contains(r.stderr, "1 of 2 wrong variants survived") {
		t.Errorf("a survivor: status %d\n%s%s", r.status, r.stdout, r.stderr)
	}
}

func TestBar(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, tty: true}
	for k := range 3 {
		p.progress(claim.Progress{Claim: "a", Done: k + 1, Total: 3})
	}
	p.finished("a", &claim.CheckEvidence{}, nil)
	p.close()
	if !strings.Contains(b.String(), "a ") || strings.Contains(b.String(), "\n\n") {
		t.Errorf("the bar wrote %q", b.String())
	}
}

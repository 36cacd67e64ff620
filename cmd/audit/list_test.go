package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func TestList(t *testing.T) {
	claims := all()
	plain := must(t, claims, "", "list").stdout
	var ls []listed
	if err := json.Unmarshal([]byte(must(t, claims, "", "list", "--json").stdout), &ls); err != nil {
		t.Fatal(err)
	}
	if len(ls) != len(claims) || strings.Count(plain, "\n") != len(claims)+1 {
		t.Fatalf("%d claims as JSON and %d lines for %d claims", len(ls), strings.Count(plain, "\n"), len(claims))
	}
	for i, l := range ls {
		c := &claims[i]
		if l.ID != c.ID || len(l.Checks) != len(c.Checks) || len(l.Variants) != len(c.Variants) || l.Folder != c.Folder {
			t.Errorf("claim %s is listed as %+v", c.ID, l)
		}
	}
}

// TestShowLeavesNothingOut: every text of every claim is shown.
func TestShowLeavesNothingOut(t *testing.T) {
	claims := all()
	for i := range claims {
		c := &claims[i]
		page := must(t, claims, "", "show", c.ID).stdout
		want := append([]string{c.Label, c.Title, c.Short, c.Compare, c.NotClaimed, c.Folder, c.TeX, string(c.Provenance), strings.TrimSpace(c.Statement), "not a quotation"}, c.Hypotheses...)
		want = append(append(want, c.RestsOn...), c.Errata...)
		for _, ch := range c.Checks {
			want = append(want, ch.Name, ch.Title, ch.Scope)
		}
		for _, v := range c.Variants {
			want = append(want, v.Name, v.Title)
		}
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("show %s lacks %q", c.ID, w)
			}
		}
	}
}

func TestReplay(t *testing.T) {
	claims := []claim.Claim{fake("f", nil)}
	tok := claim.Token{Claim: "f", Check: "sampled", Seed: 5, Mode: claim.ModeCase, Index: 3}
	held := must(t, claims, "", "replay", tok.String()).stdout
	for _, want := range []string{"outcome   held", "  w = ", "  draw = ", "  w_1 = ", "margin"} {
		if !strings.Contains(held, want) {
			t.Errorf("a replay of a case lacks %q:\n%s", want, held)
		}
	}
	if again := must(t, claims, "", "replay", tok.String()).stdout; again != held {
		t.Error("two replays differ")
	}
	tok.Seed = 6
	if other := must(t, claims, "", "replay", tok.String()).stdout; other == held {
		t.Error("another seed gives the same case")
	}
	step := claim.Token{Claim: "f", Check: "stepped", Variant: "steps", Seed: 5, Mode: claim.ModeStep, Step: "two"}
	r := invoke(t, claims, "", "replay", step.String())
	if r.status != exitFailed || !strings.Contains(r.stdout, "outcome   refuted") || !strings.Contains(r.stdout, "a detail") || r.stderr != "" {
		t.Errorf("a replay of a refuted step: %+v", r)
	}
}

func TestPapermapAndVersion(t *testing.T) {
	file := filepath.Join(t.TempDir(), "P.md")
	must(t, all(), "", "papermap", "--out", file)
	if b, err := os.ReadFile(file); err != nil || string(b) != read(t, "PAPER_MAP.md") {
		t.Errorf("papermap writes another page than PAPER_MAP.md (make regen): %v", err)
	}
	if out := must(t, nil, "", "version").stdout; !strings.Contains(out, claim.EvidenceSchema) || !strings.Contains(out, "go1.") {
		t.Errorf("version: %q", out)
	}
}

// TestHelp: each command explains itself.
func TestHelp(t *testing.T) {
	for _, c := range []string{"run", "list", "show", "falsify", "replay", "eval", "papermap", "version"} {
		if out := must(t, nil, "", c, "--help").stdout; !strings.Contains(out, "Usage:") || !strings.Contains(out, "audit "+c) {
			t.Errorf("audit %s --help: %q", c, out)
		}
	}
	for _, k := range kinds() {
		if out := must(t, nil, "", "eval", k.Name, "--help").stdout; !strings.Contains(out, k.Doc) {
			t.Errorf("audit eval %s --help: %q", k.Name, out)
		}
	}
}

// TestJSONLayout: one member a line, in order, objects inside nest, and it is JSON.
func TestJSONLayout(t *testing.T) {
	var b bytes.Buffer
	o := object{{"z", []int{1, 2}}, {"a<b", object{{"x", "<&>"}, {"none", nil}}}, {"empty", object{}}}
	if err := writeObject(&b, o); err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"z\": [1,2],\n  \"a<b\": {\n    \"x\": \"<&>\",\n    \"none\": null\n  },\n  \"empty\": {}\n}\n"
	if b.String() != want || !json.Valid(b.Bytes()) {
		t.Errorf("layout:\n%s\nwant\n%s", b.String(), want)
	}
	if err := writeObject(&b, object{{"f", func() {}}}); err == nil {
		t.Error("a function was written as JSON")
	}
}

// brokenWriter fails after some bytes, like a full disk.
type brokenWriter struct{ left int }

var errFull = errors.New("no space left")

// Write accepts what is left.
func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, errFull
	}
	w.left -= len(p)
	return len(p), nil
}

// TestFullDisk: output that can't be written is exit status 1, never success.
func TestFullDisk(t *testing.T) {
	claims := []claim.Claim{fake("f", nil)}
	tok := claim.Token{Claim: "f", Check: "sampled", Seed: 5, Mode: claim.ModeCase, Index: 3}.String()
	for _, args := range [][]string{
		{"run", "--profile", "quick", "--out", t.TempDir()}, {"falsify", "--profile", "quick"}, {"list"}, {"list", "--json"},
		{"show", "f"}, {"replay", tok}, {"replay", "--json", tok}, {"eval", "gradient"}, {"version"},
	} {
		var errs bytes.Buffer
		a := &app{claims: known(claims...), stdin: strings.NewReader(good), stdout: &brokenWriter{left: 10}, stderr: &errs}
		if status := a.run(t.Context(), args); status != exitFailed || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("audit %v on a full disk: status %d, %s", args, status, errs.String())
		}
	}
}

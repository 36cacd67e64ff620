package papermap

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func lemma() claim.Claim {
	return claim.Claim{
		ID: "lemma2.1", Label: "Lemma 2.1", Title: "Closed form", Folder: "lemmas/lemma2_1",
		Short: "g = 2 s (w P - b p)", Hypotheses: []string{"L >= 2"}, Provenance: claim.Summary, Compare: "the factor |2|",
		Errata: []string{"E1"}, NotClaimed: "nothing more",
		Checks:   []claim.Check{{Name: "grid", Tier: claim.TierProved, Scope: "all L"}, {Name: "drawn", Tier: claim.TierExact, Scope: "L <= 4"}},
		Variants: []claim.Variant{{Name: "v", Check: claim.Check{Name: "grid"}}},
	}
}

func tree(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, f := range files {
		m[f] = &fstest.MapFile{Data: []byte("package x\n")}
	}
	return m
}

func TestMismatches(t *testing.T) {
	good := "lemmas/lemma2_1/claim.go"
	edit := func(f func(*claim.Claim)) []claim.Claim {
		c := lemma()
		f(&c)
		return []claim.Claim{c}
	}
	for _, c := range []struct {
		reason string
		claims []claim.Claim
		files  []string
		want   string // "" when everything corresponds
	}{
		{"one claim, one folder, one label", []claim.Claim{lemma()}, []string{good, "lemmas/lemmas.go"}, ""},
		{"nothing at all", nil, nil, ""},
		{"shared helpers are no claim", []claim.Claim{lemma()}, []string{good, "lemmas/internal/x.go", "theorems/testdata/x.go"}, ""},
		{"a folder without Go files is no package", []claim.Claim{lemma()}, []string{good, "lemmas/notes/x.txt"}, ""},
		{"a label that nobody knows", edit(func(c *claim.Claim) { c.Label = "Lemma 9.9" }), []string{good}, `label "Lemma 9.9" is not in the list`},
		{"a claim in another label's folder", edit(func(c *claim.Claim) { c.Folder = "lemmas/lemma2_2" }), []string{"lemmas/lemma2_2/claim.go"}, `belongs to "lemmas/lemma2_1"`},
		{"a claim without its folder", []claim.Claim{lemma()}, nil, "holds no Go file"},
		{"another provenance than the label's", edit(func(c *claim.Claim) { c.Provenance = claim.Derived }), []string{good}, `has "summary"`},
		{"a folder of a label, without a claim", nil, []string{good}, "has no claim in the registry"},
		{"a folder that belongs to no label", []claim.Claim{lemma()}, []string{good, "theorems/extra/x.go"}, "folder theorems/extra belongs to no label"},
		{"two claims for one label", []claim.Claim{lemma(), lemma()}, []string{good}, "both carry the label"},
	} {
		got, err := Mismatches(c.claims, tree(c.files...))
		if err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(got, "\n"); (c.want == "") != (all == "") || !strings.Contains(all, c.want) {
			t.Errorf("%s: mismatches %q, want %q", c.reason, all, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	// MATH.md: 5 lemmas, 5 theorems, PAC-Bayes, S.1 to S.14.
	labels := Labels()
	if len(labels) != 25 {
		t.Fatalf("%d labels, want 25", len(labels))
	}
	want := map[string]bool{"PAC-Bayes": true}
	for _, l := range strings.Fields("2.1 2.2 2.3 3.2 C.1") {
		want["Lemma "+l] = true
	}
	for _, l := range strings.Fields("3.1 4.1 4.2 4.3 4.4") {
		want["Theorem "+l] = true
	}
	for k := 1; k <= 14; k++ {
		want[fmt.Sprintf("S.%d", k)] = true
	}
	folders := map[string]bool{}
	for _, l := range labels {
		if !want[l.Label] || folders[l.Folder] {
			t.Errorf("label %q (folder %s) is unknown or listed twice", l.Label, l.Folder)
		}
		delete(want, l.Label)
		folders[l.Folder] = true
		if l.Title == "" || l.Statement == "" || l.Hypotheses == "" || l.Compare == "" || l.Provenance == "" {
			t.Errorf("label %q has an empty field: %+v", l.Label, l)
		}
	}
	if len(want) != 0 {
		t.Errorf("labels missing: %v", want)
	}
}

func TestStale(t *testing.T) {
	claims := []claim.Claim{lemma()}
	page := Page(claims)
	if err := Stale(page, claims); err != nil {
		t.Fatalf("a fresh page is stale: %v", err)
	}
	for _, c := range []struct {
		reason string
		page   []byte
		claims []claim.Claim
		want   string
	}{
		{"one word changed", bytes.Replace(page, []byte("Paper map"), []byte("Paper chart"), 1), claims, "stale from line 3"},
		{"cut short", page[:len(page)/2], claims, "stale from line"},
		{"text appended", append(bytes.Clone(page), "more\n"...), claims, "stale from line"},
		{"an empty line and text appended", append(bytes.Clone(page), "\nmore\n"...), claims, "2 lines more"},
		{"empty", nil, claims, "stale from line 1"},
		{"marked, but the claim is gone", page, nil, "marks Lemma 2.1 as verified, but no claim"},
		{"a new claim that the page does not have", Page(nil), claims, "stale from line"},
	} {
		err := Stale(c.page, c.claims)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), Command) {
			t.Errorf("%s: %v, want %q and the command", c.reason, err, c.want)
		}
	}
}

func TestPage(t *testing.T) {
	page := string(Page([]claim.Claim{lemma()}))
	for _, want := range []string{
		"1 of 25 labels",
		"| [Lemma 2.1](#lemma-21) | Closed-form gradient of the regularized loss | summary | [`lemmas/lemma2_1`](lemmas/lemma2_1) | proved, exact |",
		"| [S.14](#s14) | Divergence of Gaussians | supporting | `lemmas/gaussian_kl` | not yet |",
		`the factor \|2\|`,
		"[E1](ERRATA.md#e1)",
		"an assignment, not a quotation",
		"no factor 1/2",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if got := Marked([]byte(page)); len(got) != 1 || got[0] != "Lemma 2.1" {
		t.Errorf("Marked = %q", got)
	}
}

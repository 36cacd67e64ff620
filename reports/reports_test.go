package reports

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ssamverify/ssamverify/internal/claim"
)

var update = flag.Bool("update", false, "write the golden files")

func render(t *testing.T, write func(io.Writer, *claim.Evidence) error, e *claim.Evidence) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, e); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func variantTable(w io.Writer, e *claim.Evidence) error {
	_, _, err := VariantTable(w, e)
	return err
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		reason, file string
		write        func(io.Writer, *claim.Evidence) error
		evidence     *claim.Evidence
	}{
		{"a page where everything passed", "passing.golden.md", Markdown, passing()},
		{"a page with every kind of failure", "failing.golden.md", Markdown, failing()},
		{"the terminal, passed", "passing.golden.txt", Table, passing()},
		{"the terminal, with every kind of failure", "failing.golden.txt", Table, failing()},
		{"a falsification with a survivor", "variants.golden.txt", variantTable, failing()},
		{"the evidence itself", "passing.golden.json", WriteJSON, passing()},
		{"an audit of nothing", "empty.golden.md", Markdown, empty()},
	} {
		got := render(t, c.write, c.evidence)
		path := filepath.Join("testdata", c.file)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (go test ./reports -update writes it): %s", c.reason, diff)
		}
	}
}

func empty() *claim.Evidence {
	e := &claim.Evidence{Schema: claim.EvidenceSchema, Tool: "ssamverify", Profile: claim.Quick, Complete: true}
	claim.Finalize(e)
	return e
}

// TestRoundTrip: evidence read back from JSON is the same and gives the same pages, byte for byte.
func TestRoundTrip(t *testing.T) {
	for name, e := range map[string]*claim.Evidence{"passing": passing(), "failing": failing(), "empty": empty()} {
		back, err := ReadJSON(strings.NewReader(render(t, WriteJSON, e)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(e, back, cmpopts.IgnoreUnexported(claim.StepEvidence{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, write := range []func(io.Writer, *claim.Evidence) error{WriteJSON, Markdown, Table} {
			if a, b := render(t, write, e), render(t, write, back); a != b {
				t.Errorf("%s: another page: %s", name, cmp.Diff(a, b))
			}
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	good := render(t, WriteJSON, passing())
	swap := func(old, replacement string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the evidence has no %q", old)
		}
		return strings.Replace(good, old, replacement, 1)
	}
	for _, c := range []struct{ reason, text, want string }{
		{"nothing", "", "unexpected end"},
		{"cut short, as by a full disk", good[:len(good)/2], "unexpected"},
		{"an array", "[]", "cannot unmarshal"},
		{"no schema", "{}", "schema: missing"},
		{"another schema", swap("evidence/1", "evidence/2"), `schema: "ssamverify/evidence/2"`},
		{"an unknown field", swap(`"tool"`, `"tol"`), `unknown field "tol"`},
		{"two documents", good + good, "invalid character"},
		{"an unknown profile", swap(`"profile": "default"`, `"profile": "fast"`), `profile "fast"`},
		{"an unknown tier", swap(`"tier": "exact"`, `"tier": "sure"`), `tier: "sure"`},
		{"an unknown provenance", swap(`"provenance": "summary"`, `"provenance": "paper"`), `provenance: "paper"`},
		{"a verdict better than its checks", swap("\"verdict\": \"held\",\n  \"claims\"", "\"verdict\": \"proved\",\n  \"claims\""), `verdict: "proved", but the claims decide "held"`},
		{"an edited check", swap(`"verdict": "held",
          "variants"`, `"verdict": "proved",
          "variants"`), "its counts decide"},
		{"a negative count", swap(`"cases": 20`, `"cases": -20`), "cases: -20 is negative"},
		{"counts that do not add up", swap(`"cases": 20,`, `"cases": 21,`), "cases: 21, but 20 valid"},
		{"regimes that do not add up", swap(`"valid": 10`, `"valid": 9`), "regimes: 19 valid cases"},
		{"points that do not add up", swap(`"points": 1000`, `"points": 999`), "points: 1234, but the steps have 1233"},
		{"a refuted variant without its counterexample", swap(`"confirmed": true`, `"confirmed": false`), "refuted without a confirmed counterexample"},
		{"a variant of no check", swap(`"check": "grid"`, `"check": "grit"`), `check: "grit" is not a check`},
		{"a check twice", swap(`"name": "exact"`, `"name": "grid"`), "given twice"},
		{"an unknown verdict of a step", swap("\"scope\": \"L = 2\",\n              \"verdict\": \"proved\"", "\"scope\": \"L = 2\",\n              \"verdict\": \"sure\""), `verdict: "sure" is unknown`},
		{"a number beyond its type", swap(`"seed": 1`, `"seed": 1e99`), "cannot unmarshal"},
	} {
		_, err := ReadJSON(strings.NewReader(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.reason, err, c.want)
		}
	}
	if _, err := ReadJSON(strings.NewReader(good)); err != nil {
		t.Errorf("the evidence itself is refused: %v", err)
	}
	if _, err := readJSON(strings.NewReader(good), int64(len(good)-1)); err == nil || !strings.Contains(err.Error(), "the bound") {
		t.Errorf("one byte too many: %v", err)
	}
	if _, err := readJSON(strings.NewReader(good), int64(len(good))); err != nil {
		t.Errorf("exactly the bound: %v", err)
	}
}

func FuzzReadJSON(f *testing.F) {
	for _, e := range []*claim.Evidence{passing(), failing(), empty()} {
		var b bytes.Buffer
		if err := WriteJSON(&b, e); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := ReadJSON(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, write := range []func(io.Writer, *claim.Evidence) error{WriteJSON, Markdown, Table, variantTable} {
			if err := write(io.Discard, e); err != nil {
				t.Fatalf("accepted, but can't be written: %v", err)
			}
		}
	})
}

func TestWriteAll(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := Prepare(dir); err != nil {
		t.Fatal(err)
	}
	paths, err := WriteAll(dir, passing())
	if err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != len(Formats()) || len(paths) != len(left) {
		t.Fatalf("%d files for %d formats: %v", len(left), len(Formats()), err)
	}
	for _, p := range paths {
		if b, err := os.ReadFile(p); err != nil || len(b) == 0 {
			t.Errorf("%s: %d bytes, %v", p, len(b), err)
		}
	}
	if _, err := WriteAll(filepath.Join(dir, "missing"), passing()); err == nil {
		t.Error("a missing folder is no error")
	}
	file := filepath.Join(dir, EvidenceFile)
	if err := Prepare(filepath.Join(file, "x")); err == nil {
		t.Error("a folder under a file is no error")
	}
}

// TestPageHidesNothing: whatever failed is on both pages, with the token that replays it.
func TestPageHidesNothing(t *testing.T) {
	for _, page := range []string{render(t, Markdown, failing()), render(t, Table, failing())} {
		for _, want := range []string{"t:min", "t:worst", "t:und", "t:step", "t:flaky", "SURVIVED", "NOT confirmed", "2 of 10 cases violate it", "budget of 9 boxes"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
	}
}

// TestRenderingChangesNothing: writing a page leaves the evidence as it was.
func TestRenderingChangesNothing(t *testing.T) {
	e := failing()
	before := render(t, WriteJSON, e)
	render(t, Markdown, e)
	render(t, Table, e)
	if after := render(t, WriteJSON, e); after != before {
		t.Error(cmp.Diff(before, after))
	}
}

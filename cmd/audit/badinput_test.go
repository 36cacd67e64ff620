package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// good is a problem that each row below spoils in one place.
const good = `{"weights": [["1", "2"], ["3", "4"]], "target": ["1", "1"], "sigma": [["2", "1"], ["1", "2"]], "noise": "1/2", "tau2": "0"}`

func TestBadProblems(t *testing.T) {
	must(t, nil, good, "eval", "gradient")
	swap := func(old, replacement string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the problem has no %q", old)
		}
		return strings.Replace(good, old, replacement, 1)
	}
	for _, c := range []struct {
		reason, input string
		want          []string // the field and the value
	}{
		{"nothing", "", []string{"input"}},
		{"malformed", good[:len(good)-1], []string{"input"}},
		{"no JSON at all", "hello", []string{"h"}},
		{"an array", "[]", []string{"["}},
		{"text after the problem", good + "{}", []string{"after the closing brace"}},
		{"an unknown field", swap(`"noise"`, `"sigmas": 1, "noise"`), []string{"sigmas"}},
		{"a field twice", swap(`"noise"`, `"noise": "1", "noise"`), []string{"noise"}},
		{"parameters, which a problem has not", swap(`"noise"`, `"params": {"alpha": "1"}, "noise"`), []string{"params.alpha"}},
		{"a missing field", swap(`, "noise": "1/2"`, ""), []string{"noise"}},
		{"ragged weights", swap(`["3", "4"]`, `["3"]`), []string{"weights[1]", "ragged"}},
		{"L = 0", swap(`[["1", "2"], ["3", "4"]]`, "[]"), []string{"weights", "no layers"}},
		{"L = 1", swap(`, ["3", "4"]]`, "]"), []string{"weights", "1 layer"}},
		{"d = 0", `{"weights": [[], []], "target": [], "sigma": [], "noise": "1"}`, []string{"target"}},
		{"NaN", swap(`"noise": "1/2"`, `"noise": "NaN"`), []string{"noise", "NaN"}},
		{"bare NaN", swap(`"noise": "1/2"`, `"noise": NaN`), []string{"N"}},
		{"Inf", swap(`"target": ["1"`, `"target": ["Inf"`), []string{"target[0]", "Inf"}},
		{"a negative noise", swap(`"1/2"`, `"-1/2"`), []string{"noise", "-1/2"}},
		{"a negative variance", swap(`"tau2": "0"`, `"tau2": "-3"`), []string{"tau2", "-3"}},
		{"division by zero", swap(`"1/2"`, `"1/0"`), []string{"noise", "1/0"}},
		{"Sigma not symmetric", swap(`["1", "2"]]`, `["5", "2"]]`), []string{"sigma", "5"}},
		{"Sigma indefinite", swap(`[["2", "1"], ["1", "2"]]`, `[["1", "2"], ["2", "1"]]`), []string{"sigma", "semidefinite"}},
		{"Sigma with a negative diagonal", swap(`[["2", "1"], ["1", "2"]]`, `[["-2", "0"], ["0", "2"]]`), []string{"sigma[0][0]", "-2"}},
		{"Sigma of another size", swap(`[["2", "1"], ["1", "2"]]`, `[["2"]]`), []string{"sigma"}},
		{"an exponent that would fill the memory", swap(`"1/2"`, `"1e999999999"`), []string{"noise", "999999999"}},
		{"a number that is too long", swap(`"1/2"`, `"`+strings.Repeat("1", 100000)+`"`), []string{"noise"}},
		{"a calculation that would take hours", heavy(64, 64), []string{"L = 64, d = 64", "bound"}},
		{"an input beyond the bound", strings.Repeat(" ", MaxInput+1), []string{"16 MiB"}},
		{"a line end in a value stays one line", swap(`"1/2"`, `"1\n2"`), []string{"noise"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			refused(t, invoke(t, nil, c.input, "eval", "gradient"), c.want...)
		})
	}
}

// heavy is a problem of the given size with all entries 1/3.
func heavy(depth, width int) string {
	row := strings.TrimSuffix(strings.Repeat(`"1e-60",`, width), ",")
	weights := strings.TrimSuffix(strings.Repeat("["+row+"],", depth), ",")
	var sigma []string
	for i := range width {
		r := make([]string, width)
		for j := range r {
			r[j] = "0"
		}
		r[i] = "1"
		sigma = append(sigma, "["+strings.Join(r, ",")+"]")
	}
	return `{"weights":[` + weights + `],"target":[` + row + `],"sigma":[` + strings.Join(sigma, ",") + `],"noise":"1/3"}`
}

// refused checks that bad input or usage gave status 2, nothing on stdout, and one line on stderr with
// every one of the given words.
func refused(t *testing.T, r result, words ...string) {
	t.Helper()
	if r.status != exitUsage {
		t.Errorf("status %d, want %d", r.status, exitUsage)
	}
	if r.stdout != "" {
		t.Errorf("half-written output: %.200q", r.stdout)
	}
	if !strings.HasPrefix(r.stderr, "audit: ") || strings.Count(r.stderr, "\n") != 1 || !strings.HasSuffix(r.stderr, "\n") {
		t.Errorf("stderr is not one line: %.400q", r.stderr)
	}
	for _, w := range words {
		if !strings.Contains(r.stderr, w) {
			t.Errorf("stderr lacks %q: %.400q", w, r.stderr)
		}
	}
}

func TestBadUsage(t *testing.T) {
	claims := []claim.Claim{fake("f", nil)}
	work := t.TempDir()
	file := filepath.Join(work, "file")
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	tok := claim.Token{Claim: "f", Check: "sampled", Seed: 1, Mode: claim.ModeCase, Index: 3}
	with := func(f func(*claim.Token)) string {
		c := tok
		f(&c)
		return c.String()
	}
	out := filepath.Join(work, "out")
	for _, c := range []struct {
		reason string
		args   []string
		want   []string
	}{
		{"no command", nil, []string{"no command"}},
		{"an unknown command", []string{"rum"}, []string{`"rum"`}},
		{"an unknown flag", []string{"run", "--fast"}, []string{"--fast"}},
		{"an argument that run does not take", []string{"run", "f"}, []string{`"f"`}},
		{"an unknown profile", []string{"run", "--out", out, "--profile", "fast"}, []string{"--profile", `"fast"`, "quick, default or deep"}},
		{"an unknown claim", []string{"run", "--out", out, "--claim", "lemma9"}, []string{"--claim", `"lemma9"`}},
		{"an empty claim", []string{"run", "--out", out, "--claim", ""}, []string{"--claim", `""`}},
		{"a negative number of cases", []string{"run", "--out", out, "--cases", "-5"}, []string{"--cases", "-5"}},
		{"an absurd number of cases", []string{"run", "--out", out, "--cases", "1000000000000"}, []string{"--cases", "1000000000000"}},
		{"cases beyond an integer", []string{"run", "--out", out, "--cases", "1e30"}, []string{"--cases", "1e30"}},
		{"a negative seed", []string{"run", "--out", out, "--seed", "-1"}, []string{"--seed", "-1"}},
		{"a negative number of workers", []string{"run", "--out", out, "--workers", "-1"}, []string{"--workers", "-1"}},
		{"an absurd number of workers", []string{"run", "--out", out, "--workers", "1000000"}, []string{"--workers", "1000000"}},
		{"a negative timeout", []string{"run", "--out", out, "--timeout", "-1s"}, []string{"--timeout", "-1s"}},
		{"a timeout without a unit", []string{"run", "--out", out, "--timeout", "10"}, []string{"--timeout", `"10"`}},
		{"a shard beyond its count", []string{"run", "--out", out, "--shard", "4/3"}, []string{"--shard", `"4/3"`}},
		{"shard 0", []string{"run", "--out", out, "--shard", "0/3"}, []string{"--shard", `"0/3"`}},
		{"a shard without a count", []string{"run", "--out", out, "--shard", "2"}, []string{"--shard", `"2"`}},
		{"a shard with a sign", []string{"run", "--out", out, "--shard", "+1/2"}, []string{"--shard", `"+1/2"`}},
		{"too many shards", []string{"run", "--out", out, "--shard", "1/10000000"}, []string{"--shard", `"1/10000000"`}},
		{"an empty report folder", []string{"run", "--out", ""}, []string{"--out"}},
		{"a report folder that is a file", []string{"run", "--out", file}, []string{"--out", file}},
		{"a report folder under a file", []string{"run", "--out", filepath.Join(file, "x")}, []string{"--out", file}},
		{"falsify with an unknown claim", []string{"falsify", "--claim", "x"}, []string{"--claim", `"x"`}},
		{"falsify has no shards", []string{"falsify", "--shard", "1/2"}, []string{"--shard"}},
		{"show without a claim", []string{"show"}, []string{"arg"}},
		{"show an unknown claim", []string{"show", "x"}, []string{`"x"`}},
		{"replay without a token", []string{"replay"}, []string{"arg"}},
		{"replay of no token", []string{"replay", "hello"}, []string{`"hello"`}},
		{"a token with a lost character", []string{"replay", tok.String()[:20] + tok.String()[21:]}, []string{"token"}},
		{"a token of another schema", []string{"replay", "ssam2" + strings.TrimPrefix(tok.String(), "ssam1")}, []string{"schema 2"}},
		{"a token of an unknown claim", []string{"replay", with(func(c *claim.Token) { c.Claim = "g" })}, []string{`"g"`}},
		{"a token of an unknown check", []string{"replay", with(func(c *claim.Token) { c.Check = "h" })}, []string{`"h"`}},
		{"a token of an unknown variant", []string{"replay", with(func(c *claim.Token) { c.Variant = "v" })}, []string{`"v"`}},
		{"a token of an unknown step", []string{"replay", claim.Token{Claim: "f", Check: "stepped", Seed: 1, Mode: claim.ModeStep, Step: "three"}.String()}, []string{`"three"`}},
		{"a token of a case of steps", []string{"replay", with(func(c *claim.Token) { c.Check = "stepped" })}, []string{"stepped"}},
		{"a token of a step of cases", []string{"replay", claim.Token{Claim: "f", Check: "sampled", Seed: 1, Mode: claim.ModeStep, Step: "one"}.String()}, []string{"sampled"}},
		{"eval without a kind", []string{"eval"}, []string{"gradient"}},
		{"eval of an unknown kind", []string{"eval", "hessian"}, []string{`"hessian"`}},
		{"eval of a missing file", []string{"eval", "gradient", filepath.Join(work, "missing")}, []string{"missing"}},
		{"eval of a folder", []string{"eval", "gradient", work}, []string{work}},
		{"eval of two files", []string{"eval", "gradient", file, file}, []string{"arg"}},
		{"a page in a missing folder", []string{"papermap", "--out", filepath.Join(work, "missing", "x.md")}, []string{"--out"}},
		{"a page without a name", []string{"papermap", "--out", ""}, []string{"--out"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			refused(t, invoke(t, claims, "", c.args...), c.want...)
		})
	}
	left, err := os.ReadDir(work)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 || left[0].Name() != "file" {
		t.Errorf("bad usage left %d entries behind, want the one file: %v", len(left), left)
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "kept" {
		t.Errorf("the file now has %q, %v", b, err)
	}
}

// TestOneLine: an error stays one line of bounded length without control characters, whatever the value.
func TestOneLine(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"line ends", "a\nb\r\n\tc", "a b c"},
		{"an escape sequence of the terminal", "a\x1b[31mb", `a\x1b[31mb`},
		{"long", strings.Repeat("é", maxErrorLine+1), strings.Repeat("é", maxErrorLine) + " ..."},
	} {
		if got := oneLine(c.in); got != c.want {
			t.Errorf("%s: %q", c.reason, got)
		}
	}
}

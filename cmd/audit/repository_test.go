package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/papermap"
)

// root is the top of the module.
const root = "../.."

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPaperMapIsFresh fails when PAPER_MAP.md is not what the registry gives, with the command that
// makes it again.
func TestPaperMapIsFresh(t *testing.T) {
	if err := papermap.Stale([]byte(read(t, "PAPER_MAP.md")), all()); err != nil {
		t.Error(err)
	}
}

// TestClaimsFoldersLabels: they correspond in every direction.
func TestClaimsFoldersLabels(t *testing.T) {
	found, err := papermap.Mismatches(all(), os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
}

// TestRegistry: the registry is valid, and what a claim rests on is a claim or a label of its own.
func TestRegistry(t *testing.T) {
	claims := all()
	if len(claims) == 0 {
		t.Fatal("no claims")
	}
	if err := claim.Validate(claims); err != nil {
		t.Error(err)
	}
	// The ID of a label: "Lemma 2.1" is lemma2.1, "S.3" is s.3, "PAC-Bayes" is pacbayes.
	id := func(label string) string {
		return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(label))
	}
	labels := map[string]bool{}
	for _, l := range papermap.Labels() {
		labels[id(l.Label)] = true
	}
	for i := range claims {
		c := &claims[i]
		if c.ID != id(c.Label) {
			t.Errorf("claim %s: the label %q asks for the ID %s", c.ID, c.Label, id(c.Label))
		}
		for _, r := range c.RestsOn {
			if !labels[r] || r == c.ID {
				t.Errorf("claim %s rests on %q, which is no other label", c.ID, r)
			}
		}
	}
}

// TestErrata: the ledger is in order and complete, and claims link to entries that exist.
func TestErrata(t *testing.T) {
	labels := map[string]bool{}
	for _, l := range papermap.Labels() {
		labels[l.Label] = true
	}
	entries := regexp.MustCompile(`(?ms)^## (E\d+)\n(.*?)(?:\z|^## )`)
	ledger := strings.ReplaceAll(read(t, "ERRATA.md"), "\n## E", "\n\n\x00## E")
	var ids []string
	for k, part := range strings.Split(ledger, "\x00")[1:] {
		m := entries.FindStringSubmatch(part)
		if m == nil {
			t.Fatalf("entry %d can't be read: %.80q", k+1, part)
		}
		ids = append(ids, m[1])
		for _, field := range []string{"label", "wording", "correction", "instance"} {
			if strings.Count(m[2], "\n- "+field+": ") != 1 {
				t.Errorf("%s: want one %q", m[1], field)
			}
		}
		label, _, _ := strings.Cut(strings.SplitN(m[2], "- label: ", 2)[1], "\n")
		if !labels[label] {
			t.Errorf("%s: %q is no label", m[1], label)
		}
	}
	if len(ids) == 0 {
		t.Fatal("no entries")
	}
	for k, id := range ids {
		if want := "E" + strconv.Itoa(k+1); id != want {
			t.Errorf("entry %d is %s, want %s: entries are never renumbered", k+1, id, want)
		}
	}
	claims := all()
	for i := range claims {
		for _, e := range claims[i].Errata {
			if !slices.Contains(ids, e) {
				t.Errorf("claim %s links to %q, which ERRATA.md does not have", claims[i].ID, e)
			}
		}
	}
}

// TestErrataInstances: the numbers that the ledger gives are the calculator's.
func TestErrataInstances(t *testing.T) {
	for _, c := range []struct{ reason, input, sharpness, trace string }{
		{"E1: least trace, not balanced", `{"weights":[[0],[0],[5]],"target":[1],"sigma":[[1]],"noise":1}`, "26", "0"},
		{"E1: balanced", `{"weights":[[0],[0],[0]],"target":[1],"sigma":[[1]],"noise":1}`, "1", "0"},
		{"E2: opposite signs", `{"weights":[[1],[-1]],"target":[1],"sigma":[[1]],"noise":1}`, "3", "4"},
		{"E3: a coordinate without data", `{"weights":[[1],[2]],"target":[1],"sigma":[[0]],"noise":1}`, "0", "0"},
		{"E4: R = 7 and half the trace is 3", `{"weights":[[1],[1],[1]],"target":[1],"sigma":[[1]],"noise":1}`, "7", "6"},
	} {
		a := ask(t, c.input)
		if a.AverageSharpness != c.sharpness || a.HessianTrace != c.trace {
			t.Errorf("%s: R = %s and trace %s, want %s and %s", c.reason, a.AverageSharpness, a.HessianTrace, c.sharpness, c.trace)
		}
	}
	// E8: each entry of the gradient is -7/16.
	if a := ask(t, `{"weights":[["1/2"],["1/2"],["1/2"]],"target":[4],"sigma":[[1]],"noise":1}`); a.Gradient[0][0] != "-7/16" || a.Gradient[2][0] != "-7/16" {
		t.Errorf("E8: gradient %v, want -7/16", a.Gradient)
	}
}

// example is a block of README.md that a test runs: a command line and the output below it.
var example = regexp.MustCompile("(?s)<!-- run by a test -->\n```(?:sh|console)\n\\$ (.*?)\n```\n")

var update = flag.Bool("update", false, "write the outputs into README.md")

// TestReadmeExamples runs the examples of README.md and compares every line of output; make regen
// writes them.
func TestReadmeExamples(t *testing.T) {
	readme := read(t, "README.md")
	blocks := example.FindAllStringSubmatch(readme, -1)
	if len(blocks) < 2 {
		t.Fatalf("%d examples in README.md, want the calculator and a replay at least", len(blocks))
	}
	for _, b := range blocks {
		line, want, _ := strings.Cut(b[1], "\n")
		input, command := "", line
		if left, right, piped := strings.Cut(line, " | "); piped {
			input, command = strings.Trim(strings.TrimPrefix(left, "echo "), "'"), right
		}
		args, ok := strings.CutPrefix(command, "go run ./cmd/audit ")
		if !ok {
			t.Fatalf("%q does not run the command", line)
		}
		r := invoke(t, all(), input, strings.Fields(args)...)
		got := strings.TrimSuffix(r.stdout, "\n")
		switch {
		case got == "":
			t.Errorf("%s prints nothing: %s", line, r.stderr)
		case *update:
			readme = strings.Replace(readme, b[1]+"\n```\n", line+"\n"+got+"\n```\n", 1)
		case got != want:
			t.Errorf("%s\nprints\n%s\nREADME.md says\n%s\n%s", line, got, want, r.stderr)
		}
	}
	if *update {
		if err := os.WriteFile(filepath.Join(root, "README.md"), []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmeLinks: every file and folder that the documents link to exists.
func TestReadmeLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	n := 0
	for _, name := range []string{"README.md", "PAPER_MAP.md", "ERRATA.md"} {
		for _, m := range link.FindAllStringSubmatch(read(t, name), -1) {
			n++
			if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			}
		}
	}
	if n < 5 {
		t.Errorf("%d links looked at, want several", n)
	}
}

// TestMakefileTargets: the targets that the documents name exist, and .ci/run finds the README's test command.
func TestMakefileTargets(t *testing.T) {
	makefile := read(t, "Makefile")
	for _, target := range []string{"audit", "test", "lint", "falsify", "bench", "regen", "race", "quick"} {
		if !regexp.MustCompile(`(?m)^` + target + `:`).MatchString(makefile) {
			t.Errorf("the Makefile has no target %s", target)
		}
	}
	if !regexp.MustCompile("<!-- ci:test -->\n```sh\nmake test\n```\n").MatchString(read(t, "README.md")) {
		t.Error("README.md has no marked test command")
	}
}

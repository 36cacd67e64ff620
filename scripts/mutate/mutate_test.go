package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// loadText type-checks one file without imports.
func loadText(t *testing.T, text string) *loaded {
	t.Helper()
	l := &loaded{name: "p", fset: token.NewFileSet(), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	f, err := parser.ParseFile(l.fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	l.files = []source{{"p.go", []byte(text), f}}
	l.pkg, err = (&types.Config{Importer: importer.Default()}).Check("p", l.fset, []*ast.File{f}, l.info)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestInstrument: which mutants are found in a statement, and that the result still compiles.
func TestInstrument(t *testing.T) {
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil) // shared: it reads the standard library's source
	for _, tt := range []struct{ name, body, kinds string }{
		{"comparison: boundary and negation", "return a < b", "< to <=, < to >="},
		{"equality", "return a == b", "== negated"},
		{"each side of a conjunction", "return a == b && c", "&&: left side dropped, &&: right side dropped, == negated"},
		{"nested arithmetic", "return a+b*a > 0", "> to >=, > to <=, + to -, * to /"},
		{"constants are not mutated", "const k = 2 * 3; return a == k", "== negated"},
		{"assignment and step", "a += b; a++; return c", "+= to -=, ++ to --"},
		{"a loop's step is left alone", "for i := 0; i < a; i++ { b = i }; return c", "< to <=, < to >="},
		{"sign", "return -a != b", "!= negated, -x to x"},
		{"shift by a constant", "return a<<3 == b", "== negated, << to >>"},
		{"a call and a condition", "if c { g() }; return c", "condition negated, call removed"},
		{"panics stay", `if c { panic("x") }; return c`, "condition negated"},
		{"literals", "return true", "boolean flipped"},
		{"strings: order only", `s := "x" + string(rune(a)); return s < "y"`, "< to <=, < to >="},
		{"floats", "x := 1.5 * float64(a); return x > 1", "* to /, > to >=, > to <="},
	} {
		l := loadText(t, "package p\nfunc g() {}\nfunc f(a, b int, c bool) bool { "+tt.body+" }\n")
		mutants, files := instrument(l, ".")
		var kinds []string
		for k, m := range mutants {
			kinds = append(kinds, m.kind)
			if m.id != k+1 || m.function != "f" {
				t.Errorf("%s: mutant %d is %+v", tt.name, k, m)
			}
		}
		if got := strings.Join(kinds, ", "); got != tt.kinds {
			t.Errorf("%s: mutants %q, want %q", tt.name, got, tt.kinds)
		}
		var parsed []*ast.File
		for name, text := range files {
			f, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatalf("%s: %v\n%s", tt.name, err, text)
			}
			parsed = append(parsed, f)
		}
		if _, err := (&types.Config{Importer: imports}).Check("p", fset, parsed, nil); err != nil {
			t.Errorf("%s: %v\n%s", tt.name, err, files["p.go"])
		}
	}
}

func TestAccepted(t *testing.T) {
	name := filepath.Join(t.TempDir(), "accepted")
	write := func(text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# comment\n\na.go\tf\t< to <=\tx < y\tequal ends\nb.go\tg\t*\t*\ta proposal\n")
	list, err := readAccepted(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		m    mutant
		want bool
	}{
		{mutant{file: "a.go", function: "f", kind: "< to <=", snippet: "x < y", line: 7}, true},
		{mutant{file: "a.go", function: "f", kind: "< to >=", snippet: "x < y"}, false},
		{mutant{file: "b.go", function: "g", kind: "any", snippet: "thing"}, true},
		{mutant{file: "b.go", function: "h", kind: "any", snippet: "thing"}, false},
	} {
		if got := accepts(list, tt.m); got != tt.want {
			t.Errorf("%v: accepted %v", tt.m, got)
		}
	}
	for _, bad := range []string{"a.go\tf\tk\ts\n", "a.go\tf\tk\ts\t \n", "*\tf\tk\ts\treason\n", "a.go\t*\tk\t*\treason\n"} {
		write(bad)
		if _, err := readAccepted(name); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// TestSelects: every n-th mutant, of files that match the one expression and not the other, or those of an earlier run.
func TestSelects(t *testing.T) {
	a, b := mutant{file: "lemmas/a/claim.go"}, mutant{file: "lemmas/a/variants.go"}
	lemmas, variants := regexp.MustCompile("^lemmas/"), regexp.MustCompile(`/variants\.go$`)
	for _, tt := range []struct {
		why  string
		o    options
		i    int
		m    mutant
		want bool
	}{
		{"all", options{sample: 1}, 3, a, true},
		{"every second, one of them", options{sample: 2}, 4, a, true},
		{"every second, another", options{sample: 2}, 3, a, false},
		{"in the files", options{sample: 1, files: lemmas}, 3, b, true},
		{"in no file", options{sample: 1, files: variants}, 3, a, false},
		{"skipped", options{sample: 1, skip: variants}, 3, b, false},
		{"in the files and skipped", options{sample: 1, files: lemmas, skip: variants}, 3, b, false},
		{"not skipped", options{sample: 1, files: lemmas, skip: variants}, 3, a, true},
		{"again", options{sample: 1, again: map[string]bool{a.key(): true}}, 3, a, true},
		{"not again", options{sample: 1, again: map[string]bool{a.key(): true}}, 3, b, false},
	} {
		if got := tt.o.selects(tt.i, tt.m); got != tt.want {
			t.Errorf("%s: %v", tt.why, got)
		}
	}
}

func TestScore(t *testing.T) {
	s := tally(options{}, "p", make([]mutant, 8), []outcome{killed, killed, timedOut, killed, survived, unreached, notRun, killed}, []acceptance{})
	// 5 of 7 that ran
	if s.killed != 4 || s.timeout != 1 || s.survived != 1 || s.unreached != 1 || s.notRun != 1 || s.percent() < 71.4 || s.percent() > 71.5 {
		t.Errorf("%+v, %g%%", s, s.percent())
	}
}

// TestAgain: the lines that a run prints for mutants that were not noticed, and no others, select the same mutants whatever
// their line and column became.
func TestAgain(t *testing.T) {
	noticed := mutant{file: "p/a.go", line: 3, col: 1, function: "f", kind: "+ to -", snippet: "a + b"}
	survivor := mutant{file: "p/a.go", line: 7, col: 9, function: "f", kind: "< to <=", snippet: "a < b: c"}
	name := filepath.Join(t.TempDir(), "run")
	text := "killed    " + noticed.String() + "\nSURVIVED  " + survivor.String() + "\np: 50.0% killed (1 failed)\n"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	keys, err := readAgain(name)
	if err != nil {
		t.Fatal(err)
	}
	survivor.line, survivor.col = 70, 2
	if !keys[survivor.key()] || keys[noticed.key()] || len(keys) != 1 {
		t.Errorf("selected %v", keys)
	}
	if err := os.WriteFile(name, []byte("p: 100.0% killed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readAgain(name); err == nil {
		t.Error("an output without survivors selects nothing, without an error")
	}
}

package reports

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestJUnit reads the file back: one suite per claim, one case per check and variant, failures and
// errors where they belong.
func TestJUnit(t *testing.T) {
	for name, e := range map[string]*claim.Evidence{"passing": passing(), "failing": failing()} {
		var b bytes.Buffer
		if err := JUnit(&b, e); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Errors   int `xml:"errors,attr"`
			Suites   []struct {
				Name  string `xml:"name,attr"`
				Cases []struct {
					Name    string    `xml:"name,attr"`
					Failure *struct{} `xml:"failure"`
					Error   *struct{} `xml:"error"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Suites) != len(e.Claims) {
			t.Fatalf("%s: %d suites for %d claims", name, len(got.Suites), len(e.Claims))
		}
		tests, failures, errs := 0, 0, 0
		for k := range e.Claims {
			c := &e.Claims[k]
			if len(got.Suites[k].Cases) != len(c.Checks)+len(c.Variants) {
				t.Errorf("%s: %d cases", c.ID, len(got.Suites[k].Cases))
			}
			count := func(at int, failure, ok bool) {
				x := got.Suites[k].Cases[at]
				tests++
				switch {
				case ok && (x.Failure != nil || x.Error != nil):
					t.Errorf("%s %s passed, but is shown as a failure", c.ID, x.Name)
				case !ok && failure:
					failures++
					if x.Failure == nil {
						t.Errorf("%s %s: no failure", c.ID, x.Name)
					}
				case !ok:
					errs++
					if x.Error == nil {
						t.Errorf("%s %s: no error", c.ID, x.Name)
					}
				}
			}
			for i := range c.Checks {
				count(i, c.Checks[i].Verdict == claim.Refuted, c.Checks[i].Verdict.Passes())
			}
			for i := range c.Variants {
				count(len(c.Checks)+i, c.Variants[i].Verdict.Passes(), c.Variants[i].Verdict == claim.Refuted)
			}
		}
		if got.Tests != tests || got.Failures != failures || got.Errors != errs || tests == 0 {
			t.Errorf("%s: totals %d, %d, %d; want %d, %d, %d", name, got.Tests, got.Failures, got.Errors, tests, failures, errs)
		}
		if (failures+errs > 0) != (name == "failing") {
			t.Errorf("%s: %d failures, %d errors", name, failures, errs)
		}
	}
}

// TestJUnitText: text that would break XML is carried safely.
func TestJUnitText(t *testing.T) {
	e := failing()
	e.Claims[0].Checks[0].Reason, e.Claims[0].Title = "]]> <x> \x00\xff & \"", "a\x01<b>"
	var b bytes.Buffer
	if err := JUnit(&b, e); err != nil {
		t.Fatal(err)
	}
	var parsed struct{}
	if err := xml.Unmarshal(b.Bytes(), &parsed); err != nil {
		t.Error(err)
	}
}

// TestLaTeX: the rows have the columns of the head, every special character is escaped.
func TestLaTeX(t *testing.T) {
	e := passing()
	e.Claims[0].Title = `50% of $x_1^2$ & {~} \foo "q" <a|b> #1 é--`
	var b bytes.Buffer
	if err := LaTeX(&b, e); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	if want := `50\% of \$x\_1\textasciicircum{}2\$ \& \{\textasciitilde{}\} \textbackslash{}foo ''q'' \textless{}a\textbar{}b\textgreater{} \#1 ?-{}-{}`; !strings.Contains(s, want) {
		t.Errorf("no %s in\n%s", want, s)
	}
	cells := regexp.MustCompile(`(^|[^\\])&`)
	rows := 0
	for _, l := range strings.Split(s, "\n") {
		if strings.HasSuffix(l, `\\`) && !strings.HasPrefix(l, `\caption`) {
			rows++
			if n := len(cells.FindAllString(l, -1)); n != 6 {
				t.Errorf("%d columns in %s", n+1, l)
			}
		}
	}
	if rows != 2+len(e.Claims) {
		t.Errorf("%d rows, want the head twice and one per claim", rows)
	}
	for _, r := range s {
		if r > '~' {
			t.Errorf("%q is not ASCII", r)
		}
	}
	if strings.Count(s, `\begin{`) != strings.Count(s, `\end{`) || strings.Count(s, "{") != strings.Count(s, "}") {
		t.Error("braces or environments do not match")
	}
}

// TestLaTeXCompiles runs LaTeX where it is installed.
func TestLaTeXCompiles(t *testing.T) {
	latex, err := exec.LookPath("pdflatex")
	if err != nil {
		t.Skip("no pdflatex in PATH: apt-get install texlive-latex-recommended runs this test; TestLaTeX checks the structure")
	}
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "table.tex"))
	if err != nil {
		t.Fatal(err)
	}
	if err := LaTeX(f, failing()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	doc := "\\documentclass{article}\n\\usepackage{booktabs,longtable}\n\\begin{document}\n\\input{table.tex}\n\\end{document}\n"
	if err := os.WriteFile(filepath.Join(dir, "doc.tex"), []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), latex, "-interaction=nonstopmode", "-halt-on-error", "doc.tex")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

package reports

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func renderPage(t *testing.T, e *claim.Evidence) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, e); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPageEscapes puts markup into every text of the evidence: none of it becomes an element, an
// attribute or a script.
func TestPageEscapes(t *testing.T) {
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(2)>'` + "`{{.}}"
	e := passing()
	c := &e.Claims[0]
	for _, s := range []*string{&c.ID, &c.Label, &c.Title, &c.Short, &c.Statement, &c.TeX, &c.Compare, &c.NotClaimed, &c.Hypotheses[0], &c.Errata[0], &c.RestsOn[0],
		&c.Checks[0].Title, &c.Checks[0].Name, &c.Checks[0].Part, &c.Checks[0].Scope, &c.Checks[0].Reason, &c.Checks[0].Steps[0].Name, &c.Checks[0].Steps[0].Scope,
		&c.Checks[0].Steps[0].Method, &c.Checks[0].Steps[0].Token, &c.Checks[0].Steps[0].Stats[0].Value, &c.Checks[1].Domain[0], &c.Checks[1].Regimes[0].Name,
		&c.Checks[1].MarginIs, &c.Checks[1].Margin.Regime, &c.Checks[1].Margin.Token, &c.Variants[0].Name, &c.Variants[0].Title, &c.Variants[0].Reason,
		&c.Variants[0].Minimal.Failure, &c.Variants[0].Minimal.Detail, &c.Variants[0].Minimal.Token, &c.Variants[0].Minimal.Instance[0].Value, &e.Environment.Go, &e.Environment.Commit} {
		*s = attack
	}
	p := renderPage(t, e)
	if strings.Contains(p, "<script>alert") || strings.Contains(p, "<img src=x") {
		t.Error("markup of the evidence became markup of the page")
	}
	if n := strings.Count(p, "<script>"); n != 1 {
		t.Errorf("%d scripts, want the page's own", n)
	}
	if n := strings.Count(p, "alert(1)"); n < 30 {
		t.Errorf("the text is shown %d times only: the test misses fields", n)
	}
	if m := regexp.MustCompile(`<[a-z][^<>"]*("[^"]*"[^<>"]*)*\son[a-z]+=`).FindString(p); m != "" {
		t.Errorf("an event handler in an element: %s", m)
	}
}

// TestPageSource: what the page must have whatever the evidence.
func TestPageSource(t *testing.T) {
	for name, e := range map[string]*claim.Evidence{"passing": passing(), "failing": failing(), "empty": {Schema: claim.EvidenceSchema, Profile: claim.Quick, Complete: true, Verdict: claim.Vacuous}} {
		p := renderPage(t, e)
		for _, want := range []string{"Labels are assignments, not quotations", "<h1>", "What the words mean", scriptHash(), "<svg", "prefers-color-scheme"} {
			if !strings.Contains(html.UnescapeString(p), want) {
				t.Errorf("%s: no %q", name, want)
			}
		}
		if m := regexp.MustCompile(`(?i)(src|href|url\()\s*=?\s*["']?(https?:)?//`).FindString(p); m != "" {
			t.Errorf("%s: the page reaches for the network: %s", name, m)
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(p, -1) {
			if ids[m[1]] {
				t.Errorf("%s: two elements have the id %q", name, m[1])
			}
			ids[m[1]] = true
		}
		if strings.Contains(p, "ZgotmplZ") {
			t.Errorf("%s: html/template refused a value", name)
		}
	}
	if p := renderPage(t, failing()); !strings.Contains(p, "What did not pass") || !strings.Contains(p, "survived") {
		t.Error("a page with failures does not show them")
	}
}

// TestPageOfAFile: evidence read back from its file gives the same page.
func TestPageOfAFile(t *testing.T) {
	for _, e := range []*claim.Evidence{passing(), failing()} {
		var b bytes.Buffer
		if err := WriteJSON(&b, e); err != nil {
			t.Fatal(err)
		}
		back, err := ReadJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(strings.Split(renderPage(t, e), "\n"), strings.Split(renderPage(t, back), "\n")); d != "" {
			t.Error(d)
		}
	}
}

// TestUnknownFormula: a formula that the converter refuses is shown as its source.
func TestUnknownFormula(t *testing.T) {
	e := passing()
	e.Claims[0].TeX = `\unknown{<x>}`
	if p := renderPage(t, e); !strings.Contains(p, `<pre class="formula">\unknown{&lt;x&gt;}</pre>`) {
		t.Error("the source of the formula is not shown")
	}
}

// maxPage is the size that a page may have: 2 MB.
const maxPage = 2_000_000

// TestPageSize: evidence as large as the registry's (27 claims of the size of the largest one of these
// tests, forty times its checks and variants) stays below the bound.
func TestPageSize(t *testing.T) {
	e := passing()
	one := e.Claims[0]
	e.Claims = nil
	for k := range 27 {
		c := one
		c.ID = fmt.Sprintf("c%d", k)
		c.Checks, c.Variants = nil, nil
		for n := range 4 {
			for _, ch := range one.Checks {
				ch.Name = fmt.Sprintf("%s-%d", ch.Name, n)
				c.Checks = append(c.Checks, ch)
			}
			for _, v := range one.Variants {
				v.Name, v.Check = fmt.Sprintf("%s-%d", v.Name, n), fmt.Sprintf("%s-%d", v.Check, n)
				c.Variants = append(c.Variants, v)
			}
		}
		e.Claims = append(e.Claims, c)
	}
	claim.Finalize(e)
	if n := len(renderPage(t, e)); n > maxPage {
		t.Errorf("%d bytes, at most %d", n, maxPage)
	}
}

func BenchmarkHTML(b *testing.B) {
	e := passing()
	for b.Loop() {
		if err := HTML(io.Discard, e); err != nil {
			b.Fatal(err)
		}
	}
}

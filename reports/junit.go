package reports

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// JUnit writes an audit in the XML that build servers read: one suite per claim, one case per check
// and per wrong variant. A refuted check and a surviving variant are failures; what is undecided or
// vacuous is an error, because nothing was found to be false.
func JUnit(w io.Writer, e *claim.Evidence) error {
	all := junit.Testsuites{Name: "ssamverify"}
	var total float64
	for k := range e.Claims {
		c := &e.Claims[k]
		s := junit.Testsuite{Name: clean(c.ID + " " + c.Label + ": " + c.Title), ID: k, Package: clean(c.ID)}
		s.AddProperty("seed", fmt.Sprint(e.Seed))
		s.AddProperty("profile", string(e.Profile))
		s.AddProperty("verdict", string(c.Verdict))
		s.AddProperty("provenance", string(c.Provenance))
		if v := e.Environment; v != nil {
			s.Timestamp = timestamp(v.Started)
		}
		var sum float64
		for i := range c.Checks {
			seconds := took(e, c.ID, c.Checks[i].Name)
			sum += seconds
			s.AddTestcase(checkCase(c.ID, &c.Checks[i], seconds))
		}
		for i := range c.Variants {
			seconds := took(e, c.ID, "variant "+c.Variants[i].Name)
			sum += seconds
			s.AddTestcase(variantCase(c.ID, &c.Variants[i], seconds))
		}
		s.Time = fmt.Sprintf("%.3f", sum)
		total += sum
		all.AddSuite(s)
	}
	all.Time = fmt.Sprintf("%.3f", total)
	return all.WriteXML(w)
}

// timestamp is an RFC 3339 time in the form of the JUnit schema, without a zone; "" when it is none.
func timestamp(started string) string {
	t, err := time.Parse(time.RFC3339, started)
	if err != nil {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05")
}

func took(e *claim.Evidence, id, name string) float64 {
	if e.Timing == nil {
		return 0
	}
	return e.Timing.Checks[id][name]
}

func checkCase(id string, c *claim.CheckEvidence, seconds float64) junit.Testcase {
	t := junit.Testcase{Classname: clean(id), Name: clean(c.Name), Time: fmt.Sprintf("%.3f", seconds)}
	r := &junit.Result{Message: clean(string(c.Verdict) + ": " + c.Reason), Type: string(c.Verdict), Data: clean(strings.Join(checkLines(c), "\n"))}
	switch {
	case c.Verdict.Passes():
		t.SystemOut = &junit.Output{Data: clean(fmt.Sprintf("%s (%s), tier %s: %s", c.Verdict, c.Scope, c.Tier, c.Title))}
	case c.Verdict == claim.Refuted:
		t.Failure = r
	default:
		t.Error = r
	}
	return t
}

func variantCase(id string, v *claim.VariantEvidence, seconds float64) junit.Testcase {
	t := junit.Testcase{Classname: clean(id), Name: clean("variant " + v.Name), Time: fmt.Sprintf("%.3f", seconds)}
	r := &junit.Result{Message: clean(word(v.Verdict) + ": " + v.Reason), Type: clean(word(v.Verdict)), Data: clean(v.Title)}
	switch {
	case v.Verdict == claim.Refuted:
		t.SystemOut = &junit.Output{Data: clean(strings.Join(append([]string{v.Title}, exampleLines("counterexample", v.Minimal)...), "\n"))}
	case v.Verdict.Passes():
		t.Failure = r
	default:
		t.Error = r
	}
	return t
}

// clean drops the characters that XML 1.0 can't hold and splits the end mark of a CDATA section, in
// which the library puts its text.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.ReplaceAll(s, "]]>", "]] >")
}

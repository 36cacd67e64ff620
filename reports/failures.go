package reports

import (
	"fmt"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// failure is one thing that kept a claim from passing, with what replays it.
type failure struct {
	head   string   // "lemma2.1 gradient-exact: refuted"
	reason string   // one line
	lines  []string // counterexamples and tokens, one fact a line
}

func (f failure) text() string {
	var b strings.Builder
	b.WriteString(f.head + "\n")
	if f.reason != "" {
		b.WriteString("  " + oneLine(f.reason) + "\n")
	}
	for _, l := range f.lines {
		b.WriteString("  " + oneLine(l) + "\n")
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// failures lists what did not pass, in the order of the registry.
func failures(e *claim.Evidence) []failure {
	var fs []failure
	for k := range e.Claims {
		c := &e.Claims[k]
		for i := range c.Checks {
			if ch := &c.Checks[i]; !ch.Verdict.Passes() {
				fs = append(fs, failure{fmt.Sprintf("%s %s: %s", c.ID, ch.Name, ch.Verdict), ch.Reason, checkLines(ch)})
			}
		}
		fs = append(fs, variantFailures(c)...)
		if len(c.RestsOnFailed) > 0 {
			fs = append(fs, failure{head: fmt.Sprintf("%s rests on claims that did not pass: %s", c.ID, strings.Join(c.RestsOnFailed, ", "))})
		}
	}
	return fs
}

func variantFailures(c *claim.ClaimEvidence) []failure {
	var fs []failure
	for i := range c.Variants {
		v := &c.Variants[i]
		if v.Verdict == claim.Refuted {
			continue
		}
		f := failure{head: fmt.Sprintf("%s wrong variant %s (check %s): %s", c.ID, v.Name, v.Check, word(v.Verdict)), reason: v.Reason}
		f.lines = append(f.lines, "the wrong statement: "+v.Title)
		if v.Minimal != nil {
			f.lines = append(f.lines, exampleLines("counterexample", v.Minimal)...)
		}
		fs = append(fs, f)
	}
	return fs
}

// checkLines gives the counterexamples and open cases of a check.
func checkLines(c *claim.CheckEvidence) []string {
	var lines []string
	if c.Violated > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d cases violate it", c.Violated, c.Cases))
	}
	if c.Minimal != nil {
		lines = append(lines, exampleLines("minimal counterexample", c.Minimal)...)
	}
	if c.Worst != nil {
		lines = append(lines, exampleLines("worst counterexample", c.Worst)...)
	}
	if u := c.FirstUndecided; u != nil {
		lines = append(lines, "first undecided: "+u.Reason, "replay: "+Replay(u.Token))
	}
	for _, s := range c.Steps {
		if !s.Verdict.Passes() && (c.Minimal == nil || c.Minimal.Step != s.Name) {
			lines = append(lines, fmt.Sprintf("step %s (%s): %s: %s", s.Name, s.Scope, s.Verdict, s.Detail), "replay: "+Replay(s.Token))
		}
	}
	return lines
}

// Replay returns the command that runs the case or step of a token again.
func Replay(token string) string { return "go run ./cmd/audit replay " + token }

// exampleLines gives one counterexample, its numbers and its token.
func exampleLines(name string, x *claim.Counterexample) []string {
	head := name
	var where []string
	if x.Depth > 0 {
		where = append(where, fmt.Sprintf("L = %d, d = %d", x.Depth, x.Width))
	}
	if x.Regime != "" {
		where = append(where, "regime "+x.Regime)
	}
	if x.Step != "" {
		where = append(where, "step "+x.Step)
	}
	if x.ShrinkCalls > 0 {
		where = append(where, fmt.Sprintf("after %s", count(x.ShrinkCalls, "candidate")))
	}
	if !x.Confirmed {
		where = append(where, "NOT confirmed in a fresh state")
	}
	if len(where) > 0 {
		head += " (" + strings.Join(where, ", ") + ")"
	}
	lines := []string{head + ": " + strings.TrimPrefix(x.Failure+": ", ": ") + x.Detail}
	for _, v := range x.Instance {
		lines = append(lines, v.Name+" = "+v.Value)
	}
	return append(lines, "replay: "+Replay(x.Token))
}

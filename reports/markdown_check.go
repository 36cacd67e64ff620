package reports

import (
	"fmt"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/markdown"
)

// checkSection writes one check: what a pass establishes, the verdict, and the numbers behind it.
func checkSection(b *strings.Builder, e *claim.Evidence, id string, c *claim.CheckEvidence) {
	part := ""
	if c.Part != "" {
		part = ", part " + markdown.Text(c.Part)
	}
	fmt.Fprintf(b, "\n### Check %s%s: %s\n\n%s.\n\n", markdown.Text(c.Name), part, c.Verdict, strings.TrimSuffix(markdown.Text(c.Title), "."))
	item := func(format string, args ...any) { fmt.Fprintf(b, "- "+format+"\n", args...) }
	item("%s (%s), tier %s, %d of %d wrong variants refuted", c.Verdict, markdown.Text(c.Scope), c.Tier, c.Refuted, c.Variants)
	if c.Reason != "" {
		item("reason: %s", markdown.Text(c.Reason))
	}
	if e.Timing != nil {
		item("%s worker seconds", number(e.Timing.Checks[id][c.Name]))
	}
	if c.Planned > 0 {
		sampled(item, c)
	}
	for _, l := range checkLines(c) {
		item("%s", markdown.Text(l))
	}
	if len(c.Regimes) > 0 {
		b.WriteString("\n" + markdown.Row("regime", "cases", "valid") + markdown.Rule(3))
		for _, r := range c.Regimes {
			b.WriteString(markdown.Row(markdown.Text(r.Name), fmt.Sprint(r.Cases), fmt.Sprint(r.Valid)))
		}
	}
	if len(c.Steps) > 0 {
		steps(b, c)
	}
}

func sampled(item func(string, ...any), c *claim.CheckEvidence) {
	item("%d of %d planned cases: %d valid, %d violated, %d undecided, %d outside the hypotheses (at most %d allowed); at least %d valid per regime",
		c.Cases, c.Planned, c.Valid, c.Violated, c.Undecided, c.OutOfDomain, c.MaxSkips, c.MinValid)
	if len(c.Domain) > 0 {
		item("instances: %s", markdown.Text(strings.Join(c.Domain, "; ")))
	}
	if c.FailureRate95 > 0 {
		item("no failure in %d cases excludes, at 95%% and for this sampler only, a failure rate above %s", c.Valid, number(c.FailureRate95))
	}
	if c.FalseAlarm > 0 {
		item("false alarm at most %s per case, %s in all", number(c.FalseAlarm), number(c.FalseAlarm*float64(c.Cases)))
	}
	if m := c.Margin; m != nil {
		item("smallest margin %s (%s), case %d, regime %s, replay token %s", number(m.Value), markdown.Text(c.MarginIs), m.Index, markdown.Text(m.Regime), markdown.Code(m.Token))
	}
}

func steps(b *strings.Builder, c *claim.CheckEvidence) {
	b.WriteString("\n" + markdown.Row("step", "scope", "verdict", "method", "points", "work", "replay token") + markdown.Rule(7))
	for _, s := range c.Steps {
		stats := make([]string, len(s.Stats))
		for k, v := range s.Stats {
			stats[k] = v.Name + " " + v.Value
		}
		b.WriteString(markdown.Row(markdown.Cell(s.Name), markdown.Text(s.Scope), string(s.Verdict), markdown.Text(s.Method), fmt.Sprint(s.Points),
			markdown.Text(strings.Join(stats, ", ")), markdown.Cell(s.Token)))
	}
}

package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/markdown"
)

// Markdown writes the page of an audit in GitHub-flavored Markdown: one line in sum, a table, what
// failed, a section per claim, what the words mean and where the audit ran.
func Markdown(w io.Writer, e *claim.Evidence) error {
	rows, t := summarize(e)
	var b strings.Builder
	fmt.Fprintf(&b, "# Audit: %s\n\n%s.\n\n", e.Verdict, markdown.Text(sentence(e, t)))
	b.WriteString(markdown.Text(disclaimer) + "\n\n")
	summaryTable(&b, rows)
	if fs := failures(e); len(fs) > 0 {
		b.WriteString("\n## What did not pass\n")
		for _, f := range fs {
			b.WriteString("\n**" + markdown.Text(f.head) + "**\n\n")
			if f.reason != "" {
				b.WriteString(markdown.Text(f.reason) + "\n\n")
			}
			for _, l := range f.lines {
				b.WriteString("- " + markdown.Text(l) + "\n")
			}
		}
	}
	for _, r := range rows {
		claimSection(&b, e, r)
	}
	b.WriteString("\n## What the words mean\n")
	meanings(&b, "verdict", verdictMeanings())
	b.WriteString("\nOnly proved and held pass. A claim has the verdict of its weakest check, and passes only if every wrong variant was refuted.\n")
	meanings(&b, "tier", tierMeanings())
	meanings(&b, "provenance", provenanceMeanings())
	b.WriteString("\nThe number of failing cases that a sampled check excludes is meant for its own sampler, not for all instances. " +
		"A margin says how close the tightest case came to failing. Seconds are worker seconds.\n")
	environment(&b, e)
	_, err := io.WriteString(w, b.String())
	return err
}

func summaryTable(b *strings.Builder, rows []row) {
	b.WriteString(markdown.Row("claim", "title", "provenance", "verdict", "tiers", "cases", "grid points", "wrong variants refuted", "seconds", "smallest margin") + markdown.Rule(10))
	for _, r := range rows {
		c := r.claim
		b.WriteString(markdown.Row(markdown.Text(c.Label), markdown.Text(c.Title), string(c.Provenance), "**"+standing(c)+"**", r.tiers,
			fmt.Sprint(r.cases), fmt.Sprint(r.points), fmt.Sprintf("%d of %d", r.refuted, r.variants), r.seconds, markdown.Text(r.margin)))
	}
}

func claimSection(b *strings.Builder, e *claim.Evidence, r row) {
	c := r.claim
	fmt.Fprintf(b, "\n## %s: %s\n\n", markdown.Text(c.Label), markdown.Text(c.Title))
	fmt.Fprintf(b, "Claim %s, **%s**, provenance %s.\n\n", markdown.Code(c.ID), standing(c), c.Provenance)
	b.WriteString(markdown.Block(c.Statement) + "\n\n")
	for _, h := range c.Hypotheses {
		b.WriteString("- hypothesis: " + markdown.Text(h) + "\n")
	}
	b.WriteString("- compare with the PDF: " + markdown.Text(c.Compare) + "\n")
	optional := func(name, text string) {
		if text != "" {
			b.WriteString("- " + name + ": " + markdown.Text(text) + "\n")
		}
	}
	optional("not claimed", c.NotClaimed)
	optional("rests on", strings.Join(c.RestsOn, ", "))
	optional("rests on claims that did not pass", strings.Join(c.RestsOnFailed, ", "))
	optional("rests on claims that this audit did not run", strings.Join(c.RestsOnMissing, ", "))
	optional("errata", strings.Join(c.Errata, ", "))
	for k := range c.Checks {
		checkSection(b, e, c.ID, &c.Checks[k])
	}
	variantSection(b, c)
}

func variantSection(b *strings.Builder, c *claim.ClaimEvidence) {
	if len(c.Variants) == 0 {
		b.WriteString("\n### Wrong variants\n\nNone.\n")
		return
	}
	b.WriteString("\n### Wrong variants\n\nEach is plausible and wrong, and was put through the same check as the statement. Refuted is what is wanted.\n\n")
	b.WriteString(markdown.Row("variant", "wrong statement", "check", "verdict", "cases", "counterexample", "replay token") + markdown.Rule(7))
	for _, v := range c.Variants {
		example, token := markdown.Text(v.Reason), ""
		if m := v.Minimal; m != nil {
			parts := []string{strings.TrimPrefix(m.Failure+": ", ": ") + m.Detail}
			for _, x := range m.Instance {
				parts = append(parts, x.Name+" = "+x.Value)
			}
			example, token = markdown.Text(strings.Join(parts, "; ")), markdown.Cell(m.Token)
		}
		b.WriteString(markdown.Row(markdown.Cell(v.Name), markdown.Text(v.Title), markdown.Cell(v.Check), word(v.Verdict), fmt.Sprint(v.Cases), example, token))
	}
}

func meanings(b *strings.Builder, kind string, ms []meaning) {
	b.WriteString("\n" + markdown.Row(kind, "meaning") + markdown.Rule(2))
	for _, m := range ms {
		b.WriteString(markdown.Row(m.word, markdown.Text(m.text)))
	}
}

func environment(b *strings.Builder, e *claim.Evidence) {
	b.WriteString("\n## Environment\n\n")
	fmt.Fprintf(b, "- schema: %s, seed: %d, profile: %s\n", markdown.Code(e.Schema), e.Seed, e.Profile)
	if t := e.Timing; t != nil {
		fmt.Fprintf(b, "- %s wall seconds, %s\n", number(t.Seconds), count(t.Workers, "worker"))
	}
	if v := e.Environment; v != nil {
		fmt.Fprintf(b, "- %s on %s/%s\n", markdown.Text(v.Go), markdown.Text(v.OS), markdown.Text(v.Arch))
		if v.Commit != "" {
			b.WriteString("- commit " + markdown.Code(v.Commit) + "\n")
		}
		if v.Started != "" {
			b.WriteString("- started " + markdown.Text(v.Started) + "\n")
		}
	}
	b.WriteString("\nTiming and environment are the only parts of the evidence that differ between two runs of the same audit.\n")
}

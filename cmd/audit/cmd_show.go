package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "Show one claim in full",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := find(a.claims(), args[0])
			if err != nil {
				return fmt.Errorf("show %w", err)
			}
			_, err = fmt.Fprint(a.stdout, fullText(c))
			return output(err)
		},
	}
}

// fullText is everything that the registry says about a claim.
func fullText(c *claim.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s: %s\n\n%s\n\n", c.ID, c.Label, c.Title, strings.TrimSpace(c.Statement))
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%-21s %s\n", name, text)
		}
	}
	line("in short", c.Short)
	for _, h := range c.Hypotheses {
		line("hypothesis", h)
	}
	line("provenance", string(c.Provenance)+" (the label is an assignment, not a quotation)")
	line("compare with the PDF", c.Compare)
	line("not claimed", c.NotClaimed)
	line("rests on", strings.Join(c.RestsOn, ", "))
	line("errata", strings.Join(c.Errata, ", "))
	line("folder", c.Folder)
	line("TeX", c.TeX)
	b.WriteString("\nChecks\n")
	for _, ch := range c.Checks {
		part := ""
		if ch.Part != "" {
			part = " (part " + ch.Part + ")"
		}
		fmt.Fprintf(&b, "  %s%s [%s; %s]\n      %s\n", ch.Name, part, ch.Tier, ch.Scope, ch.Title)
		if ch.Sample != nil {
			n := ch.Sample.Cases
			fmt.Fprintf(&b, "      cases: %d quick, %d default, %d deep; %s\n", n.Quick, n.Default, n.Deep,
				strings.Join(ch.Sample.Space.Domain.Describe(), "; "))
			continue
		}
		fmt.Fprintf(&b, "      steps: %d quick, %d default, %d deep\n", len(ch.Steps(claim.Quick)), len(ch.Steps(claim.Default)), len(ch.Steps(claim.Deep)))
	}
	b.WriteString("\nWrong variants\n")
	for _, v := range c.Variants {
		fmt.Fprintf(&b, "  %s (check %s)\n      %s\n", v.Name, v.Check.Name, v.Title)
	}
	return b.String()
}

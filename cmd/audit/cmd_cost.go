package main

import (
	"errors"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func (a *app) costCommand() *cobra.Command {
	var cases int
	c := &cobra.Command{
		Use:   "cost EVIDENCE",
		Short: "Estimate what more cases would cost, from the times in an evidence file",
		Long: "Estimate what more cases would cost, from the times in an evidence file (or a report's folder): for each sampled\n" +
			"check the cases per core-second that were measured, and the core-hours for --cases cases. Wrong variants stop at\n" +
			"their first counterexample and proofs do not grow with --cases: neither is counted. Measured times vary with the\n" +
			"machine and its load; a check that took no measurable time is shown as such.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if cases < 1 || cases > claim.MaxCases {
				return fmt.Errorf("--cases %d: want 1 to %d", cases, claim.MaxCases)
			}
			e, err := readEvidence(args[0])
			if err != nil {
				return fmt.Errorf("cost: %w", err)
			}
			return a.cost(e, cases)
		},
	}
	c.Flags().IntVar(&cases, "cases", claim.MaxCases, "cases of every sampled check to plan for")
	return c
}

func (a *app) cost(e *claim.Evidence, cases int) error {
	if e.Timing == nil {
		return errors.New("cost: the evidence has no timing")
	}
	tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintf(tw, "CLAIM\tCHECK\tCASES\tCORE-SECONDS\tCASES/CORE-SECOND\tCORE-HOURS FOR %d\t\n", cases)
	total, unknown := 0.0, 0
	for k := range e.Claims {
		c := &e.Claims[k]
		for _, ch := range c.Checks {
			if ch.Cases == 0 {
				continue
			}
			seconds := e.Timing.Checks[c.ID][ch.Name]
			rate, hours := "-", "-"
			if seconds > 0 {
				h := seconds / float64(ch.Cases) * float64(cases) / 3600
				total += h
				rate, hours = three(float64(ch.Cases)/seconds), three(h)
			} else {
				unknown++
			}
			_, _ = fmt.Fprintf(tw, "%s\t%s\t%d\t%s\t%s\t%s\t\n", c.ID, ch.Name, ch.Cases, three(seconds), rate, hours)
		}
	}
	if err := tw.Flush(); err != nil {
		return failed(err)
	}
	_, err := fmt.Fprintf(a.stdout, "\n%s core-hours in all for %d cases of each sampled check (%d checks without a measured time)\n", three(total), cases, unknown)
	return output(err)
}

// three writes a number with three digits.
func three(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }

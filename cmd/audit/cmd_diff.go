package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/reports"
)

func (a *app) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Show what changed between two audits; exit 1 on a regression",
		Long: "Show what changed between two audits (evidence files, or folders of reports).\n\n" +
			"Weaker, and so a regression (exit status 1): a claim, check, wrong variant, regime or proof step that is gone, a\n" +
			"weaker verdict or tier, a variant that is no longer refuted, fewer valid cases, a smaller margin. Cases and\n" +
			"margins are compared only between audits of the same seed, profile and --cases.",
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			before, err := readEvidence(args[0])
			if err != nil {
				return fmt.Errorf("diff: %w", err)
			}
			after, err := readEvidence(args[1])
			if err != nil {
				return fmt.Errorf("diff: %w", err)
			}
			changes := reports.Diff(before, after)
			if err := reports.WriteDiff(a.stdout, changes); err != nil {
				return failed(err)
			}
			if n := reports.Regressions(changes); n > 0 {
				return failed(fmt.Errorf("%d regressions", n))
			}
			return nil
		},
	}
}

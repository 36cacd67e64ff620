package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

func (a *app) mergeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "merge DIR FILE...",
		Short: "Join the evidence of shards into one report",
		Long: "Join the evidence of shards (files, or folders of reports) into one report in DIR.\n\n" +
			"All n shards give the evidence of the audit in one piece. Fewer give a report that is undecided and can be\n" +
			"merged again with the rest. The order does not matter, and a shard given twice counts once. Evidence of\n" +
			"another version, seed, profile or selection is refused (exit status 2). One complete evidence file alone is\n" +
			"rendered again.",
		Args: cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error { return a.merge(args[0], args[1:]) },
	}
}

func (a *app) merge(dir string, files []string) error {
	var parts []*claim.Evidence
	for _, f := range files {
		e, err := readEvidence(f)
		if err != nil {
			return fmt.Errorf("merge: %w", err)
		}
		parts = append(parts, e)
	}
	e, err := claim.Merge(parts...)
	if err != nil {
		return err
	}
	if err := reports.Prepare(dir); err != nil {
		return fmt.Errorf("merge %q: can't write there: %w", dir, err)
	}
	return a.publish(dir, e)
}

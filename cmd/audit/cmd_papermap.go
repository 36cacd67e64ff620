package main

import (
	"errors"
	"fmt"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/papermap"
)

//go:generate go run . papermap --out ../../PAPER_MAP.md
//go:generate go test -run ^TestReadmeExamples$ . -update

func (a *app) papermapCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "papermap",
		Short: "Write PAPER_MAP.md from the registry",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				return errors.New(`--out "": want a file`)
			}
			if err := renameio.WriteFile(out, papermap.Page(a.claims()), 0o644); err != nil {
				return fmt.Errorf("--out %q: can't write there: %w", out, err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", "PAPER_MAP.md", "file to write")
	return c
}

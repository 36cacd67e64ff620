package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/reports"
	"github.com/ssamverify/ssamverify/reports/figures"
)

func (a *app) figuresCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "figures",
		Short: "Draw the figures as SVG and PNG, with their numbers as CSV",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return errors.New(`--out "": want a folder`)
			}
			if err := reports.Prepare(out); err != nil {
				return fmt.Errorf("--out %q: can't write there: %w", out, err)
			}
			all, err := figures.All(c.Context())
			if err != nil {
				return failed(err)
			}
			for k := range all {
				if err := a.writeFigure(out, &all[k]); err != nil {
					return failed(err)
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", "figures", "folder of the figures")
	return c
}

func (a *app) writeFigure(dir string, f *figures.Figure) error {
	for _, format := range []struct {
		extension string
		render    func() ([]byte, error)
	}{{".svg", f.SVG}, {".png", f.PNG}, {".csv", func() ([]byte, error) { return f.Data.CSV(), nil }}} {
		data, err := format.render()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		path := filepath.Join(dir, f.Name+format.extension)
		if err := renameio.WriteFile(path, data, 0o644, renameio.WithTempDir(dir)); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(a.stdout, filepath.ToSlash(path)); err != nil {
			return err
		}
	}
	return nil
}

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// listed is one claim of audit list --json.
type listed struct {
	ID         string           `json:"id"`
	Label      string           `json:"label"`
	Title      string           `json:"title"`
	Short      string           `json:"short"`
	Provenance claim.Provenance `json:"provenance"`
	Folder     string           `json:"folder"`
	RestsOn    []string         `json:"rests_on,omitempty"`
	Checks     []listedCheck    `json:"checks"`
	Variants   []listedVariant  `json:"variants"`
}

type listedCheck struct {
	Name  string     `json:"name"`
	Part  string     `json:"part,omitempty"`
	Title string     `json:"title"`
	Tier  claim.Tier `json:"tier"`
	Scope string     `json:"scope"`
}

type listedVariant struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Check string `json:"check"`
}

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the claims",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			claims := a.claims()
			if asJSON {
				return writeJSON(a.stdout, describe(claims))
			}
			tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			_, _ = fmt.Fprintln(tw, "ID\tLABEL\tPROVENANCE\tCHECKS\tWRONG VARIANTS\tTITLE")
			for i := range claims {
				k := &claims[i]
				_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%d\t%s\n", k.ID, k.Label, k.Provenance, len(k.Checks), len(k.Variants), k.Title)
			}
			return output(tw.Flush())
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return c
}

func describe(claims []claim.Claim) []listed {
	ls := make([]listed, 0, len(claims))
	for i := range claims {
		c := &claims[i]
		l := listed{
			ID: c.ID, Label: c.Label, Title: c.Title, Short: c.Short, Provenance: c.Provenance, Folder: c.Folder, RestsOn: c.RestsOn,
			Checks: []listedCheck{}, Variants: []listedVariant{},
		}
		for _, ch := range c.Checks {
			l.Checks = append(l.Checks, listedCheck{ch.Name, ch.Part, ch.Title, ch.Tier, ch.Scope})
		}
		for _, v := range c.Variants {
			l.Variants = append(l.Variants, listedVariant{v.Name, v.Title, v.Check.Name})
		}
		ls = append(ls, l)
	}
	return ls
}

// writeJSON writes v indented, without HTML escapes.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return output(enc.Encode(v))
}

// output makes an error of writing the output one of exit status 1.
func output(err error) error {
	if err != nil {
		return failed(err)
	}
	return nil
}

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func (a *app) replayCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "replay TOKEN",
		Short: "Run one case or step again, with every intermediate value",
		Long: "Run the case or step that a token names once more, with every intermediate value.\n\n" +
			"Exit status: 0 when the case held or the step proved or held, 1 for any other outcome.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			tok, err := claim.ParseToken(args[0])
			if err != nil {
				return err
			}
			r, err := claim.Replay(c.Context(), a.claims(), tok)
			if err != nil {
				return err
			}
			if asJSON {
				err = writeJSON(a.stdout, r)
			} else {
				_, err = fmt.Fprint(a.stdout, replayText(r))
				err = output(err)
			}
			if err == nil && !claim.Verdict(r.Outcome).Passes() {
				return failed(nil)
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return c
}

func replayText(r *claim.Replayed) string {
	var b strings.Builder
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%-9s %s\n", name, text)
		}
	}
	line("token", r.Token.String())
	line("claim", r.Claim)
	line("check", r.Check)
	line("variant", r.Variant)
	line("step", r.Token.Step)
	line("regime", r.Regime)
	line("outcome", r.Outcome)
	line("failure", r.Failure)
	line("detail", r.Detail)
	line("margin", r.Margin)
	section := func(title string, vs []claim.Value) {
		if len(vs) > 0 {
			b.WriteString("\n" + title + "\n")
		}
		for _, v := range vs {
			fmt.Fprintf(&b, "  %s = %s\n", v.Name, v.Value)
		}
	}
	section("instance", r.Instance)
	section("values", r.Values)
	return b.String()
}

package reports

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Table writes the terminal's view of an audit: one line per claim, one line in sum, then every
// failure in full, with the tokens that replay it.
func Table(w io.Writer, e *claim.Evidence) error {
	rows, t := summarize(e)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) // Flush reports every error
	_, _ = fmt.Fprintln(tw, "CLAIM\tVERDICT\tTIERS\tCASES\tGRID POINTS\tREFUTED\tSECONDS\tSMALLEST MARGIN")
	for _, r := range rows {
		_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%d\t%d/%d\t%s\t%s\n", r.claim.ID, standing(r.claim), r.tiers, r.cases, r.points,
			r.refuted, r.variants, r.seconds, r.margin)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "\n%s: %s\n", strings.ToUpper(string(e.Verdict)), sentence(e, t)); err != nil {
		return err
	}
	for _, f := range failures(e) {
		if _, err := io.WriteString(w, "\n"+f.text()); err != nil {
			return err
		}
	}
	return nil
}

// VariantTable writes the terminal's view of a falsification: one line per wrong variant, then every
// survivor. It returns the numbers of refuted and of all variants.
func VariantTable(w io.Writer, e *claim.Evidence) (refuted, all int, err error) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(tw, "CLAIM\tWRONG VARIANT\tCHECK\tVERDICT\tCASES\tSIZE\tREPLAY")
	for k := range e.Claims {
		c := &e.Claims[k]
		for _, v := range c.Variants {
			size, token := "-", "-"
			if m := v.Minimal; m != nil {
				token = m.Token
				if m.Depth > 0 {
					size = fmt.Sprintf("L=%d d=%d", m.Depth, m.Width)
				}
			}
			all++
			if v.Verdict == claim.Refuted {
				refuted++
			}
			_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", c.ID, v.Name, v.Check, word(v.Verdict), v.Cases, size, token)
		}
	}
	if err := tw.Flush(); err != nil {
		return 0, 0, err
	}
	_, err = fmt.Fprintf(w, "\n%d of %s refuted\n", refuted, count(all, "wrong variant"))
	for k := range e.Claims {
		for _, f := range variantFailures(&e.Claims[k]) {
			if err == nil {
				_, err = io.WriteString(w, "\n"+f.text())
			}
		}
	}
	return refuted, all, err
}

// word is the verdict of a variant as a reader expects it: one that held has survived.
func word(v claim.Verdict) string {
	if v.Passes() {
		return "SURVIVED"
	}
	return string(v)
}

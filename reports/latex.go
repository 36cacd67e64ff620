package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// LaTeX writes a booktabs table, one row per claim, to be included by \input{table.tex} in a document
// that loads booktabs and longtable. Characters outside ASCII are written as LaTeX commands where the
// texts of this project use them, and as "?" otherwise, so that any engine compiles it.
func LaTeX(w io.Writer, e *claim.Evidence) error {
	rows, t := summarize(e)
	var b strings.Builder
	b.WriteString("% Written by audit. In the preamble: \\usepackage{booktabs,longtable}\n")
	b.WriteString("\\begin{longtable}{@{}l p{5.2cm} l l r r r@{}}\n")
	fmt.Fprintf(&b, "\\caption{%s. %s}\\label{tab:audit}\\\\\n", texText(sentence(e, t)), texText(disclaimer))
	head := "Claim & Title & Provenance & Verdict & Cases & Grid points & Refuted \\\\\n"
	b.WriteString("\\toprule\n" + head + "\\midrule\n\\endfirsthead\n\\toprule\n" + head + "\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n")
	for _, r := range rows {
		c := r.claim
		fmt.Fprintf(&b, "%s & %s & %s & %s & %d & %d & %d/%d \\\\\n", texText(c.Label), texText(c.Title), texText(string(c.Provenance)), texText(standing(c)),
			r.cases, r.points, r.refuted, r.variants)
	}
	b.WriteString("\\end{longtable}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// texText escapes s for running text.
func texText(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		switch r {
		case '\\':
			b.WriteString(`\textbackslash{}`)
		case '{', '}', '$', '&', '#', '%', '_':
			b.WriteString(`\` + string(r))
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '<':
			b.WriteString(`\textless{}`)
		case '>':
			b.WriteString(`\textgreater{}`)
		case '|':
			b.WriteString(`\textbar{}`)
		case '"':
			b.WriteString("''")
		case '-': // "--" would become a dash
			b.WriteString("-{}")
		case '\u2019':
			b.WriteString("'")
		case '\u2013', '\u2014':
			b.WriteString("-{}")
		default:
			if r > '~' || r < ' ' {
				r = '?'
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

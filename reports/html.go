package reports

import (
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"html/template"
	"io"

	"github.com/ssamverify/ssamverify/internal/claim"
)

//go:embed page/page.html.tmpl
var pageTemplate string

//go:embed page/style.css
var pageStyle string

//go:embed page/script.js
var pageScript string

// HTML writes the page of an audit as one file: no network, no script but the one in it (the page
// forbids any other), figures and formulas inline. Everything that comes from the evidence is escaped
// by html/template; a formula that the converter does not know is shown as its LaTeX source.
func HTML(w io.Writer, e *claim.Evidence) error {
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return err
	}
	p, err := newPage(e)
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}

// scriptHash is the source expression that allows the page's own script and no other.
func scriptHash() string {
	sum := sha256.Sum256([]byte(pageScript))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

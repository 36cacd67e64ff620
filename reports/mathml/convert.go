package mathml

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// MaxSource bounds the bytes of a formula, and MaxNesting the depth of its groups.
const (
	MaxSource  = 16 << 10
	MaxNesting = 64
)

// Block returns the formula as a <math> element on lines of its own; Inline returns it within text.
//
// Domain: the subset of LaTeX that the package names, without dollar signs, at most MaxSource bytes
// and MaxNesting groups deep. All text in the result is escaped for HTML.
//
// Errors: an unknown command or environment, a brace, fence or argument that is missing, a script
// without a base, a formula that is too long or nested too deeply; each names the place.
func Block(tex string) (string, error) { return convert(tex, ` display="block"`) }

// Inline is Block for a formula within a line of text.
func Inline(tex string) (string, error) { return convert(tex, "") }

func convert(tex, display string) (string, error) {
	if len(tex) > MaxSource {
		return "", fmt.Errorf("formula: %d bytes, at most %d are read", len(tex), MaxSource)
	}
	for k, r := range tex {
		if r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0x7f || r >= 0xFFFE && r <= 0xFFFF || r == utf8.RuneError {
			return "", fmt.Errorf("formula: character %U at byte %d is no text", r, k)
		}
	}
	p := &parser{scanner: scanner{tex}}
	row, err := p.row(func(t token) bool { return t == end })
	if err != nil {
		return "", fmt.Errorf("formula: %w", err)
	}
	return fmt.Sprintf(`<math%s alttext="%s">%s</math>`, display, html.EscapeString(tex), row), nil
}

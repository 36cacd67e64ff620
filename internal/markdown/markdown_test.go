package markdown

import (
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"subscripts are not emphasis", "w_i * w_j", `w\_i \* w\_j`},
		{"a bar would split a table cell", "|p|^2", `\|p\|^2`},
		{"a bracket could open a link", "[x](y)", `\[x\](y)`},
		{"a tag must not reach the page", "a < b > c", `a \< b \> c`},
		{"an entity must not be decoded", "&lt;", `\&lt;`},
		{"a dollar would open mathematics", "$x$", `\$x\$`},
		{"line ends join", "a\n\tb", "a b"},
		{"a leading dash would open a list", "- x - y", `\- x - y`},
		{"a leading number would open a list", "12. x", `12\. x`},
		{"a decimal is no list", "0.5 x", "0.5 x"},
		{"a backslash stays a backslash", `\alpha`, `\\alpha`},
		{"an underline would make a heading", "== x", `\== x`},
		{"nothing stays nothing", " \n ", ""},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("%s: Text(%q) = %q, want %q", c.reason, c.in, got, c.want)
		}
	}
}

func TestBlockKeepsLines(t *testing.T) {
	if got, want := Block("a_1\n b\n\n\nc"), "a\\_1\\\nb\n\nc"; got != want {
		t.Errorf("Block = %q, want %q", got, want)
	}
}

func TestCode(t *testing.T) {
	for _, c := range []struct{ reason, in, want string }{
		{"plain", "a_b", "`a_b`"},
		{"a backtick inside needs a longer fence", "a`b", "``a`b``"},
		{"a backtick at the edge needs a space", "`a", "`` `a ``"},
		{"empty", "", "`  `"},
		{"one line", "a\nb", "`a b`"},
	} {
		if got := Code(c.in); got != c.want {
			t.Errorf("%s: Code(%q) = %q, want %q", c.reason, c.in, got, c.want)
		}
	}
	if got := Cell("|p|"); got != "`\\|p\\|`" {
		t.Errorf("Cell = %q", got)
	}
}

// unescape is what CommonMark does with a backslash before ASCII punctuation.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// FuzzText: reading an escaped text back gives the text, and no special character is left bare.
func FuzzText(f *testing.F) {
	for _, s := range []string{"w_i", `\*`, "1) x", "-", "a|b`c", "é ∑"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if want := strings.Join(strings.Fields(s), " "); unescape(got) != want {
			t.Fatalf("Text(%q) = %q reads back as %q", s, got, unescape(got))
		}
		for i := 0; i < len(got); i++ {
			if got[i] == '\\' {
				i++
				continue
			}
			if strings.IndexByte(special, got[i]) >= 0 {
				t.Fatalf("Text(%q) = %q has a bare %q", s, got, got[i])
			}
		}
	})
}

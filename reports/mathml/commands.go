package mathml

import (
	"errors"
	"fmt"
	"html"
	"strings"
)

// command reads the rest of a command whose name was taken.
func (p *parser) command(name string, before class) (atom, error) {
	if s, ok := symbolOf(name); ok {
		if _, letter := letters()[name]; letter {
			return atom{ml: "<mi>" + s.text + "</mi>"}, nil
		}
		return operator(s.text, s.class, before), nil
	}
	if limits, ok := functions()[name]; ok {
		text := map[string]string{"argmin": "arg min", "argmax": "arg max", "liminf": "lim inf", "limsup": "lim sup"}[name]
		if text == "" {
			text = name
		}
		return named(text, limits), nil
	}
	if width, ok := spaces()[name]; ok {
		return atom{ml: `<mspace width="` + width + `"/>`, class: space}, nil
	}
	if size, ok := sizes()[name]; ok {
		return p.sized(name, size)
	}
	if a, ok := accents()[name]; ok {
		body, err := p.argument()
		stretch := map[bool]string{true: "true", false: "false"}[a.class == large]
		return atom{ml: `<mover accent="true">` + body + `<mo stretchy="` + stretch + `">` + a.text + "</mo></mover>"}, err
	}
	if starts, ok := alphabets()[name]; ok {
		text, err := p.raw(name)
		return atom{ml: "<mi>" + html.EscapeString(alphabet(text, starts)) + "</mi>"}, err
	}
	return p.structure(name)
}

// structure reads the commands with a shape of their own.
func (p *parser) structure(name string) (atom, error) {
	switch name {
	case "frac", "dfrac", "tfrac", "binom":
		top, err1 := p.argument()
		bottom, err2 := p.argument()
		switch name {
		case "binom":
			return atom{ml: `<mrow><mo>(</mo><mfrac linethickness="0">` + top + bottom + `</mfrac><mo>)</mo></mrow>`}, errors.Join(err1, err2)
		case "tfrac":
			return atom{ml: `<mstyle displaystyle="false"><mfrac>` + top + bottom + `</mfrac></mstyle>`}, errors.Join(err1, err2)
		}
		return atom{ml: "<mfrac>" + top + bottom + "</mfrac>"}, errors.Join(err1, err2)
	case "sqrt":
		return p.root()
	case "text", "mathrm", "mbox", "textrm":
		text, err := p.raw(name)
		if name == "mathrm" {
			return atom{ml: `<mi mathvariant="normal">` + html.EscapeString(text) + "</mi>"}, err
		}
		return atom{ml: "<mtext>" + html.EscapeString(strings.ReplaceAll(text, " ", "\u00a0")) + "</mtext>"}, err
	case "operatorname":
		limits := strings.HasPrefix(p.rest, "*")
		p.rest = strings.TrimPrefix(p.rest, "*")
		text, err := p.raw(name)
		return named(text, limits), err
	case "left":
		return p.fenced()
	case "begin":
		return p.environment()
	case "displaystyle", "limits", "nolimits":
		return atom{class: space}, nil
	}
	return atom{}, fmt.Errorf(`unknown command \%s`, name)
}

// named is a named operator such as log or min.
func named(text string, limits bool) atom {
	return atom{
		ml: `<mo form="prefix" lspace="0" rspace="0" movablelimits="true">` + html.EscapeString(text) + "</mo>", class: function, limits: limits,
	}
}

// alphabet writes ASCII letters and digits in another alphabet.
func alphabet(text string, starts [3]rune) string {
	var b strings.Builder
	for _, r := range text {
		from := r
		switch {
		case r >= 'A' && r <= 'Z':
			r = starts[0] + r - 'A'
		case r >= 'a' && r <= 'z':
			r = starts[1] + r - 'a'
		case r >= '0' && r <= '9' && starts[2] != 0:
			r = starts[2] + r - '0'
		}
		if h, ok := holes()[r]; ok && r != from {
			r = h
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (p *parser) root() (atom, error) {
	if !p.peek().is("[") {
		body, err := p.argument()
		return atom{ml: "<msqrt>" + body + "</msqrt>"}, err
	}
	p.next()
	index, err1 := p.row(func(t token) bool { return t.is("]") })
	if err1 != nil {
		return atom{}, err1
	}
	body, err2 := p.argument()
	return atom{ml: "<mroot>" + body + index + "</mroot>"}, err2
}

// delimiter reads the fence after \left, \right or a size. A point is no fence.
func (p *parser) delimiter(after string) (symbol, error) {
	t := p.next()
	if t.is(".") {
		return symbol{}, nil
	}
	if t.is("|") {
		return symbol{"|", ordinary}, nil
	}
	f, ok := fences()[t.text]
	if !ok || (!t.command && (t.text == "{" || t.text == "}")) {
		return symbol{}, fmt.Errorf(`\%s: want a fence, not %q`, after, t.text)
	}
	return f, nil
}

// sized is a fence of a fixed size: \bigl( and the like.
func (p *parser) sized(name, size string) (atom, error) {
	f, err := p.delimiter(name)
	if err != nil {
		return atom{}, err
	}
	c := f.class
	switch name[len(name)-1] {
	case 'l':
		c = opening
	case 'r':
		c = closing
	case 'm':
		c = relation
	}
	return atom{ml: fmt.Sprintf(`<mo form="prefix" lspace="0" rspace="0" stretchy="true" symmetric="true" minsize="%s" maxsize="%s">%s</mo>`,
		size, size, html.EscapeString(f.text)), class: c}, nil
}

// fenced reads \left ... \right.
func (p *parser) fenced() (atom, error) {
	left, err := p.delimiter("left")
	if err != nil {
		return atom{}, err
	}
	body, err := p.row(func(t token) bool { return t.cmd("right") })
	if err != nil {
		return atom{}, err
	}
	right, err := p.delimiter("right")
	return atom{ml: "<mrow>" + stretched(left) + body + stretched(right) + "</mrow>", class: closing}, err
}

func stretched(f symbol) string {
	if f.text == "" {
		return ""
	}
	return `<mo form="prefix" lspace="0" rspace="0" stretchy="true" symmetric="true">` + html.EscapeString(f.text) + "</mo>"
}

// environment reads \begin{name} ... \end{name}: rows end with \\, cells with &.
func (p *parser) environment() (atom, error) {
	name, err := p.raw("begin")
	if err != nil {
		return atom{}, err
	}
	around, ok := map[string][2]string{
		"cases": {"{", ""}, "aligned": {}, "gathered": {}, "matrix": {}, "pmatrix": {"(", ")"}, "bmatrix": {"[", "]"},
	}[name]
	if !ok {
		return atom{}, fmt.Errorf("unknown environment %q", name)
	}
	var rows strings.Builder
	rows.WriteString("<mtr>")
	for column := 0; ; column++ {
		var last token
		cell, err := p.row(func(t token) bool {
			last = t
			return t.is("&") || t.cmd("\\") || t.cmd("end")
		})
		if err != nil {
			return atom{}, err
		}
		align := map[bool]string{true: "left", false: "center"}[name == "cases" || (name == "aligned" && column%2 == 1)]
		if name == "aligned" && column%2 == 0 {
			align = "right"
		}
		rows.WriteString(`<mtd style="text-align:` + align + `">` + cell + "</mtd>")
		switch {
		case last.cmd("end"):
			shut, err := p.raw("end")
			if err == nil && shut != name {
				err = fmt.Errorf(`\begin{%s} ends with \end{%s}`, name, shut)
			}
			rows.WriteString("</mtr>")
			return atom{ml: "<mrow>" + stretched(symbol{text: around[0]}) + "<mtable>" + rows.String() + "</mtable>" + stretched(symbol{text: around[1]}) + "</mrow>"}, err
		case last.cmd("\\"):
			rows.WriteString("</mtr><mtr>")
			column = -1
		}
	}
}

package mathml

import (
	"errors"
	"fmt"
	"html"
	"strings"
)

// parser reads a formula by recursive descent and writes MathML as it goes.
type parser struct {
	scanner
	depth int
}

// atom is one element with its class; limits says that scripts go below and above.
type atom struct {
	ml     string
	class  class
	limits bool
}

// row reads atoms up to the token that stop accepts, which it takes, and returns one element.
func (p *parser) row(stop func(token) bool) (string, error) {
	if p.depth++; p.depth > MaxNesting {
		return "", fmt.Errorf("nested more than %d deep", MaxNesting)
	}
	defer func() { p.depth-- }()
	var b strings.Builder
	before, n := none, 0
	for {
		t := p.peek()
		if stop(t) {
			p.next()
			if n == 1 {
				return b.String(), nil
			}
			return "<mrow>" + b.String() + "</mrow>", nil
		}
		if t == end {
			return "", errors.New("ends inside a group, fence or environment")
		}
		a, err := p.scripted(before)
		if err != nil {
			return "", err
		}
		b.WriteString(a.ml)
		n++
		if a.class != space {
			before = a.class
		}
	}
}

// scripted reads an atom with its scripts. Thin spaces set a named operator apart.
func (p *parser) scripted(before class) (atom, error) {
	a, err := p.atom(before)
	if err != nil {
		return atom{}, err
	}
	var sub, sup, primes string
	for {
		t := p.peek()
		switch {
		case t.is("'"):
			p.next()
			primes += "′"
			continue
		case t.is("^") && sup == "", t.is("_") && sub == "":
			p.next()
			s, err := p.argument()
			if err != nil {
				return atom{}, err
			}
			if t.is("^") {
				sup = s
			} else {
				sub = s
			}
			continue
		case t.is("^"), t.is("_"):
			return atom{}, fmt.Errorf("two scripts %s on one base", t.text)
		}
		break
	}
	if primes != "" {
		prime := "<mo>" + primes + "</mo>"
		sup = map[bool]string{true: prime, false: "<mrow>" + prime + sup + "</mrow>"}[sup == ""]
	}
	a.ml = attach(a, sub, sup)
	if a.class == function {
		if before == ordinary || before == closing {
			a.ml = thin + a.ml
		}
		if !p.opens(p.peek()) {
			a.ml += thin
		}
		a.ml = "<mrow>" + a.ml + "</mrow>"
	}
	return a, nil
}

const thin = `<mspace width="0.167em"/>`

// opens reports whether t is an opening fence, a sized one, or the end.
func (p *parser) opens(t token) bool {
	_, sized := sizes()[t.text]
	f, fence := fences()[t.text]
	return t == end || t.is("{") || t.cmd("left") || (t.command && sized) || (fence && f.class == opening && (t.command || t.text == "(" || t.text == "["))
}

// attach puts scripts on an atom.
func attach(a atom, sub, sup string) string {
	tag := map[bool]string{true: "munderover", false: "msubsup"}[a.limits]
	switch {
	case sub == "" && sup == "":
		return a.ml
	case sup == "":
		tag = map[bool]string{true: "munder", false: "msub"}[a.limits]
	case sub == "":
		tag = map[bool]string{true: "mover", false: "msup"}[a.limits]
	}
	return "<" + tag + ">" + a.ml + sub + sup + "</" + tag + ">"
}

// argument reads the argument of a command or script: a group or one atom.
func (p *parser) argument() (string, error) {
	t := p.peek()
	if t.is("{") {
		p.next()
		return p.row(func(t token) bool { return t.is("}") })
	}
	if t == end || t.is("}") || t.is("^") || t.is("_") || t.is("&") {
		return "", errors.New("a command or script has no argument")
	}
	if p.depth++; p.depth > MaxNesting {
		return "", fmt.Errorf("nested more than %d deep", MaxNesting)
	}
	defer func() { p.depth-- }()
	if t.isDigit() { // TeX takes one digit: x^12 is x^1 2
		p.next()
		return "<mn>" + t.text + "</mn>", nil
	}
	a, err := p.atom(none)
	return a.ml, err
}

// raw reads the text of a braced argument, or of one letter or digit.
func (p *parser) raw(command string) (string, error) {
	if t := p.peek(); t.isLetter() || t.isDigit() {
		return p.next().text, nil
	}
	p.skipSpace()
	open := strings.IndexByte(p.rest, '{')
	shut := strings.IndexByte(p.rest, '}')
	if open != 0 || shut < 0 || strings.ContainsAny(p.rest[1:shut], `{\$`) {
		return "", fmt.Errorf(`\%s: want plain text in braces`, command)
	}
	text := p.rest[1:shut]
	p.rest = p.rest[shut+1:]
	return text, nil
}

// atom reads one atom without its scripts.
func (p *parser) atom(before class) (atom, error) {
	t := p.next()
	switch {
	case t.command:
		return p.command(t.text, before)
	case t.is("{"):
		ml, err := p.row(func(t token) bool { return t.is("}") })
		return atom{ml: ml}, err
	case t.isDigit():
		return atom{ml: "<mn>" + p.number(t.text) + "</mn>"}, nil
	case t.isLetter():
		return atom{ml: "<mi>" + html.EscapeString(t.text) + "</mi>"}, nil
	}
	switch t.text {
	case "+", "-":
		return operator(map[string]string{"+": "+", "-": "−"}[t.text], binary, before), nil
	case "*":
		return operator("∗", binary, before), nil
	case "=", "<", ">", ":":
		return operator(t.text, relation, before), nil
	case "(", "[":
		return operator(t.text, opening, before), nil
	case ")", "]", "!":
		return operator(t.text, closing, before), nil
	case ",", ";":
		return operator(t.text, punctuation, before), nil
	case "/", "|", ".", "?", "…":
		return operator(t.text, ordinary, before), nil
	case "~":
		return atom{ml: `<mspace width="0.25em"/>`, class: space}, nil
	case "^", "_":
		return atom{}, fmt.Errorf("a script %s without a base", t.text)
	}
	return atom{}, fmt.Errorf("unexpected character %q", t.text)
}

// number reads the rest of a number: digits, and a point followed by a digit.
func (p *parser) number(first string) string {
	digits := first
	for p.rest != "" {
		c := p.rest[0]
		point := c == '.' && len(p.rest) > 1 && p.rest[1] >= '0' && p.rest[1] <= '9' && !strings.Contains(digits, ".")
		if (c < '0' || c > '9') && !point {
			break
		}
		digits += string(c)
		p.rest = p.rest[1:]
	}
	return digits
}

// operator writes an <mo> of the given class. A binary operator with nothing before it to combine is
// a sign.
func operator(text string, c, before class) atom {
	mo := func(attributes string) atom {
		return atom{ml: "<mo" + attributes + ">" + html.EscapeString(text) + "</mo>", class: c}
	}
	switch c {
	case binary:
		if before != ordinary && before != closing {
			c = ordinary
			return mo(` form="prefix" lspace="0" rspace="0"`)
		}
		return mo(` form="infix" lspace="0.222em" rspace="0.222em"`)
	case relation:
		return mo(` form="infix" lspace="0.278em" rspace="0.278em" stretchy="false"`)
	case punctuation:
		return mo(` form="infix" lspace="0" rspace="0.167em"`)
	case large:
		a := mo(` movablelimits="true"`)
		a.limits = text != "∫"
		return a
	default:
		return mo(` form="prefix" lspace="0" rspace="0" stretchy="false"`)
	}
}

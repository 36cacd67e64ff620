package mathml

import (
	"unicode"
	"unicode/utf8"
)

// token is one unit of LaTeX source: a command (without its backslash), or a character.
type token struct {
	command bool
	text    string
}

// end is the token after the last one.
var end = token{}

// scanner cuts LaTeX source into tokens. White space between them is skipped, as in math mode.
type scanner struct{ rest string }

func (s *scanner) skipSpace() {
	for s.rest != "" && (s.rest[0] == ' ' || s.rest[0] == '\n' || s.rest[0] == '\t' || s.rest[0] == '\r') {
		s.rest = s.rest[1:]
	}
}

// peek returns the next token without taking it.
func (s *scanner) peek() token {
	t, _ := s.split()
	return t
}

// next takes the next token.
func (s *scanner) next() token {
	t, n := s.split()
	s.rest = s.rest[n:]
	return t
}

// split returns the next token and the number of bytes up to its end.
func (s *scanner) split() (token, int) {
	s.skipSpace()
	if s.rest == "" {
		return end, 0
	}
	if s.rest[0] != '\\' {
		_, n := utf8.DecodeRuneInString(s.rest)
		return token{false, s.rest[:n]}, n
	}
	n := 1
	for n < len(s.rest) && isLetter(s.rest[n]) {
		n++
	}
	if n == 1 && n < len(s.rest) { // a control symbol
		_, size := utf8.DecodeRuneInString(s.rest[1:])
		n += size
	}
	return token{true, s.rest[1:n]}, n
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// isDigit reports whether t begins a number.
func (t token) isDigit() bool {
	return !t.command && len(t.text) == 1 && t.text[0] >= '0' && t.text[0] <= '9'
}

func (t token) isLetter() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return !t.command && unicode.IsLetter(r)
}

// is reports whether t is the character c.
func (t token) is(c string) bool { return !t.command && t.text == c }

// cmd reports whether t is the command name.
func (t token) cmd(name string) bool { return t.command && t.text == name }

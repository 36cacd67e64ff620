// Package markdown escapes text for GitHub-flavored Markdown, so that a statement full of
// underscores, bars and asterisks is shown as it was written.
package markdown

import "strings"

// special holds every ASCII character that can mean something inside a line of GitHub-flavored
// Markdown. CommonMark allows a backslash before any ASCII punctuation, so escaping too much is
// harmless and escaping too little is not.
const special = "\\`*_[]<>|#~&$!"

// Text escapes s for running text on one line: special characters get a backslash, and every run
// of white space, line ends included, becomes one space. A character that is special at the start
// of a block only ("-", "+", "=" or the mark after a number) is escaped there. Source: CommonMark 0.31, 2.4.
func Text(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for k, w := range words {
		if k > 0 {
			b.WriteByte(' ')
		}
		if k == 0 {
			w = start(&b, w)
		}
		for i := range len(w) {
			if strings.IndexByte(special, w[i]) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(w[i])
		}
	}
	return b.String()
}

// start writes the part of the first word that would open a list or underline a heading, escaped,
// and returns the rest.
func start(b *strings.Builder, w string) string {
	digits := 0
	for digits < len(w) && w[digits] >= '0' && w[digits] <= '9' {
		digits++
	}
	numbered := digits > 0 && digits == len(w)-1 && (w[digits] == '.' || w[digits] == ')')
	if numbered || (digits == 0 && strings.IndexByte("-+=", w[0]) >= 0) {
		b.WriteString(w[:digits])
		b.WriteByte('\\')
		b.WriteByte(w[digits])
		return w[digits+1:]
	}
	return w
}

// Block escapes s and keeps its shape: a blank line separates paragraphs, any other line end is a
// hard break.
func Block(s string) string {
	var paragraphs []string
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			paragraphs = append(paragraphs, strings.Join(lines, "\\\n"))
			lines = nil
		}
	}
	for _, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if t := Text(line); t != "" {
			lines = append(lines, t)
		} else {
			flush()
		}
	}
	flush()
	return strings.Join(paragraphs, "\n\n")
}

// Code returns s as a code span: line ends become spaces and the fence is one backtick longer than
// the longest run inside. Inside a table the bar must be escaped too: see [Cell].
func Code(s string) string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s)
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if s == "" || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || (strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ")) {
		s = " " + s + " "
	}
	return fence + s + fence
}

// Cell returns a code span for a table cell, where a bar splits the cell even inside code unless it
// is escaped (GitHub-flavored Markdown, 4.10).
func Cell(s string) string { return strings.ReplaceAll(Code(s), "|", `\|`) }

// Row joins finished cells into one table row.
func Row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// Rule returns the line under a table's head of n columns.
func Rule(n int) string { return strings.Repeat("|---", n) + "|\n" }

package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// acceptance is a mutant, or a family of them, that no test can tell from the code: file, function, kind and snippet, not the
// line, so that it stays the same when the file grows. A field "*" fits everything.
type acceptance [4]string

// fits says whether m is in the family.
func (a acceptance) fits(m mutant) bool {
	for k, field := range []string{m.file, m.function, m.kind, m.snippet} {
		if a[k] != "*" && a[k] != field {
			return false
		}
	}
	return true
}

func accepts(list []acceptance, m mutant) bool {
	for _, a := range list {
		if a.fits(m) {
			return true
		}
	}
	return false
}

// readAccepted reads lines of file, function, kind, snippet and reason, separated by tabs. Empty lines and lines that
// start with # are left out. A line without a reason, or for every file, is an error.
func readAccepted(name string) ([]acceptance, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	var list []acceptance
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		if s.Text() == "" || s.Text()[0] == '#' {
			continue
		}
		parts := strings.Split(s.Text(), "\t")
		if len(parts) != 5 || strings.TrimSpace(parts[4]) == "" || parts[0] == "*" || parts[1] == "*" && parts[3] == "*" {
			return nil, fmt.Errorf("%s:%d: want file, function, kind, snippet and reason, separated by tabs; only function or snippet may be *, with kind; there are %d fields",
				name, n, len(parts))
		}
		list = append(list, acceptance(parts[:4]))
	}
	return list, s.Err()
}

package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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

// readAllAccepted reads every .txt file of a folder; none without a folder.
func readAllAccepted(dir string) ([]acceptance, error) {
	if dir == "" {
		return nil, nil
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("-accept: %s has no .txt file", dir)
	}
	var all []acceptance
	for _, name := range names {
		list, err := readAccepted(name)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// readAccepted reads lines of file, function, kind, snippet and reason, separated by tabs. Empty lines and lines that
// start with # are left out. A line without a reason, or for every file, is an error.
func readAccepted(name string) ([]acceptance, error) {
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

// outcomeLine is a line that tally prints: the outcome, the place, and what acceptances are keyed by.
var outcomeLine = regexp.MustCompile(`^(?:SURVIVED|UNREACHED) +([^:]+):\d+:\d+: (.*)$`)

// readAgain reads the output of an earlier run and returns the mutants that were not noticed in it, by key; nil without
// a file.
func readAgain(name string) (map[string]bool, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if m := outcomeLine.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			keys[m[1]+": "+m[2]] = true
		}
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("-again: %s names no mutant that was not noticed", name)
	}
	return keys, nil
}

package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// key names a mutant by what it is and not by its line, so that it stays the same when the file grows.
func (m mutant) key() string {
	return strings.Join([]string{m.file, m.function, m.kind, m.snippet}, "\t")
}

// readAccepted reads lines of file, function, kind, snippet and reason, separated by tabs. Empty lines and lines that
// start with # are left out. A line without a reason is an error.
func readAccepted(name string) (map[string]bool, error) {
	accepted := map[string]bool{}
	if name == "" {
		return accepted, nil
	}
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		if s.Text() == "" || s.Text()[0] == '#' {
			continue
		}
		parts := strings.Split(s.Text(), "\t")
		if len(parts) != 5 || strings.TrimSpace(parts[4]) == "" {
			return nil, fmt.Errorf("%s:%d: want file, function, kind, snippet and reason, separated by tabs; there are %d fields", name, n, len(parts))
		}
		accepted[strings.Join(parts[:4], "\t")] = true
	}
	return accepted, s.Err()
}

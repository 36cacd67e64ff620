package papermap

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Mismatches compares claims, folders and labels in every direction and lists what does not
// correspond, one line each, in a stable order; nil when everything does. module is the top of the
// module. A folder under lemmas/ or theorems/ counts when it holds Go files; "internal" and
// "testdata" hold no claims.
func Mismatches(claims []claim.Claim, module fs.FS) ([]string, error) {
	var found []string
	add := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	labels := map[string]Label{}
	folders := map[string]string{} // folder -> label
	for _, l := range Labels() {
		labels[l.Label] = l
		folders[l.Folder] = l.Label
	}
	seen := map[string]string{}
	claimed := map[string]bool{}
	for i := range claims {
		c := &claims[i]
		claimed[c.Folder] = true
		if other, dup := seen[c.Label]; dup {
			add("claims %s and %s both carry the label %q", other, c.ID, c.Label)
		}
		seen[c.Label] = c.ID
		l, ok := labels[c.Label]
		if !ok {
			add("claim %s: the label %q is not in the list of labels", c.ID, c.Label)
			continue
		}
		if c.Folder != l.Folder {
			add("claim %s: folder %q, but the label %q belongs to %q", c.ID, c.Folder, c.Label, l.Folder)
		}
		if c.Provenance != l.Provenance {
			add("claim %s: provenance %q, but the label %q has %q", c.ID, c.Provenance, c.Label, l.Provenance)
		}
		if !holdsGo(module, c.Folder) {
			add("claim %s: its folder %q holds no Go file", c.ID, c.Folder)
		}
	}
	for _, top := range []string{"lemmas", "theorems"} {
		dirs, err := packages(module, top)
		if err != nil {
			return nil, err
		}
		for _, dir := range dirs {
			switch _, known := folders[dir]; {
			case !known:
				add("folder %s belongs to no label", dir)
			case !claimed[dir]:
				add("folder %s (%s) has no claim in the registry", dir, folders[dir])
			}
		}
	}
	return found, nil
}

// packages lists the folders directly under top that hold Go files, in order; none when top is missing.
func packages(module fs.FS, top string) ([]string, error) {
	entries, err := fs.ReadDir(module, top)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("folder %s: %w", top, err)
	}
	var dirs []string
	for _, e := range entries {
		dir := path.Join(top, e.Name())
		if e.IsDir() && e.Name() != "internal" && e.Name() != "testdata" && holdsGo(module, dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs, nil
}

func holdsGo(module fs.FS, dir string) bool {
	entries, err := fs.ReadDir(module, dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() && path.Ext(e.Name()) == ".go"
	})
}

// Marked returns the labels that a page marks as verified: the rows of its table whose status is not
// "not yet".
func Marked(page []byte) []string {
	var marked []string
	in := false
	for sc := bufio.NewScanner(bytes.NewReader(page)); sc.Scan(); {
		line := sc.Text()
		if strings.HasPrefix(line, "## ") {
			in = line == "## All labels"
		}
		if !in || !strings.HasPrefix(line, "| [") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		label, _, ok := strings.Cut(strings.TrimPrefix(cells[0], "["), "]")
		if ok && cells[len(cells)-1] != notYet {
			marked = append(marked, label)
		}
	}
	return marked
}

// Stale compares a page with what the registry gives and returns nil, or an error that names the
// labels marked without a claim, the first line that differs and the command that regenerates the page.
func Stale(page []byte, claims []claim.Claim) error {
	by := byLabel(claims)
	for _, l := range Marked(page) {
		if by[l] == nil {
			return fmt.Errorf("PAPER_MAP.md marks %s as verified, but no claim carries that label; run %q", l, Command)
		}
	}
	want := Page(claims)
	if bytes.Equal(page, want) {
		return nil
	}
	got, exp := bytes.Split(page, []byte("\n")), bytes.Split(want, []byte("\n"))
	for k := range exp {
		if k >= len(got) || !bytes.Equal(got[k], exp[k]) {
			return fmt.Errorf("PAPER_MAP.md is stale from line %d (want %.120q); run %q", k+1, exp[k], Command)
		}
	}
	return fmt.Errorf("PAPER_MAP.md is stale: it has %d lines more than it should; run %q", len(got)-len(exp), Command)
}

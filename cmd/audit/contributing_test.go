package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// copied makes a copy of the module without its history and outputs.
func copied(t *testing.T) string {
	t.Helper()
	to := t.TempDir()
	from, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, os.ErrNotExist) {
				return nil // removed meanwhile
			}
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir() && slices.Contains([]string{".git", "bin", "audit-report", ".cache"}, rel):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

var block = regexp.MustCompile("(?s)<!-- (file|edit|run)(?:: ([^ ]+))? -->\n```[a-z]+\n(.*?)```\n")

// edited inserts the lines marked + after the line above them, which must be there once.
func edited(t *testing.T, text, diff string) string {
	t.Helper()
	var after string
	for _, l := range strings.SplitAfter(strings.TrimSuffix(diff, "\n"), "\n") {
		l = strings.TrimSuffix(l, "\n") + "\n"
		if strings.HasPrefix(l, "+") {
			if strings.Count(text, after) != 1 || after == "" {
				t.Fatalf("the line %q is there %d times, want once", after, strings.Count(text, after))
			}
			text = strings.Replace(text, after, after+l[1:], 1)
			after = l[1:]
			continue
		}
		after = strings.TrimPrefix(l, " ")
	}
	return text
}

// TestAddAClaim follows CONTRIBUTING.md literally: its files, its edits, its commands, then the claim
// broken on purpose as the page says.
func TestAddAClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a copy of the module")
	}
	dir := copied(t)
	counts := map[string]int{}
	run := func(line string) (string, error) {
		c := exec.CommandContext(t.Context(), "sh", "-ec", line)
		c.Dir = dir
		c.Env = append(os.Environ(), "GOFLAGS=-mod=mod -buildvcs=false", "GOPROXY=off")
		out, err := c.CombinedOutput()
		return string(out), err
	}
	for _, m := range block.FindAllStringSubmatch(read(t, "CONTRIBUTING.md"), -1) {
		kind, file, body := m[1], filepath.Join(dir, filepath.FromSlash(m[2])), m[3]
		counts[kind]++
		switch kind {
		case "file":
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		case "edit":
			old, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(edited(t, string(old), body)), 0o644); err != nil {
				t.Fatal(err)
			}
		case "run":
			for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
				out, err := run(strings.ReplaceAll(line, "/tmp/s15", filepath.Join(dir, "s15")))
				if err != nil {
					t.Fatalf("%s: %v\n%s", line, err, out)
				}
				if strings.Contains(line, "audit run") && !regexp.MustCompile(`s\.15 +held .* 1/1 `).MatchString(out) {
					t.Errorf("%s: no line that says held:\n%s", line, out)
				}
			}
		}
	}
	if counts["file"] != 2 || counts["edit"] != 3 || counts["run"] != 1 {
		t.Fatalf("the page has %v blocks, want 2 files, 3 edits and 1 run", counts)
	}
	if page, err := os.ReadFile(filepath.Join(dir, "PAPER_MAP.md")); err != nil || !bytes.Contains(page, []byte("S.15")) {
		t.Errorf("PAPER_MAP.md has no row for S.15: %v", err)
	}
	if out, err := run("gofmt -l lemmas internal/papermap && go vet ./lemmas/sharpness_floor"); err != nil || out != "" {
		t.Errorf("gofmt and go vet: %v\n%s", err, out)
	}
	claim := filepath.Join(dir, "lemmas", "sharpness_floor", "claim.go")
	data, err := os.ReadFile(claim)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(claim, bytes.Replace(data, []byte("2 * c.Depth()"), []byte("c.Depth()"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := run("go test -short ./lemmas/sharpness_floor"); err == nil || !strings.Contains(out, "below the bound") {
		t.Errorf("the broken claim passes: %v\n%s", err, out)
	}
}

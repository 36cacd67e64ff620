package reports

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Format is one output of an audit.
type Format struct {
	File  string // the name in the report's folder
	Write func(io.Writer, *claim.Evidence) error
}

// Formats returns every output, the evidence itself first.
func Formats() []Format {
	return []Format{
		{EvidenceFile, WriteJSON},
		{"report.md", Markdown},
		{"junit.xml", JUnit},
		{"table.tex", LaTeX},
		{"evidence.schema.json", WriteSchema},
		{"report.html", HTML},
	}
}

// EvidenceFile is the file that holds the evidence; every other output follows from it.
const EvidenceFile = "evidence.json"

// WriteAll writes every format into dir, which must exist, and returns the paths. All of them are
// rendered before the first is written, and each replaces its file in one step: a reader sees the
// old file or the new one, never a part.
func WriteAll(dir string, e *claim.Evidence) ([]string, error) {
	formats := Formats()
	pages := make([]bytes.Buffer, len(formats))
	for k, f := range formats {
		if err := f.Write(&pages[k], e); err != nil {
			return nil, fmt.Errorf("%s: %w", f.File, err)
		}
	}
	paths := make([]string, len(formats))
	for k, f := range formats {
		paths[k] = filepath.Join(dir, f.File)
		if err := renameio.WriteFile(paths[k], pages[k].Bytes(), 0o644, renameio.WithTempDir(dir)); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// Prepare makes dir and proves that files can be created in it, so that a long audit does not end
// without a place for its report.
func Prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := renameio.TempFile(dir, filepath.Join(dir, EvidenceFile))
	if err != nil {
		return err
	}
	return f.Cleanup()
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// listed is what "go list" says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// list resolves patterns to packages.
func list(ctx context.Context, patterns []string) ([]listed, error) {
	return goList(ctx, append([]string{"list", "-json=ImportPath,Dir,GoFiles"}, patterns...))
}

func goList(ctx context.Context, args []string) ([]listed, error) {
	var out, msg bytes.Buffer
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // the patterns are the user's own
	cmd.Stdout, cmd.Stderr = &out, &msg
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, bytes.TrimSpace(msg.Bytes()))
	}
	var all []listed
	for d := json.NewDecoder(&out); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}

// source is one parsed file with its text.
type source struct {
	path string
	text []byte
	file *ast.File
}

// loaded is a type-checked package.
type loaded struct {
	name  string
	fset  *token.FileSet
	files []source
	pkg   *types.Package
	info  *types.Info
}

// load parses and type-checks the package's files, tests left out. Imports are read from the compiler's export data.
func load(ctx context.Context, p listed) (*loaded, error) {
	deps, err := goList(ctx, []string{"list", "-deps", "-export", "-json=ImportPath,Export", p.ImportPath})
	if err != nil {
		return nil, err
	}
	export := map[string]string{}
	for _, d := range deps {
		export[d.ImportPath] = d.Export
	}
	l := &loaded{fset: token.NewFileSet(), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	var files []*ast.File
	for _, name := range p.GoFiles {
		s := source{path: filepath.Join(p.Dir, name)}
		if s.text, err = os.ReadFile(s.path); err != nil {
			return nil, err
		}
		if s.file, err = parser.ParseFile(l.fset, s.path, s.text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		l.files, files = append(l.files, s), append(files, s.file)
		l.name = s.file.Name.Name
	}
	lookup := func(path string) (io.ReadCloser, error) {
		if export[path] == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(export[path])
	}
	conf := types.Config{Importer: importer.ForCompiler(l.fset, "gc", lookup)}
	l.pkg, err = conf.Check(p.ImportPath, l.fset, files, l.info)
	return l, err
}

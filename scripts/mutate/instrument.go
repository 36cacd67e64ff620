package main

import (
	"bytes"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// instrument returns the mutants of a package and the text of its files with all of them switchable, by path; the
// package gets one more file, with the switch.
func instrument(l *loaded, dir string) ([]mutant, map[string][]byte) {
	wd, _ := os.Getwd()
	var all []mutant
	out := map[string][]byte{}
	next := 0
	for _, s := range l.files {
		rel, err := filepath.Rel(wd, s.path)
		if err != nil || strings.HasPrefix(rel, "..") {
			rel = filepath.Base(s.path)
		}
		f := &finder{l: l, src: s, rel: rel, next: &next, noStmt: map[ast.Stmt]bool{}}
		for _, d := range s.file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				f.fn = fn.Name.Name
				ast.Inspect(fn.Body, f.visit)
			}
		}
		all = append(all, f.mutants...)
		out[s.path] = apply(s.text, f.edits)
	}
	out[filepath.Join(dir, "mut_switch.go")] = []byte("package " + l.name + "\n" + runtime)
	return all, out
}

// apply makes the edits. At one place closings come first, the innermost of them first, then openings, the outermost first.
func apply(text []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int {
		if a.at != b.at {
			return a.at - b.at
		}
		if a.closing != b.closing {
			if a.closing {
				return -1
			}
			return 1
		}
		if a.closing {
			return b.depth - a.depth
		}
		return a.depth - b.depth
	})
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(text[at:e.at])
		out.WriteString(e.with)
		at = e.end
	}
	out.Write(text[at:])
	return out.Bytes()
}

// runtime is the switch: MUTANT names the one mutant that is on, MUTANT_HITS a file with one byte per mutant, set when it is reached.
const runtime = `
import (
	"os"
	"strconv"
	"syscall"
)

var mutActive, mutHits = mutStart()

func mutStart() (int, []byte) {
	n, _ := strconv.Atoi(os.Getenv("MUTANT"))
	name := os.Getenv("MUTANT_HITS")
	if name == "" {
		return n, nil
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		panic(err)
	}
	st, err := f.Stat()
	if err != nil {
		panic(err)
	}
	m, err := syscall.Mmap(int(f.Fd()), 0, int(st.Size()), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		panic(err)
	}
	return n, m
}

type mutNumber interface {
	mutInteger | ~float32 | ~float64
}

type mutInteger interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type mutOrdered interface {
	mutNumber | ~string
}

func mutOn(id int) bool {
	if mutHits != nil {
		mutHits[id] = 1
	}
	return mutActive == id
}

func mutPick[T any](id int, a, b T) T {
	if mutOn(id) {
		return b
	}
	return a
}

func mutNeg[T mutNumber](id int, x T) T {
	if mutOn(id) {
		return x
	}
	return -x
}

func mutAdd[T mutNumber](id int, x, y T) T { if mutOn(id) { return x - y }; return x + y }
func mutSub[T mutNumber](id int, x, y T) T { if mutOn(id) { return x + y }; return x - y }
func mutMul[T mutNumber](id int, x, y T) T { if mutOn(id) { return x / y }; return x * y }
func mutQuo[T mutNumber](id int, x, y T) T { if mutOn(id) { return x * y }; return x / y }
func mutRem[T mutInteger](id int, x, y T) T { if mutOn(id) { return x * y }; return x % y }
func mutAnd[T mutInteger](id int, x, y T) T { if mutOn(id) { return x | y }; return x & y }
func mutOr[T mutInteger](id int, x, y T) T { if mutOn(id) { return x & y }; return x | y }
func mutShl[T, S mutInteger](id int, x T, y S) T { if mutOn(id) { return x >> y }; return x << y }
func mutShr[T, S mutInteger](id int, x T, y S) T { if mutOn(id) { return x << y }; return x >> y }

func mutLss[T mutOrdered](id int, x, y T) bool { if mutOn(id) { return x <= y }; if mutOn(id + 1) { return x >= y }; return x < y }
func mutLeq[T mutOrdered](id int, x, y T) bool { if mutOn(id) { return x < y }; if mutOn(id + 1) { return x > y }; return x <= y }
func mutGtr[T mutOrdered](id int, x, y T) bool { if mutOn(id) { return x >= y }; if mutOn(id + 1) { return x <= y }; return x > y }
func mutGeq[T mutOrdered](id int, x, y T) bool { if mutOn(id) { return x > y }; if mutOn(id + 1) { return x < y }; return x >= y }
`

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// bench is a group of this module's benchmarks.
type bench struct{ section, pkg, pattern, time string }

var benches = []bench{
	{"1", "oracle/shrinkage", "^BenchmarkLargerRoot$", "4ms"},
	{"2", "oracle/interval", "^BenchmarkFunctions$/^(exp|log|root5)$", "4ms"},
	{"3", "internal/proof", "^BenchmarkExactCheck$/^L8", "4ms"},
	{"4", "numeric", "^(BenchmarkNormals|BenchmarkSSAM)$", "4ms"},
	{"5", "internal/proof", "^BenchmarkExactCheck$/^L4", "4ms"},
	{"5", "internal/claim", "^BenchmarkCase$", "4ms"},
	{"6", "numeric", "^BenchmarkGradient$", "4ms"},
}

// work is what a benchmark measures: the key shared with the peers and the unit of its value.
type work struct{ key, unit string }

// works maps a benchmark's first name to its work; {} stands for the rest of the name.
var works = map[string]work{
	"LargerRoot": {"root/{}", "ns/op"}, "Functions": {"{}", "ns/op"}, "Gradient": {"gradient/{}", "ns/entry"},
	"Normals": {"normal", "ns/normal"}, "SSAM": {"{}", "ns/step"}, "Case": {"case/{}", "ns/op"}, "ExactCheck": {"{}", "ns/op"},
}

var renamed = map[string]string{"L8-d1-A": "exact/A", "L8-d1-B": "exact/B", "L4-d4-diag-rational": "check"}

func lookup(name string) (work, bool) {
	first, rest, _ := strings.Cut(name, "/")
	w, ok := works[first]
	if n, is := renamed[rest]; is {
		rest = n
	}
	w.key = strings.ReplaceAll(w.key, "{}", rest)
	return w, ok
}

// comparison is a row of the table: ours over the peer's, and the largest ratio that meets the target (0: no target).
type comparison struct {
	section, work, ours, peer string
	most                      float64
}

// comparisons lists the targets of docs/PERFORMANCE.md.
func comparisons() []comparison {
	var all []comparison
	add := func(section, work, peer string, most float64) {
		all = append(all, comparison{section, work, "go:" + work, peer + ":" + work, most})
	}
	for i, digits := range []string{"100", "1000", "10000"} {
		for _, depth := range []string{"3", "5", "10"} {
			w := "root/L=" + depth + "/digits=" + digits
			add("1", w, "arb", []float64{2.5, 2, 2}[i])
			add("1", w, "mpfr", 0)
			add("1", w, "pari", 0)
			add("1", w, "mpmath", 1./8)
		}
		for _, f := range []string{"exp", "log", "root5"} {
			w := f + "/" + digits
			most := []float64{6, 3, 3}[i]
			if f == "root5" {
				most = []float64{4, 2.5, 2.5}[i]
			}
			add("2", w, "arb", most)
			add("2", w, "mpfr", 0)
			add("2", w, "pari", 0)
			add("2", w, "mpmath", 0)
		}
	}
	add("3", "exact/A", "flint", 1)
	add("3", "exact/B", "flint", 1/1.3)
	add("3", "exact/A", "python", 0)
	add("3", "exact/B", "python", 0)
	add("4", "normal", "c", 0)
	add("4", "normal", "numpy", 0)
	add("4", "population", "c", 1/0.95)
	add("4", "sample", "c", 1/0.95)
	add("4", "population", "numpy", 1/3.5)
	add("4", "sample", "numpy", 1/3.5)
	add("4", "scalar", "c", 1.2)
	add("5", "check", "hypothesis", 1./500)
	all = append(all, comparison{"5", "case of the runner, against bare gopter", "go:case/wrapper", "go:case/gopter", 2})
	for _, l := range []string{"2", "4", "8", "16", "32", "64"} {
		add("6", "gradient/L="+l, "c", 1.2)
		if l == "2" || l == "8" || l == "64" {
			add("6", "gradient/L="+l, "numpy", 0)
		}
	}
	return all
}

// print writes a Markdown table of the comparisons that both sides have samples for, and returns how many targets are missed.
func (s Samples) print(w io.Writer, sections []string) int {
	missed := 0
	rows := comparisons()
	slices.SortStableFunc(rows, func(a, b comparison) int { return strings.Compare(a.section, b.section) })
	say := func(format string, a ...any) { _, _ = fmt.Fprintf(w, format, a...) }
	say("| section | work | ours (least / median) | peer | peer's (least / median) | ours / peer | at most | |\n|---|---|---|---|---|---|---|---|\n")
	for _, c := range rows {
		ours, peer := s.least(c.ours), s.least(c.peer)
		if ours == 0 || peer == 0 || !slices.Contains(sections, c.section) {
			continue
		}
		ratio, most, verdict := ours/peer, "-", ""
		if c.most > 0 {
			most, verdict = fmt.Sprintf("%.3g", c.most), "met"
			if ratio > c.most {
				verdict = "missed"
				missed++
			}
		}
		name, _, _ := strings.Cut(c.peer, ":")
		say("| %s | %s | %s / %s | %s | %s / %s | %.3g | %s | %s |\n", c.section, c.work, duration(ours), duration(s.median(c.ours)),
			name, duration(peer), duration(s.median(c.peer)), ratio, most, verdict)
	}
	return missed
}

// duration writes nanoseconds with three digits and a unit.
func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return fmt.Sprintf("%.3g ns", ns)
	case ns < 1e6:
		return fmt.Sprintf("%.3g µs", ns/1e3)
	}
	return fmt.Sprintf("%.4g ms", ns/1e6)
}

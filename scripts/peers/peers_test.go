package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestAddBench(t *testing.T) {
	s := Samples{}
	err := s.addBench(strings.NewReader(`goos: linux
BenchmarkLargerRoot/L=3/digits=100-2    100   2000 ns/op   16 B/op   2 allocs/op
BenchmarkLargerRoot/L=3/digits=100-2    100   1500 ns/op   16 B/op   2 allocs/op
BenchmarkGradient/L=8-2    100   2000 ns/op   1.25 ns/entry
BenchmarkExactCheck/L8-d1-A    100   700 ns/op   10 checks/s
BenchmarkOther-2    100   1 ns/op
PASS
`))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]float64{"go:root/L=3/digits=100": 1500, "go:gradient/L=8": 1.25, "go:exact/A": 700, "go:Other": 0} {
		if got := s.least(key); got != want {
			t.Errorf("least(%s) = %g, want %g", key, got, want)
		}
	}
	if got := s.median("go:root/L=3/digits=100"); got != 1500 {
		t.Errorf("median of 2000 and 1500 = %g, want the lower one", got)
	}
	if err := s.addBench(strings.NewReader("PASS\n")); err == nil {
		t.Error("an output without benchmarks is no error")
	}
}

func TestAddLinesRefuses(t *testing.T) {
	for _, tt := range []struct{ line, why string }{
		{"arb:exp/100", "no value"}, {"arb:exp/100 x", "no number"}, {"arb:exp/100 0", "no time at all"},
		{"exp/100 3", "no tool"}, {"arb:exp/100 NaN", "not a number"}, {"  ***   syntax error", "a message"},
	} {
		if err := (Samples{}).addLines(strings.NewReader(tt.line + "\n")); err == nil {
			t.Errorf("%q (%s) is accepted", tt.line, tt.why)
		}
	}
}

// TestPrint: a missed target is counted, a met one and one without a peer are not.
func TestPrint(t *testing.T) {
	s := Samples{"go:exp/1000": {301}, "arb:exp/1000": {100}, "go:log/1000": {299}, "arb:log/1000": {100}, "go:root5/1000": {9}}
	var out bytes.Buffer
	if n := s.print(&out, []string{"2"}); n != 1 {
		t.Errorf("%d targets missed, want 1:\n%s", n, out.String())
	}
	if n := s.print(&out, []string{"1"}); n != 0 {
		t.Errorf("%d targets missed in a section without samples", n)
	}
}

// TestComparisonsNameBenchmarks: every row's own side is a key that some benchmark of the same section gives.
func TestComparisonsNameBenchmarks(t *testing.T) {
	prefix := map[string][]string{"1": {"go:root/"}, "2": {"go:exp/", "go:log/", "go:root5/"}, "3": {"go:exact/"},
		"4": {"go:normal", "go:population", "go:sample", "go:scalar"}, "5": {"go:check", "go:case/"}, "6": {"go:gradient/"}}
	seen := map[string]bool{}
	for _, c := range comparisons() {
		if seen[c.ours+c.peer] {
			t.Errorf("%s against %s is there twice", c.ours, c.peer)
		}
		seen[c.ours+c.peer] = true
		ok := false
		for _, p := range prefix[c.section] {
			ok = ok || strings.HasPrefix(c.ours, p)
		}
		if !ok {
			t.Errorf("section %s has no benchmark for %s", c.section, c.ours)
		}
	}
	if len(seen) != 94 {
		t.Errorf("%d comparisons, want 94: 36 roots, 36 functions, 4 exact checks, 7 of S-SAM, 2 of cases, 9 gradients", len(seen))
	}
}

package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Samples are nanoseconds per unit of work, by key: "tool:work".
type Samples map[string][]float64

// addLines reads the lines "key nanoseconds" of a peer program.
func (s Samples) addLines(r io.Reader) error {
	for sc := bufio.NewScanner(r); sc.Scan(); {
		key, value, ok := strings.Cut(sc.Text(), " ")
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if !ok || err != nil || !(v > 0) || !strings.Contains(key, ":") {
			return fmt.Errorf("line %q: want \"tool:work nanoseconds\"", sc.Text())
		}
		s[key] = append(s[key], v)
	}
	return nil
}

var processors = regexp.MustCompile(`-\d+$`)

// addBench reads the output of go test -bench. A benchmark's value is the metric that works names for it, or ns/op.
func (s Samples) addBench(r io.Reader) error {
	n := 0
	for sc := bufio.NewScanner(r); sc.Scan(); {
		f := strings.Fields(sc.Text())
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(processors.ReplaceAllString(f[0], ""), "Benchmark")
		w, ok := lookup(name)
		if !ok {
			continue
		}
		for i := 2; i+1 < len(f); i += 2 {
			if f[i+1] == w.unit {
				v, err := strconv.ParseFloat(f[i], 64)
				if err != nil || !(v > 0) {
					return fmt.Errorf("%s: %s %q is no positive number", name, w.unit, f[i])
				}
				s["go:"+w.key] = append(s["go:"+w.key], v)
				n++
			}
		}
	}
	if n == 0 {
		return fmt.Errorf("no benchmark that is compared was run")
	}
	return nil
}

// least is the smallest sample, 0 where there is none.
func (s Samples) least(key string) float64 {
	if len(s[key]) == 0 {
		return 0
	}
	return slices.Min(s[key])
}

// median is the middle sample, the lower one of two.
func (s Samples) median(key string) float64 {
	v := slices.Sorted(slices.Values(s[key]))
	if len(v) == 0 {
		return 0
	}
	return v[(len(v)-1)/2]
}

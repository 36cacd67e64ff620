package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// test is one top-level test, example or fuzz target with its time and the mutants that it reaches.
type test struct {
	name string
	took time.Duration
	hits []byte
}

type outcome int

const (
	notRun outcome = iota
	killed
	timedOut
	survived
	unreached
)

// lab is a built test binary.
type lab struct {
	o      options
	binary string
	dir    string // where the tests run
	tmp    string
	tests  []test
}

// mutatePackage runs the mutants of one package and prints the survivors.
func mutatePackage(ctx context.Context, o options, p listed, accepted []acceptance) (score, error) {
	l, err := load(ctx, p)
	if err != nil {
		return score{}, err
	}
	mutants, files := instrument(l, p.Dir)
	if len(mutants) == 0 { // nothing to notice, and perhaps no test that could: the registries
		return score{pkg: p.ImportPath}, nil
	}
	tmp, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return score{}, err
	}
	defer os.RemoveAll(tmp) //nolint:errcheck // a folder in the system's temporary space
	b := &lab{o: o, binary: filepath.Join(tmp, "test"), dir: p.Dir, tmp: tmp}
	if err := b.build(ctx, p, files); err != nil {
		return score{}, err
	}
	if err := b.reach(ctx, len(mutants)); err != nil {
		return score{}, err
	}
	results := make([]outcome, len(mutants))
	deadline, cancel := context.WithTimeout(ctx, o.limit)
	defer cancel()
	var wg sync.WaitGroup
	slots := make(chan struct{}, o.jobs)
	for i, m := range mutants {
		if !o.selects(i, m) {
			continue
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results[i] = b.kill(deadline, m)
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return score{}, err
	}
	return tally(o, p.ImportPath, mutants, results, accepted), nil
}

func tally(o options, pkg string, mutants []mutant, results []outcome, accepted []acceptance) score {
	s := score{pkg: pkg}
	for i, m := range mutants {
		switch results[i] {
		case notRun:
			s.notRun++
		case killed:
			s.killed++
			if o.verbose {
				fmt.Println("killed   ", m)
			}
		case timedOut:
			s.timeout++
			if o.verbose {
				fmt.Println("timed out", m)
			}
		default:
			if accepts(accepted, m) {
				s.ok++
				continue
			}
			word := "SURVIVED "
			if results[i] == unreached {
				s.unreached++
				word = "UNREACHED"
			} else {
				s.survived++
			}
			fmt.Println(word, m)
		}
	}
	return s
}

// build compiles the package's tests with the instrumented files laid over the true ones.
func (b *lab) build(ctx context.Context, p listed, files map[string][]byte) error {
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	for path, text := range files {
		copied := filepath.Join(b.tmp, filepath.Base(path))
		if err := os.WriteFile(copied, text, 0o600); err != nil {
			return err
		}
		overlay.Replace[path] = copied
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		return err
	}
	name := filepath.Join(b.tmp, "overlay.json")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-vet=off", "-overlay", name, "-o", b.binary, p.ImportPath) //nolint:gosec // the user's package
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the mutants: %w\n%s", err, out)
	}
	return nil
}

// reach runs every test alone, without mutants, and notes its time and what it reaches.
func (b *lab) reach(ctx context.Context, n int) error {
	out, err := exec.CommandContext(ctx, b.binary, "-test.list", ".").Output() //nolint:gosec // built above
	if err != nil {
		return fmt.Errorf("listing the tests: %w", err)
	}
	for name := range strings.Lines(string(out)) {
		name = strings.TrimSpace(name)
		if strings.HasPrefix(name, "Benchmark") || name == "" {
			continue
		}
		hits := filepath.Join(b.tmp, "hits")
		if err := os.WriteFile(hits, make([]byte, n+2), 0o600); err != nil {
			return err
		}
		start := time.Now()
		if o, msg := b.run(ctx, 10*time.Minute, []string{"MUTANT_HITS=" + hits}, name); o != survived {
			return fmt.Errorf("%s fails without a mutant:\n%s", name, msg)
		}
		t := test{name: name, took: time.Since(start)}
		if t.hits, err = os.ReadFile(hits); err != nil { //nolint:gosec // written above
			return err
		}
		b.tests = append(b.tests, t)
	}
	slices.SortStableFunc(b.tests, func(x, y test) int { return int(x.took - y.took) })
	return nil
}

// quick is the time under which tests run together in one process.
const quick = 300 * time.Millisecond

// kill runs the tests that reach m, the quick ones in one process first.
func (b *lab) kill(ctx context.Context, m mutant) outcome {
	var first []string
	var total time.Duration
	var slow []test
	for _, t := range b.tests {
		switch {
		case t.hits[m.id] == 0:
		case t.took < quick:
			first = append(first, t.name)
			total += t.took
		default:
			slow = append(slow, t)
		}
	}
	if len(first) == 0 && len(slow) == 0 {
		return unreached
	}
	env := []string{"MUTANT=" + strconv.Itoa(m.id)}
	if len(first) > 0 {
		if o, _ := b.run(ctx, patience(total), env, first...); o != survived {
			return o
		}
	}
	for _, t := range slow {
		if o, _ := b.run(ctx, patience(t.took), env, t.name); o != survived {
			return o
		}
	}
	return survived
}

// patience is how long a mutant may take when the unchanged code takes d: a loop without end must not be waited for, a
// busy machine must not be taken for one.
func patience(d time.Duration) time.Duration { return 10*d + 10*time.Second }

// run runs the named tests. Memory is bounded, because a mutant may ask for all of it.
func (b *lab) run(ctx context.Context, limit time.Duration, env []string, names ...string) (outcome, string) {
	if ctx.Err() != nil {
		return notRun, ""
	}
	for i, n := range names {
		names[i] = regexp.QuoteMeta(n)
	}
	within, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	args := []string{"-c", `ulimit -v 8000000; exec "$0" "$@"`, b.binary, "-test.failfast", "-test.run", "^(" + strings.Join(names, "|") + ")$"}
	if b.o.short {
		args = append(args, "-test.short")
	}
	cmd := exec.CommandContext(within, "/bin/sh", args...) //nolint:gosec // built above
	cmd.Dir, cmd.Env = b.dir, append(os.Environ(), env...)
	cmd.WaitDelay = time.Second
	var msg bytes.Buffer
	cmd.Stdout, cmd.Stderr = &msg, &msg
	err := cmd.Run()
	switch {
	case err == nil:
		return survived, ""
	case ctx.Err() != nil:
		return notRun, ""
	case errors.Is(within.Err(), context.DeadlineExceeded):
		return timedOut, "no end after " + limit.String()
	}
	return killed, msg.String()
}

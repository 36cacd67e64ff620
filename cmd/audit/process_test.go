//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

// process starts the test binary as the command with the given registry ("real", "slow" or "stuck").
func process(t *testing.T, which string, args ...string) (*exec.Cmd, *bytes.Buffer, *waited) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), self, args...)
	c.Env = append(os.Environ(), mainVariable+"="+which)
	var out bytes.Buffer
	errs := &waited{seen: make(chan struct{}, 1)}
	c.Stdout, c.Stderr = &out, errs
	return c, &out, errs
}

// waited is a stderr that tells when a given text was written.
type waited struct {
	text string // what to wait for
	buf  bytes.Buffer
	seen chan struct{}
}

// Write keeps p and signals once the text is there.
func (w *waited) Write(p []byte) (int, error) {
	n, err := w.buf.Write(p)
	if w.text != "" && strings.Contains(w.buf.String(), w.text) {
		w.text = ""
		w.seen <- struct{}{}
	}
	return n, err
}

// status is the exit status of a finished process; -1 for one that a signal killed.
func status(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	t.Fatal(err)
	return 0
}

// TestReplayInAnotherProcess: a token of this process gives the same values in another one.
func TestReplayInAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	invoke(t, all(), "", "run", "--profile", "quick", "--cases", "20", "--seed", "77", "--claim", "s.3", "--out", dir)
	var tokens []string
	e := evidence(t, dir)
	for k := range e.Claims {
		for _, ch := range e.Claims[k].Checks {
			if ch.Margin != nil {
				tokens = append(tokens, ch.Margin.Token)
			}
		}
		for _, v := range e.Claims[k].Variants {
			if v.Minimal != nil && len(tokens) < 3 {
				tokens = append(tokens, v.Minimal.Token)
			}
		}
	}
	if len(tokens) < 2 {
		t.Fatalf("%d tokens to replay, want several", len(tokens))
	}
	for _, tok := range tokens[:min(len(tokens), 3)] {
		here := invoke(t, all(), "", "replay", "--json", tok)
		c, out, errs := process(t, "real", "replay", "--json", tok)
		there := status(t, c.Run())
		if here.status != there || here.stdout != out.String() || here.stdout == "" {
			t.Errorf("%s: status %d and %d\n%s\n%s%s", tok, here.status, there, here.stdout, out.String(), errs.buf.String())
		}
	}
}

// TestInterrupt: the first signal ends the audit with readable evidence of what was finished.
func TestInterrupt(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir := t.TempDir()
		c, out, errs := process(t, "slow", "run", "--profile", "quick", "--workers", "2", "--out", dir)
		errs.text = "done wrong variant steps: refuted" // only then is the check that it is bound to decided
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		<-errs.seen
		if err := c.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if got := status(t, c.Wait()); got != exitFailed {
			t.Errorf("%v: status %d, want %d\n%s", sig, got, exitFailed, errs.buf.String())
		}
		e := evidence(t, dir)
		if e.Complete || e.Verdict != claim.Undecided || e.Claim("done").Checks[1].Verdict != claim.Proved {
			t.Errorf("%v: complete %v, verdict %s, finished check %s", sig, e.Complete, e.Verdict, e.Claim("done").Checks[1].Verdict)
		}
		if page, err := os.ReadFile(filepath.Join(dir, "report.md")); err != nil || !strings.Contains(string(page), "stopped before the end") {
			t.Errorf("%v: the page does not say that the audit was stopped: %v", sig, err)
		}
		if !strings.Contains(out.String(), "UNDECIDED") || !strings.Contains(errs.buf.String(), "writing what was finished") {
			t.Errorf("%v: stdout %q, stderr %q", sig, out.String(), errs.buf.String())
		}
	}
}

// TestSecondInterruptKills: a step that never looks at its context can't hold the process. The
// signal is repeated because the first one is still being handled when the second may arrive; the
// test's own deadline is the cap.
func TestSecondInterruptKills(t *testing.T) {
	dir := t.TempDir()
	c, _, errs := process(t, "stuck", "run", "--profile", "quick", "--workers", "1", "--out", dir)
	errs.text = "stuck sampled"
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	<-errs.seen
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case err := <-ended:
			if got := status(t, err); got != -1 || n < 2 {
				t.Errorf("status %d after %d signals, want a kill after the second", got, n)
			}
			if _, err := os.Stat(filepath.Join(dir, reports.EvidenceFile)); err == nil {
				t.Error("a killed audit wrote evidence")
			}
			return
		case <-tick.C:
			_ = c.Process.Signal(syscall.SIGINT) // an error means that it has ended: the next round sees it
		}
	}
}

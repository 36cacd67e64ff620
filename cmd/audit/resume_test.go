//go:build linux

package main

import (
	"errors"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestKilledAndResumed kills the process (SIGKILL) again and again at random moments and resumes it
// until it ends: the findings are those of a run that was left alone.
func TestKilledAndResumed(t *testing.T) {
	alone := t.TempDir()
	invoke(t, killable(), "", "run", "--profile", "quick", "--out", alone)
	r := rand.New(rand.NewSource(1))
	rounds := 2
	if testing.Short() {
		rounds = 1
	}
	for round := range rounds {
		dir := t.TempDir()
		kills, resumed := 0, 0
		for attempt := 0; ; attempt++ {
			c, _, errs := process(t, "killable", "run", "--profile", "quick", "--workers", "2", "--resume", "--out", dir)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- c.Wait() }()
			// Later attempts are given more time, so that the loop ends on a slow machine too.
			limit := time.Duration(30+r.Intn(150*(1+attempt))) * time.Millisecond
			var err error
			select {
			case err = <-ended:
			case <-time.After(limit):
				_ = c.Process.Kill() // an error means that it has ended
				err = <-ended
			}
			var exit *exec.ExitError
			killed := errors.As(err, &exit) && exit.ExitCode() == -1
			if !strings.Contains(errs.buf.String(), "resuming: 0 ") && strings.Contains(errs.buf.String(), "resuming: ") {
				resumed++
			}
			if !killed {
				if got := status(t, err); got != exitFailed {
					t.Fatalf("status %d, want %d: some claims are refuted\n%s", got, exitFailed, errs.buf.String())
				}
				break
			}
			kills++
		}
		if kills == 0 || resumed == 0 {
			t.Errorf("round %d: %d kills, %d resumed runs: nothing was tested", round, kills, resumed)
		}
		if d := cmp.Diff(stripped(t, alone), stripped(t, dir)); d != "" {
			t.Errorf("round %d, after %d kills: %s", round, kills, d)
		}
	}
}

// TestResumeRefuses: a journal of another audit is not continued and not harmed; without --resume a new
// audit begins.
func TestResumeRefuses(t *testing.T) {
	dir := t.TempDir()
	claims := []claim.Claim{fake("a", nil)}
	must(t, claims, "", "run", "--profile", "quick", "--out", dir)
	refused(t, invoke(t, claims, "", "run", "--profile", "quick", "--seed", "2", "--resume", "--out", dir), "--resume", "seed 1, not 2")
	if r := must(t, claims, "", "run", "--profile", "quick", "--resume", "--out", dir); !strings.Contains(r.stderr, "resuming: 4 checks and wrong variants are done") {
		t.Errorf("stderr:\n%s", r.stderr)
	}
	must(t, claims, "", "run", "--profile", "quick", "--seed", "2", "--out", dir)
	fresh := filepath.Join(t.TempDir(), "new")
	if r := must(t, claims, "", "run", "--profile", "quick", "--resume", "--out", fresh); !strings.Contains(r.stderr, "resuming: 0 ") {
		t.Errorf("stderr:\n%s", r.stderr)
	}
}

// TestStoppedAndResumed: a part that a time limit stopped is not in the journal.
func TestStoppedAndResumed(t *testing.T) {
	alone, dir := t.TempDir(), t.TempDir()
	claims := killable()
	invoke(t, claims, "", "run", "--profile", "quick", "--out", alone)
	for k := range 50 {
		limit := (time.Duration(k+1) * 10 * time.Millisecond).String()
		invoke(t, claims, "", "run", "--profile", "quick", "--resume", "--timeout", limit, "--out", dir)
		if evidence(t, dir).Complete {
			break
		}
	}
	if d := cmp.Diff(stripped(t, alone), stripped(t, dir)); d != "" {
		t.Error(d)
	}
}

// TestDiskFillsUp: a disk that fills up is a clear error, and what was finished is there after room was made.
func TestDiskFillsUp(t *testing.T) {
	alone, dir := t.TempDir(), t.TempDir()
	switch err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); {
	case errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENODEV):
		t.Skipf("no small disk can be made here (%v): needs root on Linux", err)
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	claims := killable()
	invoke(t, claims, "", "run", "--profile", "quick", "--out", alone)
	// Fill the disk but for 8 KiB: room for a part of the journal.
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20-8<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	r := invoke(t, claims, "", "run", "--profile", "quick", "--out", dir)
	if r.status != exitFailed || !strings.Contains(r.stderr, "no space left on device") || !strings.Contains(r.stderr, "--resume continues") {
		t.Fatalf("status %d\n%s", r.status, r.stderr)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	r = invoke(t, claims, "", "run", "--profile", "quick", "--resume", "--out", dir)
	if strings.Contains(r.stderr, "resuming: 0 ") {
		t.Error("nothing was kept")
	}
	if d := cmp.Diff(stripped(t, alone), stripped(t, dir)); d != "" {
		t.Error(d)
	}
}

package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// progress shows how far an audit is: a bar on a terminal, one line per finished check elsewhere.
// Its methods may be called from several goroutines.
type progress struct {
	mu  sync.Mutex // held while w is written to
	w   io.Writer
	bar *progressbar.ProgressBar // nil when w is not a terminal
	tty bool
}

func newProgress(w io.Writer) *progress { return &progress{w: w, tty: isTerminal(w)} }

func isTerminalFile(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// throttle is the least time between two drawings of the bar.
const throttle = 100 * time.Millisecond

func (p *progress) progress(s claim.Progress) {
	if !p.tty {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil {
		p.bar = progressbar.NewOptions(s.Total, progressbar.OptionSetWriter(p.w), progressbar.OptionThrottle(throttle),
			progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth())
	}
	p.bar.Describe(s.Claim)
	_ = p.bar.Set(s.Done) // a bar that can't be drawn is no reason to stop an audit
}

func (p *progress) finished(id string, c *claim.CheckEvidence, v *claim.VariantEvidence) {
	if p.tty {
		return
	}
	var line string
	switch {
	case v != nil && v.Verdict == claim.Refuted:
		line = fmt.Sprintf("%s wrong variant %s: refuted in case %d", id, v.Name, v.Cases)
	case v != nil:
		line = fmt.Sprintf("%s wrong variant %s: NOT refuted: %s", id, v.Name, v.Reason)
	case c.PlannedSteps > 0:
		passed := 0
		for _, s := range c.Steps {
			if s.Verdict.Passes() {
				passed++
			}
		}
		line = fmt.Sprintf("%s %s: %d of %d steps passed, %d points", id, c.Name, passed, c.PlannedSteps, c.Points)
	default:
		line = fmt.Sprintf("%s %s: %d of %d cases valid, %d violated, %d undecided", id, c.Name, c.Valid, c.Planned, c.Violated, c.Undecided)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = fmt.Fprintln(p.w, oneLine(line))
}

// say writes a message on lines of its own.
func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = fmt.Fprintf(p.w, "\n"+format+"\n", args...)
}

func (p *progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

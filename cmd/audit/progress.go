package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// progress shows how far an audit is: a bar on a terminal, one line per finished check elsewhere.
// Its callbacks are called one at a time.
type progress struct {
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
	_, _ = fmt.Fprintln(p.w, oneLine(line))
}

func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

func (a *app) runCommand() *cobra.Command {
	var o options
	var out string
	var resume, part bool
	c := &cobra.Command{
		Use:   "run",
		Short: "Verify the claims and write the report",
		Long: "Verify the claims and write evidence.json, report.html, report.md, junit.xml and table.tex to a folder.\n\n" +
			"The first Ctrl-C stops the audit and writes the evidence of what was finished; a second one kills it.\n" +
			"--resume continues after that or after a kill, with the same evidence as without it.\n" +
			"One shard of several is undecided by itself (exit status 1, or 0 with --part).",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.verify(c.Context(), &o, out, resume, part) },
	}
	o.bind(c)
	c.Flags().StringVar(&o.shard, "shard", "", "run only part `i/n` of the audit (default: what a Slurm array or Kubernetes Indexed Job asks for)")
	c.Flags().BoolVar(&resume, "resume", false, "continue an audit that was stopped or killed, from the journal in --out")
	c.Flags().BoolVar(&part, "part", false, "exit 0 when a shard was run to its end, whatever its verdict: the merge decides (for batch systems)")
	c.Flags().StringVar(&out, "out", "audit-report", "folder of the report")
	return c
}

// verify runs an audit and writes its report into out.
func (a *app) verify(ctx context.Context, o *options, out string, resume, part bool) error {
	opts, claims, err := o.resolve(a.claims())
	if err != nil {
		return err
	}
	if o.shard == "" {
		if opts.Shard, err = shardFrom(a.getenv); err != nil {
			return err
		}
	}
	if out == "" {
		return errors.New(`--out "": want a folder`)
	}
	if err := reports.Prepare(out); err != nil {
		return fmt.Errorf("--out %q: can't write there: %w", out, err)
	}
	started := time.Now()
	e, err := a.journaled(ctx, o, opts, claims, out, resume)
	if err != nil {
		return err
	}
	e.Environment = &claim.Environment{
		Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH, Commit: revision(), Started: started.UTC().Format(time.RFC3339),
	}
	err = a.publish(out, e)
	var f *failedError
	if part && e.Shard != nil && e.Complete && errors.As(err, &f) && f.err == nil {
		return nil // the report was written, and its verdict is the only failure
	}
	return err
}

// publish writes the report of e into out and its table to stdout. The error is nil only for evidence
// that passed.
func (a *app) publish(out string, e *claim.Evidence) error {
	paths, err := reports.WriteAll(out, e)
	if err != nil {
		return failed(fmt.Errorf("the report was not written: %w", err))
	}
	if err := reports.Table(a.stdout, e); err != nil {
		return failed(err)
	}
	for k, p := range paths {
		paths[k] = filepath.ToSlash(p)
	}
	if _, err := fmt.Fprintf(a.stdout, "\nReport: %s\n", paths[len(paths)-1]); err != nil {
		return failed(err)
	}
	if !e.Verdict.Passes() {
		return failed(nil)
	}
	return nil
}

// audit runs the claims with progress on stderr, within the timeout.
func (a *app) audit(ctx context.Context, o *options, opts claim.Options, claims []claim.Claim) (*claim.Evidence, error) {
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("the time limit of %v was reached", o.timeout))
		defer cancel()
	}
	show := newProgress(a.stderr)
	opts.Progress, opts.Finished = show.progress, show.finished
	said := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(said)
		show.say("stopping (%v); writing what was finished", context.Cause(ctx))
	})
	e, err := claim.Run(ctx, claims, opts)
	if !stop() { // the message is on its way: nothing else may be written before it
		<-said
	}
	show.close()
	return e, err
}

// isTerminal reports whether w is a terminal.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isTerminalFile(f)
}

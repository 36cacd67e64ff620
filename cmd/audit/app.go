package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// The exit statuses.
const (
	exitPassed = 0
	exitFailed = 1
	exitUsage  = 2
)

// app is one invocation: its streams and the claims that it knows.
type app struct {
	claims         func() []claim.Claim // called when a command needs them: building them takes time
	getenv         func(string) string  // nil: no environment
	stdin          io.Reader
	stdout, stderr io.Writer
}

// failedError is an outcome that is neither bad usage nor bad input: exit status 1. Its text may be
// empty when the output has said everything.
type failedError struct{ err error }

func (f *failedError) Error() string {
	if f.err == nil {
		return ""
	}
	return f.err.Error()
}

func (f *failedError) Unwrap() error { return f.err }

func failed(err error) error { return &failedError{err} }

// run executes the command line args. An error is one line on stderr.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitPassed
	}
	status := exitUsage
	var f *failedError
	if errors.As(err, &f) {
		status = exitFailed
	}
	if text := oneLine(err.Error()); text != "" {
		_, _ = fmt.Fprintf(a.stderr, "audit: %s\n", text)
	}
	return status
}

// maxErrorLine bounds an error line, in runes: a value from the input may be long.
const maxErrorLine = 600

// oneLine joins the lines of an error, makes control characters visible and cuts what is too long.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > maxErrorLine {
			b.WriteString(" ...")
			break
		}
		if r < ' ' || r == 0x7f {
			fmt.Fprintf(&b, "\\x%02x", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "audit",
		Short: "Verify the claims about stochastic sharpness-aware minimization and report what was found",
		Long: "Verify the claims about training diagonal linear networks with stochastic sharpness-aware\n" +
			"minimization and report what was found. Labels are assignments made from a summary of the paper,\n" +
			"not quotations: see PAPER_MAP.md.\n\n" +
			"Exit status: 0 when everything proved or held, 1 for any other outcome, 2 for bad usage or bad input.",
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(*cobra.Command, []string) error {
			return errors.New("no command given; try audit --help")
		},
	}
	root.AddCommand(a.runCommand(), a.listCommand(), a.showCommand(), a.falsifyCommand(), a.replayCommand(),
		a.evalCommand(), a.mergeCommand(), a.diffCommand(), a.figuresCommand(), a.costCommand(), a.papermapCommand(), a.versionCommand())
	return root
}

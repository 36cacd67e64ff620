// Command audit verifies the claims of the registry and writes what it found.
//
// Exit status: 0 when everything proved or held, 1 for any other outcome, 2 for bad usage or bad input.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// gcPercent is what GOGC is when nobody set it. What lives is small (some ten MB) and what is drawn and thrown away is much, so that
// Go's 100 collects hundreds of times a second and two workers wait for each other. GOMEMLIMIT bounds it as ever.
const gcPercent = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // from the first signal on, a second one kills
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command but for the process around it. It returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{claims: registry, getenv: os.Getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	return a.run(ctx, args)
}

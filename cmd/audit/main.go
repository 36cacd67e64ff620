// Command audit verifies the claims of the registry and writes what it found.
//
// Exit status: 0 when everything proved or held, 1 for any other outcome, 2 for bad usage or bad input.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // from the first signal on, a second one kills
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command but for the process around it. It returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{claims: registry, getenv: os.Getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	return a.run(ctx, args)
}

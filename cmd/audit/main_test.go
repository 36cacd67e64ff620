package main

import (
	"bytes"
	"context"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// mainVariable makes the test binary behave as the command, with one of two registries, so that
// tests can run it as another process.
const mainVariable = "SSAMVERIFY_TEST_MAIN"

func TestMain(m *testing.M) {
	switch os.Getenv(mainVariable) {
	case "real":
		main()
	case "measured":
		measured()
	case "slow":
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		context.AfterFunc(ctx, stop)
		a := &app{claims: known(fake("done", nil), slow("slow", 10*time.Millisecond)), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
		os.Exit(a.run(ctx, os.Args[1:]))
	case "killable":
		a := &app{claims: known(killable()...), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
		os.Exit(a.run(context.Background(), os.Args[1:]))
	case "stuck":
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		context.AfterFunc(ctx, stop)
		a := &app{claims: known(slow("stuck", time.Hour)), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
		os.Exit(a.run(ctx, os.Args[1:]))
	default:
		os.Exit(m.Run())
	}
}

// known makes claims a registry.
func known(claims ...claim.Claim) func() []claim.Claim { return func() []claim.Claim { return claims } }

// all is the real registry, built once.
var all = sync.OnceValue(registry)

// result is what one invocation left behind.
type result struct {
	status         int
	stdout, stderr string
}

// invoke runs the command in this process with the given registry.
func invoke(t *testing.T, claims []claim.Claim, stdin string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{claims: known(claims...), stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs}
	return result{a.run(t.Context(), args), out.String(), errs.String()}
}

// must is invoke for a run that should pass.
func must(t *testing.T, claims []claim.Claim, stdin string, args ...string) result {
	t.Helper()
	r := invoke(t, claims, stdin, args...)
	if r.status != exitPassed {
		t.Fatalf("audit %s: status %d\n%s%s", strings.Join(args, " "), r.status, r.stdout, r.stderr)
	}
	return r
}

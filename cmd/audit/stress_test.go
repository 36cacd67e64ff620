//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Questions at the ends of what audit eval accepts, and past them, each in a process of its own with little memory: the
// answer is right, or the question is refused with the bound that it hit.

// maxResident bounds a process: an input has at most 16 MiB, and is held as text, as tokens and as rationals, of which a short
// one takes 100 bytes for 4 of text: such a list is refused long before. The race detector multiplies memory by five to ten.
const maxResident = 256 << 20

// patience ends a process that hangs. The longest question below takes some seconds of one core.
const patience = 4 * time.Minute

type stress struct {
	name, kind string
	input      func() string
	refused    string // part of the message; empty: answered
	check      func(t *testing.T, answer []byte)
	long       bool // not with -short
}

// network is a gradient question with equal entries and a diagonal Sigma.
func network(depth, width int, w, b, e string) func() string {
	return func() string {
		row := func(x string) string { return "[" + strings.TrimSuffix(strings.Repeat(x+",", width), ",") + "]" }
		var sigma strings.Builder
		for i := range width {
			fmt.Fprintf(&sigma, ",[%s1%s]", strings.Repeat("0,", i), strings.Repeat(",0", width-1-i))
		}
		return fmt.Sprintf(`{"weights": [%s], "target": %s, "sigma": [%s], "noise": %s}`,
			strings.TrimSuffix(strings.Repeat(row(w)+",", depth), ","), row(b), sigma.String()[1:], e)
	}
}

func literal(s string) func() string { return func() string { return s } }

// loss checks the exact loss (b - w^L)^2 d of network, computed here from powers.
func loss(depth, width int64, w, b string) func(*testing.T, []byte) {
	return func(t *testing.T, answer []byte) {
		var a struct {
			Loss    string          `json:"loss"`
			Numeric json.RawMessage `json:"numeric"`
		}
		decode(t, string(answer), &a)
		x, target := rat(t, w), rat(t, b)
		n := big.NewInt(depth)
		p := new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), n, nil), new(big.Int).Exp(x.Denom(), n, nil))
		p.Sub(target, p)
		p.Mul(p, p)
		p.Mul(p, big.NewRat(width, 1))
		if got := rat(t, a.Loss); got.Cmp(p) != 0 {
			t.Errorf("the loss is wrong: %.60s...", a.Loss)
		}
		if len(a.Numeric) == 0 {
			t.Error("no word on float64")
		}
	}
}

// rootsOf3 checks the enclosures of u at depth 3: (u+1)^4 = beta^2 u changes sign in each, and each is relatively narrower than
// 10^(1-digits).
func rootsOf3(beta int64, digits int64) func(*testing.T, []byte) {
	return func(t *testing.T, answer []byte) {
		var a struct {
			Points []struct {
				U bounds `json:"u"`
			} `json:"points"`
		}
		decode(t, string(answer), &a)
		if len(a.Points) != 3 {
			t.Fatalf("%d points, want the origin and two roots", len(a.Points))
		}
		one := big.NewRat(1, 1)
		value := func(u *big.Rat) int {
			x := new(big.Rat).Add(u, one)
			x.Mul(x, x)
			x.Mul(x, x)
			return x.Cmp(new(big.Rat).Mul(big.NewRat(beta*beta, 1), u))
		}
		for _, p := range a.Points[1:] {
			lo, hi := rat(t, p.U.Lo), rat(t, p.U.Hi)
			if value(lo)*value(hi) > 0 {
				t.Errorf("no root in the enclosure [%.40s..., %.40s...]", p.U.Lo, p.U.Hi)
			}
			w := new(big.Rat).Sub(hi, lo)
			w.Mul(w, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(digits-1), nil)))
			if w.Cmp(hi) > 0 {
				t.Errorf("the enclosure [%.40s..., %.40s...] has fewer than %d digits", p.U.Lo, p.U.Hi, digits)
			}
		}
	}
}

func says(want string) func(*testing.T, []byte) {
	return func(t *testing.T, answer []byte) {
		if !bytes.Contains(answer, []byte(want)) {
			t.Errorf("%q is not in the answer %.300s", want, answer)
		}
	}
}

func stresses() []stress {
	one := `"weights": [[1], ["1/2"]], "target": [2], "sigma": [[1]], "noise": "1/2"`
	deep := func(n int) string { return strings.TrimSuffix(strings.Repeat("[1],", n), ",") }
	many := func(n int) string { return strings.TrimSuffix(strings.Repeat("0,", n), ",") }
	return []stress{
		{name: "the greatest depth", kind: "gradient", input: network(64, 1, `"3/2"`, `"7/3"`, `"1/7"`), check: loss(64, 1, "3/2", "7/3")},
		{name: "one layer too many", kind: "gradient", input: network(65, 1, "1", "1", "1"), refused: "weights: more than 64 rows"},
		{name: "scales beyond float64", kind: "gradient", input: network(3, 2, `"1e300"`, `"1e-300"`, `"1e200"`), check: loss(3, 2, "1e300", "1e-300")},
		{name: "an exponent that would fill the memory", kind: "gradient", input: network(2, 1, `"1e999999999"`, "1", "1"), refused: "exponent beyond +-2000"},
		{name: "a thousand coordinates", kind: "gradient", input: network(4, 1000, `"1/3"`, `"2/7"`, "1"), check: loss(4, 1000, "1/3", "2/7"), long: true},
		{name: "a width that would take hours", kind: "gradient", input: network(8, 450, `"1e100"`, `"1e-100"`, "1"), refused: "the bound is", long: true},
		{name: "10,000 coordinates", kind: "gradient", input: literal(`{"weights": [[` + many(10_000) + `], [0]], "target": [0], "sigma": [[1]], "noise": 1}`), refused: "weights[0]: more than 1000 entries"},
		{name: "more text than is read", kind: "gradient", input: literal(strings.Repeat(" ", MaxInput+1)), refused: "16 MiB"},
		{name: "nesting that would fill the stack", kind: "gradient", input: literal(`{"weights": ` + strings.Repeat("[", 1<<20)), refused: "weights[0][0]"},
		{name: "100,000 digits", kind: "stationary", input: literal(`{"depth": 3, "target": 7, "noise": 1, "digits": 100000}`), check: rootsOf3(7, 100_000), long: true},
		{name: "10,000 digits", kind: "stationary", input: literal(`{"depth": 3, "target": 7, "noise": 1, "digits": 10000}`), check: rootsOf3(7, 10_000)},
		{name: "one digit too many", kind: "stationary", input: literal(`{"depth": 3, "target": 7, "noise": 1, "digits": 100001}`), refused: "digits = 100001: must be from 1 to 100000"},
		{name: "digits beyond an int64", kind: "stationary", input: literal(`{"depth": 3, "target": 7, "noise": 1, "digits": 100000000000000000000}`), refused: "digits"},
		{name: "the greatest depth, scales far apart", kind: "stationary", input: literal(`{"depth": 64, "target": "1e300", "noise": "1e-300", "digits": 60}`), check: says(`"count": 18446744073709551617,`)},
		{name: "too long a rational", kind: "stationary", input: literal(`{"depth": 64, "target": "1e-3000", "noise": "1e30"}`), refused: "must have at most 8192"},
		{name: "100,000 digits of a flow", kind: "flow", input: literal(`{` + one + `, "time": 1, "digits": 100000}`), refused: "digits = 100000: must be an integer from 1 to 200"},
		{name: "a flow of 64 layers", kind: "flow", input: literal(`{"weights": [` + deep(64) + `], "target": [2], "sigma": [[1]], "noise": 1, "time": 1}`), refused: "more than 6 rows"},
		{name: "a flow to the end of time", kind: "flow", input: literal(`{` + one + `, "time": "1e9"}`), check: says(`"status": "undecided"`), long: true},
		{name: "100,000 digits of a bound", kind: "pacbayes", input: literal(`{"budget": "1/10", "risk": "1/5", "digits": 100000}`), refused: "digits = 100000: must be from 1 to 10000"},
		{name: "10,000 parameters", kind: "pacbayes", input: literal(`{"theta": [` + many(10_000) + `], "theta_0": [` + many(10_000) + `], "noise": 1, "prior": 1, "n": 10, "delta": 1, "risk": 0}`), refused: "theta = 10000 entries: at most 4096"},
		{name: "a sample of 10^18", kind: "pacbayes", input: literal(`{"theta": [1], "theta_0": [0], "noise": "1/10", "prior": "1/3", "n": 1000000000000000000, "delta": "1/20", "risk": "1/10"}`), check: says(`"kl_inverse"`)},
		{name: "prior and posterior 2,000 decades apart", kind: "pacbayes", input: literal(`{"theta": ["1e1000"], "theta_0": [0], "noise": "1e-1000", "prior": "1e1000", "n": 10, "delta": "1e-1000", "risk": "1/10"}`), check: says(`"kl_inverse"`)},
	}
}

func TestStress(t *testing.T) {
	for _, s := range stresses() {
		t.Run(s.name, func(t *testing.T) {
			if s.long && testing.Short() {
				t.Skip("long")
			}
			out, errs, status := confined(t, s.input(), "eval", s.kind)
			if s.refused != "" {
				if status != exitUsage || !strings.Contains(errs, s.refused) || len(out) > 0 {
					t.Errorf("status %d, want %d and %q: %.300s", status, exitUsage, s.refused, errs)
				}
				return
			}
			if status != exitPassed {
				t.Fatalf("status %d: %.300s", status, errs)
			}
			s.check(t, out)
		})
	}
}

// measured is the command with one more line on its standard error: the most memory that was resident. A parent can't see
// that: what the system reports of a finished child counts the parent's own memory at the fork.
func measured() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	resident := int64(-1)
	if data, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(data)) {
			if f := strings.Fields(line); len(f) == 3 && f[0] == "VmHWM:" {
				if kib, err := strconv.ParseInt(f[1], 10, 64); err == nil {
					resident = kib << 10
				}
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%s%d\n", residentMark, resident)
	os.Exit(status)
}

const residentMark = "resident bytes: "

// confined runs the command with a soft memory limit of 48 MiB on two processors. It fails the test when the process hangs or
// takes more than maxResident.
func confined(t *testing.T, stdin string, args ...string) (out []byte, errs string, status int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, self, args...)
	c.Env = append(os.Environ(), mainVariable+"=measured", "GOMEMLIMIT=48MiB", "GOMAXPROCS=2")
	c.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGQUIT) } // it prints where it hangs
	c.WaitDelay = 10 * time.Second
	_ = c.Run() // the state tells
	if ctx.Err() != nil || c.ProcessState == nil {
		t.Fatalf("no answer within %v:\n%.20000s", patience, stderr.String())
	}
	errs, mark, ok := strings.Cut(stderr.String(), residentMark)
	if !ok {
		t.Fatalf("status %d, and no account of the memory: %.300s", c.ProcessState.ExitCode(), errs)
	}
	resident, err := strconv.ParseInt(strings.TrimSpace(mark), 10, 64)
	if err != nil || resident > maxResident || resident == 0 {
		t.Errorf("%d bytes resident, the bound is %d: %v", resident, int64(maxResident), err)
	}
	return stdout.Bytes(), errs, c.ProcessState.ExitCode()
}

// TestManyWorkers: 64 workers on two processors with little memory find what one worker finds.
func TestManyWorkers(t *testing.T) {
	files := map[string][]byte{}
	for _, workers := range []string{"1", "64"} {
		dir := t.TempDir()
		// so few cases leave checks vacuous, the same ones for both: status 1
		_, errs, status := confined(t, "", "run", "--profile", "quick", "--cases", "40", "--claim", "s.3", "--workers", workers, "--out", dir)
		if status != exitFailed {
			t.Fatalf("%s workers: status %d: %s", workers, status, errs)
		}
		data, err := os.ReadFile(filepath.Join(dir, "evidence.json"))
		if err != nil {
			t.Fatal(err)
		}
		var e map[string]any
		if err := json.Unmarshal(data, &e); err != nil {
			t.Fatal(err)
		}
		delete(e, "timing")
		delete(e, "environment")
		if files[workers], err = json.Marshal(e); err != nil {
			t.Fatal(err)
		}
	}
	if len(files["1"]) < 1000 || !bytes.Equal(files["1"], files["64"]) {
		t.Errorf("the evidence of 1 and of 64 workers differs: %d and %d bytes", len(files["1"]), len(files["64"]))
	}
}

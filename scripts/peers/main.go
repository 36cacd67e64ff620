// Command peers runs this module's benchmarks and other tools on the same work, in turns, and prints the ratios.
//
//	go run ./scripts/peers [-rounds 3] [-sections 1,2,3,4,5,6]
//
// The other tools are found, never installed. On Debian: python3-mpmath python3-gmpy2 python3-numpy python3-hypothesis
// pari-gp gcc libflint-arb-dev libflint-dev libmpfr-dev. What is missing is named and left out. A round runs every tool of
// a section once; each prints several short samples, and the least sample of all rounds stands for the tool, since on a
// shared machine the least is the one that was disturbed least. The exit status is 1 when a target is missed and -strict is given.
package main

import (
	"bytes"
	"context"
	"embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

//go:embed programs
var programs embed.FS

func main() {
	rounds := flag.Int("rounds", 3, "interleaved rounds")
	sections := flag.String("sections", "1,2,3,4,5,6", "sections of docs/PERFORMANCE.md")
	strict := flag.Bool("strict", false, "exit with status 1 when a target is missed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	missed, err := run(ctx, *rounds, strings.Split(*sections, ","))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(2)
	}
	if missed > 0 && *strict {
		os.Exit(1)
	}
}

// run measures and prints; it returns how many targets were missed.
func run(ctx context.Context, rounds int, sections []string) (int, error) {
	dir, err := os.MkdirTemp("", "peers")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder in the system's temporary space
	tools, err := prepare(ctx, dir)
	if err != nil {
		return 0, err
	}
	samples := Samples{}
	for _, section := range sections {
		for round := range rounds {
			fmt.Fprintf(os.Stderr, "section %s, round %d\n", section, round+1)
			for _, t := range tools {
				if args := t.args(section); args != nil {
					cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // the tools prepared above
					cmd.Stderr = os.Stderr
					if t.stdin != nil {
						cmd.Stdin = strings.NewReader(t.stdin(section))
					}
					out, err := cmd.Output()
					if err != nil {
						return 0, fmt.Errorf("%s, section %s: %w", t.name, section, err)
					}
					if t.gobench {
						err = samples.addBench(bytes.NewReader(out))
					} else {
						err = samples.addLines(bytes.NewReader(out))
					}
					if err != nil {
						return 0, fmt.Errorf("%s, section %s: %w", t.name, section, err)
					}
				}
			}
		}
	}
	return samples.print(os.Stdout, sections), nil
}

// tool is one program; args gives its command line for a section, nil where it has nothing to do.
type tool struct {
	name    string
	args    func(section string) []string
	stdin   func(section string) string
	gobench bool
}

// prepare builds what can be built and says what is missing.
func prepare(ctx context.Context, dir string) ([]tool, error) {
	var tools []tool
	for _, p := range benches {
		binary := filepath.Join(dir, strings.ReplaceAll(p.pkg, "/", "_"))
		out, err := exec.CommandContext(ctx, "go", "test", "-c", "-o", binary, "./"+p.pkg).CombinedOutput() //nolint:gosec // the packages named below
		if err != nil {
			return nil, fmt.Errorf("building %s: %w: %s", p.pkg, err, out)
		}
		tools = append(tools, tool{name: p.pkg, gobench: true, args: func(section string) []string {
			if section != p.section {
				return nil
			}
			return []string{binary, "-test.run", "^$", "-test.bench", p.pattern, "-test.benchtime", p.time, "-test.count", "5"}
		}})
	}
	for _, name := range []string{"arb.c", "float.c", "peer.gp", "peer.py"} {
		text, err := programs.ReadFile("programs/" + name)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return nil, err
		}
	}
	for _, c := range []struct {
		source, sections, packages string
		libs                       []string
	}{
		{"arb.c", "123", "libflint-arb-dev libflint-dev libmpfr-dev", []string{"-lflint-arb", "-lflint", "-lmpfr", "-lgmp", "-lm"}},
		{"float.c", "46", "gcc", []string{"-lm"}},
	} {
		binary := filepath.Join(dir, strings.TrimSuffix(c.source, ".c"))
		args := append([]string{"-O2", "-o", binary, filepath.Join(dir, c.source)}, c.libs...)
		if out, err := exec.CommandContext(ctx, "gcc", args...).CombinedOutput(); err != nil { //nolint:gosec // our own source
			fmt.Fprintf(os.Stderr, "left out: %s (Debian: %s): %v %.300s\n", c.source, c.packages, err, out)
			continue
		}
		tools = append(tools, tool{name: c.source, args: func(s string) []string {
			if !strings.Contains(c.sections, s) {
				return nil
			}
			return []string{binary, s}
		}})
	}
	if gp, err := exec.LookPath("gp"); err != nil {
		fmt.Fprintln(os.Stderr, "left out: PARI/GP (Debian: pari-gp)")
	} else {
		script, err := programs.ReadFile("programs/peer.gp")
		if err != nil {
			return nil, err
		}
		tools = append(tools, tool{name: "pari", args: func(s string) []string {
			if s != "1" && s != "2" {
				return nil
			}
			return []string{gp, "-q", "-f"}
		}, stdin: func(s string) string { return "SECTION=" + s + ";\n" + string(script) }})
	}
	if python := findPython(ctx); python == "" {
		fmt.Fprintln(os.Stderr, "left out: mpmath, numpy, Hypothesis (Debian: python3-mpmath python3-gmpy2 python3-numpy python3-hypothesis)")
	} else {
		tools = append(tools, tool{name: "python", args: func(s string) []string {
			if s < "1" || s > "6" {
				return nil
			}
			return []string{python, filepath.Join(dir, "peer.py"), s}
		}})
	}
	return tools, nil
}

// findPython returns the Python with the most of the peers: Debian's need not be the first on the path.
func findPython(ctx context.Context) string {
	for _, need := range []string{"mpmath, gmpy2, numpy, hypothesis", "mpmath, gmpy2", "mpmath"} {
		for _, p := range []string{"python3", "/usr/bin/python3"} {
			if exec.CommandContext(ctx, p, "-c", "import "+need).Run() == nil { //nolint:gosec // fixed names
				return p
			}
		}
	}
	return ""
}

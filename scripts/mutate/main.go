// Command mutate measures how well a package's tests notice changes of its code.
//
// It writes every mutant of a package into one instrumented copy ("mutant schemata"), builds the package's test binary
// once, finds out which tests reach which mutants, and then runs, for each mutant, those tests only, with the mutant
// switched on through the environment. So a mutant costs a run of its fastest tests and no compilation.
//
//	go run ./scripts/mutate [flags] package...
//
// The result is one line per surviving mutant and a score per package. Mutants named in the file of -accept, each with
// a reason, are counted apart. The exit status is 1 when a score is below -threshold, 2 when a package could not be mutated.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"
)

type options struct {
	short     bool
	jobs      int
	limit     time.Duration
	sample    int
	accept    string
	threshold float64
	verbose   bool
	files     *regexp.Regexp  // nil: all
	skip      *regexp.Regexp  // nil: none
	again     map[string]bool // mutants by key; nil: all
}

func main() {
	var o options
	flag.BoolVar(&o.short, "short", true, "run the tests with -short")
	flag.IntVar(&o.jobs, "jobs", 2, "mutants run at once")
	flag.DurationVar(&o.limit, "limit", 10*time.Minute, "stop a package's mutants after this time; the rest are counted as not run")
	flag.IntVar(&o.sample, "sample", 1, "run every n-th mutant only")
	flag.StringVar(&o.accept, "accept", "", "folder of files of surviving mutants with the reason why no test can tell them")
	again := flag.String("again", "", "run only the mutants that this output of an earlier run names as not noticed")
	flag.Float64Var(&o.threshold, "threshold", 0, "least score in percent")
	flag.BoolVar(&o.verbose, "v", false, "print killed mutants too")
	expression := func(to **regexp.Regexp) func(string) error {
		return func(text string) (err error) {
			*to, err = regexp.Compile(text)
			return err
		}
	}
	flag.Func("files", "run only mutants of files whose path in the module matches this regular expression", expression(&o.files))
	flag.Func("skip", "run no mutants of files whose path in the module matches this regular expression", expression(&o.skip))
	flag.Parse()
	if flag.NArg() == 0 || o.jobs < 1 || o.sample < 1 {
		flag.Usage()
		os.Exit(2)
	}
	var err error
	if o.again, err = readAgain(*again); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, o, flag.Args())
	stop()
	os.Exit(status)
}

// selects reports whether mutant i is to be run.
func (o options) selects(i int, m mutant) bool {
	return i%o.sample == 0 && (o.files == nil || o.files.MatchString(m.file)) &&
		(o.skip == nil || !o.skip.MatchString(m.file)) && (o.again == nil || o.again[m.key()])
}

// run mutates the packages in turn and returns the exit status.
func run(ctx context.Context, o options, patterns []string) int {
	accepted, err := readAllAccepted(o.accept)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		return 2
	}
	pkgs, err := list(ctx, patterns)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		return 2
	}
	status := 0
	for _, p := range pkgs {
		s, err := mutatePackage(ctx, o, p, accepted)
		if err != nil {
			fmt.Fprintf(os.Stderr, "mutate: %s: %v\n", p.ImportPath, err)
			return 2
		}
		fmt.Println(s)
		if s.percent() < o.threshold {
			status = 1
		}
	}
	return status
}

// score counts the outcomes of a package's mutants.
type score struct {
	pkg                                              string
	killed, timeout, survived, unreached, ok, notRun int
}

// percent is 100 (killed + timed out) / (all that ran, less the accepted ones); 100 when there are none.
func (s score) percent() float64 {
	n := s.killed + s.timeout + s.survived + s.unreached
	if n == 0 {
		return 100
	}
	return 100 * float64(s.killed+s.timeout) / float64(n)
}

func (s score) String() string {
	return fmt.Sprintf("%s: %.1f%% killed (%d failed, %d timed out; %d survived, %d reached by no test, %d accepted, %d not run)",
		s.pkg, s.percent(), s.killed, s.timeout, s.survived, s.unreached, s.ok, s.notRun)
}

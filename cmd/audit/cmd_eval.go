package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

// Kind is one calculation of audit eval: JSON in, JSON out.
type Kind struct {
	Name string
	Doc  string // the first line is the summary, the rest describes input and output
	// Run reads one input and writes one output. It writes nothing when it returns an error.
	Run func(io.Reader, io.Writer) error
}

// kinds is the table of calculations. A new one is one entry here and a file of its own.
func kinds() []Kind {
	return []Kind{gradientKind(), stationaryKind(), descentKind(), flowKind(), momentsKind(), pacbayesKind()}
}

// MaxInput bounds the input of a calculation: 16 MiB.
const MaxInput = 16 << 20

func (a *app) evalCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "eval KIND [FILE|-]",
		Short: "Calculate: JSON in (a file, or - for standard input), JSON out",
		Long: "Calculate: JSON in (a file, or - for standard input, the default), JSON out.\n" +
			"Rationals are strings \"p/q\", integers or decimals; unknown fields are errors; the input has at most 16 MiB.",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			names := ""
			for _, k := range kinds() {
				names += " " + k.Name
			}
			if len(args) == 0 {
				return fmt.Errorf("eval: no kind given; the kinds are:%s", names)
			}
			return fmt.Errorf("eval %q: unknown kind; the kinds are:%s", args[0], names)
		},
	}
	for _, k := range kinds() {
		c.AddCommand(a.kindCommand(k))
	}
	return c
}

func (a *app) kindCommand(k Kind) *cobra.Command {
	short, _, _ := bytes.Cut([]byte(k.Doc), []byte("\n"))
	return &cobra.Command{
		Use:   k.Name + " [FILE|-]",
		Short: string(short),
		Long:  k.Doc,
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			file := "-"
			if len(args) > 0 {
				file = args[0]
			}
			return a.calculate(c.Context(), k, file)
		},
	}
}

// calculate runs k on a file. A calculation takes no context, so that it is left behind when ctx ends.
func (a *app) calculate(ctx context.Context, k Kind, file string) error {
	in := a.stdin
	if file != "-" {
		f, err := os.Open(file) //nolint:gosec // the user names the file
		if err != nil {
			return fmt.Errorf("eval %s: %w", k.Name, err)
		}
		defer f.Close() //nolint:errcheck // opened for reading
		in = f
	}
	var out bytes.Buffer
	done := make(chan error, 1)
	go func() { done <- k.Run(in, &out) }()
	select {
	case <-ctx.Done():
		return failed(fmt.Errorf("eval %s: stopped: %w", k.Name, context.Cause(ctx)))
	case err := <-done:
		if err != nil {
			return fmt.Errorf("eval %s: %w", k.Name, err)
		}
		_, err = a.stdout.Write(out.Bytes())
		return output(err)
	}
}

// readInput reads at most MaxInput bytes.
func readInput(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxInput+1))
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	if len(data) > MaxInput {
		return nil, fmt.Errorf("input: more than %d bytes (16 MiB), the bound", MaxInput)
	}
	return data, nil
}

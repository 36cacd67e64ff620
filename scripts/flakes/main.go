// Flakes runs every statistical check of every claim under many root seeds and reports those that
// fail: a check whose statement is true must not, within its stated error probability.
//
//	go run ./scripts/flakes -seeds 1000
//
// Only the cases of the quick profile are run, and no wrong variant. Exit status 1 if a case failed
// or could not be decided.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas"
	"github.com/ssamverify/ssamverify/theorems"
)

func main() {
	seeds := flag.Int("seeds", 1000, "number of root seeds, from 1 on")
	first := flag.Uint64("first", 1, "the first root seed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, append(lemmas.Claims(), theorems.Claims()...), *first, *seeds)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "flakes:", err)
		os.Exit(1)
	}
}

// statistical keeps the statistical checks of the claims; claims without one are left out.
func statistical(claims []claim.Claim) []claim.Claim {
	var out []claim.Claim
	for _, c := range claims {
		var keep []claim.Check
		for _, ch := range c.Checks {
			if ch.Tier == claim.TierStatistical {
				keep = append(keep, ch)
			}
		}
		if len(keep) > 0 {
			c.Checks, c.Variants = keep, nil
			out = append(out, c)
		}
	}
	return out
}

func run(ctx context.Context, w io.Writer, claims []claim.Claim, first uint64, seeds int) error {
	claims = statistical(claims)
	if len(claims) == 0 || seeds < 1 {
		return errors.New("no statistical check or no seed to run")
	}
	cases, failures, budget := 0, 0, 0.0
	for k := range seeds {
		seed := first + uint64(k)
		e, err := claim.Run(ctx, claims, claim.Options{Seed: seed, Profile: claim.Quick})
		if err != nil {
			return err
		}
		if !e.Complete {
			return fmt.Errorf("stopped at seed %d", seed)
		}
		for _, c := range e.Claims {
			for _, ch := range c.Checks {
				// A statistical list of steps states its own error; its steps count as cases.
				cases += ch.Cases + len(ch.Steps)
				budget += float64(ch.Cases) * ch.FalseAlarm
				if n := failed(ch); n > 0 {
					failures += n
					if _, err := fmt.Fprintf(w, "seed %d: %s %s: %s\n", seed, c.ID, ch.Name, ch.Reason); err != nil {
						return err
					}
				}
			}
		}
	}
	_, err := fmt.Fprintf(w, "%d seeds, %d claims, %d cases, %d failures; the sampled cases' stated errors add up to %.2g\n", seeds, len(claims), cases, failures, budget)
	if err == nil && failures > 0 {
		return fmt.Errorf("%d failures", failures)
	}
	return err
}

// failed counts the cases and steps of a check that did not pass.
func failed(ch claim.CheckEvidence) int {
	n := ch.Violated + ch.Undecided + max(0, ch.OutOfDomain-ch.MaxSkips)
	for _, s := range ch.Steps {
		if !s.Verdict.Passes() {
			n++
		}
	}
	return n
}

package numeric

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// MaxRuns is the largest number of paths of one ensemble.
const MaxRuns = 1 << 20

// RunMany simulates paths 0 .. runs-1 from one start, path j with the stream
// (seed, j), on the given number of workers (0: all cores). The result does not depend on
// the number of workers.
//
// Errors: as Run, of the path with the smallest number that failed; no path
// with a larger number is started after a failure. runs outside 1..MaxRuns, workers < 0, or
// a record beyond MaxRecorded numbers in all are errors.
func (c *SSAM) RunMany(ctx context.Context, start *Network, seed uint64, runs, workers int) ([]*Trajectory, error) {
	f, err := c.validate(start)
	if err != nil {
		return nil, err
	}
	t, err := newTrajectory(start, c.Steps, c.Every)
	if err != nil {
		return nil, err
	}
	if err := checkEnsemble(runs, workers, cap(t.weights)); err != nil {
		return nil, err
	}
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	out, errs := make([]*Trajectory, runs), make([]error, runs)
	var next atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range min(workers, runs) {
		wg.Go(func() {
			for !failed.Load() {
				j := int(next.Add(1) - 1)
				if j >= runs {
					return
				}
				if out[j], errs[j] = c.run(ctx, start, NewStream(seed, uint64(j)), f); errs[j] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wg.Wait()
	for j, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("run %d: %w", j, err)
		}
	}
	return out, nil
}

// checkEnsemble checks the sizes of an ensemble whose runs record so many numbers each.
func checkEnsemble(runs, workers, record int) error {
	switch {
	case runs < 1 || runs > MaxRuns:
		return fmt.Errorf("numeric: runs = %d outside 1..%d", runs, MaxRuns)
	case workers < 0:
		return fmt.Errorf("numeric: workers = %d must be >= 0", workers)
	case record > MaxRecorded/runs:
		return fmt.Errorf("numeric: %d runs record %d numbers each, beyond the bound %d in all", runs, record, MaxRecorded)
	}
	return nil
}

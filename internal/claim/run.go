package claim

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Options of one audit.
type Options struct {
	Seed    uint64
	Profile Profile
	Cases   int // overrides the number of cases of every sampled check when positive
	Shard   *Shard
	Workers int // 0: as many as GOMAXPROCS
	// Only restricts the audit to variants (falsification) or is empty for everything.
	Only Part
	// Progress, if set, is called after each block, one call at a time.
	Progress func(Progress)
	// Finished, if set, is called once for each finished check or variant, one call at a time.
	Finished func(claimID string, c *CheckEvidence, v *VariantEvidence)
	// Known are records of an earlier run of the same audit: what they hold is not run again.
	Known []Record
	// Record, if set, is called once for each check or variant that was run to its end, one call at a
	// time; never for one that was stopped or that Known holds.
	Record func(Record)
}

// Part selects what an audit runs.
type Part string

// The parts.
const (
	Everything   Part = ""
	OnlyVariants Part = "variants"
)

// Progress says how far an audit is.
type Progress struct {
	Claim, Check, Variant string
	Done, Total           int // blocks
}

// MaxCases bounds --cases.
const MaxCases = 1_000_000_000

// MaxWorkers bounds the number of workers.
const MaxWorkers = 4096

func (o *Options) validate() error {
	switch {
	case o.Cases < 0 || o.Cases > MaxCases:
		return fmt.Errorf("cases %d: want 0 (the profile decides) to %d", o.Cases, MaxCases)
	case o.Workers < 0 || o.Workers > MaxWorkers:
		return fmt.Errorf("workers %d: want 0 (all cores) to %d", o.Workers, MaxWorkers)
	case o.Shard != nil && (o.Shard.Count > MaxCases || o.Shard.Index < 1 || o.Shard.Index > o.Shard.Count):
		return fmt.Errorf("shard %d/%d: want i/n with 1 <= i <= n", o.Shard.Index, o.Shard.Count)
	}
	if _, err := ParseProfile(string(o.Profile)); err != nil {
		return err
	}
	return nil
}

// unit is one block of one task.
type unit struct {
	task  *task
	block int
}

// Run verifies the claims and returns the evidence. A canceled context gives the evidence of what
// was finished, with Complete false and the rest undecided; the error is for bad options only.
func Run(ctx context.Context, claims []Claim, o Options) (*Evidence, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	if err := Validate(claims); err != nil {
		return nil, err
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	start := time.Now()
	tasks := plan(claims, &o)
	run := &running{o: &o, results: make(map[*task]any, len(tasks))}
	if err := run.recall(tasks); err != nil {
		return nil, err
	}
	for _, t := range tasks {
		run.total += t.blocks()
	}
	queue := make(chan unit, o.Workers) // a block waits for each worker, so that none waits for the feeder
	var wg sync.WaitGroup
	for range o.Workers {
		wg.Go(func() { run.work(ctx, queue) })
	}
	feed(ctx, run.open(tasks), queue)
	close(queue)
	wg.Wait()
	for _, t := range tasks { // tasks that were stopped, and those without a block in this shard
		if run.results[t] == nil {
			run.finish(ctx, t)
		}
	}
	e := run.assemble(claims, tasks)
	e.Complete = ctx.Err() == nil
	e.Timing.Seconds = time.Since(start).Seconds()
	Finalize(e)
	return e, nil
}

// plan makes the tasks of the audit, in the order of the registry.
func plan(claims []Claim, o *Options) []*task {
	var tasks []*task
	for k := range claims {
		c := &claims[k]
		if o.Only != OnlyVariants {
			for _, ch := range c.Checks {
				tasks = append(tasks, newTask(c, ch, nil, o))
			}
		}
		for i := range c.Variants {
			tasks = append(tasks, newTask(c, c.Variants[i].Check, &c.Variants[i], o))
		}
	}
	return tasks
}

// feed queues every block, task by task, until ctx ends. A task with a block that was not queued is
// marked as stopped; no worker finishes it, Run does.
func feed(ctx context.Context, tasks []*task, queue chan<- unit) {
	for _, t := range tasks {
		for b := t.first; b < t.total; b += t.stride {
			if !send(ctx, queue, unit{t, b}) {
				t.mu.Lock()
				t.cancel = ctx.Err()
				t.mu.Unlock()
				break
			}
		}
	}
}

// send reports whether u was queued before ctx ended.
func send(ctx context.Context, queue chan<- unit, u unit) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case queue <- u:
		return true
	case <-ctx.Done():
		return false
	}
}

// running is the shared state of the workers of one audit.
type running struct {
	o       *Options
	total   int
	mu      sync.Mutex
	done    int
	results map[*task]any // CheckEvidence or VariantEvidence
}

// work runs blocks until the queue is empty. A worker keeps the judge of the task it is on, whose
// scratch is its own.
func (r *running) work(ctx context.Context, queue <-chan unit) {
	var of *task
	var judge Judge
	for u := range queue {
		if u.task != of {
			of, judge = u.task, nil
			if s := of.check.Sample; s != nil {
				judge = s.NewJudge()
			}
		}
		u.task.runBlock(ctx, u.block, judge)
		last := u.task.left.Add(-1) == 0
		if last {
			r.finish(ctx, u.task)
		}
		r.report(u.task)
	}
}

func (r *running) finish(ctx context.Context, t *task) {
	start := time.Now()
	var res any
	if t.variant == nil {
		res = t.checkEvidence(ctx)
	} else {
		res = t.variantEvidence(ctx)
	}
	t.nanos.Add(int64(time.Since(start)))
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results[t] = res
	// After the evidence was made: a context that ended before may have stopped a part of it.
	if r.o.Record != nil && ctx.Err() == nil && t.left.Load() == 0 {
		r.o.Record(t.record(res))
	}
	if r.o.Finished == nil {
		return
	}
	switch e := res.(type) {
	case CheckEvidence:
		r.o.Finished(t.claim.ID, &e, nil)
	case VariantEvidence:
		r.o.Finished(t.claim.ID, nil, &e)
	}
}

func (r *running) report(t *task) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	if r.o.Progress != nil {
		p := Progress{Claim: t.claim.ID, Check: t.check.Name, Done: r.done, Total: r.total}
		if t.variant != nil {
			p.Variant = t.variant.Name
		}
		r.o.Progress(p)
	}
}

// assemble puts the results into the order of the registry.
func (r *running) assemble(claims []Claim, tasks []*task) *Evidence {
	e := &Evidence{
		Schema: EvidenceSchema, Tool: "ssamverify", Seed: r.o.Seed, Profile: r.o.Profile, Cases: r.o.Cases, Shard: r.o.Shard,
		Timing: &Timing{Workers: r.o.Workers, Checks: map[string]map[string]float64{}},
	}
	k := 0
	for i := range claims {
		ce := describeClaim(&claims[i])
		times := map[string]float64{}
		for ; k < len(tasks) && tasks[k].claim == &claims[i]; k++ {
			t := tasks[k]
			seconds := time.Duration(t.nanos.Load()).Seconds()
			switch res := r.results[t].(type) {
			case CheckEvidence:
				ce.Checks = append(ce.Checks, res)
				times[res.Name] = seconds
			case VariantEvidence:
				ce.Variants = append(ce.Variants, res)
				times["variant "+res.Name] = seconds
			}
		}
		e.Timing.Checks[ce.ID] = times
		e.Claims = append(e.Claims, ce)
	}
	return e
}

func describeClaim(c *Claim) ClaimEvidence {
	return ClaimEvidence{
		ID: c.ID, Label: c.Label, Title: c.Title, Short: c.Short, Statement: c.Statement, TeX: c.TeX,
		Hypotheses: c.Hypotheses, Provenance: c.Provenance, Compare: c.Compare, NotClaimed: c.NotClaimed,
		Errata: c.Errata, RestsOn: c.RestsOn, Checks: []CheckEvidence{}, Variants: []VariantEvidence{},
	}
}

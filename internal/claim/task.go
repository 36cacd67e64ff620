package claim

import (
	"context"
	"fmt"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// task is one check, or one wrong variant run through a check, cut into blocks that any worker may
// run: a block of a sampled check is a range of cases, a block of a proof is one step.
type task struct {
	claim   *Claim
	check   Check
	variant *Variant // nil for the claim's own check
	seed    uint64
	shard   *Shard

	cases     int // of the whole run
	blockSize int
	steps     []Step
	stride    int // the blocks of this shard are first, first+stride, ... below total
	first     int
	total     int
	left      atomic.Int64

	// failed is the lowest block with a violation; a variant needs no block above it.
	failed atomic.Int64
	nanos  atomic.Int64

	mu       sync.Mutex
	tally    *tally
	stepsRun []StepEvidence
	refuted  map[int]StepResult // by step
	cancel   error
}

const (
	maxCases = 1 << 40
	// blocksPerTask balances the workers' load against the cost of a block.
	blocksPerTask = 64
	maxBlock      = 64
)

func newTask(c *Claim, check Check, v *Variant, o *Options) *task {
	t := &task{claim: c, check: check, variant: v, seed: o.Seed, shard: o.Shard, refuted: map[int]StepResult{}}
	t.failed.Store(int64(maxCases))
	var n int
	if check.Sample != nil {
		t.cases = check.Sample.Cases.In(o.Profile)
		if o.Cases > 0 {
			t.cases = o.Cases
		}
		// A variant stops at its first counterexample, so that it may look as far as the default profile
		// does without costing much: whether it is refuted must not hang on the seed.
		if v != nil {
			t.cases = max(t.cases, check.Sample.Cases.Default)
		}
		t.blockSize = min(max(1, t.cases/blocksPerTask), maxBlock)
		n = (t.cases + t.blockSize - 1) / t.blockSize
		t.tally = newTally(check.Sample.Space)
	} else {
		t.steps = check.Steps(o.Profile)
		n = len(t.steps)
	}
	t.first, t.stride, t.total = 0, 1, n
	if o.Shard != nil {
		t.first, t.stride = o.Shard.Index-1, o.Shard.Count
	}
	t.left.Store(int64(t.blocks()))
	return t
}

// blocks counts the blocks of this shard. They are never listed: --cases may ask for very many.
func (t *task) blocks() int { return max(0, (t.total-t.first+t.stride-1)/t.stride) }

func (t *task) subject() *subject {
	return &subject{claimID: t.claim.ID, check: t.check.Name, root: t.seed, sample: t.check.Sample}
}

func (t *task) token(m Mode, i int, step string) string {
	tok := Token{Claim: t.claim.ID, Check: t.check.Name, Seed: t.seed, Mode: m, Index: i, Step: step}
	if t.variant != nil {
		tok.Variant = t.variant.Name
	}
	return tok.String()
}

// fail notes that block b has a violation.
func (t *task) fail(b int) {
	for {
		old := t.failed.Load()
		if int64(b) >= old || t.failed.CompareAndSwap(old, int64(b)) {
			return
		}
	}
}

// skippable reports whether the result of block b can't matter: a variant is refuted by its first
// counterexample.
func (t *task) skippable(b int) bool { return t.variant != nil && int64(b) > t.failed.Load() }

// runBlock runs block b with the judge of the calling worker.
func (t *task) runBlock(ctx context.Context, b int, j Judge) {
	start := time.Now()
	defer func() { t.nanos.Add(int64(time.Since(start))) }()
	if t.skippable(b) {
		return
	}
	if t.check.Sample == nil {
		t.runStep(ctx, b)
		return
	}
	s := t.subject()
	local := newTally(t.check.Sample.Space)
	for i := b * t.blockSize; i < min((b+1)*t.blockSize, t.cases); i++ {
		if err := ctx.Err(); err != nil {
			t.mu.Lock()
			t.cancel = err
			t.mu.Unlock()
			break
		}
		r := s.run(i, j)
		local.add(i, r.out)
		if r.out.Kind == KindViolated {
			t.fail(b)
			if t.variant != nil {
				break
			}
		}
	}
	t.mu.Lock()
	t.tally.merge(local)
	t.mu.Unlock()
}

func (t *task) runStep(ctx context.Context, b int) {
	if err := ctx.Err(); err != nil {
		t.mu.Lock()
		t.cancel = err
		t.mu.Unlock()
		return
	}
	st := t.steps[b]
	res := runStepSafely(ctx, st)
	if res.Verdict == Undecided && ctx.Err() != nil {
		res.Detail = fmt.Sprintf("stopped: %v", ctx.Err())
	}
	if res.Verdict == Refuted {
		t.fail(b)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if res.Verdict == Refuted {
		t.refuted[b] = res
	}
	t.stepsRun = append(t.stepsRun, StepEvidence{
		Name: st.Name, Scope: st.Scope, Verdict: res.Verdict, Method: res.Method, Points: res.Points,
		Stats: res.Stats, Detail: res.Detail, Token: t.token(ModeStep, 0, st.Name), order: b,
	})
}

// runStepSafely turns a panic into an undecided step, and a step that decided nothing into a
// vacuous one.
func runStepSafely(ctx context.Context, st Step) (res StepResult) {
	defer func() {
		if r := recover(); r != nil {
			res = StepResult{Verdict: Undecided, Detail: fmt.Sprintf("panic: %v", r)}
		}
		if res.Points == 0 && res.Verdict.Passes() {
			res.Verdict, res.Detail = Vacuous, "the step decided no point"
		}
	}()
	return st.Run(ctx)
}

// sortedSteps returns the steps run, in the order of the proof, up to the first refuted one when
// the task is a variant.
func (t *task) sortedSteps() []StepEvidence {
	sort.Slice(t.stepsRun, func(a, b int) bool { return t.stepsRun[a].order < t.stepsRun[b].order })
	return t.stepsRun
}

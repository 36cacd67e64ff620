package claim

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

func proof(ss ...Step) Check {
	return Check{Name: "k", Title: "a test", Tier: TierProved, Scope: "tests", Steps: steps(ss...)}
}

// variantTask is a wrong variant run through the check.
func variantTask(c Check) *task {
	v := Variant{Name: "v", Title: "wrong", Check: c}
	owner := newClaim("c", []Check{c}, v)
	return newTask(&owner, c, &v, &Options{Profile: Quick})
}

func checkTask(c Check) *task {
	owner := newClaim("c", []Check{c})
	return newTask(&owner, c, nil, &Options{Profile: Quick})
}

// TestBlocks: a block has a 64th of the cases, at least one and at most 64; the blocks cover the cases; a shard's blocks are every n-th.
func TestBlocks(t *testing.T) {
	for _, tt := range [][3]int{{1, 1, 1}, {63, 1, 63}, {64, 1, 64}, {127, 1, 127}, {128, 2, 64}, {129, 2, 65}, {640, 10, 64}, {4096, 64, 64}, {10000, 64, 157}} {
		x := checkTask(check("k", sample(tt[0], hold)))
		if x.cases != tt[0] || x.blockSize != tt[1] || x.total != tt[2] {
			t.Errorf("%d cases: %d blocks of %d, want %d of %d", x.cases, x.total, x.blockSize, tt[2], tt[1])
		}
	}
	for total := range 20 {
		for count := 1; count <= 7; count++ {
			for index := 1; index <= count; index++ {
				x := &task{total: total, first: index - 1, stride: count}
				want := 0
				for b := x.first; b < x.total; b += x.stride {
					want++
				}
				if got := x.blocks(); got != want {
					t.Errorf("shard %d/%d of %d blocks: %d, want %d", index, count, total, got, want)
				}
			}
		}
	}
}

// TestLowestFailure: the lowest failed block is kept; above it a variant needs nothing, at it and below it everything, and a check all.
func TestLowestFailure(t *testing.T) {
	x := variantTask(check("k", sample(10, hold)))
	own := checkTask(check("k", sample(10, hold)))
	if x.skippable(9) {
		t.Error("a block is skipped before any has failed")
	}
	for _, step := range [][2]int{{5, 5}, {9, 5}, {5, 5}, {2, 2}, {3, 2}} {
		x.fail(step[0])
		own.fail(step[0])
		if got := x.failed.Load(); got != int64(step[1]) {
			t.Errorf("after block %d: the lowest is %d, want %d", step[0], got, step[1])
		}
	}
	if x.skippable(1) || x.skippable(2) || !x.skippable(3) || own.skippable(3) {
		t.Error("skipped is not what lies above the lowest failure of a variant")
	}
}

// TestVariantStops: a variant judges no case beyond its first violation; a check judges all.
func TestVariantStops(t *testing.T) {
	for _, size := range []int{20, 400} { // blocks of 1 and of 6
		var judged []int
		c := check("k", sample(size, func(c *Case) Outcome {
			judged = append(judged, c.Index)
			if c.Index%10 >= 7 {
				return Violate("f", 1, "d")
			}
			return Hold()
		}))
		for _, x := range []*task{variantTask(c), checkTask(c)} {
			judged = nil
			for b := range x.total {
				x.runBlock(t.Context(), b, c.Sample.NewJudge())
			}
			want := size
			if x.variant != nil {
				want = 8
			}
			if len(judged) != want || !slices.IsSorted(judged) || x.nanos.Load() <= 0 {
				t.Errorf("%d cases, variant %v: judged %v, want %d", size, x.variant != nil, judged, want)
			}
			if y := x.tally; y.cases != want || y.first != 7 || x.variant == nil && y.violated != 3*size/10 {
				t.Errorf("%d cases: %+v", size, *y)
			}
		}
	}
}

// TestStoppedStep: a context that has ended starts no step; a step that it stopped says so, and one that decided keeps what it found.
func TestStoppedStep(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	x := checkTask(proof(step("a", Proved)))
	x.runStep(canceled, 0)
	if len(x.stepsRun) != 0 || x.cancel == nil || !x.mu.TryLock() {
		t.Errorf("a canceled step: %d run, %v", len(x.stepsRun), x.cancel)
	}
	for _, tt := range []struct {
		verdict Verdict
		stop    bool
		detail  string
		failed  bool
	}{{Undecided, true, "stopped: context canceled", false}, {Undecided, false, "d", false}, {Proved, true, "d", false}, {Refuted, true, "d", true}, {Refuted, false, "d", true}} {
		ctx, cancel := context.WithCancel(t.Context())
		x := checkTask(proof(step("a", Proved), Step{Name: "b", Run: func(context.Context) StepResult {
			if tt.stop {
				cancel()
			}
			return StepResult{Verdict: tt.verdict, Points: 3, Detail: "d"}
		}}))
		x.runStep(ctx, 1)
		cancel()
		if s := x.stepsRun; len(s) != 1 || s[0].Verdict != tt.verdict || s[0].Detail != tt.detail || s[0].order != 1 {
			t.Errorf("%+v: %+v", tt, s)
		}
		if _, refuted := x.refuted[1]; refuted != tt.failed || (x.failed.Load() == 1) != tt.failed {
			t.Errorf("%+v: refuted %v, the lowest failure %d", tt, refuted, x.failed.Load())
		}
	}
}

// TestVariantEvidence: how a variant ends, with and without a counterexample, stopped or not.
func TestVariantEvidence(t *testing.T) {
	for _, tt := range []struct {
		refuted, stopped bool
		want             Verdict
		cases            int
		reason           string
	}{
		{false, false, Held, 4, "the wrong statement survived its check"},
		{false, true, Undecided, 4, "stopped: context canceled"},
		{true, false, Refuted, 3, ""},
		{true, true, Refuted, 3, ""},
	} {
		x := variantTask(proof(step("a", Proved), step("b", Proved), step("c", Refuted), step("d", Refuted)))
		if tt.refuted {
			x.runStep(t.Context(), 2)
		}
		if tt.stopped {
			x.cancel = context.Canceled
		}
		if e := x.variantEvidence(t.Context()); e.Verdict != tt.want || e.Cases != tt.cases || e.Reason != tt.reason {
			t.Errorf("%+v: %+v", tt, e)
		}
	}
}

// TestStepConfirmed: a refuted step is run once more, and counts only with the same words.
func TestStepConfirmed(t *testing.T) {
	for _, tt := range []struct {
		again  Verdict
		detail string
		want   bool
	}{{Refuted, "first", true}, {Refuted, "second", false}, {Undecided, "first", false}} {
		runs := 0
		x := checkTask(proof(Step{Name: "a", Run: func(context.Context) StepResult {
			if runs++; runs == 1 {
				return StepResult{Verdict: Refuted, Detail: "first", Points: 1}
			}
			return StepResult{Verdict: tt.again, Detail: tt.detail, Points: 1}
		}}))
		x.runStep(t.Context(), 0)
		if c := x.stepCounterexample(t.Context()); c == nil || c.Confirmed != tt.want || runs != 2 {
			t.Errorf("again %s, %q: %+v after %d runs", tt.again, tt.detail, c, runs)
		}
	}
}

// ended is a context whose Done is closed and that has not said so yet.
type ended struct{ context.Context }

func (ended) Done() <-chan struct{} { c := make(chan struct{}); close(c); return c }

// TestFeed: nothing is queued after the end; a task of which something is missing is marked, its lock is free, and the others after it too.
func TestFeed(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	queue := make(chan unit, 1)
	if send(canceled, queue, unit{}) || len(queue) != 0 {
		t.Error("sent after the end")
	}
	if send(ended{t.Context()}, make(chan unit), unit{}) {
		t.Error("sent without a receiver")
	}
	if !send(t.Context(), queue, unit{block: 7}) || (<-queue).block != 7 {
		t.Error("not sent")
	}
	tasks := []*task{checkTask(check("k", sample(3, hold))), checkTask(check("k", sample(3, hold)))}
	feed(canceled, tasks, queue)
	for k, x := range tasks {
		if !x.mu.TryLock() || x.cancel == nil {
			t.Errorf("task %d: %v", k, x.cancel)
		}
	}
	whole := make(chan unit, 3)
	x := checkTask(check("k", sample(3, hold)))
	feed(t.Context(), []*task{x}, whole)
	for b := range 3 {
		if u := <-whole; u.task != x || u.block != b || x.cancel != nil {
			t.Errorf("block %d is %d", b, u.block)
		}
	}
}

// TestProgress: blocks are counted up to their number; a task is finished with its last block, not at the end of the audit.
func TestProgress(t *testing.T) {
	var events []string
	run(t, Options{
		Workers: 1,
		Progress: func(p Progress) {
			events = append(events, fmt.Sprintf("%s%s %d/%d", p.Check, p.Variant, p.Done, p.Total))
		},
		Finished: func(_ string, c *CheckEvidence, v *VariantEvidence) {
			if c != nil {
				events = append(events, "finished "+c.Name)
			} else {
				events = append(events, "finished "+v.Name)
			}
		},
	}, newClaim("c", []Check{check("j", sample(2, hold)), check("k", sample(1, hold))}, Variant{Name: "v", Title: "t", Check: check("k", sample(1, hold))}))
	want := []string{"j 1/4", "finished j", "j 2/4", "finished k", "k 3/4", "finished v", "kv 4/4"}
	if !slices.Equal(events, want) {
		t.Errorf("%v, want %v", events, want)
	}
}

// TestUnfinishedIsNotRecorded: a task with a block left has no record, whoever finishes it; finishing takes time that is counted.
func TestUnfinishedIsNotRecorded(t *testing.T) {
	for _, left := range []int64{0, 1} {
		records := 0
		x := checkTask(check("k", sample(1, hold)))
		x.left.Store(left)
		r := &running{o: &Options{Record: func(Record) { records++ }}, results: map[*task]any{}}
		r.finish(t.Context(), x)
		if records != 1-int(left) || r.results[x] == nil || x.nanos.Load() <= 0 {
			t.Errorf("%d blocks left: %d records", left, records)
		}
	}
}

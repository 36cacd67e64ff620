package numeric

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// pollCounter is a context that counts how often it is asked and is canceled from the last-th time on.
type pollCounter struct {
	context.Context
	polls, last int
}

func (p *pollCounter) Err() error {
	p.polls++
	if p.polls >= p.last {
		return context.Canceled
	}
	return nil
}

// TestSSAMPolls: a run looks at its context each time a record is due and, between two records, after the first block that brings the normals
// drawn since the last look to 65536. A block of the scalar, with 2 normals a step, has 512 steps: a look every 64 blocks, 32768 steps; with
// 3 weights, 341 steps and 1023 normals: a look every 65 blocks, 22165 steps. Where the look finds a canceled context, the run ends.
func TestSSAMPolls(t *testing.T) {
	for _, tt := range []struct {
		why                 string
		depth, steps, every int
		polls               int
	}{
		{"no step, no look", 2, 0, 0, 0}, {"the end is one", 2, 1, 0, 1}, {"a record is one", 2, 100, 10, 10},
		{"the last record is the end", 2, 105, 10, 11}, {"the end is the 64th block's end", 2, 32768, 0, 1}, {"one step beyond", 2, 32769, 0, 2},
		{"three times 64 blocks and a rest", 2, 100_000, 0, 4}, {"a record sets the count back", 2, 100_000, 30_000, 4},
		{"64 blocks are not enough", 3, 341*64 + 1, 0, 1}, {"65 are", 3, 341*65 + 1, 0, 2}, {"more", 3, 341*130 + 1, 0, 3},
	} {
		c, n := testSSAM(t, tt.depth, 1, NoiseOnly, 0)
		c.Steps, c.Every = tt.steps, tt.every
		ctx := &pollCounter{context.Background(), 0, 1 << 30}
		tr, err := c.Run(ctx, n, NewStream(1, 1))
		if err != nil {
			t.Fatal(err)
		}
		if ctx.polls != tt.polls {
			t.Errorf("%s: depth %d, %d steps, every %d: %d looks, want %d", tt.why, tt.depth, tt.steps, tt.every, ctx.polls, tt.polls)
		}
		if tr.Steps[tr.Len()-1] != tt.steps {
			t.Errorf("%s: the last record is of step %d", tt.why, tr.Steps[tr.Len()-1])
		}
	}
	c, n := testSSAM(t, 2, 1, NoiseOnly, 0)
	c.Steps, c.Every = 100_000, 1000
	tr, err := c.Run(&pollCounter{context.Background(), 0, 3}, n, NewStream(1, 1))
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "step 3000") || tr == nil || tr.Len() != 3 {
		t.Errorf("canceled at the third look: %v, %+v", err, tr)
	}
}

// TestDescentPolls: a descent looks at its context every 65536 steps and at each record.
func TestDescentPolls(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 0.5})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	for _, tt := range []struct{ steps, every, polls int }{
		{0, 0, 0}, {1, 0, 1}, {10, 3, 4}, {checkEvery, 0, 1}, {checkEvery + 1, 0, 2}, {3*checkEvery + 5, 0, 4}, {checkEvery + 10, checkEvery + 2, 3},
	} {
		ctx := &pollCounter{context.Background(), 0, 1 << 30}
		tr, err := (&Descent{Model: m, Objective: Regularized, Step: Constant(0.01), Steps: tt.steps, Every: tt.every}).Run(ctx, n)
		if err != nil || ctx.polls != tt.polls || tr.Steps[tr.Len()-1] != tt.steps {
			t.Errorf("%+v: %d looks, %v, last record %v", tt, ctx.polls, err, tr.Steps)
		}
	}
}

// TestKernelChoice: each shape has its kernel, and normals are drawn about 1024 at a time, at least one step's.
func TestKernelChoice(t *testing.T) {
	for _, tt := range []struct {
		depth, width int
		v            Variant
		off          float64
		kernel       string
		steps        int
	}{
		{2, 1, NoiseOnly, 0, "", 512}, {2, 2, NoiseOnly, 0, "noise2", 256}, {2, 2, NoiseOnly, 0.5, "noise", 256}, {3, 1, NoiseOnly, 0, "noise3", 341},
		{3, 2, NoiseOnly, 0.5, "noise", 170}, {4, 1, NoiseOnly, 0, "noise", 256}, {4, 2, NoiseOnly, 0, "noise", 128},
		{2, 1, OneSample, 0, "sample", 256}, {2, 2, OneSample, 0, "sample", 146}, {3, 2, OneSample, 0, "sample3", 113}, {3, 1, OneSample, 0, "sample3", 204},
		{3, 2, OneSample, 0.5, "sample", 113}, {4, 1, OneSample, 0, "sample", 170},
		{2, 512, NoiseOnly, 0, "noise2", 1}, {2, 513, NoiseOnly, 0, "noise2", 1}, {2, 700, NoiseOnly, 0, "noise2", 1},
	} {
		c, n := testSSAM(t, tt.depth, tt.width, tt.v, tt.off)
		f, err := c.validate(n)
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPath(c, n, f)
		if err != nil {
			t.Fatal(err)
		}
		name := ""
		if p.advance != nil {
			name = runtime.FuncForPC(reflect.ValueOf(p.advance).Pointer()).Name()
			name = strings.TrimSuffix(name[strings.LastIndex(name, ".")+1:], "-fm")
		}
		if name != tt.kernel || len(p.alpha) != tt.steps || len(p.xi) != tt.steps*p.perStep {
			t.Errorf("depth %d, width %d, %v, off-diagonal %v: kernel %q with %d steps and %d normals a block, want %q with %d",
				tt.depth, tt.width, tt.v, tt.off, name, len(p.alpha), len(p.xi), tt.kernel, tt.steps)
		}
	}
}

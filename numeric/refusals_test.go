package numeric

import (
	"context"
	"math"
	"strings"
	"testing"
)

// TestSizes: each limit is the last size that is accepted.
func TestSizes(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"one entry", checkTarget(1), ""}, {"none", checkTarget(0), "target has 0"}, {"the widest", checkTarget(MaxWidth), ""},
		{"wider", checkTarget(MaxWidth + 1), "target has 16777217"},
		{"the widest full matrix", checkDense(MaxDenseWidth), ""}, {"a wider one", checkDense(MaxDenseWidth + 1), "sigma is 4097 x 4097"},
		{"one run", checkEnsemble(1, 0, MaxRecorded), ""}, {"none", checkEnsemble(0, 0, 1), "runs = 0"}, {"the most runs", checkEnsemble(MaxRuns, 1, 32), ""},
		{"more runs", checkEnsemble(MaxRuns+1, 1, 1), "runs = 1048577"}, {"a record beyond the bound", checkEnsemble(1, 0, MaxRecorded+1), "record"},
		{"a record beyond the bound in all", checkEnsemble(MaxRuns, 1, 33), "record"}, {"fewer than no workers", checkEnsemble(1, -1, 1), "workers = -1"},
		{"zero", checkNonnegative("x", 0), ""}, {"negative", checkNonnegative("x", -tiny), "x ="}, {"the largest", checkNonnegative("x", math.MaxFloat64), ""},
		{"infinite", checkNonnegative("x", math.Inf(1)), "x ="}, {"NaN", checkNonnegative("x", math.NaN()), "x ="},
		{"finite", checkFinite("v", []float64{1, -math.MaxFloat64}), ""}, {"-Inf", checkFinite("v", []float64{1, math.Inf(-1)}), "v[1]"},
	} {
		if (tt.err == nil) != (tt.want == "") || tt.err != nil && !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, tt.err, tt.want)
		}
	}
}

// TestNextStop: the records after the start are the multiples of every and the end.
func TestNextStop(t *testing.T) {
	for _, tt := range []struct {
		every, last int
		want        []int
	}{
		{0, 0, nil}, {0, 9, []int{9}}, {1, 3, []int{1, 2, 3}}, {3, 9, []int{3, 6, 9}}, {3, 10, []int{3, 6, 9, 10}}, {3, 8, []int{3, 6, 8}},
		{9, 9, []int{9}}, {10, 9, []int{9}}, {math.MaxInt, MaxSteps, []int{MaxSteps}}, {MaxSteps / 2, MaxSteps, []int{MaxSteps / 2, MaxSteps}},
	} {
		var got []int
		for k := 0; k < tt.last; {
			next := nextStop(k, tt.every, tt.last)
			if next <= k {
				t.Fatalf("every %d of %d: stop %d after %d", tt.every, tt.last, next, k)
			}
			k = next
			got = append(got, k)
		}
		if len(got) != len(tt.want) {
			t.Fatalf("every %d of %d: %v, want %v", tt.every, tt.last, got, tt.want)
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("every %d of %d: %v, want %v", tt.every, tt.last, got, tt.want)
			}
		}
	}
}

// TestTrajectoryStates: a state is a piece of the record that can't grow into the next.
func TestTrajectoryStates(t *testing.T) {
	n, _ := NewFlatNetwork(2, 3, []float64{1, 2, 3, 4, 5, 6})
	tr, err := newTrajectory(n, 4, 2)
	if err != nil {
		t.Fatal(err)
	}
	for k := range 3 {
		n.w[0] = float64(10 * k)
		tr.record(2*k, n.w)
	}
	for k := range 3 {
		s := tr.State(k)
		if len(s) != 6 || cap(s) != 6 || s[0] != float64(10*k) || s[5] != 6 || tr.Steps[k] != 2*k {
			t.Errorf("state %d: %v, capacity %d, at step %d", k, s, cap(s), tr.Steps[k])
		}
	}
	if tr.Len() != 3 || tr.Last()[0] != 20 {
		t.Errorf("%d states, the last %v", tr.Len(), tr.Last())
	}
}

// TestRunFields: each field of a descent and of an ensemble at its bound and beyond.
func TestRunFields(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 0.5})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	wide, _ := NewDiagonalModel([]float64{1, 1}, []float64{1, 1}, 0.5, 0)
	for _, tt := range []struct {
		why     string
		change  func(d *Descent, s *SSAM)
		refused string
	}{
		{"plain", func(*Descent, *SSAM) {}, ""},
		{"step 0", func(d *Descent, s *SSAM) { d.Step, s.Step = Constant(0), Constant(0) }, ""},
		{"a negative step", func(d *Descent, s *SSAM) { d.Step, s.Step = Constant(-tiny), Constant(-tiny) }, "step.A"},
		{"an infinite exponent", func(d *Descent, s *SSAM) { d.Step.R, s.Step.R = math.Inf(1), math.Inf(1) }, "step.R"},
		{"a negative offset", func(d *Descent, s *SSAM) { d.Step.K0, s.Step.K0 = -1, -1 }, "step.K0"},
		{"decay from offset 0", func(d *Descent, s *SSAM) { d.Step.R, s.Step.R = 0.5, 0.5 }, "step.K0"},
		{"decay from a positive offset", func(d *Descent, s *SSAM) { d.Step, s.Step = Schedule{1, 0.5, tiny}, Schedule{1, 0.5, 1} }, ""},
		{"box 0: none", func(d *Descent, s *SSAM) { d.Box, s.Box = 0, 0 }, ""}, {"a negative box", func(d *Descent, s *SSAM) { d.Box, s.Box = -tiny, -tiny }, "box"},
		{"another width", func(d *Descent, s *SSAM) { d.Model, s.Model = wide, wide }, "model has width 2"},
		{"no such objective or variant", func(d *Descent, s *SSAM) { d.Objective, s.Variant = 2, 2 }, "= "},
		{"the other objective and variant", func(d *Descent, s *SSAM) { d.Objective, s.Variant = Plain, OneSample }, ""},
		{"too many states", func(d *Descent, s *SSAM) { d.Steps, d.Every, s.Steps, s.Every = MaxSteps, 1, MaxSteps, 1 }, "every"},
	} {
		d := &Descent{Model: m, Objective: Regularized, Step: Constant(0.1), Steps: 1}
		s := &SSAM{Model: m, Step: Constant(0.1), Steps: 1}
		tt.change(d, s)
		_, one := d.Run(context.Background(), n)
		_, two := s.RunMany(context.Background(), n, 1, 2, 0)
		_, three := s.Run(context.Background(), n, NewStream(1, 0))
		for _, err := range []error{one, two, three} {
			if (err == nil) != (tt.refused == "") || err != nil && !strings.Contains(err.Error(), tt.refused) {
				t.Errorf("%s: %v, want %q", tt.why, err, tt.refused)
			}
		}
	}
}

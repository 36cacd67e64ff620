package numeric

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
)

// TestShapeBounds: each bound is the last size that is accepted, and the message names it.
func TestShapeBounds(t *testing.T) {
	for _, tt := range []struct {
		depth, width int
		refused      string
	}{
		{2, 1, ""}, {1, 1, "depth = 1"}, {0, 1, "depth = 0"}, {-1, 1, "depth = -1"}, {2, 0, "width = 0"}, {2, -3, "width = -3"},
		{MaxDepth, 32, ""}, {MaxDepth + 1, 1, "depth = 1048577 exceeds the bound 1048576"},
		{2, MaxWidth, ""}, {2, MaxWidth + 1, "width = 16777217 exceeds the bound 16777216"},
		{MaxDepth, 33, "depth*width = 1048576*33 exceeds the bound 33554432"}, {3, MaxWeights / 3, ""}, {3, MaxWeights/3 + 1, "exceeds the bound"},
	} {
		err := checkShape(tt.depth, tt.width)
		if (err == nil) != (tt.refused == "") || err != nil && !strings.Contains(err.Error(), tt.refused) {
			t.Errorf("checkShape(%d, %d) = %v, want %q", tt.depth, tt.width, err, tt.refused)
		}
	}
	// A record: states * weights is at most MaxRecorded, at the bound too.
	n := &Network{depth: 2, width: 1 << 9, w: make([]float64, 1<<10)}
	for _, tt := range []struct {
		steps, every int
		ok           bool
	}{{0, 0, true}, {-1, 0, false}, {0, -1, false}, {MaxSteps, 0, true}, {MaxSteps + 1, 0, false}, {MaxRecorded>>10 - 2, 1, true}, {MaxRecorded>>10 - 1, 1, false}} {
		tr, err := newTrajectory(n, tt.steps, tt.every)
		if (err == nil) != tt.ok {
			t.Errorf("newTrajectory(%d, %d) = %v", tt.steps, tt.every, err)
		}
		// start, every-th step, end: the room that is reserved is enough
		if err == nil && tt.every > 0 {
			want := tt.steps/tt.every + 1
			if cap(tr.Steps) < want || cap(tr.weights) < want*len(n.w) {
				t.Errorf("newTrajectory(%d, %d) has room for %d states, %d are recorded", tt.steps, tt.every, cap(tr.Steps), want)
			}
		}
	}
}

func TestClampBox(t *testing.T) {
	w := []float64{-3, -2, -1, 0, 1, 2, 3, math.Inf(1), math.Inf(-1)}
	clamp(w, 2)
	for k, want := range []float64{-2, -2, -1, 0, 1, 2, 2, 2, -2} {
		if w[k] != want {
			t.Errorf("entry %d: %v, want %v", k, w[k], want)
		}
	}
	for _, x := range []float64{-3, -2, -1, 0, 1, 2, 3} {
		if got, want := project(x, 2), math.Max(-2, math.Min(2, x)); got != want {
			t.Errorf("project(%v, 2) = %v, want %v", x, got, want)
		}
	}
}

// TestMismatch: sizes that do not fit are programming errors, for every function that takes a model and a network.
func TestMismatch(t *testing.T) {
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 1, 0)
	n, _ := NewNetwork([][]float64{{1, 2}, {3, 4}})
	small, _ := NewNetwork([][]float64{{1}, {2}})
	ws, _ := NewWorkspace(2, 2)
	dst := make([]float64, 16)
	for name, f := range map[string]func(ws *Workspace, m *Model, n *Network){
		"Loss":                  func(ws *Workspace, m *Model, n *Network) { ws.Loss(m, n) },
		"RegularizedLoss":       func(ws *Workspace, m *Model, n *Network) { ws.RegularizedLoss(m, n) },
		"AverageSharpness":      func(ws *Workspace, m *Model, n *Network) { ws.AverageSharpness(m, n) },
		"HessianTrace":          func(ws *Workspace, m *Model, n *Network) { ws.HessianTrace(m, n) },
		"Gradient":              func(ws *Workspace, m *Model, n *Network) { ws.Gradient(dst[:4], Regularized, m, n) },
		"Hessian":               func(ws *Workspace, m *Model, n *Network) { ws.Hessian(dst, Regularized, m, n) },
		"LossBound":             func(_ *Workspace, m *Model, n *Network) { LossBound(m, n) },
		"RegularizedLossBound":  func(_ *Workspace, m *Model, n *Network) { RegularizedLossBound(m, n) },
		"AverageSharpnessBound": func(_ *Workspace, m *Model, n *Network) { AverageSharpnessBound(m, n) },
		"HessianTraceBound":     func(_ *Workspace, m *Model, n *Network) { HessianTraceBound(m, n) },
		"GradientBound":         func(_ *Workspace, m *Model, n *Network) { GradientBound(dst[:4], Regularized, m, n) },
		"HessianBound":          func(_ *Workspace, m *Model, n *Network) { HessianBound(dst, Regularized, m, n) },
	} {
		panics := func(what string, m *Model, n *Network) {
			defer func() {
				got, ok := recover().(string)
				if !ok || !strings.HasPrefix(got, "numeric: ") {
					t.Errorf("%s, %s: recovered %q, want a message of this package", name, what, got)
				}
			}()
			f(ws, m, n)
		}
		panics("a model of another width", m, n)
		if !strings.HasSuffix(name, "Bound") {
			one, _ := NewDiagonalModel([]float64{1}, []float64{1}, 1, 0)
			panics("a workspace of another shape", one, small)
		}
	}
}

// TestFlowOptions: each option at its bounds.
func TestFlowOptions(t *testing.T) {
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 1, 0)
	n, _ := NewNetwork([][]float64{{1}, {0.5}})
	base := Flow{Model: m, Objective: Regularized, Times: []float64{1e-3}}
	for _, tt := range []struct {
		name    string
		change  func(*Flow)
		refused string
	}{
		{"defaults", func(*Flow) {}, ""},
		{"neither loss", func(f *Flow) { f.Objective = 7 }, "objective"},
		{"least relative tolerance", func(f *Flow) { f.RelTol = 1e-14 }, ""},
		{"smaller", func(f *Flow) { f.RelTol = 9e-15 }, "reltol"},
		{"relative tolerance 1", func(f *Flow) { f.RelTol = 1 }, "reltol"},
		{"negative absolute tolerance", func(f *Flow) { f.AbsTol = -1 }, "abstol"},
		{"infinite absolute tolerance", func(f *Flow) { f.AbsTol = math.Inf(1) }, "abstol"},
		{"NaN absolute tolerance", func(f *Flow) { f.AbsTol = math.NaN() }, "abstol"},
		{"negative steps", func(f *Flow) { f.MaxSteps = -1 }, "maxsteps"},
		{"too many steps", func(f *Flow) { f.MaxSteps = MaxSteps + 1 }, "maxsteps"},
		{"the most steps", func(f *Flow) { f.MaxSteps = MaxSteps }, ""},
		{"time 0", func(f *Flow) { f.Times = []float64{0} }, "times[0]"},
		{"equal times", func(f *Flow) { f.Times = []float64{1e-3, 1e-3} }, "times[1]"},
		{"infinite time", func(f *Flow) { f.Times = []float64{math.Inf(1)} }, "times[0]"},
	} {
		f := base
		tt.change(&f)
		_, err := f.Run(context.Background(), n)
		if (err == nil) != (tt.refused == "") || err != nil && !strings.Contains(err.Error(), tt.refused) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.refused)
		}
	}
	// A canceled flow stops after at most 256 attempted steps.
	done, cancel := context.WithCancel(context.Background())
	cancel()
	f := base
	f.Times = []float64{1e6}
	tr, err := f.Run(done, n)
	if !errors.Is(err, context.Canceled) || tr == nil || tr.Steps[len(tr.Steps)-1] > 256 {
		t.Errorf("canceled: %v, %+v", err, tr)
	}
}

// TestOneRun: a single run is an ensemble, and is the run of its stream.
func TestOneRun(t *testing.T) {
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 1, 0)
	n, _ := NewNetwork([][]float64{{1}, {0.5}})
	c := &SSAM{Model: m, Step: Constant(1e-2), Steps: 10, Box: 3}
	many, err := c.RunMany(context.Background(), n, 5, 1, 0)
	if err != nil || len(many) != 1 {
		t.Fatalf("%d runs, %v", len(many), err)
	}
	one, err := c.Run(context.Background(), n, NewStream(5, 0))
	if err != nil || one.Last()[0] != many[0].Last()[0] || one.Last()[1] != many[0].Last()[1] {
		t.Errorf("%v, %v and %v", err, one.Last(), many[0].Last())
	}
	for _, runs := range []int{0, -1, MaxRuns + 1} {
		if _, err := c.RunMany(context.Background(), n, 5, runs, 0); err == nil {
			t.Errorf("%d runs are accepted", runs)
		}
	}
}

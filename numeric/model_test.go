package numeric

import (
	"math"
	"strings"
	"testing"
)

func TestConstructorErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	one := []float64{1}
	tests := []struct {
		name string
		make func() error
		want []string // what the message must name
	}{
		{"depth one", func() error { _, err := NewNetwork([][]float64{{1}}); return err }, []string{"depth = 1", "2 layers"}},
		{"no layers", func() error { _, err := NewNetwork(nil); return err }, []string{"depth = 0"}},
		{"no coordinates", func() error { _, err := NewNetwork([][]float64{{}, {}}); return err }, []string{"width = 0"}},
		{"ragged", func() error { _, err := NewNetwork([][]float64{{1, 2}, {3}}); return err }, []string{"weights[1]", "1 entries"}},
		{"NaN weight", func() error { _, err := NewNetwork([][]float64{{1, 2}, {3, nan}}); return err }, []string{"weights[1][1]", "NaN"}},
		{"flat length", func() error { _, err := NewFlatNetwork(2, 2, one); return err }, []string{"1 entries", "2*2"}},
		{"flat infinite", func() error { _, err := NewFlatNetwork(2, 1, []float64{1, inf}); return err }, []string{"weights[1]", "+Inf"}},
		{"product of sizes", func() error { _, err := NewFlatNetwork(MaxDepth, MaxWidth, nil); return err }, []string{"depth*width", "33554432"}},
		{"workspace too deep", func() error { _, err := NewWorkspace(MaxDepth+1, 1); return err }, []string{"depth = 1048577", "1048576"}},
		{"workspace too wide", func() error { _, err := NewWorkspace(2, MaxWidth+1); return err }, []string{"width", "16777216"}},
		{"negative width", func() error { _, err := NewWorkspace(2, -3); return err }, []string{"width = -3"}},
		{"empty target", func() error { _, err := NewDiagonalModel(nil, nil, 1, 0); return err }, []string{"target", "0 entries"}},
		{"empty target, general", func() error { _, err := NewModel(nil, nil, 1, 0); return err }, []string{"target", "0 entries"}},
		{"NaN target", func() error { _, err := NewDiagonalModel([]float64{nan}, one, 1, 0); return err }, []string{"target[0]", "NaN"}},
		{"scale length", func() error { _, err := NewDiagonalModel(one, nil, 1, 0); return err }, []string{"scale", "0 entries"}},
		{"negative scale", func() error { _, err := NewDiagonalModel(one, []float64{-1}, 1, 0); return err }, []string{"scale[0]", "-1"}},
		{"negative noise", func() error { _, err := NewDiagonalModel(one, one, -1, 0); return err }, []string{"noise", "-1"}},
		{"infinite tau2", func() error { _, err := NewDiagonalModel(one, one, 1, inf); return err }, []string{"tau2", "+Inf"}},
		{"sigma length", func() error { _, err := NewModel([]float64{1, 2}, one, 1, 0); return err }, []string{"sigma", "2*2"}},
		{"sigma asymmetric", func() error { _, err := NewModel([]float64{1, 2}, []float64{1, 2, 3, 4}, 1, 0); return err }, []string{"sigma[0][1]", "not symmetric"}},
		{"sigma NaN", func() error { _, err := NewModel([]float64{1, 2}, []float64{1, nan, nan, 4}, 1, 0); return err }, []string{"sigma[0][1]", "NaN"}},
	}
	for _, tt := range tests {
		err := tt.make()
		if err == nil {
			t.Errorf("%s: no error", tt.name)
			continue
		}
		for _, s := range tt.want {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %q does not name %q", tt.name, err, s)
			}
		}
	}
	if _, err := NewModel([]float64{1, 2}, []float64{1, 0, 0, 4}, 0, 0); err != nil {
		t.Errorf("noise 0 and diagonal sigma: %v", err)
	}
}

func TestMisusePanics(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 2})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 1, 0)
	m2, _ := NewDiagonalModel([]float64{1, 2}, []float64{1, 1}, 1, 0)
	ws, _ := NewWorkspace(2, 1)
	ws3, _ := NewWorkspace(3, 1)
	for name, f := range map[string]func(){
		"short gradient buffer": func() { ws.Gradient(make([]float64, 1), Plain, m, n) },
		"wrong workspace":       func() { ws3.Loss(m, n) },
		"wrong model":           func() { ws.Loss(m2, n) },
		"wrong model, bound":    func() { LossBound(m2, n) },
		"short bound buffer":    func() { GradientBound(nil, Plain, m, n) },
		"short Hessian":         func() { ws.Hessian(nil, Plain, m, n) },
		"layer out of range":    func() { n.At(2, 0) },
		"coordinate negative":   func() { n.At(0, -1) },
	} {
		func() {
			defer func() {
				s, ok := recover().(string)
				if !ok || !strings.HasPrefix(s, "numeric: ") {
					t.Errorf("%s: panic value %v", name, s)
				}
			}()
			f()
		}()
	}
}

// TestNoAllocation, aliasing and mutation: evaluations allocate nothing, leave
// their inputs alone, and do not depend on what is in the buffers before.
func TestEvaluationIsPure(t *testing.T) {
	for _, dense := range []bool{false, true} {
		n, _ := NewFlatNetwork(3, 2, []float64{1, -2, 3, 0.5, 0, 7})
		off := 0.0
		if dense {
			off = 0.5
		}
		m, err := NewModel([]float64{1, -2}, []float64{1, off, off, 4}, 0.5, 0.25)
		if err != nil || m.Diagonal() == dense {
			t.Fatal(err, m.Diagonal())
		}
		before := n.Clone()
		ws := mustWorkspace(t, n)
		g := make([]float64, 6)
		h := make([]float64, 36)
		run := func() {
			ws.Loss(m, n)
			ws.RegularizedLoss(m, n)
			ws.HessianTrace(m, n)
			for _, o := range []Objective{Plain, Regularized} {
				ws.Gradient(g, o, m, n)
				ws.Hessian(h, o, m, n)
			}
		}
		run()
		clean := append(append([]float64(nil), g...), h...)
		for _, buf := range [][]float64{g, h, ws.prep, ws.p, ws.r, ws.loo} {
			for k := range buf {
				buf[k] = math.NaN()
			}
		}
		run()
		for k, x := range append(append([]float64(nil), g...), h...) {
			if x != clean[k] {
				t.Errorf("dense %v: entry %d is %v after poisoning, %v before", dense, k, x, clean[k])
			}
		}
		for k, x := range n.Weights() {
			if x != before.Weights()[k] {
				t.Errorf("dense %v: weight %d changed", dense, k)
			}
		}
		if a := testing.AllocsPerRun(20, run); a != 0 {
			t.Errorf("dense %v: %v allocations per evaluation", dense, a)
		}
	}
}

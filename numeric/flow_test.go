package numeric

import (
	"context"
	"errors"
	"math"
	"testing"
)

// TestTableau: the conditions for order 5 on trees up to order 4 and on the bushy
// and tall trees of order 5 (Hairer, Norsett, Wanner, Solving ODEs I, II.2), for b = the last
// row, and order 4 for b - E. Each sum has at most 7^3 products below 200 in
// magnitude with a few roundings: 7^3*200*10 u < 1e-10 is far below any wrong coefficient's effect.
func TestTableau(t *testing.T) {
	var a [7][7]float64
	for j, row := range dpA {
		copy(a[j+1][:], row[:])
	}
	b := a[6]
	hat := b
	for j := range hat {
		hat[j] -= dpE[j]
	}
	var c [7]float64
	for j := range c {
		for _, x := range a[j] {
			c[j] += x
		}
	}
	apply := func(v [7]float64) (w [7]float64) {
		for i := range w {
			for j := range v {
				w[i] += a[i][j] * v[j]
			}
		}
		return w
	}
	times := func(v, w [7]float64) (x [7]float64) {
		for i := range x {
			x[i] = v[i] * w[i]
		}
		return x
	}
	dot := func(v, w [7]float64) (s float64) {
		for i := range v {
			s += v[i] * w[i]
		}
		return s
	}
	unit := [7]float64{1, 1, 1, 1, 1, 1, 1}
	c2, c3 := times(c, c), times(c, times(c, c))
	ac, ac2, aac := apply(c), apply(times(c, c)), apply(apply(c))
	conditions := []struct {
		name  string
		v     [7]float64
		want  float64
		order int
	}{
		{"b", unit, 1, 1},
		{"c", c, 1. / 2, 2},
		{"c^2", c2, 1. / 3, 3}, {"Ac", ac, 1. / 6, 3},
		{"c^3", c3, 1. / 4, 4}, {"c Ac", times(c, ac), 1. / 8, 4}, {"A c^2", ac2, 1. / 12, 4}, {"AAc", aac, 1. / 24, 4},
		{"c^4", times(c2, c2), 1. / 5, 5}, {"c^2 Ac", times(c2, ac), 1. / 10, 5}, {"(Ac)^2", times(ac, ac), 1. / 20, 5},
		{"c A c^2", times(c, ac2), 1. / 15, 5}, {"A c^3", apply(c3), 1. / 20, 5}, {"c AAc", times(c, aac), 1. / 30, 5},
		{"A (c Ac)", apply(times(c, ac)), 1. / 40, 5}, {"AA c^2", apply(ac2), 1. / 60, 5}, {"AAAc", apply(aac), 1. / 120, 5},
	}
	for _, x := range conditions {
		if got := dot(b, x.v); math.Abs(got-x.want) > 1e-10 {
			t.Errorf("fifth order: b.%s = %v, want %v", x.name, got, x.want)
		}
		if got := dot(hat, x.v); x.order <= 4 && math.Abs(got-x.want) > 1e-10 {
			t.Errorf("fourth order: b.%s = %v, want %v", x.name, got, x.want)
		}
	}
}

// TestFlowClosedForms, depth 2: w_1^2 - w_2^2 decays exactly like exp(-4 s e^2 t)
// (Theorem 3.1.2), and on the balanced line at |b| = e^2, dw/dt = -2 s w^3, so u = w^2 is
// u_0 / (1 + 4 s u_0 t).
//
// Tolerance: the flow's logarithmic norm on the box |w| <= M is at most 2 s (|b| + M^2), because
// L_R's Hessian is 2 s [[y^2+e^2, 2xy-b], [., x^2+e^2]] and |2xy - b| - min(x, y)^2 <= |b| + M^2 (as
// 2|xy| - min^2 - max^2 <= 0). So n local errors, each estimated below tol per weight
// (sqrt 2 tol in norm), amount to at most sqrt 2 n tol exp(2 s (|b|+M^2) T), and twice that times
// 2M in the squares. The estimate belongs to the fourth-order formula; the factor 2 is for its higher-order terms.
func TestFlowClosedForms(t *testing.T) {
	tests := []struct {
		name       string
		x, y, b, e float64
		threshold  bool
	}{
		{"imbalance", 1.5, 0.5, 1.25, 0.75, false},
		{"imbalance with opposite signs", 1.5, -0.25, 1.25, 0.5, false},
		{"at the threshold", 1.25, 1.25, 0.25, 0.5, true},
	}
	const s, T = 0.5, 1.0
	for _, tt := range tests {
		n, _ := NewFlatNetwork(2, 1, []float64{tt.x, tt.y})
		m, _ := NewDiagonalModel([]float64{tt.b}, []float64{s}, tt.e, 0)
		c := &Flow{Model: m, Objective: Regularized, Times: []float64{0.25, 0.5, T}, RelTol: 1e-11, AbsTol: 1e-12}
		tr, err := c.Run(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		M := max(math.Abs(tt.x), math.Abs(tt.y))
		local := c.AbsTol + c.RelTol*M
		for k := 1; k < tr.Len(); k++ {
			time, w := tr.Times[k], tr.State(k)
			tol := 2 * 2 * M * math.Sqrt2 * float64(tr.Steps[k]) * local * math.Exp(2*s*(tt.b+M*M)*time)
			got, want := w[0]*w[0]-w[1]*w[1], (tt.x*tt.x-tt.y*tt.y)*math.Exp(-4*s*tt.e*tt.e*time)
			if tt.threshold {
				u := tt.x * tt.x
				got, want = w[0]*w[0], u/(1+4*s*u*time)
			}
			if math.Abs(got-want) > tol {
				t.Errorf("%s at %v: %v, want %v within %v", tt.name, time, got, want, tol)
			}
			if tol > 1e-6 {
				t.Errorf("%s: tolerance %v says nothing", tt.name, tol)
			}
		}
	}
}

// TestFlowOrder: with fixed steps the error at the threshold's closed form
// falls like h^5, a factor 32 per halving; 2^4.5 separates it from order 4.
func TestFlowOrder(t *testing.T) {
	run := func(steps int) float64 {
		n, _ := NewFlatNetwork(2, 1, []float64{1.25, 1.25})
		m, _ := NewDiagonalModel([]float64{0.25}, []float64{0.5}, 0.5, 0)
		f, err := newDopri(m, Regularized, n, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		f.begin()
		for range steps {
			f.try(1 / float64(steps))
			f.accept()
		}
		u := 1.25 * 1.25
		return math.Abs(f.n.w[0]*f.n.w[0] - u/(1+2*u))
	}
	if a, b := run(16), run(32); !(a > b*math.Exp2(4.5)) || !(b > 1e-13) {
		t.Errorf("errors %v and %v: ratio %v, want about 32", a, b, a/b)
	}
}

// TestFlowDescends: L_R never increases along a record, at L = 4 in the general
// model, beyond the bound of its two evaluations and the flow's local errors (relative 1e-9 of
// the weights, times the gradient at the earlier state, plus second order).
func TestFlowDescends(t *testing.T) {
	n, _ := NewNetwork([][]float64{{1, -0.5}, {0.5, 1}, {1.5, 1}, {0.75, 0.25}})
	m, err := NewModel([]float64{1, -2}, []float64{1, 0.5, 0.5, 2}, 0.5, 0)
	if err != nil {
		t.Fatal(err)
	}
	var times []float64
	for k := 1; k <= 50; k++ {
		times = append(times, float64(k)/10)
	}
	tr, err := (&Flow{Model: m, Objective: Regularized, Times: times}).Run(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	ws := mustWorkspace(t, n)
	last := math.Inf(1)
	for k := range tr.Len() {
		w, _ := NewFlatNetwork(4, 2, tr.State(k))
		v := ws.RegularizedLoss(m, w)
		if k > 0 && v > last+RegularizedLossBound(m, w)+1e-7 {
			t.Errorf("L_R rises from %v to %v at t = %v", last, v, tr.Times[k])
		}
		last = v
	}
	if tr.Len() != 51 || tr.Times[50] != 5 {
		t.Errorf("recorded %v", tr.Times)
	}
}

func TestFlowErrors(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 1})
	m, _ := NewDiagonalModel([]float64{2}, []float64{1}, 0.5, 0)
	wide, _ := NewDiagonalModel([]float64{2, 2}, []float64{1, 1}, 0.5, 0)
	ok := Flow{Model: m, Objective: Regularized, Times: []float64{1}}
	for name, change := range map[string]func(*Flow){
		"no times":               func(c *Flow) { c.Times = nil },
		"time zero":              func(c *Flow) { c.Times = []float64{0, 1} },
		"times not increasing":   func(c *Flow) { c.Times = []float64{1, 1} },
		"infinite time":          func(c *Flow) { c.Times = []float64{math.Inf(1)} },
		"model of another width": func(c *Flow) { c.Model = wide },
		"unknown objective":      func(c *Flow) { c.Objective = -1 },
		"tolerance too small":    func(c *Flow) { c.RelTol = 1e-17 },
		"NaN tolerance":          func(c *Flow) { c.AbsTol = math.NaN() },
		"negative cap":           func(c *Flow) { c.MaxSteps = -1 },
	} {
		c := ok
		change(&c)
		if tr, err := c.Run(context.Background(), n); err == nil || tr != nil {
			t.Errorf("%s: no error", name)
		}
	}
	c := ok
	c.MaxSteps = 3 // some twenty are needed
	if tr, err := c.Run(context.Background(), n); !errors.Is(err, ErrStepLimit) || tr == nil {
		t.Errorf("cap on steps: %v", err)
	}
	huge, _ := NewFlatNetwork(2, 1, []float64{1e200, 1e200})
	if _, err := ok.Run(context.Background(), huge); !errors.Is(err, ErrStepLimit) {
		t.Errorf("overflowing field: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c = ok
	c.Times = []float64{1e9}
	if _, err := c.Run(ctx, n); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

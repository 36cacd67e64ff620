package numeric

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"runtime"
	"testing"
)

// sameBits skips the comparison of two code paths where the compiler may fuse
// multiply and add in one and not in the other.
func sameBits(t *testing.T) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip("bitwise comparison of two code paths needs an architecture without fused multiply-add")
	}
}

// TestDescentVectors follows exact trajectories of descent on L_R.
//
// Error recursion: a step maps an error E (maximum norm) to at most (1 + alpha H) E plus
// the gradient's error alpha B and two roundings of the result; H is a row-sum norm of
// the Hessian, doubled for its change along E, and 7 B covers the rounding of the
// rational inputs as in TestGradientVectors (alpha's own is one more relative u of
// the gradient, inside B's n >= 8 roundings).
func TestDescentVectors(t *testing.T) {
	steps := 0
	for k, v := range loadReference(t).Descent {
		m, start := vectorProblem(t, v.Weights, v.Sigma, v.Target, v.Noise)
		alpha := parseFloats(t, []string{v.Step})[0]
		c := &Descent{Model: m, Objective: Regularized, Step: Constant(alpha), Steps: len(v.Trajectory) - 1, Every: 1}
		tr, err := c.Run(context.Background(), start)
		if err != nil {
			t.Fatal(err)
		}
		if tr.Len() != len(v.Trajectory) {
			t.Fatalf("vector %d: %d states, want %d", k, tr.Len(), len(v.Trajectory))
		}
		N := len(start.w)
		hess, bound := make([]float64, N*N), make([]float64, N)
		E := 0.0
		for step, raw := range v.Trajectory {
			want := trajectoryState(t, raw, start)
			size := 0.0
			for i, w := range tr.State(step) {
				size = max(size, math.Abs(w))
				if step == 0 {
					E = max(E, unitRoundoff*math.Abs(w))
				}
				if !within(w, parseRat(t, want[i]), 1.01*E) {
					t.Errorf("vector %d, step %d, entry %d: %v, want %s within %v", k, step, i, w, want[i], E)
				}
				steps++
			}
			n, err := NewFlatNetwork(start.depth, start.width, tr.State(step))
			if err != nil {
				t.Fatal(err)
			}
			mustWorkspace(t, n).Hessian(hess, Regularized, m, n)
			GradientBound(bound, Regularized, m, n)
			H, B := 0.0, 0.0
			for i := range N {
				row := 0.0
				for _, h := range hess[i*N : (i+1)*N] {
					row += math.Abs(h)
				}
				H, B = max(H, row), max(B, bound[i])
			}
			next := size
			if step+1 < tr.Len() {
				for _, w := range tr.State(step + 1) {
					next = max(next, math.Abs(w))
				}
			}
			E = (1+2*alpha*H)*E + 7*alpha*B + 2*unitRoundoff*(size+next)
		}
	}
	if steps < 100 {
		t.Fatalf("only %d entries compared", steps)
	}
}

// trajectoryState reads one state, layers of coordinates, flat or nested, in storage order.
func trajectoryState(t *testing.T, raw json.RawMessage, n *Network) []string {
	t.Helper()
	out := make([]string, len(n.w))
	var nested [][]string
	if json.Unmarshal(raw, &nested) == nil {
		for l, row := range nested {
			for i, s := range row {
				out[n.Index(l, i)] = s
			}
		}
		return out
	}
	var flat []string
	if err := json.Unmarshal(raw, &flat); err != nil || len(flat) != len(out) {
		t.Fatalf("state %s: %v", raw, err)
	}
	for k, s := range flat { // [layer][coordinate]
		out[n.Index(k/n.width, k%n.width)] = s
	}
	return out
}

// TestScalarDescentIsDescent: the register loop and the general step give the
// same bits; two equal coordinates take the general route, both of them.
func TestScalarDescentIsDescent(t *testing.T) {
	sameBits(t)
	one, _ := NewFlatNetwork(2, 1, []float64{0.3, -1.7})
	two, _ := NewFlatNetwork(2, 2, []float64{0.3, -1.7, 0.3, -1.7})
	m1, _ := NewDiagonalModel([]float64{3.14159}, []float64{0.7}, 0.4, 0)
	m2, _ := NewDiagonalModel([]float64{3.14159, 3.14159}, []float64{0.7, 0.7}, 0.4, 0)
	for _, o := range []Objective{Plain, Regularized} {
		for _, step := range []Schedule{Constant(0.05), {0.1, 1, 2}, {0.1, 0.5, 2}, {0.1, 0.7, 2}} {
			for _, noise := range []*Schedule{nil, {0.5, 0.25, 1}} {
				for _, box := range []float64{0, 1.25} {
					run := func(m *Model, n *Network) *Trajectory {
						tr, err := (&Descent{Model: m, Objective: o, Step: step, Noise: noise, Box: box, Steps: 1000, Every: 37}).Run(context.Background(), n)
						if err != nil {
							t.Fatal(err)
						}
						return tr
					}
					a, b := run(m1, one), run(m2, two)
					for k := range a.Len() {
						x, y := a.State(k), b.State(k)
						if x[0] != y[0] || x[1] != y[1] || x[0] != y[2] || x[1] != y[3] || a.Steps[k] != b.Steps[k] {
							t.Fatalf("%v %+v %+v box %v: state %d is %v and %v", o, step, noise, box, k, x, y)
						}
						if box > 0 && k > 0 && math.Abs(x[1]) > box {
							t.Fatalf("outside the box: %v", x)
						}
					}
				}
			}
		}
	}
}

// TestDescentBalances: for L = 2 the exact factor of Theorem 4.1 at one step,
// D(1)/D(0) = (1-a)^2 - c^2 with a = 2 alpha s e^2, c = 2 alpha s (b - w1 w2), compared in
// exact dyadics: (w1, w2) = (3/2, 1/2), b = 2, e = 1/2, s = 1, alpha = 1/8 has
// a = 1/16, c = 5/16, factor 225/256 - 25/256 = 25/32, D = 2 -> 25/16, and no
// operation of the descent rounds.
func TestDescentBalances(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1.5, 0.5})
	m, _ := NewDiagonalModel([]float64{2}, []float64{1}, 0.5, 0)
	tr, err := (&Descent{Model: m, Objective: Regularized, Step: Constant(0.125), Steps: 1}).Run(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	w := tr.Last()
	if d := w[0]*w[0] - w[1]*w[1]; d != 25.0/16 {
		t.Errorf("imbalance %v after a step, want 25/16", d)
	}
}

// TestDescentFindsSoftThreshold: L = 2 from a balanced start converges to u = |b| - e^2
// with the linear factor 1 - alpha 4 s u along the radial direction (Lemma 3.2), here 1 -
// 0.05*4*2 = 0.6: 200 steps leave 0.6^200 < 1e-44 of the start. What stays is the
// float64 fixed point: the gradient's error over the curvature, plus one rounding of w
// over alpha times the curvature.
func TestDescentFindsSoftThreshold(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 1})
	m, _ := NewDiagonalModel([]float64{2.25}, []float64{1}, 0.5, 0)
	tr, err := (&Descent{Model: m, Objective: Regularized, Step: Constant(0.05), Steps: 400, Every: 100}).Run(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	end, _ := NewFlatNetwork(2, 1, tr.Last())
	bound := make([]float64, 2)
	GradientBound(bound, Regularized, m, end)
	tol := 2*bound[0]/8 + 2*unitRoundoff*1.5/(0.05*8)
	if w := tr.Last(); math.Abs(w[0]-math.Sqrt2) > tol || math.Abs(w[1]-math.Sqrt2) > tol {
		t.Errorf("limit %v, want sqrt 2 within %v", w, tol)
	}
	if tr.Len() != 5 || tr.Steps[4] != 400 {
		t.Errorf("recorded %v", tr.Steps)
	}
}

func TestDescentErrors(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 1})
	m, _ := NewDiagonalModel([]float64{2}, []float64{1}, 0.5, 0)
	wide, _ := NewDiagonalModel([]float64{2, 2}, []float64{1, 1}, 0.5, 0)
	ok := Descent{Model: m, Objective: Regularized, Step: Constant(0.1), Steps: 10}
	for name, change := range map[string]func(*Descent){
		"model of another width": func(c *Descent) { c.Model = wide },
		"unknown objective":      func(c *Descent) { c.Objective = 7 },
		"negative step":          func(c *Descent) { c.Step.A = -1 },
		"NaN exponent":           func(c *Descent) { c.Step.R = math.NaN() },
		"decay without offset":   func(c *Descent) { c.Step.R = 1 },
		"bad noise schedule":     func(c *Descent) { c.Noise = &Schedule{A: math.Inf(1)} },
		"negative box":           func(c *Descent) { c.Box = -1 },
		"negative steps":         func(c *Descent) { c.Steps = -1 },
		"absurd steps":           func(c *Descent) { c.Steps = MaxSteps + 1 },
		"negative every":         func(c *Descent) { c.Every = -1 },
		"absurd record":          func(c *Descent) { c.Steps, c.Every = MaxSteps, 1 },
	} {
		c := ok
		change(&c)
		if tr, err := c.Run(context.Background(), n); err == nil || tr != nil {
			t.Errorf("%s: no error", name)
		}
	}
	c := ok
	c.Step, c.Steps = Constant(100), 1000
	if _, err := c.Run(context.Background(), n); !errors.Is(err, ErrDiverged) {
		t.Errorf("divergence: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c = ok
	c.Steps = MaxSteps
	if tr, err := c.Run(ctx, n); !errors.Is(err, context.Canceled) || tr == nil || tr.Len() != 1 {
		t.Errorf("canceled: %v", err)
	}
}

package numeric

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
)

// TestStepFactor: 0.9 e^{-1/5} within [0.2, 5]; errors below 10^-10 count as 10^-10, where 5 is reached already; +Inf gives 0.2.
func TestStepFactor(t *testing.T) {
	for _, tt := range []struct{ e, want float64 }{
		{1, 0.9}, {32, 0.45}, {1. / 32, 1.8}, {0, 5}, {1e-11, 5}, {1e-3, 0.9 * math.Pow(1e-3, -0.2)}, {math.Pow(0.9/5, 5), 5},
		{math.Pow(0.9/0.2, 5), 0.2}, {1e300, 0.2}, {math.Inf(1), 0.2},
	} {
		if got := stepFactor(tt.e); math.Abs(got-tt.want) > 1e-14 {
			t.Errorf("error %v: factor %v, want %v", tt.e, got, tt.want)
		}
	}
}

// TestFirstStep: the least over the weights of 0.01 (|w| + sqrt(abs)) / |g|, and at most the end; with abs = 10^-12 sqrt is 10^-6.
func TestFirstStep(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{-2, 0})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	f, err := newDopri(m, Regularized, n, 1e-9, 1e-12)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ g, h, end, want float64 }{
		{0, 0, 3, 3}, {4, 0, 3, 0.01 * (2 + 1e-6) / 4}, {-4, 0, 3, 0.01 * (2 + 1e-6) / 4}, {4, 0, 1e-4, 1e-4},
		{0, 0.5, 3, 0.01 * 1e-6 / 0.5}, {4, 0.5, 3, 0.01 * 1e-6 / 0.5}, {1e8, 0.5, 3, 0.01 * (2 + 1e-6) / 1e8},
	} {
		f.k[0][0], f.k[0][1] = tt.g, tt.h
		if got := f.firstStep(tt.end); math.Abs(got-tt.want) > 1e-14*tt.want {
			t.Errorf("gradient (%v, %v), end %v: %v, want %v", tt.g, tt.h, tt.end, got, tt.want)
		}
	}
}

// TestTryFollowsTableau: one step written plainly with the tableau in rationals rounded once: the fifth-order solution and the largest of
// |h sum_j E_j k_j| / (abs + rel max(|w|, |w'|)). Stages are sums of at most 7 products below 100, so 1e-13 is far above their rounding
// and far below what a wrong sign or factor does.
func TestTryFollowsTableau(t *testing.T) {
	n, _ := NewNetwork([][]float64{{1.5, 0.3}, {-0.5, 1}, {0.75, -2}})
	m, err := NewModel([]float64{1, -2}, []float64{1, 0.5, 0.5, 2}, 0.5, 0)
	if err != nil {
		t.Fatal(err)
	}
	const rel, abs, h = 1e-3, 1e-2, 0.01
	ws := mustWorkspace(t, n)
	for _, o := range []Objective{Plain, Regularized} {
		f, err := newDopri(m, o, n, rel, abs)
		if err != nil {
			t.Fatal(err)
		}
		f.begin()
		worst := f.try(h)
		stage := n.Clone()
		k := [][]float64{make([]float64, len(n.w))}
		ws.Gradient(k[0], o, m, stage)
		for _, row := range dpA {
			for i, w := range n.w {
				stage.w[i] = w
				for q := range k {
					stage.w[i] -= h * row[q] * k[q][i]
				}
			}
			g := make([]float64, len(n.w))
			ws.Gradient(g, o, m, stage)
			k = append(k, g)
		}
		want := 0.0
		for i, w := range n.w {
			e := 0.0
			for j := range k {
				e += h * dpE[j] * k[j][i]
			}
			want = max(want, math.Abs(e)/(abs+rel*max(math.Abs(w), math.Abs(stage.w[i]))))
			if math.Abs(f.stage.w[i]-stage.w[i]) > 1e-13 {
				t.Errorf("%v: weight %d is %v, want %v", o, i, f.stage.w[i], stage.w[i])
			}
		}
		if math.Abs(worst-want) > 1e-10*want || want == 0 {
			t.Errorf("%v: error %v, want %v", o, worst, want)
		}
	}
}

// TestFlowCounts: attempted steps are counted up to MaxSteps exactly, and the context is asked at every 256th.
func TestFlowCounts(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 0.5})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	c := &Flow{Model: m, Objective: Regularized, Times: []float64{8}, RelTol: 1e-14, AbsTol: 1e-15}
	ctx := &pollCounter{context.Background(), 0, 1 << 30}
	tr, err := c.Run(ctx, n)
	if err != nil {
		t.Fatal(err)
	}
	steps := tr.Steps[1] // accepted; a smooth flow rejects few
	if steps < 600 || ctx.polls < steps/256 || ctx.polls > steps/256+1 {
		t.Errorf("%d steps, %d looks", steps, ctx.polls)
	}
	// The least cap that suffices is the number of attempts.
	lo, hi := 1, 2*steps
	for lo < hi {
		mid := (lo + hi) / 2
		c.MaxSteps = mid
		if _, err := c.Run(context.Background(), n); err == nil {
			hi = mid
		} else if lo = mid + 1; !errors.Is(err, ErrStepLimit) {
			t.Fatal(err)
		}
	}
	if lo < steps || lo > steps+steps/20 || ctx.polls != lo/256 {
		t.Errorf("%d attempts for %d accepted steps, %d looks", lo, steps, ctx.polls)
	}
	// Canceled at the second look: within 512 attempts.
	c.MaxSteps = 0
	tr, err = c.Run(&pollCounter{context.Background(), 0, 2}, n)
	if !errors.Is(err, context.Canceled) || tr.Len() != 1 {
		t.Errorf("canceled: %v, %+v", err, tr)
	}
	c.MaxSteps = 511
	if _, err = c.Run(&pollCounter{context.Background(), 0, 2}, n); !errors.Is(err, ErrStepLimit) {
		t.Errorf("511 attempts have one look: %v", err)
	}
	c.MaxSteps = 512
	if _, err = c.Run(&pollCounter{context.Background(), 0, 2}, n); !errors.Is(err, context.Canceled) {
		t.Errorf("512 attempts have two looks: %v", err)
	}
}

// TestFlowLandings: where nothing moves (zero weights) every step is accepted and the next is five times as long, so the number of steps is
// known by hand: a recording time is met exactly, a rest below a tenth of a step is taken with it, and a step that ends at a recording time
// changes the next one's length only when five times it is less.
func TestFlowLandings(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{0, 0})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	for _, tt := range []struct {
		why   string
		times []float64
		steps []int
	}{
		{"the first step is the first time", []float64{10}, []int{0, 1}}, {"the second is as long", []float64{10, 20}, []int{0, 1, 2}},
		{"a rest of 0.5 is taken along", []float64{10, 20.5}, []int{0, 1, 2}}, {"a tenth is not", []float64{10, 21}, []int{0, 1, 3}},
		{"nor is more", []float64{10, 22}, []int{0, 1, 3}}, {"10 to 20 to 70", []float64{10, 70}, []int{0, 1, 3}},
		{"and a rest of 4", []float64{10, 74}, []int{0, 1, 3}}, {"not of 5", []float64{10, 75}, []int{0, 1, 4}},
		{"a step of 1 sets 10 back to 5", []float64{10, 11, 16, 41}, []int{0, 1, 2, 3, 5}},
		{"5 to 75 sets 250 back to 25, 5 more do not; then 105, 230, 330", []float64{10, 75, 80, 330}, []int{0, 1, 4, 5, 8}},
	} {
		tr, err := (&Flow{Model: m, Objective: Regularized, Times: tt.times}).Run(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		for k, s := range tt.steps {
			if tr.Steps[k] != s {
				t.Errorf("%s: times %v in %v steps, want %v", tt.why, tt.times, tr.Steps, tt.steps)
				break
			}
		}
		for k, x := range tt.times {
			if tr.Times[k+1] != x {
				t.Errorf("%s: recorded at %v", tt.why, tr.Times)
			}
		}
	}
	// A recording time one unit above the last leaves a step that still moves time; a field that overflows leaves none.
	tr, err := (&Flow{Model: m, Objective: Regularized, Times: []float64{1, math.Nextafter(1, 2)}}).Run(context.Background(), n)
	if err != nil || tr.Times[2] != 1+0x1p-52 {
		t.Errorf("%v, %+v", err, tr)
	}
	huge, _ := NewFlatNetwork(2, 1, []float64{1e200, 1e200})
	if _, err := (&Flow{Model: m, Objective: Regularized, Times: []float64{1}}).Run(context.Background(), huge); err == nil || !strings.Contains(err.Error(), "vanishes") {
		t.Errorf("a field of 1e600: %v", err)
	}
}

// TestFlowToleranceMet: an error equal to the tolerance is accepted, one unit above it is not. With rel the least, the tolerance is searched
// among the neighbors of the error itself.
func TestFlowToleranceMet(t *testing.T) {
	n, _ := NewFlatNetwork(2, 1, []float64{1, 0.5})
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	const rel, h = 1e-14, 6e-3 // below the 0.01 * 0.5 / 0.75 of the second weight, so the first step is h for every tolerance
	ratio := func(abs float64) float64 {
		f, err := newDopri(m, Regularized, n, rel, abs)
		if err != nil {
			t.Fatal(err)
		}
		f.begin()
		if f.firstStep(h) != h {
			t.Fatal("the first step is not h")
		}
		return f.try(h)
	}
	lo, abs := 0.0, 1.0 // the ratio is above 1 at lo and not at abs
	for range 1100 {
		if mid := (lo + abs) / 2; ratio(mid) > 1 {
			lo = mid
		} else {
			abs = mid
		}
	}
	met := 0
	for range 20 {
		abs = math.Nextafter(abs, 0)
	}
	for range 40 {
		abs = math.Nextafter(abs, 1)
		e := ratio(abs)
		_, err := (&Flow{Model: m, Objective: Regularized, Times: []float64{h}, RelTol: rel, AbsTol: abs, MaxSteps: 1}).Run(context.Background(), n)
		if (err == nil) != (e <= 1) {
			t.Errorf("a ratio of %v: %v", e, err)
		}
		if e == 1 {
			met++
		}
	}
	if met == 0 {
		t.Error("no tolerance met the error")
	}
}

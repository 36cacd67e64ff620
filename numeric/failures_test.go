package numeric

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
)

// TestDivergenceNamesTheWeight: the message has the layer and the coordinate of the first weight that is not finite, here of the third of three
// coordinates: its first layer is at 2 L of the storage.
func TestDivergenceNamesTheWeight(t *testing.T) {
	for _, depth := range []int{2, 3, 4} {
		w := make([]float64, 3*depth)
		for k := range w {
			w[k] = 0.5
		}
		for l := range depth {
			w[2*depth+l] = 1e150
		}
		n, _ := NewFlatNetwork(depth, 3, w)
		m, _ := NewDiagonalModel([]float64{1, 1, 1}, []float64{1, 1, 1}, 0.5, 0)
		_, one := (&Descent{Model: m, Objective: Regularized, Step: Constant(0.1), Steps: 10}).Run(context.Background(), n)
		_, two := (&SSAM{Model: m, Step: Constant(0.1), Steps: 10}).Run(context.Background(), n, NewStream(1, 1))
		for _, err := range []error{one, two} {
			if !errors.Is(err, ErrDiverged) || !strings.Contains(err.Error(), "weight (layer 0, coordinate 2)") {
				t.Errorf("depth %d: %v", depth, err)
			}
		}
	}
	// The second layer of the second coordinate: the first one has no step, as the second is 0 and the third too.
	n, _ := NewFlatNetwork(3, 2, []float64{0.5, 0.5, 0.5, 1e200, 0, 1e200})
	m, _ := NewDiagonalModel([]float64{1, 1}, []float64{1, 1}, 0, 0)
	_, err := (&Descent{Model: m, Objective: Plain, Step: Constant(0.1), Steps: 1}).Run(context.Background(), n)
	if !errors.Is(err, ErrDiverged) || !strings.Contains(err.Error(), "weight (layer 1, coordinate 1)") {
		t.Error(err)
	}
}

// TestEnsembleStops: after a failure no further path is started: one worker looks at the context once in all.
func TestEnsembleStops(t *testing.T) {
	c, n := testSSAM(t, 2, 1, NoiseOnly, 0)
	c.Steps, c.Every = 5, 0
	ctx := &pollCounter{context.Background(), 0, 3}
	_, err := c.RunMany(ctx, n, 1, 50, 1)
	if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "run 2:") || ctx.polls != 3 {
		t.Errorf("%v after %d looks, want run 2 to fail at the third", err, ctx.polls)
	}
}

// TestTryOverflows: a step whose solution or error estimate overflows has the error +Inf, whatever the other weights say.
func TestTryOverflows(t *testing.T) {
	for _, w := range [][]float64{{1e100, 1e100, 0.5, 0.5}, {0.5, 0.5, 1e100, 1e100}, {1e-3, 1e160, 0.5, 0.5}, {0.5, 0.5, 1e160, 1e-3}} {
		n, _ := NewFlatNetwork(2, 2, w)
		m, _ := NewDiagonalModel([]float64{1, 1}, []float64{1, 1}, 0.5, 0)
		f, err := newDopri(m, Regularized, n, 1e-9, 1e-12)
		if err != nil {
			t.Fatal(err)
		}
		f.begin()
		if e := f.try(1); !math.IsInf(e, 1) {
			t.Errorf("weights %v: error %v", w, e)
		}
	}
}

// TestFlowPrepares: a flow of L itself, and the number of times that fit into a record.
func TestFlowPrepares(t *testing.T) {
	m, _ := NewDiagonalModel([]float64{1}, []float64{1}, 0.5, 0)
	n, _ := NewFlatNetwork(2, 1, []float64{1, 0.5})
	tr, err := (&Flow{Model: m, Objective: Plain, Times: []float64{50}, MaxSteps: 100_000}).Run(context.Background(), n)
	// L alone is minimal at w1 w2 = b = 1, L_R is not
	if err != nil || math.Abs(tr.Last()[0]*tr.Last()[1]-1) > 1e-6 {
		t.Errorf("%v, %+v", err, tr)
	}
	const width = 1 << 14 // 2^15 weights, 2^10 states
	wide, _ := NewDiagonalModel(make([]float64, width), make([]float64, width), 0, 0)
	big, _ := NewFlatNetwork(2, width, make([]float64, 2*width))
	for _, tt := range []struct {
		times int
		ok    bool
	}{{MaxRecorded>>15 - 1, true}, {MaxRecorded >> 15, false}} {
		c := &Flow{Model: wide, Objective: Plain}
		for k := range tt.times {
			c.Times = append(c.Times, float64(k+1))
		}
		if _, _, err := c.prepare(big); (err == nil) != tt.ok || err != nil && !strings.Contains(err.Error(), "times has 1024 entries") {
			t.Errorf("%d times: %v", tt.times, err)
		}
	}
}

// TestSigmaLength: the number of entries is d^2 exactly.
func TestSigmaLength(t *testing.T) {
	for n := range 10 {
		s := make([]float64, n)
		if _, err := NewModel([]float64{1, 2}, s, 1, 0); (err == nil) != (n == 4) {
			t.Errorf("%d entries for d = 2: %v", n, err)
		}
	}
}

// TestPACBayesDomains: the ends of each domain are in it, what is beyond is not.
func TestPACBayesDomains(t *testing.T) {
	nan, inf, two := math.NaN(), math.Inf(1), []float64{1, 2}
	one := append([]float64(nil), two...)[:len(two)/2]
	kl := func(q, p float64) error { _, _, err := BinaryKL(q, p); return err }
	inverse := func(q, b float64) error { _, _, err := KLInverse(q, b); return err }
	curve := func(risk, k, delta, c float64, n int) error {
		_, err := BoundCurve(risk, k, delta, c, []int{n})
		return err
	}
	gauss := func(a, b []float64, e, sp float64) error { _, _, err := GaussianKL(a, b, e, sp); return err }
	gibbs := func(x [][]float64, y []float64, l [][]float64, e float64) error {
		_, _, err := EmpiricalGibbs(x, y, l, e)
		return err
	}
	for _, tt := range []struct {
		name string
		err  error
		ok   bool
	}{
		{"q = 0", kl(0, 0.5), true}, {"q = 1", kl(1, 0.5), true}, {"q < 0", kl(-tiny, 0.5), false}, {"q > 1", kl(1+0x1p-52, 0.5), false}, {"q NaN", kl(nan, 0.5), false},
		{"p = 0", kl(0.5, 0), false}, {"p least", kl(0.5, tiny), true}, {"p = 1", kl(0.5, 1), false}, {"p below 1", kl(0.5, 1-unitRoundoff), true}, {"p NaN", kl(0.5, nan), false},
		{"inverse at q = 0", inverse(0, 1), true}, {"inverse at q = 1", inverse(1, 1), true}, {"inverse at q < 0", inverse(-tiny, 1), false},
		{"inverse at q > 1", inverse(1+0x1p-52, 1), false}, {"inverse at q NaN", inverse(nan, 1), false}, {"b = 0", inverse(0.5, 0), true}, {"b < 0", inverse(0.5, -tiny), false}, {"b infinite", inverse(0.5, inf), false},
		{"risk 0", curve(0, 1, 0.5, 1, 1), true}, {"risk 1", curve(1, 1, 0.5, 1, 1), true}, {"risk < 0", curve(-tiny, 1, 0.5, 1, 1), false}, {"risk > 1", curve(1.1, 1, 0.5, 1, 1), false}, {"risk NaN", curve(nan, 1, 0.5, 1, 1), false},
		{"delta 1", curve(0.5, 1, 1, 1, 1), true}, {"delta > 1", curve(0.5, 1, 1.1, 1, 1), false}, {"delta 0", curve(0.5, 1, 0, 1, 1), false}, {"delta NaN", curve(0.5, 1, nan, 1, 1), false},
		{"delta < 0", curve(0.5, 1, -1, 1, 1), false}, {"kl 0", curve(0.5, 0, 1, 1, 1), true}, {"kl < 0", curve(0.5, -1, 1, 1, 1), false}, {"c 0", curve(0.5, 1, 1, 0, 1), false}, {"c < 0", curve(0.5, 1, 1, -1, 1), false},
		{"c infinite", curve(0.5, 1, 1, inf, 1), false}, {"c NaN", curve(0.5, 1, 1, nan, 1), false}, {"n = 0", curve(0.5, 1, 1, 1, 0), false}, {"a budget that overflows", curve(0.5, math.MaxFloat64, 0x1p-1073, 1, 1), false},
		{"e 0", gauss(one, one, 0, 1), false}, {"e infinite", gauss(one, one, inf, 1), false}, {"sp 0", gauss(one, one, 1, 0), false}, {"sp infinite", gauss(one, one, 1, inf), false}, {"e and sp least", gauss(one, one, tiny, tiny), true},
		{"theta NaN", gauss([]float64{nan}, one, 1, 1), false}, {"theta0 NaN", gauss(one, []float64{nan}, 1, 1), false}, {"theta longer", gauss(append(one, 2), one, 1, 1), false}, {"theta empty", gauss(nil, nil, 1, 1), false},
		{"data", gibbs([][]float64{two}, one, [][]float64{two, two}, 0), true}, {"no data", gibbs(nil, nil, [][]float64{two}, 1), false}, {"a row too many", gibbs([][]float64{two, two}, one, [][]float64{two}, 1), false},
		{"no layer", gibbs([][]float64{{}}, one, nil, 1), false}, {"no coordinate", gibbs([][]float64{{}}, one, [][]float64{{}}, 1), false}, {"noise < 0", gibbs([][]float64{two}, one, [][]float64{two}, -1), false},
		{"x too short", gibbs([][]float64{one}, one, [][]float64{two}, 1), false}, {"x NaN", gibbs([][]float64{{1, nan}}, one, [][]float64{two}, 1), false}, {"y NaN", gibbs([][]float64{two}, []float64{nan}, [][]float64{two}, 1), false},
		{"layers of two lengths", gibbs([][]float64{two}, one, [][]float64{two, one}, 1), false}, {"a weight NaN", gibbs([][]float64{two}, one, [][]float64{two, {1, nan}}, 1), false},
	} {
		if (tt.err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, tt.err)
		}
	}
	// A curve without points checks its fields too.
	for _, bad := range [][4]float64{{-tiny, 1, 0.5, 1}, {1.1, 1, 0.5, 1}, {nan, 1, 0.5, 1}, {0.5, -1, 0.5, 1}, {0.5, 1, 0, 1}, {0.5, 1, -1, 1}, {0.5, 1, nan, 1}, {0.5, 1, 1.1, 1}, {0.5, 1, 1, 0}} {
		if _, err := BoundCurve(bad[0], bad[1], bad[2], bad[3], nil); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

// TestCurveByHand: each point is the three bounds at its budget; risk = 1/4, kl = 2, delta = 1/8, c = 2.
func TestCurveByHand(t *testing.T) {
	points, err := BoundCurve(0.25, 2, 0.125, 2, []int{1, 16, 100})
	if err != nil {
		t.Fatal(err)
	}
	for k, n := range []float64{1, 16, 100} {
		b := (2 + math.Log(2*math.Sqrt(n)*8)) / n
		x := (2 + math.Log(8)) / n
		inv, bound, err := KLInverse(0.25, b)
		if err != nil {
			t.Fatal(err)
		}
		p := points[k]
		if p.N != int(n) || math.Abs(p.KLInverse-inv) > 4*bound || math.Abs(p.SquareRoot-0.25-math.Sqrt(b/2)) > 1e-15*p.SquareRoot*8 ||
			math.Abs(p.Catoni-(1-math.Exp(-0.5-x))/(1-math.Exp(-2))) > 1e-14 {
			t.Errorf("%+v at the budgets %v and %v", p, b, x)
		}
	}
}

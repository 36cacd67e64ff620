package regression

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/numeric"
)

// The bound falls towards the true Gibbs risk as n grows, which stays between the best risk tau2 and the risk of the zero predictor, E Y^2 = 15/8.
func TestCurve(t *testing.T) {
	rs, err := Curve(t.Context(), 1, []int{50, 200, 1000, 5000}, DefaultSetting())
	if err != nil {
		t.Fatal(err)
	}
	for k, r := range rs {
		if k > 0 && r.Bound >= rs[k-1].Bound {
			t.Errorf("n = %d: the bound %v does not fall (%v before)", r.N, r.Bound, rs[k-1].Bound)
		}
		if !(r.TrueGibbs > syntheticTau2 && r.TrueGibbs < 15.0/8) {
			t.Errorf("n = %d: true Gibbs risk %v", r.N, r.TrueGibbs)
		}
		// The first form is stronger than the second, whose cost is lambda E_Q t2^2 > 0.
		if r.LogBound >= r.Bound || r.GeometricBound < r.LogBound {
			t.Errorf("n = %d: %+v", r.N, r)
		}
	}
	// lambda E_Q t2^2 stays, here about 0.02, and the cost falls like 1/n: below 0.1 together at n = 5000.
	last := rs[len(rs)-1]
	if gap := last.Bound - last.TrueGibbs; gap < 0 || gap > 0.1 {
		t.Errorf("gap %v at n = %d", gap, last.N)
	}
}

// The true Gibbs risk against a simulation of the posterior. The mean of m independent draws has standard deviation sd/sqrt(m), sd^2 the exact
// Var_Q t2; 8 of these are exceeded with probability at most 1/64 by Chebyshev, about 1e-15 by the normal law. The stream is fixed, so the test never flakes.
func TestGibbsBySimulation(t *testing.T) {
	r, err := Synthetic(t.Context(), 3, 100, DefaultSetting())
	if err != nil {
		t.Fatal(err)
	}
	m, err := numeric.NewDiagonalModel(syntheticTarget(), []float64{1, 1, 1, 1, 1}, 0, syntheticTau2)
	if err != nil {
		t.Fatal(err)
	}
	const draws = 20000
	rng := rand.New(rand.NewPCG(5, 6))
	sum := 0.0
	ws, err := numeric.NewWorkspace(2, 5)
	if err != nil {
		t.Fatal(err)
	}
	for range draws {
		n, err := numeric.NewNetwork(r.Weights)
		if err != nil {
			t.Fatal(err)
		}
		for k := range n.Weights() {
			n.Weights()[k] += DefaultSetting().Noise * rng.NormFloat64()
		}
		sum += ws.Loss(m, n)
	}
	mean := sum / draws
	center, err := numeric.NewNetwork(r.Weights)
	if err != nil {
		t.Fatal(err)
	}
	noisy, err := numeric.NewDiagonalModel(syntheticTarget(), []float64{1, 1, 1, 1, 1}, DefaultSetting().Noise, syntheticTau2)
	if err != nil {
		t.Fatal(err)
	}
	variance, _ := numeric.LossVariance(noisy, center)
	sd := math.Sqrt(variance)
	if off := math.Abs(mean - r.TrueGibbs); off > 8*sd/math.Sqrt(draws) {
		t.Errorf("simulated %v, closed form %v", mean, r.TrueGibbs)
	}
}

func TestErrors(t *testing.T) {
	s := DefaultSetting()
	for _, r := range []struct {
		why    string
		change func(*Setting)
		want   string
	}{
		{"no noise", func(s *Setting) { s.Noise = 0 }, "noise"},
		{"infinite noise", func(s *Setting) { s.Noise = math.Inf(1) }, "noise"},
		{"infinite step", func(s *Setting) { s.Step = math.Inf(1) }, "step = +Inf"},
		{"NaN prior", func(s *Setting) { s.Prior = math.NaN() }, "prior"},
		{"negative lambda", func(s *Setting) { s.Lambda = -1 }, "lambda"},
		{"delta 1", func(s *Setting) { s.Delta = 1 }, "delta"},
		{"a step that diverges", func(s *Setting) { s.Step = 100 }, "not finite"},
	} {
		bad := s
		r.change(&bad)
		if _, err := Synthetic(t.Context(), 1, 50, bad); err == nil || !strings.Contains(err.Error(), r.want) {
			t.Errorf("%s: %v", r.why, err)
		}
	}
	if _, err := Synthetic(t.Context(), 1, 2, s); err == nil {
		t.Error("fewer samples than features: want an error")
	}
	if _, err := Evaluate(t.Context(), &Sample{}, nil, nil, s); err == nil {
		t.Error("no data: want an error")
	}
	if _, err := Evaluate(t.Context(), &Sample{X: [][]float64{{1, 2}, {1}}, Y: []float64{1, 1}}, nil, nil, s); err == nil {
		t.Error("ragged data: want an error")
	}
	for why, bad := range map[string]*Sample{
		"an answer without a row": {X: [][]float64{{1}}, Y: []float64{1, 2}}, "a row without an answer": {X: [][]float64{{1}, {2}}, Y: []float64{1}},
		"no features": {X: [][]float64{{}, {}}, Y: []float64{1, 2}},
	} {
		if _, err := Evaluate(t.Context(), bad, nil, nil, s); err == nil || !strings.Contains(err.Error(), "want as many") {
			t.Errorf("%s: %v", why, err)
		}
	}
	for _, text := range []string{"", "a,b\n", "a,b\n1,x\n", "a,b\n1\n"} {
		if _, err := parse(text); err == nil {
			t.Errorf("table %q: want an error", text)
		}
	}
}

func ExampleEvaluate() {
	train, test, err := LongleyRegression()
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := Evaluate(context.Background(), train, test, nil, LongleySetting())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("n = %d: empirical Gibbs risk %.3f, held out %.3f, KL %.2f, log bound %.3f, geometric bound %.2f\n",
		r.N, r.EmpiricalGibbs, r.HeldOutGibbs, r.KL, r.LogBound, r.GeometricBound)
	// Output: n = 12: empirical Gibbs risk 0.145, held out 0.326, KL 8.42, log bound 0.620, geometric bound 2.74
}

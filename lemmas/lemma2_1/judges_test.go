package lemma2_1

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// one is an instance with d = 1, s = 1.
func one(regime string, noise float64, target float64, weights ...float64) *claim.Case {
	in := generators.NewInstance(regime, len(weights), 1)
	for l, w := range weights {
		in.Weights[l][0].SetFloat64(w)
	}
	in.Target[0].SetFloat64(target)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetFloat64(noise)
	return &claim.Case{Instance: in}
}

// An infinite bound is no statement where overflow is in the regime's nature, and a violation elsewhere.
func TestFloatJudgeAsksForBounds(t *testing.T) {
	judge := floatSample(lemma()).NewJudge()
	for regime, want := range map[string]claim.Kind{
		generators.Extreme: claim.KindHeld, generators.HugeNoise: claim.KindHeld, generators.Generic: claim.KindViolated, generators.Unit: claim.KindViolated,
	} {
		out := judge(one(regime, 1, 1, 0x1p600, 0x1p600))
		if out.Kind != want {
			t.Errorf("%s: %v %s", regime, out.Kind, out.Detail)
		}
		if want == claim.KindViolated && (out.Failure != "no bound" || out.Detail[:8] != "8 of 8 b") {
			t.Errorf("%s: %s: %s", regime, out.Failure, out.Detail)
		}
		if out := judge(one(regime, 1, 1, 2, 3)); out.Kind != claim.KindHeld {
			t.Errorf("%s, moderate entries: %v %s", regime, out.Kind, out.Detail)
		}
	}
}

// The severity is error/bound: beyond 1, and twice as large for twice the error.
func TestFloatJudgeSeverity(t *testing.T) {
	severity := func(off float64) float64 {
		s := lemma()
		s.gradient = func(ws *numeric.Workspace, dst []float64, m *numeric.Model, n *numeric.Network) {
			lemma().gradient(ws, dst, m, n)
			dst[0] += off
		}
		out := floatSample(s).NewJudge()(one(generators.Unit, 1, 1, 2, 3))
		if out.Kind != claim.KindViolated {
			t.Fatalf("off by %v: %v", off, out.Kind)
		}
		return -out.Margin
	}
	if x, y := severity(0x1p-10), severity(0x1p-9); !(x > 1) || y != 2*x { // the gradient itself is exact here
		t.Errorf("severities %v and %v", x, y)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{3, 0.5}, {2, 0.5}, {2.5, 0}, {math.NaN(), math.Inf(1)}, {math.Inf(1), math.Inf(1)}, {math.Inf(-1), math.Inf(1)},
	} {
		if got := distance(c.x, big.NewRat(5, 2)); got != c.want {
			t.Errorf("%v: %v, want %v", c.x, got, c.want)
		}
	}
}

// The variance that the tolerance uses is that of (b - q)^2: fourth moments of q need moments up to 4 of each factor, so the three-point law 0, +-sqrt(3)
// with probabilities 2/3, 1/6, 1/6 has the same.
func TestMonteCarloVariance(t *testing.T) {
	j := &monteCarlo{s: lemma(), shapes: map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
	c := one(generators.Unit, 0.5, 1.25, 0.75, -1.5)
	outs := j.at(2).Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, true, c.Noise, c.Tau2))
	p, x := [3]float64{2. / 3, 1. / 6, 1. / 6}, [3]float64{0, math.Sqrt(3), -math.Sqrt(3)}
	var second, fourth float64
	for k := range 3 {
		for l := range 3 {
			r := 1.25 - (0.75+0.5*x[k])*(-1.5+0.5*x[l])
			second += p[k] * p[l] * r * r
			fourth += p[k] * p[l] * r * r * r * r
		}
	}
	mean, _ := outs[0].Float64()
	variance, _ := outs[1].Float64()
	if math.Abs(mean-second) > 1e-13*second || math.Abs(variance-(fourth-second*second)) > 1e-12*fourth {
		t.Errorf("mean %v, variance %v, want %v, %v", mean, variance, second, fourth-second*second)
	}
}

// exp(-k D) with the relative entropy D of (k+1)/(2k) against 1/4 is below the stated error probability, and would not be with eight groups fewer.
func TestMonteCarloGroups(t *testing.T) {
	alarm := func(k float64) float64 {
		a := (k + 1) / (2 * k)
		return math.Exp(-k * (a*math.Log(a/0.25) + (1-a)*math.Log((1-a)/0.75)))
	}
	if groups%2 != 1 || alarm(groups) > mcAlarm || alarm(groups-8) < mcAlarm {
		t.Errorf("%d groups: %v; %d groups: %v", groups, alarm(groups), groups-8, alarm(groups-8))
	}
}

// With much noise (e = 4) the closed form without the sharpness is off by more than the tolerance; the severity is the ratio of the two.
func TestMonteCarloDecides(t *testing.T) {
	c := one(generators.Unit, 4, 1, 0.5, 0.25)
	if out := monteCarloSample(lemma()).NewJudge()(c); out.Kind != claim.KindHeld {
		t.Errorf("the lemma: %v %s", out.Kind, out.Detail)
	}
	none := with(func(s *statement) { s.sharpness = func(v view) circuit.Node { return v.c.Int(0) } })
	if out := monteCarloSample(none).NewJudge()(c); out.Kind != claim.KindViolated || !(-out.Margin > 1 && -out.Margin < 3) {
		t.Errorf("no sharpness: %v %s, margin %v", out.Kind, out.Detail, out.Margin)
	}
}

// The margin is 1 - error/bound. At w = (2, 3), e = b = s = 1 everything is exact, so that the one error is that of the next number after dL_R/dw_2 = 26; where
// nothing has a bound there is no margin.
func TestFloatJudgeMargin(t *testing.T) {
	c, want := one(generators.Unit, 1, 1, 2, 3), 0.0
	s := lemma()
	s.gradient = func(ws *numeric.Workspace, dst []float64, m *numeric.Model, n *numeric.Network) {
		lemma().gradient(ws, dst, m, n)
		bound := make([]float64, len(dst))
		numeric.GradientBound(bound, numeric.Regularized, m, n)
		dst[1] = math.Nextafter(26, 27)
		want = 1 - (dst[1]-26)/bound[1]
	}
	if out := floatSample(s).NewJudge()(c); out.Kind != claim.KindHeld || out.Margin != want || !(want < 1) {
		t.Errorf("%v, margin %v, want %v", out.Kind, out.Margin, want)
	}
	if out := floatSample(lemma()).NewJudge()(c); out.Margin != 1 {
		t.Errorf("without an error: margin %v", out.Margin)
	}
	if out := floatSample(lemma()).NewJudge()(one(generators.Extreme, 1, 1, 0x1p600, 0x1p600)); out.Kind != claim.KindHeld || !math.IsNaN(out.Margin) {
		t.Errorf("no bounds: %v, margin %v", out.Kind, out.Margin)
	}
}

// Entries of gradients are numbered from 1, those of L_R first.
func TestQuantityNames(t *testing.T) {
	want := []string{
		"loss", "regularized loss", "average sharpness", "Hessian trace",
		"gradient of L_R, entry 1", "gradient of L_R, entry 2", "gradient of L, entry 1", "gradient of L, entry 2",
	}
	for k, name := range want {
		if got := quantity(k, 2); got != name {
			t.Errorf("quantity %d of 8: %s, want %s", k, got, name)
		}
	}
}

// Without noise the variance is 0, and the tolerance is the rounding alone: 2 n u (|b| + |p|)^2 with n = 6 L + 6 + 48 = 66 at L = 2. Here b = 2^45,
// p = 15 2^45, so that L = 196 2^90 and the tolerance is 132 2^-53 256 2^90 = 132 2^45, which is 132 units in the last place of L.
func TestMonteCarloRounding(t *testing.T) {
	for off, want := range map[int64]claim.Kind{0: claim.KindHeld, 132: claim.KindHeld, 133: claim.KindViolated, -132: claim.KindHeld, -133: claim.KindViolated} {
		s := with(func(s *statement) { s.sharpness = func(v view) circuit.Node { return v.c.Int(off << 45) } })
		out := monteCarloSample(s).NewJudge()(one(generators.Unit, 0, 0x1p45, 0x3p45, 5))
		if out.Kind != want || out.Kind == claim.KindHeld && out.Margin != 1-math.Abs(float64(off))/132 {
			t.Errorf("off by %d: %v %s, margin %v", off, out.Kind, out.Detail, out.Margin)
		}
	}
}

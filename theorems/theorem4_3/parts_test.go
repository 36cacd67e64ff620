package theorem4_3

import (
	"math"
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// spoiled is the theorem with the factor of order k replaced.
func spoiled(order int, change func(x circuit.Node) circuit.Node) statement {
	s := theorem()
	s.factor = func(w, e circuit.Node, k int) circuit.Node {
		x := ssam_moments.Factor(w, e, k)
		if k == order {
			return change(x)
		}
		return x
	}
	return s
}

// TestFactors: the step sees each of the four factors.
func TestFactors(t *testing.T) {
	for order := 1; order <= 4; order++ {
		for _, step := range spoiled(order, circuit.Node.Neg).freeSteps(claim.Quick) {
			if step.Name != "factors" {
				continue
			}
			if r := step.Run(t.Context()); r.Verdict != claim.Refuted || !strings.Contains(r.Detail, "(v R)^") {
				t.Errorf("a wrong factor of order %d: %s, %s", order, r.Verdict, r.Detail)
			}
		}
	}
}

// TestFloor: with the right B (from w_3 = A_1) a floor 3 e^4 A_4 that is too high, negative or 0 is noticed.
func TestFloor(t *testing.T) {
	for _, c := range []struct {
		reason string
		change func(x circuit.Node) circuit.Node
		kind   claim.Kind
	}{
		{"as it is", func(x circuit.Node) circuit.Node { return x }, claim.KindHeld},
		{"10^6 times too high", func(x circuit.Node) circuit.Node { return x.Times(1_000_000) }, claim.KindViolated},
		{"negative", circuit.Node.Neg, claim.KindViolated},
		{"zero", func(x circuit.Node) circuit.Node { return x.Times(0) }, claim.KindViolated},
	} {
		s := spoiled(4, c.change)
		s.b = func(p pair) circuit.Node {
			p.A[4] = ssam_moments.Factor(p.A[1], p.E, 4)
			return theorem().b(p)
		}
		in := generators.NewInstance("three layers", 3, 1)
		for l, w := range []int64{2, 1, 1} {
			in.Weights[l][0].SetInt64(w)
		}
		in.Target[0].SetInt64(1)
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetInt64(1)
		if out := s.positiveSample().NewJudge()(&claim.Case{Instance: in}); out.Kind != c.kind {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// TestPositiveMargin: L = 2, w = (2, 1), b = e = s = 1: B = 1 - 2 2 + 5 2 + 2 = 9, three times 3 e^4, and B = 1 - 2 (-2) + 12 = 17 with the other sign of b.
func TestPositiveMargin(t *testing.T) {
	for b, want := range map[int64]float64{1: 1 - 3./9, -1: 1 - 3./17} {
		c := still(2, 1, float64(b), 1)
		c.Noise.SetInt64(1)
		// Two roundings of numbers below 1.
		if out := theorem().positiveSample().NewJudge()(c); out.Kind != claim.KindHeld || math.Abs(out.Margin-want) > 2*0x1p-53 {
			t.Errorf("b = %d: %v, margin %v, want %v", b, out.Kind, out.Margin, want)
		}
	}
}

// TestApart: equal moduli are drawn apart, others are left alone.
func TestApart(t *testing.T) {
	for _, c := range [][3]int64{{2, 2, 3}, {-2, 2, 3}, {2, -2, 3}, {1, 2, 1}, {-1, 2, -1}, {0, 0, 1}} {
		in := generators.NewInstance("two layers", 2, 1)
		in.Weights[0][0].SetInt64(c[0])
		in.Weights[1][0].SetInt64(c[1])
		in.Noise.SetInt64(1)
		apart(rand.New(generators.NewSource(1, 1)), in)
		if in.Weights[0][0].Cmp(big.NewRat(c[2], 1)) != 0 || in.Weights[1][0].Cmp(big.NewRat(c[1], 1)) != 0 {
			t.Errorf("%v: %s, %s", c, in.Weights[0][0], in.Weights[1][0])
		}
	}
}

// TestScales: S, S, 4 S^2 of the rounding analysis at w = (1, -2), b = -3, s = 1/4, e = 1/8, tau2 = 9 by hand: V = 2 + 2 = 4.
// Noise only: G = 2 s V (|b| + V^2) = 38. One sample: x = 16 sqrt(s) = 8, G = 2 x V (16 * 3 + x (|b| + V^2)) = 64 * 200. S = 2 + G/8.
func TestScales(t *testing.T) {
	for v, want := range map[moments.Variant]float64{moments.NoiseOnly: 2 + 38./8, moments.OneSample: 2 + 64*200/8.} {
		if got := scales(v, []float64{1, -2}, -3, .25, .125, 9); got != [3]float64{want, want, 4 * want * want} {
			t.Errorf("%v: %v, want S = %v", v, got, want)
		}
	}
	if a, b := sizeOf(moments.NoiseOnly), sizeOf(moments.OneSample); a != 48 || b != 24 {
		t.Errorf("groups of %d and %d", a, b)
	}
}

// still is an instance with d = 1, L = 2 and no noise.
func still(w1, w2, b, scale float64) *claim.Case {
	in := generators.NewInstance("no noise", 2, 1)
	in.Weights[0][0].SetFloat64(w1)
	in.Weights[1][0].SetFloat64(w2)
	in.Target[0].SetFloat64(b)
	in.Sigma[0][0].SetFloat64(scale)
	return &claim.Case{Instance: in}
}

// TestRoundingAlone: without noise the variance is 0, and what is left of the tolerance is 2 n u S with n = 6 L + 40 + 48 = 100. At w = (2^50, 2^50), b = 2^101,
// s = 2^-98 and alpha = 1/8 the gradient is -2^53, w+ = 2^51, G = 3 2^53 and S = 2^52, so that the tolerance is 200 2^-53 2^52 = 100.
func TestRoundingAlone(t *testing.T) {
	for off, want := range map[int64]claim.Kind{0: claim.KindHeld, 100: claim.KindHeld, 101: claim.KindViolated, -100: claim.KindHeld, -101: claim.KindViolated} {
		s := with(func(s *statement) {
			s.mean = func(v layer) circuit.Node { return theorem().mean(v).Add(v.c.Int(8 * off)) }
		})
		out := s.monteCarlo(moments.NoiseOnly).NewJudge()(still(0x1p50, 0x1p50, 0x1p101, 0x1p-98))
		if out.Kind != want || want == claim.KindViolated && out.Failure != "w_1+ differs" || want == claim.KindHeld && out.Margin != 1-math.Abs(float64(off))/100 {
			t.Errorf("off by %d: %v, margin %v: %s", off, out.Kind, out.Margin, out.Detail)
		}
	}
}

// TestNoTolerance: at the origin without noise everything is 0, the tolerances too.
func TestNoTolerance(t *testing.T) {
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		if out := theorem().monteCarlo(v).NewJudge()(still(0, 0, 1, 1)); out.Kind != claim.KindHeld || out.Margin != 1 {
			t.Errorf("%v: %v, margin %v: %s", v, out.Kind, out.Margin, out.Detail)
		}
	}
}

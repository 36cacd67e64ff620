package lemma2_3

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// planted1 is an instance with d = 1, e = s = 1 and weights t.
func planted1(depth int, t *big.Rat) *claim.Case {
	in := generators.NewInstance("test", depth, 1)
	in.Noise.SetInt64(1)
	in.Sigma[0][0].SetInt64(1)
	for _, row := range in.Weights {
		row[0].Set(t)
	}
	return &claim.Case{Instance: in}
}

// Both margins by hand, with u = t^2: min(lambda, 1 - lambda), lambda = (u/(u+1))^(L-1), and 1 - t/M, M = |b|/2^(L-1) = ((u+1)/2)^(L-1) / t^(L-2).
func TestMarginsByHand(t *testing.T) {
	for _, c := range []struct {
		depth       int
		t           *big.Rat
		lambda, box float64
	}{
		{2, big.NewRat(2, 1), 1. / 5, 1. / 5},       // lambda = 4/5, M = 5/2
		{2, big.NewRat(1, 2), 1. / 5, 1 - 4./5},     // lambda = 1/5, M = 5/8
		{3, big.NewRat(1, 1), 1. / 4, 0},            // lambda = 1/4, M = 1: t = e is the sharp case
		{3, big.NewRat(3, 1), 19. / 100, 1 - 9./25}, // lambda = 81/100, M = 25/3
	} {
		in := planted1(c.depth, c.t)
		for name, x := range map[string]struct {
			out  claim.Outcome
			want float64
		}{
			"lambda": {lambdaSample(lemma()).NewJudge()(in), c.lambda}, "box": {boxSample(lemma()).NewJudge()(in), c.box},
		} {
			// Two roundings of numbers below 1.
			if x.out.Kind != claim.KindHeld || math.Abs(x.out.Margin-x.want) > 2*0x1p-53 {
				t.Errorf("%s, L = %d, t = %s: %v, margin %v, want %v", name, c.depth, c.t.RatString(), x.out.Kind, x.out.Margin, x.want)
			}
		}
	}
}

// A wrong exponent is found in the closed form; a bound that is just too small at t = e, and nowhere else.
func TestShrinkageNamesWhatDiffers(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	power := with(func(s *statement) { s.power = func(depth int) int { return depth } })
	if out := lambdaSample(power).NewJudge()(planted1(3, two)); out.Failure != "lambda differs" {
		t.Errorf("exponent L: %v %s", out.Kind, out.Failure)
	}
	small := with(func(s *statement) {
		s.box = func(depth int, b, e *big.Rat) *big.Rat {
			m := lemma().box(depth, b, e)
			return m.Mul(m, new(big.Rat).SetFloat64(1-0x1p-50))
		}
	})
	for _, c := range []struct {
		s    statement
		t    *big.Rat
		want claim.Kind
	}{{lemma(), one, claim.KindHeld}, {small, one, claim.KindViolated}, {small, two, claim.KindHeld}} {
		if out := boxSample(c.s).NewJudge()(planted1(4, c.t)); out.Kind != c.want {
			t.Errorf("t = %s: %v %s", c.t.RatString(), out.Kind, out.Detail)
		}
	}
}

// Soft thresholding holds for both signs of b: beyond the threshold e^2 = 1, just beyond, on it (the root is 0), below and at 0.
func TestSoftThresholdByHand(t *testing.T) {
	for _, b := range []*big.Rat{big.NewRat(-3, 1), big.NewRat(3, 1), big.NewRat(1, 1), big.NewRat(-1, 1), big.NewRat(9, 8), big.NewRat(1, 2), new(big.Rat)} {
		c := planted1(2, big.NewRat(1, 1))
		c.Target[0].Set(b)
		if out := softSample(lemma()).NewJudge()(c); out.Kind != claim.KindHeld {
			t.Errorf("b = %s: %v %s", b.RatString(), out.Kind, out.Detail)
		}
	}
}

func TestVanishesAtSquare(t *testing.T) {
	for _, c := range []struct {
		reason string
		coef   []int64 // of 1, t, t^2, ...
		u      int64
		want   bool
	}{
		{"2 t^2 - 6 at t^2 = 3", []int64{-6, 0, 2}, 3, true},
		{"at t^2 = 2", []int64{-6, 0, 2}, 2, false},
		{"2 t^2 + 6", []int64{6, 0, 2}, 3, false},
		{"with a linear term", []int64{-6, 1, 2}, 3, false},
		{"of degree 3, its even part 0", []int64{-6, 0, 2, 1}, 3, false},
		{"of degree 1", []int64{0, 1}, 0, false},
		{"a constant", []int64{1}, 0, false},
	} {
		x := make([]*big.Rat, len(c.coef))
		for k, a := range c.coef {
			x[k] = big.NewRat(a, 1)
		}
		f, err := sturm.New(x...)
		if err != nil {
			t.Fatal(err)
		}
		if got := vanishesAtSquare(f, big.NewRat(c.u, 1)); got != c.want {
			t.Errorf("%s: %t", c.reason, got)
		}
	}
}

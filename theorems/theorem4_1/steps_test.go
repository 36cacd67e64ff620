package theorem4_1

import (
	"context"
	"errors"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// value is the named value of a step.
func value(t *testing.T, r claim.StepResult, name string) string {
	t.Helper()
	for _, v := range r.Values {
		if v.Name == name {
			return v.Value
		}
	}
	t.Errorf("no value %q", name)
	return ""
}

// TestUnbalanced: the least D(k)/D(0) is the last, prod (1 - 2^-(j+2))^2 over j < 60, and not 1.
func TestUnbalanced(t *testing.T) {
	want, x := big.NewRat(1, 1), big.NewRat(1, 4)
	for range 60 {
		f := new(big.Rat).Sub(big.NewRat(1, 1), x)
		want.Mul(want, f.Mul(f, f))
		x.Mul(x, big.NewRat(1, 2))
	}
	r := theorem().unbalanced(t.Context())
	if got := value(t, r, "least D(k)/D(0)"); got != proof.Clip(want) || r.Points != 60 {
		t.Errorf("least %s after %d steps, want %s", got, r.Points, proof.Clip(want))
	}
}

// TestSharp: t_k = 2 alpha_k e^(2(L-1)) = 1/(2(k+1)), so the sum is half a harmonic number and the product prod (1 - t_k)^2.
func TestSharp(t *testing.T) {
	for depth := 2; depth <= 4; depth++ {
		sum, product := new(big.Rat), big.NewRat(1, 1)
		for k := range int64(7) {
			x := big.NewRat(1, 2*(k+1))
			sum.Add(sum, x)
			x.Sub(big.NewRat(1, 1), x)
			product.Mul(product, x.Mul(x, x))
		}
		r := theorem().sharp(depth, 7)
		if r.Verdict != claim.Proved || r.Points != 7 {
			t.Errorf("L = %d: %+v", depth, r)
		}
		if got := value(t, r, "2 sum alpha_k s e_k^(2(L-1))"); got != proof.Clip(sum) {
			t.Errorf("L = %d: sum %s, want %s", depth, got, proof.Clip(sum))
		}
		if got := value(t, r, "D(k)/D(0) at the last step"); got != proof.Clip(product) {
			t.Errorf("L = %d: product %s, want %s", depth, got, proof.Clip(product))
		}
	}
	for _, c := range []struct {
		product, sum *big.Rat
		below        bool
	}{
		{big.NewRat(1, 3), big.NewRat(1, 2), true}, {big.NewRat(2, 5), big.NewRat(1, 2), false}, // 1/e = 0.3679
		{big.NewRat(1, 10), big.NewRat(1, 1), true}, {big.NewRat(1, 7), big.NewRat(1, 1), false}, // 1/e^2 = 0.1353
	} {
		if got := below(c.product, c.sum) == ""; got != c.below {
			t.Errorf("%s <= exp(-2 * %s): %t", c.product, c.sum, got)
		}
	}
}

// TestFloatStep: the first step obeys the condition on the box of Lemma C.1, M = max(|w|, |b|/(2e)^(L-1)).
func TestFloatStep(t *testing.T) {
	s := theorem()
	for _, c := range []struct {
		target  int64
		weights []int64
		box     *big.Rat
	}{{12, []int64{1, 2}, big.NewRat(6, 1)}, {12, []int64{1, 7}, big.NewRat(7, 1)}, {-12, []int64{1, 2, 1}, big.NewRat(3, 1)}, {24, []int64{1, 2, 1, 1}, big.NewRat(3, 1)}} {
		in := strictSpace(5).Draw(0, rand.New(generators.NewSource(1, 1)))
		example := instance(1, c.target, big.NewRat(1, 1), c.weights...)
		example.Params = in.Params
		example.Param(theta0).SetInt64(1)
		var got float64
		s.descend = func(_ context.Context, d *numeric.Descent, _ *numeric.Network) (*numeric.Trajectory, error) {
			got = d.Step.At(0)
			return nil, errors.New("enough")
		}
		depth := len(c.weights)
		s.float(&claim.Case{Instance: example}, bounds{at(depth, s.inverse), at(depth, s.root)})
		inv := at(depth, s.inverse)(big.NewRat(1, 1), new(big.Rat).Abs(big.NewRat(c.target, 1)), big.NewRat(1, 1), c.box)
		if want, _ := orbit.RoundDown(inv.Inv(inv), stepBits).Float64(); got != want {
			t.Errorf("%+v: first step %v, want %v", c, got, want)
		}
	}
}

// TestTrackNoise: the tracked run has the noise level of the schedule at every step: e_k = (k+1)^(-1/2) from e = 1 is tracked, e = 1 throughout is refuted.
func TestTrackNoise(t *testing.T) {
	in := instance(4, 8, big.NewRat(1, 1), 3, 5)
	f, err := bridge.New(in)
	if err != nil {
		t.Fatal(err)
	}
	falling, constant := numeric.Schedule{A: 1, R: 0.5, K0: 1}, numeric.Constant(1)
	d := func(noise numeric.Schedule) *numeric.Descent {
		return &numeric.Descent{Model: f.Model, Objective: numeric.Regularized, Step: numeric.Constant(0x1p-5), Noise: &noise, Steps: floatSteps, Every: 1}
	}
	for _, c := range []struct {
		reason         string
		run, statement numeric.Schedule
		want           claim.Kind
	}{
		{"the run of the schedule", falling, falling, claim.KindHeld}, {"another noise level", constant, falling, claim.KindViolated}, {"another schedule", falling, constant, claim.KindViolated},
	} {
		start, err := bridge.New(in) // track moves its network
		if err != nil {
			t.Fatal(err)
		}
		got, err := d(c.run).Run(t.Context(), start.Network)
		if err != nil {
			t.Fatal(err)
		}
		if out := track(&claim.Case{Instance: in}, start, d(c.statement), got); out.Kind != c.want {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// TestFloatOpen: a noise level that is no float64 is outside the domain; a negative one, which package numeric refuses, decides nothing.
func TestFloatOpen(t *testing.T) {
	s := theorem()
	if got := floatSample(s).NewJudge()(&claim.Case{Instance: instance(1, 5, big.NewRat(1, 3), 1, 2)}); got.Kind != claim.KindOutOfDomain {
		t.Errorf("e = 1/3: %+v", got)
	}
	in := instance(1, 5, big.NewRat(1, 1), 1, 2)
	f, err := bridge.New(in)
	if err != nil {
		t.Fatal(err)
	}
	noise := numeric.Constant(1)
	d := &numeric.Descent{Model: f.Model, Objective: numeric.Regularized, Step: numeric.Constant(0x1p-6), Noise: &noise, Steps: floatSteps, Every: 1}
	got, err := d.Run(t.Context(), f.Network)
	if err != nil {
		t.Fatal(err)
	}
	noise.A = -1
	if out := track(&claim.Case{Instance: in}, f, d, got); out.Kind != claim.KindUndecided {
		t.Errorf("e = -1: %+v", out)
	}
}

// TestStrict: each way of not being strict.
func TestStrict(t *testing.T) {
	for _, c := range []struct {
		target  int64
		weights []int64
		want    bool
	}{
		{5, []int64{1, 2}, true}, {2, []int64{1, 2}, false}, {5, []int64{0, 2}, false}, {5, []int64{1, 0}, false}, {5, []int64{0, 0}, false},
		{5, []int64{2, 2}, false}, {5, []int64{2, -2}, false}, {7, []int64{1, 2, 2}, true}, {7, []int64{1, 2, -1}, false},
	} {
		if got := strict().Holds(instance(1, c.target, big.NewRat(1, 1), c.weights...)); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
	c := interval.NewContext(64)
	z := interval.New()
	if err := c.SetRatBounds(z, big.NewRat(-1, 1), big.NewRat(1, 1)); err != nil {
		t.Fatal(err)
	}
	if r, ok := magnitude(c, []*interval.Interval{c.Div(interval.New(), z, z)}); ok {
		t.Errorf("a weight without bound has magnitude %s", r)
	}
}

// TestFreeSteps: each of the two free proofs is about its own h.
func TestFreeSteps(t *testing.T) {
	wrong := func(v pair) circuit.Node { return theorem().diagonal(v).Add(v.S) }
	for name, change := range map[string]func(s *statement){"general": func(s *statement) { s.general = wrong }, "diagonal": func(s *statement) { s.diagonal = wrong }} {
		s := theorem()
		change(&s)
		for _, step := range freeSteps(s)(claim.Quick) {
			want := claim.Proved
			if step.Name == name {
				want = claim.Refuted
			}
			if r := step.Run(t.Context()); r.Verdict != want {
				t.Errorf("a wrong %s h: step %s is %s", name, step.Name, r.Verdict)
			}
		}
	}
}

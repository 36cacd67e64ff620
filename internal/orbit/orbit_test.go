package orbit

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func instance(t *testing.T, text string) *generators.Instance {
	t.Helper()
	in, err := generators.ParseInstance([]byte(text), generators.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// TestSaddleStart is a trajectory that can be done by hand: on the antidiagonal x+ = x (2 - x^2)/5 at b = 2, e = 1, alpha = 1/10.
func TestSaddleStart(t *testing.T) {
	in := instance(t, `{"weights": [[1], [-1]], "target": [2], "sigma": [[1]], "noise": 1}`)
	o := NewExact(proof.ShapeOf(in))
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	if got := o.Value(); got.Cmp(big.NewRat(12, 1)) != 0 { // (2+1)^2 + 1 + 1 + 1
		t.Errorf("L_R = %s, want 12", got.RatString())
	}
	for k, want := range []string{"1/5", "49/625"} { // (2-1)/5, (1/5)(2 - 1/25)/5
		o.Advance(big.NewRat(1, 10))
		if w := o.Weights(); w[0].RatString() != want || w[1].RatString() != "-"+want {
			t.Errorf("step %d: (%s, %s), want (%s, -%s)", k+1, w[0].RatString(), w[1].RatString(), want, want)
		}
	}
}

// TestCertifiedContainsExact: the intervals hold the exact weights, and stay thin, in the general model.
func TestCertifiedContainsExact(t *testing.T) {
	in := instance(t, `{"weights": [["1/3", 1], ["-3/4", "2/5"], [1, "1/2"]], "target": [1, "-1/2"], "sigma": [[2, "1/2"], ["1/2", 1]], "noise": "1/2"}`)
	s := proof.ShapeOf(in)
	ctx := interval.NewContext(128)
	o, c := NewExact(s), NewCertified(ctx, s)
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	c.Place(in, func(z *interval.Interval, x *big.Rat) { ctx.SetRat(z, x) })
	alpha, step := big.NewRat(1, 16), interval.New()
	ctx.SetRat(step, alpha)
	for range 3 {
		o.Advance(alpha)
		c.Advance(step)
	}
	for k, x := range o.Weights() {
		if y := c.Weights()[k]; !y.Contains(x) || y.RelBits() < 90 {
			t.Errorf("weight %d: %v (%d bits) against %s", k, y, y.RelBits(), x.FloatString(30))
		}
	}
}

// TestHessian is by hand at L = 2: [[2s(y^2+e^2), 2s(2xy - b)], [., 2s(x^2+e^2)]].
func TestHessian(t *testing.T) {
	in := instance(t, `{"weights": [[2], [3]], "target": [5], "sigma": [[2]], "noise": 1}`)
	h := ExactHessians{}.At(in)
	for k, want := range []int64{40, 28, 28, 20} {
		if got := h[k/2][k%2]; got.Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("entry %d: %s, want %d", k, got.RatString(), want)
		}
	}
	if n := len(definition.Inputs(nil, in.Weights, in.Target, in.Sigma, true, in.Noise, in.Tau2)); n != 6 {
		t.Errorf("%d inputs", n)
	}
}

func TestPositiveDefinite(t *testing.T) {
	c := interval.NewContext(64)
	for _, r := range []struct {
		reason string
		a      [4]int64
		want   interval.Truth
	}{
		{"diagonally dominant", [4]int64{2, 1, 1, 2}, interval.Yes},
		{"indefinite", [4]int64{1, 2, 2, 1}, interval.Unknown},
		{"singular", [4]int64{1, 1, 1, 1}, interval.Unknown},
		{"negative", [4]int64{-1, 0, 0, 1}, interval.Unknown},
	} {
		a := [][]*interval.Interval{{interval.New(), interval.New()}, {interval.New(), interval.New()}}
		for k, x := range r.a {
			c.SetInt64(a[k/2][k%2], x)
		}
		if got := PositiveDefinite(c, a); got != r.want {
			t.Errorf("%s: %v, want %v", r.reason, got, r.want)
		}
	}
}

func TestForeignShape(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an instance of another shape did not panic")
		}
	}()
	in := instance(t, `{"weights": [[2], [3]], "target": [5], "sigma": [[2]], "noise": 1}`)
	NewExact(proof.Shape{Depth: 3, Width: 1, Diagonal: true}).Place(in, func(z, x *big.Rat) { z.Set(x) })
}

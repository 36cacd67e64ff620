package circuit

import (
	"testing"
)

func TestWeights(t *testing.T) {
	b := NewBuilder()
	w, e, target := b.Var("w"), b.Var("e"), b.Var("b")
	rows := []struct {
		reason string
		f      Node
		want   Weight
	}{
		{"w^2 + e^2 has weight 2", w.Sqr().Add(e.Sqr()), Weight{Homogeneous: true, Weight: 2}},
		{"b (weight 2) - w e", target.Sub(w.Mul(e)), Weight{Homogeneous: true, Weight: 2}},
		{"w^2 + e mixes weights", w.Sqr().Add(e), Weight{}},
		{"mixing survives a product", w.Mul(w.Sqr().Add(e)), Weight{}},
		{"0 has every weight", w.Sub(w), Weight{Zero: true, Homogeneous: true}},
	}
	for _, row := range rows {
		got := b.Compile(row.f).Weights([]int{1, 1, 2})[0]
		if !got.Homogeneous { // a mixture has no weight
			got.Weight = 0
		}
		if got != row.want {
			t.Errorf("%s: got %+v, want %+v", row.reason, got, row.want)
		}
	}
}

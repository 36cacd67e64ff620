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

// TestWeightRing: the rules for sums and products, one row a rule.
func TestWeightRing(t *testing.T) {
	zero := &Weight{Zero: true, Homogeneous: true, Weight: 9}
	two, three, mixed := &Weight{Homogeneous: true, Weight: 2}, &Weight{Homogeneous: true, Weight: 3}, &Weight{Weight: 2}
	r := weightRing{}
	for _, row := range []struct {
		why  string
		op   func(z, x, y *Weight)
		x, y *Weight
		want Weight
	}{
		{"0 + f", r.Add, zero, two, *two},
		{"f + 0", r.Add, two, zero, *two},
		{"0 - f", r.Sub, zero, mixed, *mixed},
		{"one weight", r.Add, two, two, *two},
		{"two weights", r.Sub, two, three, Weight{Weight: 2}},
		{"a mixture on the left", r.Add, mixed, two, Weight{Weight: 2}},
		{"a mixture on the right", r.Add, two, mixed, Weight{Weight: 2}},
		{"a product", r.Mul, two, three, Weight{Homogeneous: true, Weight: 5}},
		{"a mixture times f", r.Mul, mixed, three, Weight{Weight: 5}},
		{"f times a mixture", r.Mul, three, mixed, Weight{Weight: 5}},
		{"0 f", r.Mul, zero, two, Weight{Zero: true, Homogeneous: true, Weight: 11}},
		{"f 0", r.Mul, two, zero, Weight{Zero: true, Homogeneous: true, Weight: 11}},
	} {
		var z Weight
		if row.op(&z, row.x, row.y); z != row.want {
			t.Errorf("%s: %+v, want %+v", row.why, z, row.want)
		}
	}
}

// TestWeightLimit: up to maxWeight weights are kept account of, of an input and of a product; above it nothing is homogeneous.
// Without that x^(2^64) would have the weight 0 that a constant has.
func TestWeightLimit(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	wraps := x
	for range 64 {
		wraps = wraps.Sqr()
	}
	p := b.Compile(x, x.Mul(y), wraps.Sub(b.Int(1)))
	for _, row := range []struct {
		why  string
		of   []int
		want [3]bool
	}{
		{"the largest", []int{maxWeight, 0}, [3]bool{true, true, false}},
		{"one more", []int{maxWeight + 1, -1}, [3]bool{false, false, false}},
		{"the largest of a product", []int{maxWeight - 1, 1}, [3]bool{true, true, false}},
		{"one more in a product", []int{maxWeight, 1}, [3]bool{true, false, false}},
		{"the least", []int{-maxWeight, 0}, [3]bool{true, true, false}},
		{"one less", []int{-maxWeight - 1, 1}, [3]bool{false, false, false}},
		{"one less in a product", []int{-maxWeight, -1}, [3]bool{true, false, false}},
		{"weight 1", []int{1, 1}, [3]bool{true, true, false}},
	} {
		for k, w := range p.Weights(row.of) {
			if w.Homogeneous != row.want[k] {
				t.Errorf("%s: output %d homogeneous: %v", row.why, k, w.Homogeneous)
			}
		}
	}
}

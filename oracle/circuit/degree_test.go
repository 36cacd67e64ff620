package circuit

import (
	"math/big"
	"reflect"
	"testing"
)

// TestDegreeRing: the rules for sums and products; 0 adds no degree and takes all.
func TestDegreeRing(t *testing.T) {
	r := degreeRing{3}
	zero, f, g := &degree{zero: true, d: make([]int, 3)}, &degree{d: []int{1, 4, 0}}, &degree{d: []int{2, 1, 0}}
	top := &degree{d: []int{maxDegree, maxDegree - 1, 0}}
	for _, row := range []struct {
		why     string
		op      func(z, x, y *degree)
		x, y, z *degree
	}{
		{"a sum", r.Add, f, g, &degree{d: []int{2, 4, 0}}},
		{"a difference", r.Sub, g, f, &degree{d: []int{2, 4, 0}}},
		{"0 + f", r.Add, zero, f, f},
		{"f + 0", r.Add, f, zero, f},
		{"0 + 0", r.Add, zero, zero, zero},
		{"a product", r.Mul, f, g, &degree{d: []int{3, 5, 0}}},
		{"0 f", r.Mul, zero, f, zero},
		{"f 0", r.Mul, f, zero, zero},
		{"a product at the end of what is counted", r.Mul, top, f, &degree{d: []int{maxDegree, maxDegree, 0}}},
		{"a square at the end of what is counted", r.Mul, top, top, &degree{d: []int{maxDegree, maxDegree, 0}}},
	} {
		z := &degree{zero: true, d: []int{7, 7, 7}}
		if row.op(z, row.x, row.y); !reflect.DeepEqual(z, row.z) {
			t.Errorf("%s: %+v, want %+v", row.why, z, row.z)
		}
	}
}

// TestDegrees: all bounds of a circuit, by variable, by group and in total.
func TestDegrees(t *testing.T) {
	b := NewBuilder()
	x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
	p := b.Compile(x.Pow(3).Mul(y).Add(z.Sqr()), y.Sub(y), b.Int(4))
	want := []Degrees{
		{Var: []int{3, 1, 2}, Group: []int{4, 2, 3}, Total: 4},
		{Zero: true, Var: []int{0, 0, 0}, Group: []int{0, 0, 0}},
		{Var: []int{0, 0, 0}, Group: []int{0, 0, 0}},
	}
	if got := p.Degrees([]int{0, 1}, []int{2}, []int{0, 2}); !reflect.DeepEqual(got, want) {
		t.Errorf("degrees %+v, want %+v", got, want)
	}
}

// TestHugeDegree: x^(2^63) vanishes modulo each prime of the first block at the product of them. Its degree doesn't fit an int,
// so that it is not decided, rather than zero.
func TestHugeDegree(t *testing.T) {
	b := NewBuilder()
	power := b.Var("x")
	for range 63 {
		power = power.Sqr()
	}
	x := big.NewInt(1)
	for _, c := range primeOffsets[:primeLanes] {
		x.Mul(x, new(big.Int).SetUint64(1<<62-uint64(c)))
	}
	for _, gradings := range [][][]int{nil, {{1}}} {
		if zero, ok := NewZeroTest(b.Compile(power), gradings...).Zero([]*big.Rat{new(big.Rat).SetInt(x)}); ok {
			t.Errorf("gradings %v: zero %v", gradings, zero)
		}
	}
}

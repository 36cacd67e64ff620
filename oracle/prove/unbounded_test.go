package prove

import (
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestFractionsAreOverwritten: operations leave nothing of what an element was before.
func TestFractionsAreOverwritten(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Var("x")
	r := &fractions{b: b, n: 2, t: []circuit.Node{x, x}}
	a, c := &fraction{x, []int{1, 0}}, &fraction{x, []int{0, 2}}
	for name, op := range map[string]struct {
		do   func(z *fraction)
		want []int
	}{
		"SetInt": {func(z *fraction) { r.SetInt(z, 5) }, []int{0, 0}},
		"Add":    {func(z *fraction) { r.Add(z, a, c) }, []int{1, 2}},
		"Sub":    {func(z *fraction) { r.Sub(z, a, a) }, []int{1, 0}},
		"Mul":    {func(z *fraction) { r.Mul(z, c, c) }, []int{0, 4}},
	} {
		z := &fraction{b.Int(7), []int{9, 9}}
		if op.do(z); !slices.Equal(z.pow, op.want) {
			t.Errorf("%s: denominator %v, want %v", name, z.pow, op.want)
		}
	}
}

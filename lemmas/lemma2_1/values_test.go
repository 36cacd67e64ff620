package lemma2_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// The average sharpness P - p^2 by hand, beside the wrong penalty e^2 sum w^2 + e^(2L), which is the same at L = 2 and only there.
func TestSharpnessByHand(t *testing.T) {
	wrong := statement{}
	for _, v := range variants() {
		if v.Name == "sum-of-squares-penalty" {
			wrong = v.Statement
		}
	}
	for _, c := range []struct {
		w                   []int64
		e, right, penalized int64
	}{
		{[]int64{2, 3}, 2, 8*13 - 36, 4*(4+9) + 16},
		{[]int64{0, 5}, 3, 9 * 34, 9*25 + 81},
		{[]int64{1, 1, 1}, 1, 8 - 1, 3 + 1},
		{[]int64{1, 2, 0}, 2, 5 * 8 * 4, 4*5 + 64},
	} {
		m := proof.NewModel(proof.Shape{Depth: len(c.w), Width: 1, Diagonal: true})
		weights := make([][]*big.Rat, len(c.w))
		for l, x := range c.w {
			weights[l] = []*big.Rat{big.NewRat(x, 1)}
		}
		in := definition.Inputs(nil, weights, []*big.Rat{new(big.Rat)}, [][]*big.Rat{{big.NewRat(1, 1)}}, true, big.NewRat(c.e, 1), new(big.Rat))
		for l := range c.w {
			v := viewOf(m, l, 0)
			got := circuit.NewMachine(circuit.Rats{}, m.C.Compile(lemma().sharpness(v), wrong.sharpness(v))).Run(in)
			if got[0].Cmp(big.NewRat(c.right, 1)) != 0 || got[1].Cmp(big.NewRat(c.penalized, 1)) != 0 {
				t.Errorf("w = %v, e = %d, seen from layer %d: %s and %s, want %d and %d", c.w, c.e, l+1, got[0].RatString(), got[1].RatString(), c.right, c.penalized)
			}
		}
	}
}

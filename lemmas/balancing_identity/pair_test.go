package balancing_identity

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// L = 4, d = 2, layers 1 and 3 of coordinate 2 with weights 2, 3, 5, 7 (coordinate 1: all 1), e = 1, b = (4, 9), Sigma = [[6, 1/2], [1/2, 8]]:
// A = (9+1)(49+1) = 500, B = 21, cross = 1/2 (4 - 1) = 3/2.
func TestPairOf(t *testing.T) {
	m := proof.NewModel(proof.Shape{Depth: 4, Width: 2})
	p := pairOf(m, 1, 0, 2)
	in := generators.NewInstance("test", 4, 2)
	for l, w := range []int64{2, 3, 5, 7} {
		in.Weights[l][0].SetInt64(1)
		in.Weights[l][1].SetInt64(w)
	}
	in.Target[0].SetInt64(4)
	in.Target[1].SetInt64(9)
	in.Sigma[0][0].SetInt64(6)
	in.Sigma[1][1].SetInt64(8)
	in.Sigma[0][1].SetFrac64(1, 2)
	in.Sigma[1][0].SetFrac64(1, 2)
	in.Noise.SetInt64(1)
	got := circuit.NewMachine(circuit.Rats{}, m.C.Compile(p.X, p.Y, p.A, p.B, p.Target, p.E, p.S, p.Cross)).Run(
		definition.Inputs(nil, in.Weights, in.Target, in.Sigma, false, in.Noise, in.Tau2))
	for k, want := range []string{"2", "5", "500", "21", "9", "1", "8", "3/2"} {
		if got[k].RatString() != want {
			t.Errorf("entry %d is %s, want %s", k, got[k].RatString(), want)
		}
	}
}

// w = (2, -3), g = (5, 7), h = (1/2, 1/4): 2 * 5 + 3 * 7 = 31, bound 2/2 + 3/4 = 7/4; not one of the four may be infinite.
func TestSide(t *testing.T) {
	in := generators.NewInstance("test", 2, 1)
	in.Weights[0][0].SetInt64(2)
	in.Weights[1][0].SetInt64(-3)
	g, h := []float64{5, 7}, []float64{0.5, 0.25}
	left, bound, ok := side(in, g, h, 0, 0, 1)
	if !ok || left.Cmp(big.NewRat(31, 1)) != 0 || bound.Cmp(big.NewRat(7, 4)) != 0 {
		t.Errorf("left %v, bound %v, %v", left, bound, ok)
	}
	for k := range 4 {
		g, h := []float64{5, 7}, []float64{0.5, 0.25}
		[][]float64{g, h}[k/2][k%2] = math.Inf(1)
		if _, _, ok := side(in, g, h, 0, 0, 1); ok {
			t.Errorf("entry %d infinite: ok", k)
		}
	}
}

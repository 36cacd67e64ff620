package numeric

import (
	"math/big"
	"testing"
)

func TestThresholds(t *testing.T) {
	for _, v := range loadReference(t).Threshold {
		th, err := DepthThresholds(v.Depth)
		if err != nil {
			t.Fatal(err)
		}
		b1, _, _ := big.ParseFloat(v.Beta1, 10, refPrec, big.ToNearestEven)
		b2, _, _ := big.ParseFloat(v.Beta2, 10, refPrec, big.ToNearestEven)
		if !relWithin(th.Beta1, b1, th.Beta1RelErr) || !relWithin(th.Beta2, b2, th.Beta2RelErr) {
			t.Errorf("depth %d: %+v, want %s, %s", v.Depth, th, v.Beta1, v.Beta2)
		}
	}
	// Every depth: beta_1^2 is rational; beta_2 by bisection of (1+z)^{L-1}(1-z) - 1 on
	// ((L-2)/L, 1), where it falls from positive to -1.
	for L := 3; L <= MaxStationaryDepth; L++ {
		th, _ := DepthThresholds(L)
		h := func(z *big.Float) *big.Float { // h(z)^2
			return quoF(powF(addF(bf(1), z), 2*(L-1)), powF(z, L-2))
		}
		b1 := new(big.Float).SetPrec(refPrec).Sqrt(h(quoF(bf(float64(L-2)), bf(float64(L)))))
		lo, hi := quoF(bf(float64(L-2)), bf(float64(L))), bf(1)
		for range 300 {
			z := mulF(addF(lo, hi), bf(0.5))
			if mulF(powF(addF(bf(1), z), L-1), subF(bf(1), z)).Cmp(bf(1)) > 0 {
				lo = z
			} else {
				hi = z
			}
		}
		b2 := new(big.Float).SetPrec(refPrec).Sqrt(h(lo))
		if !relWithin(th.Beta1, b1, th.Beta1RelErr) || !relWithin(th.Beta2, b2, th.Beta2RelErr) {
			t.Errorf("depth %d: %+v, want %v, %v", L, th, b1.Text('g', 20), b2.Text('g', 20))
		}
		if th.Beta1RelErr > 1e-13 || th.Beta2RelErr > 1e-13 || !(th.Beta1 < th.Beta2) {
			t.Errorf("depth %d: useless bounds or wrong order: %+v", L, th)
		}
	}
	for _, L := range []int{-1, 0, 1, 65} {
		if _, err := DepthThresholds(L); err == nil {
			t.Errorf("depth %d accepted", L)
		}
	}
}

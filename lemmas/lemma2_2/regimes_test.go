package lemma2_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// Two layers of each coordinate change, by 1 + 2^-k and its inverse, k = 10, ..., 40, so that the product stays: every pair of layers, every k.
func TestNearlyByHand(t *testing.T) {
	r := newRand(41)
	one := big.NewRat(1, 1)
	exponents, pairs := map[int]bool{}, map[[2]int]bool{}
	for range 1000 {
		in := generators.NewInstance("test", 3, 2)
		for _, row := range in.Weights {
			row[0].SetInt64(1)
			row[1].SetInt64(-1)
		}
		nearly(r, in)
		for i, sign := range []int64{1, -1} {
			ws := column(in.Weights, i)
			up, down := -1, -1
			for l, w := range ws {
				x := new(big.Rat).Mul(w, big.NewRat(sign, 1))
				switch x.Cmp(one) {
				case 1:
					up = l
					f := new(big.Rat).Sub(x, one)
					if f.Num().Cmp(big.NewInt(1)) != 0 {
						t.Fatalf("factor %s", x.RatString())
					}
					exponents[f.Denom().BitLen()-1] = true
				case -1:
					down = l
				}
			}
			if pairs[[2]int{up, down}] = true; product(ws).Cmp(big.NewRat(sign, 1)) != 0 {
				t.Fatalf("w = %v", ws)
			}
		}
	}
	if len(exponents) != 31 || !exponents[10] || !exponents[40] || len(pairs) != 6 || pairs[[2]int{-1, -1}] {
		t.Errorf("exponents %v, layers %v", exponents, pairs)
	}
}

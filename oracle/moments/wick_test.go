package moments

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// pairings adds up the products of covariances over all perfect matchings, the theorem of Isserlis as it is stated: another route than the
// recursion with multiplicities.
func pairings(cov [][]*big.Rat, factors []int) *big.Rat {
	if len(factors) == 0 {
		return big.NewRat(1, 1)
	}
	sum := new(big.Rat)
	for k := 1; k < len(factors); k++ {
		rest := append(append([]int(nil), factors[1:k]...), factors[k+1:]...)
		sum.Add(sum, mul(cov[factors[0]][factors[k]], pairings(cov, rest)))
	}
	return sum
}

// TestWickIsAllPairings: random covariances (any symmetric matrix will do, the moments are polynomials in it) and exponents up to degree 8.
func TestWickIsAllPairings(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	odd, even := 0, 0
	for range 300 {
		n := 1 + rng.IntN(4)
		cov := matrix(n, n)
		for i := range n {
			for j := range i + 1 {
				cov[i][j] = big.NewRat(rng.Int64N(19)-9, 1+rng.Int64N(5))
				cov[j][i] = cov[i][j]
			}
		}
		k := make([]uint8, n)
		var factors []int
		for range rng.IntN(9) {
			i := rng.IntN(n)
			k[i]++
			factors = append(factors, i)
		}
		want := new(big.Rat)
		if len(factors)%2 == 0 {
			want = pairings(cov, factors)
			even++
		} else {
			odd++
		}
		if got := Wick(circuit.Rats{}, cov, k); got.Cmp(want) != 0 {
			t.Fatalf("cov %v, exponents %v: got %s, want %s", cov, k, got.RatString(), want.RatString())
		}
	}
	if odd < 50 || even < 50 {
		t.Errorf("%d odd and %d even degrees, want at least 50 each", odd, even)
	}
}

// TestWickTextbook: moments that are in every textbook.
func TestWickTextbook(t *testing.T) {
	r := func(x int64) *big.Rat { return big.NewRat(x, 1) }
	for _, c := range []struct {
		reason string
		cov    [][]*big.Rat
		k      []uint8
		want   int64
	}{
		{"the empty product", nil, nil, 1},
		{"kurtosis of a normal variable", [][]*big.Rat{{r(1)}}, []uint8{4}, 3},
		{"5!! = 15", [][]*big.Rat{{r(1)}}, []uint8{6}, 15},
		{"7!! sigma^8", [][]*big.Rat{{r(2)}}, []uint8{8}, 105 * 16},
		{"E X^2 Y^2 = s t + 2 c^2", [][]*big.Rat{{r(2), r(3)}, {r(3), r(5)}}, []uint8{2, 2}, 2*5 + 2*9},
		{"E X^3 Y = 3 s c", [][]*big.Rat{{r(2), r(3)}, {r(3), r(5)}}, []uint8{3, 1}, 18},
		{"odd", [][]*big.Rat{{r(2), r(3)}, {r(3), r(5)}}, []uint8{2, 1}, 0},
		{"four variables: three pairings", [][]*big.Rat{{r(1), r(2), r(3), r(4)}, {r(2), r(1), r(5), r(6)}, {r(3), r(5), r(1), r(7)}, {r(4), r(6), r(7), r(1)}}, []uint8{1, 1, 1, 1}, 2*7 + 3*6 + 4*5},
	} {
		if got := Wick(circuit.Rats{}, c.cov, c.k); got.Cmp(r(c.want)) != 0 {
			t.Errorf("%s: got %s, want %d", c.reason, got.RatString(), c.want)
		}
	}
}

// TestNormal: Normal(k) is Wick with variance 1, and its bounds panic.
func TestNormal(t *testing.T) {
	for k := range 34 {
		want := Wick(circuit.Rats{}, [][]*big.Rat{{big.NewRat(1, 1)}}, []uint8{uint8(k)})
		if got := new(big.Rat).SetInt64(Normal(k)); got.Cmp(want) != 0 {
			t.Errorf("Normal(%d) = %s, want %s", k, got.RatString(), want.RatString())
		}
	}
	for _, k := range []int{-1, 34} {
		mustPanic(t, func() { Normal(k) })
	}
}

func mustPanic(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("want a panic")
		}
	}()
	f()
}

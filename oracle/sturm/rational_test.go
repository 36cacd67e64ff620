package sturm_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestSimplestEnds: 0 is the simplest of all and integers come next, also as ends.
func TestSimplestEnds(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"-1/2", "0", "0"}, {"0", "1/2", "0"}, {"0", "0", "0"}, {"-1/3", "1/7", "0"}, {"-1", "-1/3", "-1"}, {"1/3", "1", "1"}, {"1/2", "1/2", "1/2"},
	} {
		a, b, want := rat(t, tt.a), rat(t, tt.b), rat(t, tt.want)
		if got := sturm.Simplest(a, b); got.Cmp(want) != 0 {
			t.Errorf("Simplest(%v, %v) = %v, want %v", a, b, got, want)
		}
	}
}

func TestSimplest(t *testing.T) {
	// Brute force: the first denominator with a fraction inside.
	rng := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		a := big.NewRat(rng.Int64N(4001)-2000, 1+rng.Int64N(200))
		b := new(big.Rat).Add(a, big.NewRat(rng.Int64N(50), 1+rng.Int64N(500)))
		got := sturm.Simplest(a, b)
		var want *big.Rat
		for q := int64(1); want == nil; q++ {
			m := new(big.Int).Mul(a.Num(), big.NewInt(q))
			m.Add(m, new(big.Int).Sub(a.Denom(), big.NewInt(1)))
			m.Div(m, a.Denom()) // ceil(a q)
			for c := big.NewRat(m.Int64(), q); c.Cmp(b) <= 0; c = new(big.Rat).Add(c, big.NewRat(1, q)) {
				if want == nil || new(big.Rat).Abs(c).Cmp(new(big.Rat).Abs(want)) < 0 {
					want = c
				}
			}
		}
		if got.Cmp(want) != 0 {
			t.Fatalf("Simplest(%v, %v) = %v, want %v", a, b, got, want)
		}
	}
}

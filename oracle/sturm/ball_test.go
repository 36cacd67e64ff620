package sturm

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestHornerEncloses compares the fixed-point ball with the exact value at points of the ball x, ends included. At small scales one unit of
// rounding is large, so a radius that is a unit short is seen; the test counts that roundings did occur.
func TestHornerEncloses(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	var h horner
	var x, z ball
	rounded := 0
	for range 5000 {
		c := make([]integer, 1+rng.IntN(7))
		for i := range c {
			c[i] = big.NewInt(rng.Int64N(41) - 20)
		}
		c = append(c, big.NewInt(1+rng.Int64N(5)))
		s := uint(1 + rng.IntN(12))
		x.v.SetInt64(rng.Int64N(1<<(s+2)) - 1<<(s+1))
		x.r.SetInt64(rng.Int64N(3))
		h.eval(&z, c, &x, s)
		for k := -x.r.Int64(); k <= x.r.Int64(); k++ {
			// 2^(s n) p(m/2^s) against (v +- r) 2^(s (n-1))
			var e evaluator
			n := len(c) - 1
			exact := e.dyadic(c, new(big.Int).Add(&x.v, big.NewInt(k)), s)
			gap := new(big.Int).Lsh(&z.v, s*uint(n-1))
			gap.Sub(gap, exact)
			if k == 0 && x.r.Sign() == 0 && gap.Sign() != 0 {
				rounded++
			}
			if gap.CmpAbs(new(big.Int).Lsh(&z.r, s*uint(n-1))) > 0 {
				t.Fatalf("p = %v, scale %d, x = %v +- %v, offset %d: %v +- %v is wrong", c, s, &x.v, &x.r, k, &z.v, &z.r)
			}
		}
	}
	if rounded < 500 {
		t.Errorf("only %d roundings at exact points", rounded)
	}
}

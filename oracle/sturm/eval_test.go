package sturm_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestEval compares the fraction-free values and signs with Horner's rule on big.Rat.
func TestEval(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	zeros := 0
	for range 300 {
		c := make([]*big.Rat, rng.IntN(8))
		for i := range c {
			c[i] = big.NewRat(rng.Int64N(9)-4, 1+rng.Int64N(4))
		}
		p, err := sturm.New(c...)
		p = must(t, p, err)
		x := big.NewRat(rng.Int64N(17)-8, 1+rng.Int64N(6))
		want := new(big.Rat)
		for i := len(c) - 1; i >= 0; i-- {
			want.Mul(want, x)
			want.Add(want, c[i])
		}
		if got := p.Eval(x); got.Cmp(want) != 0 || p.SignAt(x) != want.Sign() {
			t.Fatalf("%v at %v: %v, sign %d, want %v", p, x, got, p.SignAt(x), want)
		}
		for i := range c {
			if p.Coefficient(i).Cmp(c[i]) != 0 {
				t.Fatalf("coefficient %d of %v: %v, want %v", i, p, p.Coefficient(i), c[i])
			}
		}
		zeros += btoi(want.Sign() == 0)
	}
	if zeros < 10 {
		t.Errorf("only %d zeros among the samples: the sign 0 is not tested", zeros)
	}
}

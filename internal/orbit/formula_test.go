package orbit

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func TestFormula(t *testing.T) {
	f := Formula(2, func(c *circuit.Builder, x []circuit.Node) circuit.Node { return x[0].Sqr().Sub(x[1]).Add(c.Int(1)) })
	a, b := f(big.NewRat(1, 2), big.NewRat(1, 3)), f(big.NewRat(2, 1), big.NewRat(5, 1))
	if a.RatString() != "11/12" || b.Sign() != 0 {
		t.Errorf("got %s and %s, want 11/12 and 0", a.RatString(), b.RatString())
	}
	defer func() {
		if recover() == nil {
			t.Error("a wrong number of values did not panic")
		}
	}()
	f(a)
}

// TestRound: the definition itself, on many rationals: at most the given bits, on the stated side, and within one unit.
func TestRound(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	for range 2000 {
		x := big.NewRat(r.Int63n(1<<40), 1+r.Int63n(1<<uint(1+r.Intn(40))))
		bits := 1 + r.Intn(12)
		lo, hi := RoundDown(x, bits), RoundUp(x, bits)
		if lo.Cmp(x) > 0 || hi.Cmp(x) < 0 {
			t.Fatalf("%v at %d bits: [%v, %v]", x, bits, lo, hi)
		}
		if x.Sign() == 0 {
			continue
		}
		// One unit is at most lo / 2^(bits-1).
		unit := new(big.Rat).Quo(lo, Pow(big.NewRat(2, 1), bits-1))
		if d := new(big.Rat).Sub(hi, lo); d.Cmp(unit) > 0 {
			t.Fatalf("%v at %d bits: [%v, %v] is wider than a unit", x, bits, lo, hi)
		}
		for _, z := range []*big.Rat{lo, hi} {
			n := new(big.Int).Set(z.Num())
			if n.BitLen()-int(n.TrailingZeroBits()) > bits {
				t.Fatalf("%v at %d bits: %v has more", x, bits, z)
			}
			if d := z.Denom(); d.BitLen() != int(d.TrailingZeroBits())+1 {
				t.Fatalf("%v is not dyadic", z)
			}
		}
	}
	for _, x := range []string{"3/4", "5", "1/8", "0"} {
		z, _ := new(big.Rat).SetString(x)
		if RoundDown(z, 3).Cmp(z) != 0 || RoundUp(z, 3).Cmp(z) != 0 {
			t.Errorf("%s has three bits and is not kept", x)
		}
	}
}

func TestSlack(t *testing.T) {
	if s := Slack(big.NewRat(1, 4), big.NewRat(1, 1)); s != 0.75 {
		t.Errorf("slack %v", s)
	}
	if s := Slack(new(big.Rat), new(big.Rat)); s != 1 {
		t.Errorf("slack %v", s)
	}
	if m := MaxAbs(big.NewRat(-3, 2), big.NewRat(1, 1)); m.RatString() != "3/2" {
		t.Errorf("max %v", m)
	}
}

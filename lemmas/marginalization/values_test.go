package marginalization

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// The discrete laws have mean 0 and variance 1, and are as skewed and as heavy as they are said to be.
func TestLawsByHand(t *testing.T) {
	want := map[string][5]*big.Rat{ // E xi^0, ..., E xi^4
		"signs":  {big.NewRat(1, 1), new(big.Rat), big.NewRat(1, 1), new(big.Rat), big.NewRat(1, 1)},
		"skewed": {big.NewRat(1, 1), new(big.Rat), big.NewRat(1, 1), big.NewRat(3, 2), big.NewRat(13, 4)}, // (8 - 4/8)/5, (16 + 4/16)/5
		"heavy":  {big.NewRat(1, 1), new(big.Rat), big.NewRat(1, 1), new(big.Rat), big.NewRat(4, 1)},      // 2 16/8
	}
	if len(laws()) != len(want) {
		t.Errorf("%d laws", len(laws()))
	}
	for _, k := range laws() {
		for power, m := range want[k.name] {
			sum := new(big.Rat)
			for n, x := range k.points {
				v := big.NewRat(k.weights[n], k.total())
				for range power {
					v.Mul(v, big.NewRat(x, k.scale))
				}
				sum.Add(sum, v)
			}
			if sum.Cmp(m) != 0 {
				t.Errorf("%s: E xi^%d = %s, want %s", k.name, power, sum.RatString(), m.RatString())
			}
		}
	}
}

// What the lemma and each wrong variant make of one more factor with w = 3, e = 2 and E q^k = 5.
func TestFactorsByHand(t *testing.T) {
	statements := map[string]statement{"": lemma()}
	for _, v := range variants() {
		statements[v.Name] = v.Statement
	}
	squares := map[string]int64{
		"noise-not-squared": (9 + 2) * 5, "noise-not-squared-exact": (9 + 2) * 5, "noise-added-once": 9*5 + 4, "noise-added-once-enumerated": 9*5 + 4, "no-penalty": 9 * 5,
	}
	for name, s := range statements {
		want := int64((9 + 4) * 5)
		if x, ok := squares[name]; ok {
			want = x
		}
		c := circuit.NewBuilder()
		w, e, rest := c.Var("w"), c.Var("e"), c.Var("rest")
		got := circuit.NewMachine(circuit.Rats{}, c.Compile(s.mean(w, e, rest), s.square(w, e, rest))).Run(
			[]*big.Rat{big.NewRat(3, 1), big.NewRat(2, 1), big.NewRat(5, 1)})
		if got[0].Cmp(big.NewRat(3*5, 1)) != 0 || got[1].Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("%q: mean %s, square %s; want 15 and %d", name, got[0].RatString(), got[1].RatString(), want)
		}
	}
}

// One normal xi for all layers: E xi^k = (k-1)!! for even k and 0 for odd k, up to k = 16, twice the largest depth of the check.
func TestSharedNoiseByHand(t *testing.T) {
	want := []int64{1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395, 0, 135135, 0, 2027025}
	for _, v := range variants() {
		if v.Name != "shared-noise" {
			continue
		}
		c := circuit.NewBuilder()
		got := circuit.NewMachine(circuit.Rats{}, c.Compile(v.Statement.moments(c)...)).Run(nil)
		if len(got) != len(want) {
			t.Fatalf("%d moments, want %d", len(got), len(want))
		}
		for k, m := range want {
			if got[k].Cmp(big.NewRat(m, 1)) != 0 {
				t.Errorf("E xi^%d = %s, want %d", k, got[k].RatString(), m)
			}
		}
		return
	}
	t.Error("no such variant")
}

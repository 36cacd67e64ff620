package lemma3_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// named returns the statement of a wrong variant, and the lemma for "".
func named(t *testing.T, name string) statement {
	t.Helper()
	if name == "" {
		return lemma()
	}
	for _, v := range variants() {
		if v.Name == name {
			return v.Statement
		}
	}
	t.Fatalf("no variant %s", name)
	return statement{}
}

// The forms of the lemma and of its wrong variants by hand: L = 5, z = u = 3; s, w, p_-l, b, e = 2, 3, 5, 7, 2.
func TestFormsByHand(t *testing.T) {
	c := circuit.NewBuilder()
	depth, z := c.Var("L"), c.Var("z")
	v := layerView{W: c.Var("w"), B: c.Var("B"), A: c.Var("A"), Target: c.Var("b"), E: c.Var("e"), S: c.Var("s")}
	in := []*big.Rat{}
	for _, x := range []int64{5, 3, 3, 5, 11, 7, 2, 2} {
		in = append(in, big.NewRat(x, 1))
	}
	for _, k := range []struct {
		name string
		form func(s statement) circuit.Node
		want int64
	}{
		{"", func(s statement) circuit.Node { return s.turning(depth, z) }, 15 - 3},
		{"vertex", func(s statement) circuit.Node { return s.turning(depth, z) }, 15 - 4},
		{"", func(s statement) circuit.Node { return s.sinking(depth, z, z) }, 2 * 4 * 3},
		{"sinking-factor", func(s statement) circuit.Node { return s.sinking(depth, z, z) }, 4 * 3},
		{"", func(s statement) circuit.Node { return s.free.noTarget(v) }, 2 * 9 * 11},
		{"", func(s statement) circuit.Node { return s.free.noScale(v) }, 0},
		{"", func(s statement) circuit.Node { return s.free.noNoise(v) }, 2 * 5 * (15 - 7)},
		{"no-noise-shrinks", func(s statement) circuit.Node { return s.free.noNoise(v) }, 2*5*(15-7) + 2*3},
		{"", func(s statement) circuit.Node { return s.free.oneLayer(v) }, 2 * (3 - 7)},
		{"one-layer-shrinks", func(s statement) circuit.Node { return s.free.oneLayer(v) }, 2*(3-7) + 2*3*4},
	} {
		// One output a machine; all variables are inputs of it, in the order in which they were made.
		got := circuit.NewMachine(circuit.Rats{}, c.Compile(k.form(named(t, k.name)))).Run(in)[0]
		if got.Cmp(big.NewRat(k.want, 1)) != 0 {
			t.Errorf("%q: %s, want %d", k.name, got.RatString(), k.want)
		}
	}
}

// The numbers of the lemma and of its wrong variants by hand.
func TestNumbersByHand(t *testing.T) {
	for name, want := range map[string]*big.Rat{"": big.NewRat(729, 16), "threshold-one": big.NewRat(1, 1), "threshold-exponent": big.NewRat(6561, 64)} {
		if got := named(t, name).beta1Squared(4); got.Cmp(want) != 0 { // (27/4)^2 at L = 4, and times (3/2)^2
			t.Errorf("%q: beta_1^2 = %s, want %s", name, got.RatString(), want.RatString())
		}
	}
	for name, want := range map[string]int64{"": 9, "all-sign-patterns": 17} { // L = 3, two roots
		if got := named(t, name).total(3, 2); got.Int64() != want {
			t.Errorf("%q: %s points, want %d", name, got, want)
		}
	}
	for name, want := range map[string][3]int{"": {0, 1, 2}, "one-root-beyond": {0, 0, 1}} {
		for k, n := range want {
			if got := named(t, name).roots(5, k-1); got != n {
				t.Errorf("%q: %d roots at %d, want %d", name, got, k-1, n)
			}
		}
	}
	for name, want := range map[string][3]signature{
		"": {{1, 0}, {0, 1}, {0, 0}}, "saddle-of-full-index": {{3, 0}, {0, 1}, {0, 0}}, "small-root-minimum": {}, "double-root-strict": {},
	} {
		for k, n := range want {
			if got := named(t, name).kind(4, k-1); got != n {
				t.Errorf("%q: %v at %d, want %v", name, got, k-1, n)
			}
		}
	}
	for name, want := range map[string]int64{"": 4, "expansion-depth": 5} {
		if got := named(t, name).leading(5); got.Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("%q: %s e^2 |b|^(-2/L), want %d", name, got.RatString(), want)
		}
	}
	var right, scaled numeric.Stationary
	if err := named(t, "").float(3, 10, 1, 1, &right); err != nil {
		t.Fatal(err)
	}
	if err := named(t, "float-root-scaled").float(3, 10, 1, 1, &scaled); err != nil {
		t.Fatal(err)
	}
	for k := range right.Roots {
		if u := right.Roots[k].U; scaled.Roots[k].U != u*(1+0x1p-30) || scaled.Roots[k].Weight != right.Roots[k].Weight {
			t.Errorf("root %d: %v became %v", k, u, scaled.Roots[k].U)
		}
	}
}

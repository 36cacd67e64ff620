package lemma2_3

import (
	"math/big"
	"testing"

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

// The forms of the lemma and of its wrong variants by hand: x, y, s, a, p^2 = 5, 3, 2, 7, 11, and the residual at L = 4, t, e^2, b = 5, 3, 2.
func TestFormsByHand(t *testing.T) {
	c := circuit.NewBuilder()
	x, y, s, a, p2 := c.Var("x"), c.Var("y"), c.Var("s"), c.Var("a"), c.Var("p2")
	in := []*big.Rat{big.NewRat(5, 1), big.NewRat(3, 1), big.NewRat(2, 1), big.NewRat(7, 1), big.NewRat(11, 1)}
	imbalance := func(k statement) circuit.Node { return k.imbalance(x, y) }
	coupled := func(k statement) circuit.Node { return k.coupled(s, y, a, p2) }
	residual := func(k statement) circuit.Node { return k.residual(4, x, y, s) }
	for _, k := range []struct {
		name string
		form func(k statement) circuit.Node
		want int64
	}{
		{"", imbalance, 25 - 9},
		{"imbalance-of-moduli", imbalance, 2 * 2},
		{"", coupled, 2 * (3*7 - 11)},
		{"coupled-without-own-product", coupled, 2 * 3 * 7},
		{"", residual, 28*28*28 - 2*25},
		{"exponent-depth-line", residual, 28*28*28*28 - 2*25},
		{"", func(k statement) circuit.Node { return k.shrink(x, y, s) }, 5*3 - 2},
	} {
		if got := circuit.NewMachine(circuit.Rats{}, c.Compile(k.form(named(t, k.name)))).Run(in)[0]; got.Cmp(big.NewRat(k.want, 1)) != 0 {
			t.Errorf("%q: %s, want %d", k.name, got.RatString(), k.want)
		}
	}
}

// The |b| that solves the equation at L = 4, u = 4, e = 1: 5^3 = b 4, and in the wrong variants 5^4 = b 4 and 5^3 = b 16.
func TestEquationsByHand(t *testing.T) {
	solutions := map[string]*big.Rat{"": big.NewRat(125, 4), "exponent-depth": big.NewRat(625, 4), "exponent-half-depth": big.NewRat(125, 16)}
	for name := range solutions {
		for of, b := range solutions {
			if got := named(t, name).equation(4, big.NewRat(4, 1), b, big.NewRat(1, 1)); got != (name == of) {
				t.Errorf("%q at the solution of %q: %t", name, of, got)
			}
		}
	}
}

// What each reading of "balanced" accepts.
func TestBalancedByHand(t *testing.T) {
	names := []string{"", "ends-balanced", "balanced-as-equal"}
	for _, c := range []struct {
		w    []int64
		want [3]bool
	}{
		{[]int64{2, 2, 2}, [3]bool{true, true, true}},
		{[]int64{2, -2, 2}, [3]bool{true, true, false}},
		{[]int64{2, 2, -2}, [3]bool{true, true, false}},
		{[]int64{2, 1, 2}, [3]bool{false, true, false}},
		{[]int64{2, 2, 1}, [3]bool{false, false, false}},
		{[]int64{0, 0, 0}, [3]bool{true, true, true}},
	} {
		w := make([]*big.Rat, len(c.w))
		for l, x := range c.w {
			w[l] = big.NewRat(x, 1)
		}
		for k, name := range names {
			if got := named(t, name).balanced(w); got != c.want[k] {
				t.Errorf("%q of %v: %t", name, c.w, got)
			}
		}
	}
}

// The numbers of the lemma and of its wrong variants by hand.
func TestNumbersByHand(t *testing.T) {
	two, sixteen := big.NewRat(2, 1), big.NewRat(16, 1)
	for name, want := range map[string]*big.Rat{"": big.NewRat(1, 1), "box-exponent": big.NewRat(1, 4), "box-slightly-small": big.NewRat(999_999, 1_000_000)} {
		if got := named(t, name).box(3, new(big.Rat).Neg(sixteen), two); got.Cmp(want) != 0 { // 16/4^2 and 16/4^3
			t.Errorf("%q: box %s, want %s", name, got.RatString(), want.RatString())
		}
	}
	for name, want := range map[string]int64{"": 4, "soft-threshold-at-e": 2} {
		if got := named(t, name).soft(two); got.Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("%q: threshold %s, want %d", name, got.RatString(), want)
		}
	}
	for name, want := range map[string]int{"": 4, "lambda-power-depth": 5} {
		if got := named(t, name).power(5); got != want {
			t.Errorf("%q: power %d, want %d", name, got, want)
		}
	}
	b, p := []*big.Rat{big.NewRat(5, 1), big.NewRat(7, 1)}, []*big.Rat{big.NewRat(1, 1), two}
	row := []*big.Rat{big.NewRat(3, 1), big.NewRat(1, 1)}
	for name, want := range map[string][2]int64{"": {3*4 + 5, 3*4 + 5}, "coordinatewise": {3 * 4, 5}} {
		for i, n := range want {
			if got := named(t, name).residue(row, b, p, i); got.Cmp(big.NewRat(n, 1)) != 0 {
				t.Errorf("%q: residue %d is %s, want %d", name, i, got.RatString(), n)
			}
		}
	}
	for _, pi := range []int{1, -1} {
		for _, b := range []int{1, 0, -1} {
			if lemma().signs(pi, b) != (pi == b) || !named(t, "all-sign-patterns").signs(pi, b) {
				t.Errorf("signs %d, %d", pi, b)
			}
		}
	}
}

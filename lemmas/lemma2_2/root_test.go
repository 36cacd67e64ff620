package lemma2_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

func rat(t *testing.T, s string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is not a number", s)
	}
	return x
}

func TestRationalRoot(t *testing.T) {
	for _, c := range []struct {
		reason, x string
		n         int
		want      string // "" for an irrational root
	}{
		{"zero is its own root", "0", 3, "0"},
		{"one is its own root", "1", 6, "1"},
		{"an integer cube", "27", 3, "3"},
		{"one below a cube", "26", 3, ""},
		{"one above a cube", "28", 3, ""},
		{"numerator and denominator are powers", "32/243", 5, "2/3"},
		{"only the numerator is a power", "32/3", 5, ""},
		{"only the denominator is a power", "3/32", 5, ""},
		{"the square root of two", "2", 2, ""},
		{"a large square", "1000000000000000000000000000000000000000000", 2, "1000000000000000000000"},
		{"a power of two at a word boundary", "18446744073709551616", 4, "65536"},
	} {
		got, ok := rationalRoot(rat(t, c.x), c.n)
		switch {
		case ok != (c.want != ""):
			t.Errorf("%s: root %d of %s: rational = %v", c.reason, c.n, c.x, ok)
		case ok && got.Cmp(rat(t, c.want)) != 0:
			t.Errorf("%s: root %d of %s = %s, want %s", c.reason, c.n, c.x, got.RatString(), c.want)
		}
	}
	if _, ok := integerRoot(big.NewInt(-8), 3); ok {
		t.Error("a negative number has no root here")
	}
}

// Every x^n has the root x, and x^n + 1 none, for x >= 1 and n >= 2 (x^n < x^n + 1 < (x+1)^n).
func TestIntegerRootInvertsPowers(t *testing.T) {
	for n := 2; n <= 8; n++ {
		for x := int64(1); x < 3000; x += 7 {
			power := new(big.Int).Exp(big.NewInt(x), big.NewInt(int64(n)), nil)
			if r, ok := integerRoot(power, n); !ok || r.Int64() != x {
				t.Fatalf("root %d of %d^%d = %v, %v", n, x, n, r, ok)
			}
			if _, ok := integerRoot(power.Add(power, big.NewInt(1)), n); ok {
				t.Fatalf("%d^%d + 1 has a root", x, n)
			}
		}
	}
}

// The rooted regimes reach what they are for: both sides of each equality case, and p_i = 0.
func TestRootedRegimesReachTheirAims(t *testing.T) {
	space := lemma().rooted(6, 3)
	seen := map[string]int{}
	for i := range 50 * len(space.Regimes) {
		in := space.Draw(i, newRand(i))
		for k := range in.Target {
			ws := column(in.Weights, k)
			switch {
			case zeros(ws) == len(ws):
				seen["all layers vanish"]++
			case zeros(ws) >= 2:
				seen["two or more layers vanish, not all"]++
			case zeros(ws) == 1:
				seen["one layer vanishes"]++
			case equalModuli(ws):
				seen["balanced, p != 0"]++
			default:
				seen["not balanced, p != 0"]++
				if in.Regime == generators.NearlyBalanced {
					seen["nearly balanced"]++
				}
			}
		}
	}
	for _, aim := range []string{"all layers vanish", "two or more layers vanish, not all", "one layer vanishes", "balanced, p != 0", "not balanced, p != 0", "nearly balanced"} {
		if seen[aim] < 20 {
			t.Errorf("%s: %d coordinates in %d draws, want at least 20", aim, seen[aim], 50*len(space.Regimes))
		}
	}
}

// Every chain of exchanges ends at the constant exponents, with the sum kept.
func TestSpreadEndsBalanced(t *testing.T) {
	for depth := 2; depth <= 8; depth++ {
		for k := 1; k < depth; k++ {
			alpha := make([]int, depth)
			for l := range k {
				alpha[l] = depth
			}
			moves := 0
			for i, j, ok := spread(alpha); ok; i, j, ok = spread(alpha) {
				alpha[i]--
				alpha[j]++
				moves++
			}
			for _, x := range alpha {
				if x != k {
					t.Fatalf("L = %d, k = %d: the chain ends at %v", depth, k, alpha)
				}
			}
			if want := k * (depth - k); moves != want { // each of k entries gives L-k units
				t.Errorf("L = %d, k = %d: %d moves, want %d", depth, k, moves, want)
			}
		}
	}
}

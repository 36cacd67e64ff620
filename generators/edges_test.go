package generators

import (
	"fmt"
	"hash/fnv"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"testing"
)

// TestDrawIsAFunctionOfTheSeed: the same seed draws the same, another index or
// seed draws differently, and an earlier draw leaves no trace.
func TestDrawIsAFunctionOfTheSeed(t *testing.T) {
	one, two := NewSpace(Domain{}), NewSpace(Domain{})
	k := len(one.Regimes)
	differ := 0
	for i := range 500 {
		a := one.Draw(i, rand.New(NewSource(5, uint64(i))))
		b := two.Draw(i, rand.New(NewSource(5, uint64(i))))
		c := two.Draw(i+k, rand.New(NewSource(5, uint64(i+k)))) // the same regime
		if !a.Equal(b) || a.String() != b.String() || a.Regime != b.Regime || a.Regime != c.Regime {
			t.Fatalf("case %d: %s and %s", i, a.String(), b.String())
		}
		if !a.Equal(c) {
			differ++
		}
	}
	if differ < 490 { // two draws coincide only in the smallest shapes
		t.Errorf("only %d of 500 pairs differ", differ)
	}
}

// TestDrawsArePinned: the draws of two domains, hashed. Replay tokens name a case
// by its seed, so a change here needs a new version of the token's schema; then,
// and only then, the values below may change.
func TestDrawsArePinned(t *testing.T) {
	for _, row := range []struct {
		d    Domain
		want string
	}{
		{Domain{Params: paramTable}, "46cbcab77a705d71"},
		{Domain{Dyadic: true, Diagonal: true, PositiveScale: true, PositiveNoise: true}, "9a6cd1e536707a40"},
	} {
		s := NewSpace(row.d)
		h := fnv.New64a()
		for i := range 2000 {
			_, _ = fmt.Fprintln(h, s.Regime(i).Name, s.Draw(i, rand.New(NewSource(1, uint64(i)))).String())
		}
		if got := fmt.Sprintf("%016x", h.Sum64()); got != row.want {
			t.Errorf("draws hash to %s, pinned %s", got, row.want)
		}
	}
}

// TestSourceIsPCG: the stream is that of math/rand/v2's PCG; Seed restarts it.
func TestSourceIsPCG(t *testing.T) {
	src, want := NewSource(3, 4), randv2.NewPCG(3, 4)
	for range 100 {
		if got := src.Uint64(); got != want.Uint64() {
			t.Fatal("Uint64 is not PCG's")
		}
		if got := src.Int63(); got != int64(want.Uint64()>>1) {
			t.Fatal("Int63 is not PCG's upper bits")
		}
	}
	src.Seed(9)
	if src.Uint64() != randv2.NewPCG(9, 0).Uint64() {
		t.Error("Seed")
	}
}

// TestEdgesAreReached: every number, depth and width is edge weighted. The least
// counts are half of what is expected; n = 10^4 draws and a probability p of 1/8
// or more fall below np/2 with probability at most exp(-np/8) < 10^-67 (Chernoff).
func TestEdgesAreReached(t *testing.T) {
	const n = 10_000
	for _, st := range []style{modest, dyadic, full} {
		counts := map[string]int{}
		for i := range n {
			m := &maker{r: stream(i), style: st}
			var x big.Rat
			m.number(&x)
			counts[new(big.Rat).Abs(&x).RatString()]++
			if x.Sign() < 0 {
				counts["negative"]++
			}
			if x.Num().BitLen() > 4 || denomBits(&x) > 4 {
				counts["generic"]++
			}
			m.nonzero(&x)
			if x.Sign() == 0 {
				t.Fatal("nonzero drew 0")
			}
			m.positive(&x)
			if x.Sign() <= 0 {
				t.Fatalf("positive drew %s", x.RatString())
			}
			m.nonnegative(&x)
			if x.Sign() < 0 {
				t.Fatalf("nonnegative drew %s", x.RatString())
			}
		}
		for _, row := range []struct {
			what  string
			least int
		}{
			{"0", n / 16}, {"1", n / 16}, // 2 of 16 kinds
			{"1/2", n / 32}, {"2", n / 32}, // 1 of 16; exp(-n/16/8) = 10^-33
			{"negative", n / 4}, {"generic", n / 8},
		} {
			if counts[row.what] < row.least {
				t.Errorf("style %d: %s drawn %d times of %d", st, row.what, counts[row.what], n)
			}
		}
	}
	depths := map[int]int{}
	for i := range n {
		m := &maker{r: stream(i)}
		depths[m.between(2, 9)]++
	}
	for L, least := range map[int]int{2: n * 5 / 32, 9: n / 16, 3: n * 3 / 32, 6: n / 64} {
		if depths[L] < least {
			t.Errorf("depth %d drawn %d times of %d", L, depths[L], n)
		}
	}
	if len(depths) != 8 {
		t.Errorf("depths drawn: %v", depths)
	}
}

// TestFullStyleIsFull: the full style really fills 53 bits, so that products of
// two such floats round (a float test on short numbers alone would be vacuous).
func TestFullStyleIsFull(t *testing.T) {
	rounding := 0
	for i := range 1000 {
		m := &maker{r: stream(i), style: full}
		var x, y big.Rat
		m.number(&x)
		m.number(&y)
		if !isFloat64(&x) || !isFloat64(&y) {
			t.Fatalf("%s or %s is not a float64", x.RatString(), y.RatString())
		}
		if !isFloat64(x.Mul(&x, &y)) {
			rounding++
		}
	}
	// both generic: (7/16)^2 = 0.19; below 95 of 191 has probability < exp(-24) (Chernoff)
	if rounding < 95 {
		t.Errorf("%d of 1000 products round", rounding)
	}
}

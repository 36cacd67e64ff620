package pacbayes

import (
	"math/big"
	"testing"
)

// pattern is P(Bin(n, rate) >= c) by adding up the probabilities of all 2^n patterns of violations.
func pattern(n, c int, rate *big.Rat) *big.Rat {
	sum := new(big.Rat)
	for bits := range 1 << n {
		p, count := big.NewRat(1, 1), 0
		for k := range n {
			if bits>>k&1 == 1 {
				count++
				p.Mul(p, rate)
			} else {
				p.Mul(p, new(big.Rat).Sub(one, rate))
			}
		}
		if count >= c {
			sum.Add(sum, p)
		}
	}
	return sum
}

// TestTailIsTheSum: tails and thresholds against all patterns, at levels equal to a tail, just below and just above it, at 0 and from 1 on.
func TestTailIsTheSum(t *testing.T) {
	for n := range 7 {
		for _, rate := range []*big.Rat{new(big.Rat), big.NewRat(1, 20), big.NewRat(1, 2), big.NewRat(5, 7), one} {
			levels := []*big.Rat{new(big.Rat), one, big.NewRat(2, 1)}
			tails := make([]*big.Rat, n+2)
			for c := -1; c <= n+2; c++ {
				want := pattern(n, c, rate)
				if got := Tail(n, c, rate); got.Cmp(want) != 0 {
					t.Errorf("P(Bin(%d, %s) >= %d) = %s, want %s", n, rate.RatString(), c, got.RatString(), want.RatString())
				}
				if c >= 0 && c < len(tails) {
					tails[c] = want
					levels = append(levels, want, new(big.Rat).Mul(want, big.NewRat(999, 1000)), new(big.Rat).Mul(want, big.NewRat(1001, 1000)))
				}
			}
			for _, alpha := range levels {
				want := 0
				for tails[want].Cmp(alpha) > 0 { // the tail at n + 1 is 0
					want++
				}
				if got := Threshold(n, rate, alpha); got != want {
					t.Errorf("%d trials, rate %s, level %s: threshold %d, want %d", n, rate.RatString(), alpha.RatString(), got, want)
				}
			}
		}
	}
}

// refuses reports whether f panics.
func refuses(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return false
}

// TestCountLimits: trials and rates at their bounds and past them, in both functions; so with n of xi.
func TestCountLimits(t *testing.T) {
	half := big.NewRat(1, 2)
	for _, c := range []struct {
		trials int
		rate   *big.Rat
		ok     bool
	}{
		{0, half, true}, {-1, half, false}, {MaxTrials, half, true}, {MaxTrials + 1, half, false},
		{5, new(big.Rat), true}, {5, big.NewRat(-1, 9), false}, {5, one, true}, {5, big.NewRat(10, 9), false},
	} {
		if refuses(func() { check(c.trials, c.rate) }) == c.ok {
			t.Errorf("%d trials at rate %s: accepted is not %v", c.trials, c.rate.RatString(), c.ok)
		}
	}
	bad := big.NewRat(10, 9)
	if !refuses(func() { Tail(3, 1, bad) }) || !refuses(func() { Threshold(3, bad, half) }) {
		t.Error("a rate above 1 is accepted")
	}
	for n, ok := range map[int]bool{0: false, 1: true, MaxXi: true, MaxXi + 1: false} {
		if refuses(func() { checkXi(n) }) == ok {
			t.Errorf("xi(%d): accepted is not %v", n, ok)
		}
	}
	if !refuses(func() { Xi(0) }) {
		t.Error("xi(0) is accepted")
	}
}

package lemmac_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestClaim(t *testing.T) { claimtest.Run(t, Claim()) }

// TestConstants: by hand at L = 3, s = 1, b = 8, e = 1, M = 2: box 8/4 = 2, 2 (4+1)^2 = 50, 2 [25 + 2 (16 + 8*5)] = 274.
func TestConstants(t *testing.T) {
	k := NewConstants(3)
	one, b, m := big.NewRat(1, 1), big.NewRat(-8, 1), big.NewRat(2, 1)
	if got := k.Box(b, one, big.NewRat(1, 2)); got.Cmp(m) != 0 {
		t.Errorf("box %s, want 2", got.RatString())
	}
	if got := k.StepInverse(one, one, m); got.RatString() != "50" {
		t.Errorf("1/step %s, want 50", got.RatString())
	}
	if got := k.K(one, b, one, m); got.RatString() != "274" {
		t.Errorf("K %s, want 274", got.RatString())
	}
}

package step_schedules

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestClaim(t *testing.T) { claimtest.Run(t, Claim()) }

// TestAdmissible: the borders of 1/2 < r <= 1, exactly.
func TestAdmissible(t *testing.T) {
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(300), nil))
	half, one := big.NewRat(1, 2), big.NewRat(1, 1)
	for _, c := range []struct {
		reason string
		r      *big.Rat
		want   bool
	}{
		{"constant step", new(big.Rat), false},
		{"r = 1/2: the squares are harmonic", half, false},
		{"just above 1/2", new(big.Rat).Add(half, tiny), true},
		{"just below 1/2", new(big.Rat).Sub(half, tiny), false},
		{"r = 3/4", big.NewRat(3, 4), true},
		{"r = 1: harmonic", one, true},
		{"just above 1: the steps are summable", new(big.Rat).Add(one, tiny), false},
	} {
		if got := Admissible(c.r); got != c.want {
			t.Errorf("%s: got %t", c.reason, got)
		}
	}
}

func ExampleAdmissible() {
	for _, r := range []string{"1/2", "2/3", "1", "3/2"} {
		x, _ := new(big.Rat).SetString(r)
		fmt.Println(r, Admissible(x))
	}
	// Output:
	// 1/2 false
	// 2/3 true
	// 1 true
	// 3/2 false
}

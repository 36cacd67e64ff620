package shrinkage_test

import (
	"context"
	"math/big"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

var ctx = context.Background()

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	x, err := interval.ParseRat(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func solve(t testing.TB, p shrinkage.Problem, digits int) *shrinkage.Structure {
	t.Helper()
	s, err := shrinkage.Solve(ctx, p, digits)
	if err != nil {
		t.Fatalf("%v: %v", p, err)
	}
	return s
}

// cases is the number of random cases: n, a fifth in -short mode, fifty times as many with SSAM_DEEP=1.
func cases(n int) int {
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		return 50 * n
	case testing.Short():
		return n / 5
	}
	return n
}

// near returns a rational within 10^-400 of the enclosed threshold, times 1 + k 10^-gap.
func near(t *testing.T, threshold *interval.Interval, k int64, gap int) *big.Rat {
	t.Helper()
	x, _ := threshold.Mid().Rat(nil)
	f := new(big.Rat).SetFrac(big.NewInt(k), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(gap)), nil))
	return x.Mul(x, f.Add(f, big.NewRat(1, 1)))
}

// problem makes beta into a problem with awkward noise and scale: b = -beta e^L.
func problem(depth int, beta *big.Rat) shrinkage.Problem {
	e := big.NewRat(7, 9)
	b := new(big.Rat).Neg(beta)
	for range depth {
		b.Mul(b, e)
	}
	return shrinkage.Problem{Depth: depth, Target: b, Noise: e, Scale: big.NewRat(5, 3)}
}

func isZero(x *interval.Interval) bool { s, known := x.Sign(); return known && s == 0 }

package sturm_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestCounts compares Sturm's counts with the planted roots on every kind of interval, ends on roots included.
func TestCounts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		roots := randomRoots(rng, 1+rng.IntN(6))
		seq, err := sturm.NewSequence(ctx, plant(t, roots))
		if err != nil {
			t.Fatal(err)
		}
		if n := seq.Count(sturm.NegInf(), sturm.PosInf()); n != len(roots) {
			t.Fatalf("count on the line %d, want %d", n, len(roots))
		}
		for range 20 {
			a, b := big.NewRat(rng.Int64N(41)-20, 2), big.NewRat(rng.Int64N(41)-20, 2)
			if rng.IntN(2) == 0 {
				a = roots[rng.IntN(len(roots))].x
			}
			if rng.IntN(2) == 0 {
				b = roots[rng.IntN(len(roots))].x
			}
			var openClosed, open, closed, below, above int
			for _, r := range roots {
				l, h := r.x.Cmp(a), r.x.Cmp(b)
				openClosed += btoi(l > 0 && h <= 0)
				open += btoi(l > 0 && h < 0)
				closed += btoi(l >= 0 && h <= 0)
				below += btoi(h <= 0)
				above += btoi(l > 0)
			}
			A, B := sturm.At(a), sturm.At(b)
			got := []int{seq.Count(A, B), seq.CountOpen(A, B), seq.CountClosed(A, B), seq.Count(sturm.NegInf(), B), seq.Count(A, sturm.PosInf())}
			if want := []int{openClosed, open, closed, below, above}; !slices.Equal(got, want) {
				t.Fatalf("roots %v, a=%v b=%v: counts %v, want %v", roots, a, b, got, want)
			}
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestCountEnds: x^2 - 1 on every interval with ends -inf, -1, 0, 1, inf, empty and reversed ones included.
func TestCountEnds(t *testing.T) {
	p, err := sturm.FromInt64s(-1, 0, 1)
	seq, err2 := sturm.NewSequence(ctx, must(t, p, err))
	if err2 != nil || seq.Len() != 3 {
		t.Fatalf("%v, %v", seq, err2)
	}
	ends := []sturm.Endpoint{sturm.NegInf(), sturm.At(big.NewRat(-1, 1)), sturm.At(new(big.Rat)), sturm.At(big.NewRat(1, 1)), sturm.PosInf()}
	roots := []int{1, 3} // the places of -1 and 1 among the ends
	for i, a := range ends {
		for j, b := range ends {
			var halfOpen, open, closed int
			for _, r := range roots {
				halfOpen += btoi(i < r && r <= j)
				open += btoi(i < r && r < j)
				closed += btoi(i <= r && r <= j)
			}
			got := []int{seq.Count(a, b), seq.CountOpen(a, b), seq.CountClosed(a, b)}
			if want := []int{halfOpen, open, closed}; !slices.Equal(got, want) {
				t.Errorf("ends %d and %d: %v, want %v", i, j, got, want)
			}
		}
	}
}

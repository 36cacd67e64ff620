package lemma2_3

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// The weights of the candidates are square roots of the products that they stand for: at the origin, say, the gradient vanishes as well.
func TestCandidatesAreTheirProducts(t *testing.T) {
	ring, zero := exampleRing(), new(big.Rat)
	for name, p := range map[lassoPoint]*big.Rat{twoThirds: big.NewRat(2, 3), oneHalf: big.NewRat(1, 2)} {
		w, square := candidates()[name], ring.New()
		ring.Mul(square, w, w)
		ring.Sub(square, square, number(p, zero, zero))
		if !isZero(square) {
			t.Errorf("candidate %d: w^2 is not %s", name, p.RatString())
		}
	}
}

// 1, sqrt 2, sqrt 3 and sqrt 6 in their places: (1 + sqrt 2)^2 = 3 + 2 sqrt 2, and (sqrt 2 + sqrt 6)^2 = 8 + 4 sqrt 3.
func TestNumber(t *testing.T) {
	ring := exampleRing()
	r := func(n int64) *big.Rat { return big.NewRat(n, 1) }
	x, y := ring.New(), ring.New()
	ring.Mul(x, number(r(1), r(1), r(0)), number(r(1), r(1), r(0)))
	ring.Mul(y, number(r(0), r(1), r(1)), number(r(0), r(1), r(1)))
	for k, got := range []*big.Rat{x.A.A, x.A.B, x.B.A, x.B.B, y.A.A, y.A.B, y.B.A, y.B.B} {
		if want := []int64{3, 2, 0, 0, 8, 0, 4, 0}[k]; got.Cmp(r(want)) != 0 {
			t.Errorf("part %d is %s, want %d", k, got.RatString(), want)
		}
	}
}

// Each part alone makes a number that is not 0.
func TestIsZero(t *testing.T) {
	ring, one := exampleRing(), big.NewRat(1, 1)
	if !isZero(ring.New()) {
		t.Error("0 is not 0")
	}
	for k := range 4 {
		x := ring.New()
		[]*big.Rat{x.A.A, x.A.B, x.B.A, x.B.B}[k].Set(one)
		if isZero(x) {
			t.Errorf("part %d is not asked", k)
		}
	}
}

// Both candidates are asked.
func TestExampleAsksBoth(t *testing.T) {
	for p, want := range map[lassoPoint]claim.Verdict{twoThirds: claim.Proved, oneHalf: claim.Refuted} {
		s := lemma()
		s.lassoP = p
		if r := s.example(); r.Verdict != want || r.Points != 2 {
			t.Errorf("candidate %d: %s, %d points", p, r.Verdict, r.Points)
		}
	}
}

package circuit

import (
	"math/big"
	"testing"
)

func TestSurds(t *testing.T) {
	s := NewSurds(Rats{}, 3)
	x := &Surd[*big.Rat]{big.NewRat(2, 1), big.NewRat(1, 1)}
	y := &Surd[*big.Rat]{big.NewRat(2, 1), big.NewRat(-1, 1)}
	z := s.New()
	if s.Mul(z, x, y); z.A.Cmp(big.NewRat(1, 1)) != 0 || z.B.Sign() != 0 {
		t.Errorf("(2+sqrt3)(2-sqrt3) = %v + %v sqrt3, want 1", z.A, z.B)
	}
	if s.Mul(z, x, x); z.A.Cmp(big.NewRat(7, 1)) != 0 || z.B.Cmp(big.NewRat(4, 1)) != 0 {
		t.Errorf("(2+sqrt3)^2 = %v + %v sqrt3, want 7 + 4 sqrt3", z.A, z.B)
	}
}

package circuit

import (
	"fmt"
	"math/big"
	"math/rand/v2"
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

// TestSurdsAgainstIntegers: with D = 4 the maps a + b sqrt(4) -> a + 2b and a - 2b respect sums, differences and products, and
// both together tell a and b.
func TestSurdsAgainstIntegers(t *testing.T) {
	ring := NewSurds(Ints{}, 4)
	value := func(x *Surd[*big.Int], root int64) *big.Int {
		b := new(big.Int).Mul(x.B, big.NewInt(root))
		return b.Add(b, x.A)
	}
	rng := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		x, y, z, n := ring.New(), ring.New(), ring.New(), new(big.Int)
		for _, u := range []*big.Int{x.A, x.B, y.A, y.B} {
			u.SetInt64(rng.Int64N(199) - 99)
		}
		for _, op := range []struct {
			name     string
			surds    func(z, x, y *Surd[*big.Int])
			integers func(z, x, y *big.Int) *big.Int
		}{{"sum", ring.Add, (*big.Int).Add}, {"difference", ring.Sub, (*big.Int).Sub}, {"product", ring.Mul, (*big.Int).Mul}} {
			op.surds(z, x, y)
			for _, root := range []int64{2, -2} {
				if value(z, root).Cmp(op.integers(n, value(x, root), value(y, root))) != 0 {
					t.Fatalf("%s of %v, %v and %v, %v: %v, %v", op.name, x.A, x.B, y.A, y.B, z.A, z.B)
				}
			}
		}
	}
}

// constants: New is 0, and SetInt leaves nothing of what was in z.
func constants[T any, R Ring[T]](t *testing.T, name string, ring R, used T) {
	t.Helper()
	zero, five := ring.New(), ring.New()
	ring.SetInt(zero, 0)
	ring.SetInt(five, 5)
	check := func(what string, got, want T) {
		t.Helper()
		if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
			t.Errorf("%s: %s is %s, want %s", name, what, g, w)
		}
	}
	check("New", ring.New(), zero)
	ring.SetInt(used, 5)
	check("5 over another element", used, five)
	ring.SetInt(used, 0)
	check("0 over another element", used, zero)
}

func TestConstants(t *testing.T) {
	constants(t, "duals", NewDuals(Ints{}), &Dual[*big.Int]{big.NewInt(1), big.NewInt(2)})
	constants(t, "surds", NewSurds(Ints{}, 3), &Surd[*big.Int]{big.NewInt(1), big.NewInt(2)})
	constants(t, "degrees", degreeRing{2}, &degree{d: []int{1, 2}})
	constants(t, "weights", weightRing{}, &Weight{Weight: 3})
	constants(t, "norms", normRing{}, big.NewInt(-2))
}

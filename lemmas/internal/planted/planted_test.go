package planted

import (
	"math/big"
	"testing"
)

func rats(xs ...int64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for k, x := range xs {
		out[k] = big.NewRat(x, 1)
	}
	return out
}

func TestInertia(t *testing.T) {
	for _, c := range []struct {
		name                     string
		h                        [][]*big.Rat
		negative, zero, positive int
	}{
		{"zero matrix", [][]*big.Rat{rats(0, 0), rats(0, 0)}, 0, 2, 0},
		{"saddle from equal diagonal", [][]*big.Rat{rats(1, 2), rats(2, 1)}, 1, 0, 1},
		{"rank one", [][]*big.Rat{rats(1, 2, 3), rats(2, 4, 6), rats(3, 6, 9)}, 0, 2, 1},
		{"negative rank one", [][]*big.Rat{rats(-1, -2), rats(-2, -4)}, 1, 1, 0},
		{"double eigenvalue", [][]*big.Rat{rats(2, 0, 0), rats(0, 2, 0), rats(0, 0, -2)}, 1, 0, 2},
		{"zero diagonal: eigenvalues 2, -1, -1", [][]*big.Rat{rats(0, 1, 1), rats(1, 0, 1), rats(1, 1, 0)}, 2, 0, 1},
	} {
		if n, z, p := Inertia(c.h); n != c.negative || z != c.zero || p != c.positive {
			t.Errorf("%s: got %d %d %d, want %d %d %d", c.name, n, z, p, c.negative, c.zero, c.positive)
		}
	}
}

// A ring law that Mul or Sub could break with shorter operands: (x + 2)(x - 3) + 6 = x^2 - x = x (x - 1).
func TestUnivariates(t *testing.T) {
	var r Univariates
	x := Monomial(big.NewRat(1, 1), 1)
	two, three, six := r.New(), r.New(), r.New()
	r.SetInt(two, 2)
	r.SetInt(three, 3)
	r.SetInt(six, 6)
	a, b, c := r.New(), r.New(), r.New()
	r.Add(a, two, x)
	r.Sub(b, x, three)
	r.Mul(c, a, b)
	r.Add(a, c, six)
	f, k := a.WithoutZeros()
	p, err := f.Poly()
	if err != nil {
		t.Fatal(err)
	}
	if k != 1 || p.String() != "1 * (1 x - 1)" && p.String() != "1 * (1 x^1 - 1)" {
		t.Errorf("got x^%d times %s", k, p)
	}
}

// The planted point of L = 4, t = 2, e = 1 by hand: |b| = 5^3 / 2^2.
func TestTarget(t *testing.T) {
	if b := Target(4, big.NewRat(2, 1), big.NewRat(1, 1)); b.Cmp(big.NewRat(125, 4)) != 0 {
		t.Errorf("got %s, want 125/4", b.RatString())
	}
}

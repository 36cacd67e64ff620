package planted

import (
	"math/big"
	"math/rand"
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

// Sylvester: Q^T D Q has as many negative, zero and positive eigenvalues as D has entries, for invertible Q. Q is lower triangular with 1 on the diagonal,
// times a permutation that reverses.
func TestInertiaOfCongruentMatrices(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 300 {
		n := 1 + r.Intn(6)
		d, q := make([]int64, n), make([][]int64, n)
		var want [3]int
		for i := range d {
			d[i] = int64(r.Intn(7) - 3)
			want[1+min(1, max(-1, d[i]))]++
			q[i] = make([]int64, n)
			for j := range i {
				q[i][j] = int64(r.Intn(7) - 3)
			}
			q[i][i] = 1
		}
		h := make([][]*big.Rat, n)
		for i := range h {
			h[i] = make([]*big.Rat, n)
			for j := range h[i] {
				sum := int64(0)
				for k := range d {
					sum += q[k][n-1-i] * d[k] * q[k][n-1-j]
				}
				h[i][j] = big.NewRat(sum, 1)
			}
		}
		if neg, zero, pos := Inertia(h); neg != want[0] || zero != want[1] || pos != want[2] {
			t.Fatalf("%v: %d %d %d, want %v", h, neg, zero, pos, want)
		}
	}
}

// The zero polynomial has no coefficients, and a product no more than it needs.
func TestUnivariateLengths(t *testing.T) {
	var r Univariates
	x, zero, z := Monomial(big.NewRat(2, 1), 3), r.New(), r.New()
	for _, c := range []struct {
		a, b *Univariate
		want int
	}{{x, zero, 0}, {zero, x, 0}, {zero, zero, 0}, {x, x, 7}, {x, Constant(big.NewRat(1, 1)), 4}} {
		if r.Mul(z, c.a, c.b); len(z.C) != c.want {
			t.Errorf("%v times %v has %d coefficients, want %d", c.a.C, c.b.C, len(z.C), c.want)
		}
	}
	if f, k := zero.WithoutZeros(); k != 0 || f != zero {
		t.Errorf("0 without its zeros is %v, %d", f, k)
	}
}

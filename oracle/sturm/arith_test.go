package sturm_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// rationals draws coefficients with small numerators and denominators, zeros often; the last may be zero too.
func rationals(r *rand.Rand, n int) []*big.Rat {
	c := make([]*big.Rat, n)
	for i := range c {
		c[i] = big.NewRat(int64(r.IntN(9)-4)*int64(r.IntN(2)), int64(1+r.IntN(6)))
	}
	return c
}

func at(c []*big.Rat, i int) *big.Rat {
	if i < len(c) {
		return c[i]
	}
	return new(big.Rat)
}

// TestArithmetic: sums, differences and products are those of the coefficient lists, whatever the contents.
func TestArithmetic(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		a, b := rationals(r, r.IntN(6)), rationals(r, r.IntN(6))
		p, err := sturm.New(a...)
		if err != nil {
			t.Fatal(err)
		}
		q, err := sturm.New(b...)
		if err != nil {
			t.Fatal(err)
		}
		sum, diff, prod := make([]*big.Rat, 12), make([]*big.Rat, 12), make([]*big.Rat, 12)
		for i := range sum {
			sum[i], diff[i], prod[i] = new(big.Rat).Add(at(a, i), at(b, i)), new(big.Rat).Sub(at(a, i), at(b, i)), new(big.Rat)
			for j := range i + 1 {
				x := new(big.Rat).Mul(at(a, j), at(b, i-j))
				prod[i].Add(prod[i], x)
			}
		}
		for _, op := range []struct {
			name string
			f    func(*sturm.Poly) (*sturm.Poly, error)
			want []*big.Rat
		}{{"sum", p.Add, sum}, {"difference", p.Sub, diff}, {"product", p.Mul, prod}} {
			got, err := op.f(q)
			if err != nil {
				t.Fatal(err)
			}
			degree := -1
			for i, c := range op.want {
				if c.Sign() != 0 {
					degree = i
				}
				if got.Coefficient(i).Cmp(c) != 0 {
					t.Fatalf("%s of %v and %v: coefficient %d is %v, want %v", op.name, p, q, i, got.Coefficient(i), c)
				}
			}
			if got.Degree() != degree || got.IsZero() != (degree < 0) {
				t.Fatalf("%s of %v and %v has degree %d, want %d", op.name, p, q, got.Degree(), degree)
			}
			// equal polynomials are equal however they were made
			same, err := sturm.New(op.want...)
			if err != nil || !got.Equal(same) {
				t.Fatalf("%s of %v and %v is %v, not equal to %v (%v)", op.name, p, q, got, same, err)
			}
		}
		if d := p.Derivative(); true {
			for i := range 6 {
				want := new(big.Rat).Mul(at(a, i+1), big.NewRat(int64(i+1), 1))
				if d.Coefficient(i).Cmp(want) != 0 {
					t.Fatalf("derivative of %v: coefficient %d is %v, want %v", p, i, d.Coefficient(i), want)
				}
			}
		}
	}
}

func TestEqual(t *testing.T) {
	a, _ := sturm.FromInt64s(1, 2, 3)
	for name, c := range map[string][]int64{"another degree": {1, 2}, "another coefficient": {1, 5, 3}, "another content": {2, 4, 6}, "another sign": {-1, -2, -3}, "zero": {}} {
		b, err := sturm.FromInt64s(c...)
		if err != nil || a.Equal(b) || b.Equal(a) {
			t.Errorf("%s: %v and %v: %v", name, a, b, err)
		}
	}
}

func TestString(t *testing.T) {
	for _, tt := range []struct {
		c    []int64
		want string
	}{
		{nil, "0"}, {[]int64{0, 0}, "0"}, {[]int64{5}, "5 * (1)"}, {[]int64{-3, 6}, "3 * (2 x - 1)"},
		{[]int64{1, 0, -2}, "-1 * (2 x^2 - 1)"}, {[]int64{4, 2, 0, 2}, "2 * (1 x^3 + 1 x + 2)"},
	} {
		p, err := sturm.FromInt64s(tt.c...)
		if err != nil || p.String() != tt.want {
			t.Errorf("%v is written %q, want %q (%v)", tt.c, p, tt.want, err)
		}
	}
	p, _ := sturm.New(big.NewRat(1, 2), big.NewRat(1, 3))
	if got := p.String(); got != "1/6 * (2 x + 3)" {
		t.Errorf("1/2 + x/3 is written %q", got)
	}
}

// TestRootText: a root is written as its value where that is known, else as an interval, with its multiplicity when above 1. The intervals are
// those at which bisection first counts one root on one side of 0.
func TestRootText(t *testing.T) {
	for _, tt := range []struct {
		c    []int64
		want []string
	}{
		{[]int64{-2, 0, 1}, []string{"(-8, 0)", "(0, 8)"}},
		{[]int64{4, 0, -4, 0, 1}, []string{"(-8, 0)^2", "(0, 8)^2"}}, // (x^2 - 2)^2
		{[]int64{0, 0, 0, 1}, []string{"0^3"}},
		{[]int64{0, -2, 0, 1}, []string{"(-2, -1)", "0", "(1, 2)"}}, // no end is a root
		{[]int64{-1, 3}, []string{"(0, 2)"}},
	} {
		var got []string
		for _, r := range isolate(t, tt.c...) {
			got = append(got, r.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("the roots of %v are written %q, want %q", tt.c, got, tt.want)
		}
	}
}

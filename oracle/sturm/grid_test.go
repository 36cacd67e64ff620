package sturm

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestMiddle: the midpoint is exact, at the least scale at or above those of the ends.
func TestMiddle(t *testing.T) {
	for i := int64(-9); i <= 9; i++ {
		for j := int64(-9); j <= 9; j++ {
			for a := range uint(3) {
				for b := range uint(3) {
					x, y := dyadic{big.NewInt(i), a}, dyadic{big.NewInt(j), b}
					m := middle(x, y)
					want := new(big.Rat).Add(x.rat(), y.rat())
					want.Mul(want, big.NewRat(1, 2))
					s := max(a, b)
					if !new(big.Rat).Mul(want, pow2Rat(int(s))).IsInt() {
						s++
					}
					if m.rat().Cmp(want) != 0 || m.s != s {
						t.Fatalf("middle of %v and %v: %v at scale %d, want %v at %d", x.rat(), y.rat(), m.rat(), m.s, want, s)
					}
				}
			}
		}
	}
}

// TestRootBound: with B = 1 + max |c_i|/|c_n|, i < n, the bound 2^k is above B and at most 2^3 B: bit lengths round each of the two numbers
// up by less than a factor 2, and so does the sum. When c_n is the largest it is 2 or 4.
func TestRootBound(t *testing.T) {
	rng := rand.New(rand.NewPCG(81, 82))
	for range 500 {
		c := make([]integer, 2+rng.IntN(4))
		for i := range c {
			c[i] = big.NewInt(rng.Int64N(1<<rng.IntN(40)+1) - 5)
		}
		c[len(c)-1].SetInt64(1 + rng.Int64N(1<<rng.IntN(20)))
		largest := new(big.Int)
		for _, ci := range c[:len(c)-1] {
			if ci.CmpAbs(largest) > 0 {
				largest.Abs(ci)
			}
		}
		bound := new(big.Rat).SetFrac(largest, c[len(c)-1])
		bound.Add(bound, big.NewRat(1, 1))
		k := int(rootBoundExponent(c))
		if pow2Rat(k).Cmp(bound) <= 0 || pow2Rat(k-3).Cmp(bound) > 0 {
			t.Errorf("%v: 2^%d, Cauchy's bound is %v", c, k, bound.FloatString(3))
		}
	}
}

// TestBallSign: a ball that touches 0 has no sign.
func TestBallSign(t *testing.T) {
	for v := int64(-3); v <= 3; v++ {
		for r := int64(0); r <= 3; r++ {
			var z ball
			z.v.SetInt64(v)
			z.r.SetInt64(r)
			want := 0
			switch {
			case v-r > 0:
				want = 1
			case v+r < 0:
				want = -1
			}
			if z.sign() != want {
				t.Errorf("%d +- %d has the sign %d, want %d", v, r, z.sign(), want)
			}
		}
	}
}

// TestDyadicByShifts: at dyadic points signs are found by shifts: the scratch w, the powers of the denominator, stays untouched. At others it
// holds q^n.
func TestDyadicByShifts(t *testing.T) {
	c := []integer{big.NewInt(-2), big.NewInt(0), big.NewInt(1)}
	for _, tt := range []struct{ num, den, w int64 }{{1, 1, 0}, {3, 2, 0}, {-5, 4, 0}, {11, 8, 0}, {4, 3, 9}, {7, 5, 25}, {17, 12, 144}} {
		var e evaluator
		x := big.NewRat(tt.num, tt.den)
		want := new(big.Rat).Mul(x, x).Cmp(big.NewRat(2, 1))
		if got := e.sign(c, x); got != want || e.w.Int64() != tt.w {
			t.Errorf("x^2 - 2 at %v: sign %d, w = %v, want %d, %d", x, got, &e.w, want, tt.w)
		}
	}
	var e evaluator
	if e.sign(nil, big.NewRat(1, 2)) != 0 {
		t.Error("the zero polynomial has a sign")
	}
}

// TestSequenceBound: n^3 (h + bits(n) + 1) is taken up to 2^32 and refused beyond. At n = 2, 8 (h + 3) = 2^32 for h = 2^29 - 3.
func TestSequenceBound(t *testing.T) {
	if err := checkSequence(2, 1<<29-3); err != nil {
		t.Errorf("at the bound: %v", err)
	}
	want := LimitError{"sequence bits", 1<<32 + 8, MaxSequenceBits}
	if err, ok := checkSequence(2, 1<<29-2).(*LimitError); !ok || *err != want { //nolint:errorlint // not wrapped
		t.Errorf("beyond the bound: %v, want %v", err, &want)
	}
}

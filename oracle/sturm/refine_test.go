package sturm_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestRefineSqrt takes x^2 = 2 to 20000 bits and checks lo^2 < 2 < hi^2 exactly, and that sqrt 2 is found irrational.
func TestRefineSqrt(t *testing.T) {
	p, err := sturm.FromInt64s(-2, 0, 1)
	roots, err2 := sturm.Isolate(ctx, must(t, p, err))
	if err2 != nil || len(roots) != 2 {
		t.Fatalf("%v, %v", roots, err2)
	}
	two := big.NewRat(2, 1)
	for _, bits := range []uint{1, 10, 333, 20000} {
		r, err := roots[1].Refine(ctx, bits)
		if err != nil {
			t.Fatal(err)
		}
		lo, hi := r.Lo(), r.Hi()
		width := new(big.Rat).Sub(hi, lo)
		lo.Mul(lo, lo)
		hi.Mul(hi, hi)
		if lo.Cmp(two) >= 0 || hi.Cmp(two) <= 0 {
			t.Errorf("%d bits: sqrt 2 is outside", bits)
		}
		if width.Cmp(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), bits))) > 0 {
			t.Errorf("%d bits: too wide", bits)
		}
	}
	if x, ok, err := roots[0].Rational(ctx); ok || err != nil {
		t.Errorf("-sqrt 2 = %v, %v", x, err)
	}
}

// TestRefineDigits asks for relative digits of roots of very different size: x^3 - 2*10^(3k).
func TestRefineDigits(t *testing.T) {
	for _, k := range []int{-100, 0, 100} {
		scale := rat(t, fmt.Sprintf("2e%d", 3*k))
		p, err := sturm.New(new(big.Rat).Neg(scale), new(big.Rat), new(big.Rat), big.NewRat(1, 1))
		roots, err2 := sturm.Isolate(ctx, must(t, p, err))
		if err2 != nil || len(roots) != 1 {
			t.Fatalf("%v, %v", roots, err2)
		}
		r, err := roots[0].RefineDigits(ctx, 50)
		if err != nil {
			t.Fatal(err)
		}
		width := new(big.Rat).Sub(r.Hi(), r.Lo())
		if width.Quo(width, r.Lo()); width.Sign() < 0 || width.Cmp(rat(t, "1e-50")) > 0 {
			t.Errorf("10^%d: relative width %v", k, width.FloatString(60))
		}
		lo, hi := r.Lo(), r.Hi()
		if cube(lo).Cmp(scale) >= 0 || cube(hi).Cmp(scale) <= 0 {
			t.Errorf("10^%d: the root is outside", k)
		}
	}
}

func cube(x *big.Rat) *big.Rat { y := new(big.Rat).Mul(x, x); return y.Mul(y, x) }

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

// sampleRoots are irrational roots near 0, of either sign, tiny and large ones, and two beside powers of two: their ends differ in size.
func sampleRoots(t *testing.T) []*sturm.Root {
	t.Helper()
	var out []*sturm.Root
	for _, c := range [][]string{{"-2", "0", "1"}, {"-3e-41", "0", "1"}, {"7e33", "0", "0", "1"}, {"1", "-10", "0", "0", "0", "1"}, {"-1.000000000000000000000000000001", "0", "1"}} {
		list := make([]*big.Rat, len(c))
		for i := range c {
			list[i] = rat(t, c[i])
		}
		p, err := sturm.New(list...)
		roots, err2 := sturm.Isolate(ctx, must(t, p, err))
		if err2 != nil {
			t.Fatal(err2)
		}
		out = append(out, roots...)
	}
	if len(out) != 10 {
		t.Fatalf("%d roots, want 2 + 2 + 1 + 3 + 2", len(out))
	}
	return out
}

// ceilLog2 is the least k with x <= 2^k, for x > 0.
func ceilLog2(x *big.Rat) int {
	k := 0
	for ; x.Cmp(power2(k)) > 0; k++ {
	}
	for ; x.Cmp(power2(k-1)) <= 0; k-- {
	}
	return k
}

func power2(k int) *big.Rat {
	z := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(k, -k))))
	if k < 0 {
		z.Inv(z)
	}
	return z
}

func widthOf(r *sturm.Root) *big.Rat { return new(big.Rat).Sub(r.Hi(), r.Lo()) }

func sameEnds(a, b *sturm.Root) bool { return a.Lo().Cmp(b.Lo()) == 0 && a.Hi().Cmp(b.Hi()) == 0 }

// TestRefineStops: a root that is exactly as narrow as asked for comes back as it is, and for one bit more it is narrowed.
func TestRefineStops(t *testing.T) {
	for _, r := range sampleRoots(t) {
		for range 3 {
			r, err := r.Refine(ctx, 70)
			if err != nil {
				t.Fatal(err)
			}
			k := -ceilLog2(widthOf(r))
			same, err := r.Refine(ctx, uint(k))
			if err != nil || !sameEnds(r, same) {
				t.Errorf("%v of width 2^-%d or less became %v (%v)", r, k, same, err)
			}
			more, err := r.Refine(ctx, uint(k+1))
			if err != nil || widthOf(more).Cmp(power2(-k-1)) > 0 {
				t.Errorf("%v is not narrower than 2^-%d (%v)", more, k+1, err)
			}
		}
	}
}

// TestDigitsPlan: RefineDigits is Refine to 16 bits, doubled until the ends have one sign, and then to
//
//	floor(3.322 digits) + 2 - floor(log2 of the nearer end)
//
// bits, no more and no fewer: the width is then at most 10^-digits/4 of the nearer end.
func TestDigitsPlan(t *testing.T) {
	doubled := 0
	for _, r := range sampleRoots(t) {
		for _, digits := range []int{-5, 0, 1, 2, 3, 50, 999} {
			z, bits := r, uint(16)
			nearer := new(big.Rat)
			for {
				var err error
				if z, err = z.Refine(ctx, bits); err != nil {
					t.Fatal(err)
				}
				if nearer.Abs(z.Lo()); z.Hi().Sign() <= 0 {
					nearer.Abs(z.Hi())
				}
				if nearer.Sign() > 0 {
					break
				}
				bits *= 2
				doubled++
			}
			floorLog2 := -ceilLog2(new(big.Rat).Inv(nearer))
			want, err := z.Refine(ctx, uint(max(0, 3322*max(digits, 0)/1000+2-floorLog2)))
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.RefineDigits(ctx, digits)
			if err != nil || !sameEnds(got, want) {
				t.Errorf("%d digits of %v: %v (%v), want %v", digits, r, got, err, want)
			}
			rel := new(big.Rat).Quo(widthOf(got), nearer)
			if rel.Cmp(rat(t, fmt.Sprintf("1e-%d", max(digits, 0)))) > 0 {
				t.Errorf("%d digits of %v: relative width %v", digits, r, rel.FloatString(60))
			}
		}
	}
	if doubled == 0 {
		t.Error("no root needed more than 16 bits to be told from 0")
	}
}

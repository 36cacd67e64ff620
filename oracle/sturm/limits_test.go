package sturm_test

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

const longest = sturm.MaxCoefficientBits

// ones is 1 + x + ... + x^n as a list, times k.
func ones(n int, k int64) []*big.Int {
	return slices.Repeat([]*big.Int{big.NewInt(k)}, n+1)
}

func toRat(c []*big.Int) []*big.Rat {
	z := make([]*big.Rat, len(c))
	for i := range c {
		z[i] = new(big.Rat).SetInt(c[i])
	}
	return z
}

// bit is 2^k.
func bit(k uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), k) }

// TestLimits: each bound is kept exactly: at it an answer, one beyond it an error that carries what was asked for and the bound.
func TestLimits(t *testing.T) {
	half := big.NewRat(1, 2)
	short := new(big.Rat).SetFrac(big.NewInt(1), bit(longest-1)) // a denominator of longest bits
	poly := func(c ...*big.Int) *sturm.Poly { p, err := sturm.FromInts(c...); return must(t, p, err) }
	rational := isolate(t, 0, 1)[0]
	if _, exact := rational.Exact(); !exact {
		t.Fatalf("%v is not exact", rational)
	}
	fromRats := func(c ...*big.Rat) error { _, err := sturm.New(c...); return err }
	fromInts := func(c ...*big.Int) error { _, err := sturm.FromInts(c...); return err }
	product := func(m, n int) error { _, err := poly(ones(m, 1)...).Mul(poly(ones(n, 1)...)); return err }
	gcd := func(m, n int) error { _, err := sturm.GCD(ctx, poly(ones(m, 1)...), poly(ones(n, 3)...)); return err }
	refine := func(bits uint) error { _, err := rational.Refine(ctx, bits); return err }
	digits := func(n int) error { _, err := rational.RefineDigits(ctx, n); return err }
	tests := []struct {
		reason string
		err    error
		want   *sturm.LimitError
	}{
		{"the greatest degree", fromInts(ones(4096, 1)...), nil},
		{"one degree more", fromInts(ones(4097, 1)...), &sturm.LimitError{Field: "degree", Value: 4097, Bound: 4096}},
		{"the greatest degree, rationals", fromRats(toRat(ones(4096, 1))...), nil},
		{"one degree more, rationals", fromRats(toRat(ones(4097, 1))...), &sturm.LimitError{Field: "degree", Value: 4097, Bound: 4096}},
		{"trailing zeros are no degree", fromRats(append([]*big.Rat{half}, slices.Repeat([]*big.Rat{new(big.Rat)}, 5000)...)...), nil},
		{"a product of the greatest degree", product(4000, 96), nil},
		{"a product of one degree more", product(4000, 97), &sturm.LimitError{Field: "degree", Value: 4097, Bound: 4096}},
		{"the longest coefficient", fromInts(big.NewInt(1), bit(longest-1)), nil},
		{"a coefficient of one bit more", fromInts(big.NewInt(1), bit(longest)), &sturm.LimitError{Field: "coefficient bits", Value: longest + 1, Bound: longest}},
		{"the longest content", fromInts(bit(longest - 1)), nil},
		{"a content of one bit more", fromInts(bit(longest)), &sturm.LimitError{Field: "coefficient bits", Value: longest + 1, Bound: longest}},
		{"the longest numerator", fromRats(toRat([]*big.Int{bit(longest - 1)})...), nil},
		{"a numerator of one bit more", fromRats(toRat([]*big.Int{bit(longest), bit(longest)})...), &sturm.LimitError{Field: "coefficient bits", Value: longest + 1, Bound: longest}},
		{"the longest denominator, twice: it is not multiplied by itself", fromRats(short, short), nil},
		{"a denominator of one bit more", fromRats(half, new(big.Rat).Mul(half, short)), &sturm.LimitError{Field: "coefficient bits", Value: longest + 1, Bound: longest}},
		{"denominators without a common divisor",
			fromRats(new(big.Rat).SetFrac(big.NewInt(1), bit(longest/2)), new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Add(bit(longest/2), big.NewInt(1)))),
			&sturm.LimitError{Field: "coefficient bits", Value: longest + 1, Bound: longest}},
		// n^3 (h + bits(n) + 1) with h = 1 and bits(n) = 10: 710^3 12 = 2^32 - 35296
		{"the longest remainder sequence", gcd(710, 709), nil},
		{"a longer one", gcd(711, 710), &sturm.LimitError{Field: "sequence bits", Value: 711 * 711 * 711 * 12, Bound: 1 << 32}},
		{"a longer one, exchanged", gcd(710, 711), &sturm.LimitError{Field: "sequence bits", Value: 711 * 711 * 711 * 12, Bound: 1 << 32}},
		{"the most bits", refine(sturm.MaxRefineBits), nil},
		{"one bit more", refine(sturm.MaxRefineBits + 1), &sturm.LimitError{Field: "refinement bits", Value: sturm.MaxRefineBits + 1, Bound: sturm.MaxRefineBits}},
		{"the most digits", digits(sturm.MaxDigits), nil},
		{"one digit more", digits(sturm.MaxDigits + 1), &sturm.LimitError{Field: "digits", Value: sturm.MaxDigits + 1, Bound: sturm.MaxDigits}},
	}
	for _, tt := range tests {
		var limit *sturm.LimitError
		switch errors.As(tt.err, &limit); {
		case tt.want == nil && tt.err == nil:
		case tt.want == nil || limit == nil || *limit != *tt.want:
			t.Errorf("%s: %v, want %v", tt.reason, tt.err, tt.want)
		}
	}
}

// TestLimitText: the error names the quantity, its value and the bound.
func TestLimitText(t *testing.T) {
	err := &sturm.LimitError{Field: "degree", Value: 4097, Bound: 4096}
	if want := "sturm: degree is 4097, beyond the bound 4096"; err.Error() != want {
		t.Errorf("%q, want %q", err.Error(), want)
	}
}

package shrinkage_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestLargerLimits: each bound is kept exactly. What is accepted at a bound may still be refused as not certified (kappa = 1 has no root).
func TestLargerLimits(t *testing.T) {
	var f shrinkage.Finder
	var z shrinkage.Ball
	one := func(scale uint) *shrinkage.Ball { return shrinkage.BallOf(big.NewRat(1, 1), scale) }
	finder := func(depth int, scale, bits uint) error { return f.Larger(&z, depth, one(scale), bits) }
	root := func(depth int, beta *big.Rat, bits uint) error {
		_, err := shrinkage.LargerRoot(ctx, depth, beta, bits)
		return err
	}
	const most, scale = shrinkage.MaxLargerBits, shrinkage.MaxLargerBits + 100
	ten, long := big.NewRat(10, 1), pow2(shrinkage.MaxRationalBits-1)
	above := new(big.Rat).Add(big.NewRat(27, 4), new(big.Rat).Inv(pow2(200)))
	tests := []struct {
		reason, field string // no field: accepted
		err           error
	}{
		{"Finder, depth 2", "depth", finder(2, scale, 100)}, {"Finder, depth 3", "", finder(3, scale, 100)},
		{"Finder, depth 64", "", finder(64, scale, 100)}, {"Finder, depth 65", "depth", finder(65, scale, 100)},
		{"Finder, 15 bits", "bits", finder(5, scale, 15)}, {"Finder, 16 bits", "", finder(5, scale, 16)},
		{"Finder, most bits", "", finder(5, scale, most)}, {"Finder, one bit more", "bits", finder(5, scale, most+1)},
		{"kappa just fine enough", "", finder(5, 300+64, 300)}, {"kappa too coarse", "kappa's scale", finder(5, 300+63, 300)},
		{"kappa fine enough for the least precision", "", finder(5, 128+64, 16)}, {"too coarse for it", "kappa's scale", finder(5, 128+63, 16)},
		{"depth 1", "depth", root(1, ten, 100)}, {"depth 2", "depth", root(2, ten, 100)}, {"depth 3", "", root(3, ten, 100)},
		{"depth 64", "", root(64, pow2(100), 100)}, {"depth 65", "depth", root(65, pow2(100), 100)},
		{"15 bits", "bits", root(3, ten, 15)}, {"16 bits", "", root(3, ten, 16)},
		{"most bits", "", root(3, ten, most)}, {"one bit more", "bits", root(3, ten, most+1)},
		{"more bits than there is memory", "bits", root(3, ten, 1<<60)},
		{"the longest beta", "", root(3, long, 16)}, {"a longer beta", "beta", root(3, new(big.Rat).Mul(long, big.NewRat(2, 1)), 16)},
		{"at beta_1", "beta", root(4, big.NewRat(27, 4), 100)}, {"above beta_1", "", root(4, above, 100)},
		{"beta 0", "beta", root(4, new(big.Rat), 100)}, {"beta below 0", "beta", root(4, big.NewRat(-9, 1), 100)},
	}
	for _, tt := range tests {
		var field *shrinkage.FieldError
		is := errors.As(tt.err, &field)
		if is != (tt.field != "") || is && field.Field != tt.field || !is && tt.err != nil && !errors.Is(tt.err, shrinkage.ErrNotCertified) {
			t.Errorf("%s: %v, want an error of field %q", tt.reason, tt.err, tt.field)
		}
	}
}

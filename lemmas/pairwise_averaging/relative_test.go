package pairwise_averaging

import (
	"math"
	"math/big"
	"testing"
)

func TestRelative(t *testing.T) {
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 1100))
	for _, c := range []struct {
		x, y *big.Rat
		want float64
	}{
		{big.NewRat(-3, 1), big.NewRat(6, 1), .5}, {big.NewRat(3, 1), big.NewRat(6, 1), .5}, {new(big.Rat), big.NewRat(6, 1), 0}, {big.NewRat(3, 1), new(big.Rat), 0},
		{new(big.Rat), new(big.Rat), 0}, {huge, big.NewRat(1, 1), math.MaxFloat64},
	} {
		if got := relative(c.x, c.y); got != c.want {
			t.Errorf("%s / %s: %v", c.x, c.y, got)
		}
	}
}

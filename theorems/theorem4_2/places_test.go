package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestStartsBelow: L_R(w) - L_R(0) = (x^2+1)(y^2+1) - 4 x y - 1 at L = 2, b = 2, s = e = 1: -1 at (1, 1), 0 at the origin, 7 at (1, -1).
func TestStartsBelow(t *testing.T) {
	for _, c := range []struct {
		x, y int64
		want bool
	}{{1, 1, true}, {0, 0, false}, {1, -1, false}, {-1, -1, true}, {0, 1, false}} {
		if got := startsBelow(instance(rat(2, 1), rat(c.x, 1), rat(c.y, 1))); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

// TestOrdinary: each way of not being ordinary, and the ends of the ranges. The betas of the regimes lie in their ranges.
func TestOrdinary(t *testing.T) {
	at := func(b *big.Rat, w ...*big.Rat) bool { return ordinary().Holds(instance(b, w...)) }
	one := rat(1, 1)
	for _, c := range []struct {
		reason string
		got    bool
		want   bool
	}{
		{"b = 0, and so no antidiagonal", at(rat(0, 1), one, rat(-1, 1)), true}, {"b = 0, w_1 = 0", at(rat(0, 1), rat(0, 1), one), true},
		{"end of the first range", at(rat(3, 4), one, one), true}, {"beyond it", at(rat(4, 5), one, one), false},
		{"begin of the last range", at(rat(5, 4), one, one), true}, {"before it", at(rat(6, 5), one, one), false},
		{"largest |b|", at(rat(-32, 1), one, rat(1, 2)), true}, {"beyond it", at(rat(33, 1), one, one), false},
		{"the antidiagonal of b > 0", at(rat(2, 1), one, rat(-1, 1)), false}, {"the diagonal, b < 0", at(rat(-2, 1), one, one), false},
		{"the antidiagonal, b < 0", at(rat(-2, 1), one, rat(-1, 1)), true}, {"L = 3 has no antidiagonal", at(rat(2, 1), one, rat(-1, 1), one), true},
		{"|w| = 2 e", at(rat(2, 1), rat(2, 1), rat(2, 1)), true}, {"|w_1| > 2 e", at(rat(2, 1), rat(-3, 1), one), false}, {"|w_2| > 2 e", at(rat(2, 1), one, rat(3, 1)), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %t", c.reason, c.got)
		}
	}
	for depth := 2; depth <= 5; depth++ {
		below, between, above := betas(depth)
		w := make([]*big.Rat, depth)
		for l := range w {
			w[l] = one
		}
		for k, b := range []*big.Rat{below, between, above} {
			if !at(b, w...) {
				t.Errorf("L = %d: beta %d of the regimes is not ordinary", depth, k+1)
			}
		}
	}
}

// TestLeave: w_1 moves by e/16 at L = 2 where w_1 w_2 b is not positive, and nowhere else.
func TestLeave(t *testing.T) {
	for _, c := range []struct {
		target int64
		w      []int64
		moves  bool
	}{
		{1, []int64{1, 1}, false}, {1, []int64{-1, -1}, false}, {-1, []int64{1, -1}, false}, {1, []int64{1, -1}, true}, {-1, []int64{1, 1}, true},
		{1, []int64{0, 1}, true}, {1, []int64{1, 0}, true}, {0, []int64{1, 1}, true}, {1, []int64{1, -1, 1}, false},
	} {
		in := instance(rat(c.target, 1), column(c.w...)...)
		in.Noise.SetInt64(2)
		want := in.Clone()
		if c.moves {
			want.Weights[0][0].Add(want.Weights[0][0], rat(1, 8))
		}
		if leave(in); !in.Equal(want) {
			t.Errorf("%+v: w = %v", c, in.Weights)
		}
	}
}

func TestUnequal(t *testing.T) {
	for _, c := range []struct {
		x, y int64
		want bool
	}{{1, 2, true}, {-1, 2, true}, {1, 1, false}, {1, -1, false}, {0, 1, false}, {1, 0, false}, {0, 0, false}} {
		in := instance(rat(2, 1), rat(c.x, 1), rat(c.y, 1))
		if got := unequal().Holds(in); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
		bend(nil, in)
		if !unequal().Holds(in) {
			t.Errorf("%+v is not bent apart: %s, %s", c, in.Weights[0][0], in.Weights[1][0])
		}
	}
}

// TestThin: 2^-16 wide is thin, twice that is not, and every weight counts.
func TestThin(t *testing.T) {
	c := interval.NewContext(64)
	wide := func(n uint) *interval.Interval {
		z := interval.New()
		if err := c.SetRatBounds(z, new(big.Rat), rat(1, 1<<n)); err != nil {
			t.Fatal(err)
		}
		return z
	}
	unbounded := c.Div(interval.New(), wide(1), wide(1))
	for _, x := range []struct {
		w    []*interval.Interval
		want bool
	}{{[]*interval.Interval{wide(16), wide(20)}, true}, {[]*interval.Interval{wide(15), wide(20)}, false}, {[]*interval.Interval{wide(20), wide(15)}, false}, {[]*interval.Interval{unbounded}, false}} {
		if got := thin(x.w); got != x.want {
			t.Errorf("%v: %t", x.w, got)
		}
	}
}

// TestLocalDomain: planted minima only: t^2/e^2 > (L-2)/L and t > 0.
func TestLocalDomain(t *testing.T) {
	holds := func(in *generators.Instance) bool { return localSpace().Domain.Extra[0].Holds(in) }
	one := rat(1, 1)
	for _, c := range []struct {
		in   *generators.Instance
		want bool
	}{
		{instance(one, rat(1, 10), one), true}, {instance(one, rat(-1, 10), one), true}, {instance(one, rat(0, 1), one), false},
		{instance(one, rat(1, 2), one, one), false}, {instance(one, rat(3, 5), one, one), true}, // 1/4 and 9/25 against 1/3
	} {
		if got := holds(c.in); got != c.want {
			t.Errorf("w_1 = %s, L = %d: %t", c.in.Weights[0][0], c.in.Depth(), got)
		}
	}
}

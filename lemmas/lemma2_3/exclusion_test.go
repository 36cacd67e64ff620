package lemma2_3

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// 9/8 of |b|/2^(L-1) and 1/8 more, for the end of larger modulus.
func TestRegionByHand(t *testing.T) {
	for _, c := range []struct {
		depth  int
		lo, hi int64
		want   *big.Rat
	}{
		{2, 0, 0, big.NewRat(1, 8)},
		{2, 10, 10, big.NewRat(46, 8)}, // 45/8 + 1/8
		{3, -3, 2, big.NewRat(31, 32)}, // 3/4 9/8 + 1/8
		{3, -2, 3, big.NewRat(31, 32)},
		{4, -8, -8, big.NewRat(10, 8)},
	} {
		if got := lemma().region(c.depth, big.NewRat(c.lo, 1), big.NewRat(c.hi, 1)); got.Cmp(c.want) != 0 {
			t.Errorf("L = %d, b from %d to %d: %s, want %s", c.depth, c.lo, c.hi, got.RatString(), c.want.RatString())
		}
	}
}

// pattern are the signs of a point.
func pattern(w []*interval.Interval) string {
	var b strings.Builder
	for _, x := range w {
		sign, _ := x.Sign()
		b.WriteByte("-0+"[sign+1])
	}
	return b.String()
}

// The lemma's points: the origin, and for each root every sign pattern with the product's sign that of b, once.
func TestPointsByHand(t *testing.T) {
	even, odd := []string{"+++", "+--", "-+-", "--+"}, []string{"---", "-++", "+-+", "++-"}
	for _, c := range []struct {
		depth int
		b     int64
		want  []string
	}{
		{2, 0, []string{"00"}},
		{2, 1, []string{"00"}},
		{2, 3, []string{"00", "++", "--"}},
		{2, -3, []string{"00", "+-", "-+"}},
		{3, 3, []string{"000"}},
		{3, 10, slices.Concat([]string{"000"}, even, even)},
		{3, -10, slices.Concat([]string{"000"}, odd, odd)},
	} {
		points, err := lemma().points(t.Context(), c.depth, big.NewRat(c.b, 1))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for k, w := range points {
			got = append(got, pattern(w))
			for _, other := range points[:k] {
				if meets(w, other) {
					t.Errorf("L = %d, b = %d: %v is listed twice", c.depth, c.b, w)
				}
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("L = %d, b = %d: %v, want %v", c.depth, c.b, got, c.want)
		}
	}
}

// Points and zeros match one to one or not at all; the zeros are around 1, 3 and 3 to 5.
func TestMatch(t *testing.T) {
	c := interval.NewContext(64)
	box := func(lo, hi int64) []*interval.Interval {
		x := interval.New()
		if err := c.SetRatBounds(x, big.NewRat(lo, 4), big.NewRat(hi, 4)); err != nil {
			t.Fatal(err)
		}
		return []*interval.Interval{c.SetInt64(interval.New(), 7), x}
	}
	zeros := []prove.Zero{{Enclosure: box(3, 5)}, {Enclosure: box(11, 13)}, {Enclosure: box(13, 20)}}
	for _, k := range []struct {
		reason string
		points [][]*interval.Interval
		want   string
	}{
		{"none", nil, ""},
		{"one each", [][]*interval.Interval{box(16, 16), box(4, 4), box(11, 12)}, ""},
		{"beside all", [][]*interval.Interval{box(4, 4), box(6, 6)}, "meets 0"},
		{"at the common end of two", [][]*interval.Interval{box(4, 4), box(13, 13)}, "meets 2"},
		{"two at one", [][]*interval.Interval{box(4, 4), box(16, 16), box(18, 18)}, "of another"},
		{"twice the first", [][]*interval.Interval{box(4, 4), box(5, 5), box(16, 16)}, "of another"},
	} {
		err := match(k.points, zeros)
		if (err == nil) != (k.want == "") || err != nil && !strings.Contains(err.Error(), k.want) {
			t.Errorf("%s: %v, want %q", k.reason, err, k.want)
		}
	}
}

func matrix(a, b, c *big.Rat) [][]*big.Rat { return [][]*big.Rat{{a, b}, {b, c}} }

// 1 + b^T Sigma b / (4 e^2 min s_i) at e = 3/4, 4 e^2 = 9/4; every stationary point lies well inside.
func TestCoupledRegionByHand(t *testing.T) {
	one, two, half, zero := big.NewRat(1, 1), big.NewRat(2, 1), big.NewRat(1, 2), new(big.Rat)
	for _, c := range []struct {
		sigma [][]*big.Rat
		b     []*big.Rat
		want  *big.Rat
	}{
		{matrix(one, zero, two), []*big.Rat{two, half}, big.NewRat(3, 1)},                   // 9/2
		{matrix(two, zero, one), []*big.Rat{half, two}, big.NewRat(3, 1)},                   // the same, mirrored
		{matrix(two, zero, two), []*big.Rat{half, half}, big.NewRat(11, 9)},                 // 1 over 9/2
		{matrix(one, half, one), []*big.Rat{one, one}, big.NewRat(7, 3)},                    // 3
		{matrix(one, half, one), []*big.Rat{one, new(big.Rat).Neg(one)}, big.NewRat(13, 9)}, // 1
	} {
		if got := coupledRegion(c.sigma, c.b, big.NewRat(3, 4)); got.Cmp(c.want) != 0 {
			t.Errorf("Sigma = %v, b = %v: %s, want %s", c.sigma, c.b, got.RatString(), c.want.RatString())
		}
	}
}

// The number of stationary points of two coordinates at L = 2, e^2 = 9/16. Diagonal: 3 for each |b_i| > e^2, else 1, multiplied. At Sigma =
// [[1,1/2],[1/2,1]], b = (1,1): the origin; p = (15/16, 0) and its mirror, two sign patterns each; p = (5/8, 5/8), four. At b = (1,-1): the
// origin; p_1 = 1 - 1/2 - 9/16 < 0 leaves no single support; p = (1 - 9/8, ...) < 0 leaves none.
func TestLassoCountByHand(t *testing.T) {
	one, two, half, zero := big.NewRat(1, 1), big.NewRat(2, 1), big.NewRat(1, 2), new(big.Rat)
	neg := func(x *big.Rat) *big.Rat { return new(big.Rat).Neg(x) }
	for _, c := range []struct {
		sigma [][]*big.Rat
		b     []*big.Rat
		want  int
	}{
		{matrix(one, zero, two), []*big.Rat{two, half}, 3},
		{matrix(one, zero, two), []*big.Rat{half, neg(two)}, 3},
		{matrix(one, zero, two), []*big.Rat{half, half}, 1},
		{matrix(one, zero, two), []*big.Rat{two, neg(one)}, 9},
		{matrix(one, zero, two), []*big.Rat{zero, zero}, 1},
		{matrix(one, half, one), []*big.Rat{one, one}, 9},
		{matrix(one, half, one), []*big.Rat{neg(one), neg(one)}, 9},
		{matrix(one, half, one), []*big.Rat{one, neg(one)}, 1},
	} {
		if got := lemma().lassoCount(c.sigma, c.b, big.NewRat(3, 4)); got != c.want {
			t.Errorf("Sigma = %v, b = %v: %d points, want %d", c.sigma, c.b, got, c.want)
		}
	}
}

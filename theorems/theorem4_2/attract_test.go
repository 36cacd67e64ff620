package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestProved: at L = 2, b = 9/4, s = e = 1 the minimum has u = 5/4 and the eigenvalues 4 and 5, so that mu I < H < I/alpha holds in small
// balls iff mu < 4 and 1/alpha > 5.
func TestProved(t *testing.T) {
	in := instance(big.NewRat(9, 4), big.NewRat(1, 1), big.NewRat(1, 1))
	for _, c := range []struct {
		reason           string
		alpha, mu, width *big.Rat
		want             bool
	}{
		{"inside both bounds", big.NewRat(1, 8), big.NewRat(3, 1), big.NewRat(1, 256), true},
		{"close to both bounds", big.NewRat(100, 501), big.NewRat(399, 100), big.NewRat(1, 1<<20), true},
		{"mu above the least eigenvalue", big.NewRat(1, 8), big.NewRat(401, 100), big.NewRat(1, 1<<20), false},
		{"1/alpha below the largest eigenvalue", big.NewRat(100, 499), big.NewRat(3, 1), big.NewRat(1, 1<<20), false},
		{"a cube that is too wide", big.NewRat(1, 8), big.NewRat(3, 1), big.NewRat(1, 1), false},
	} {
		z, err := newLandscape(in, c.alpha)
		if err != nil {
			t.Fatal(err)
		}
		b := &ball{mu: c.mu}
		p := z.points.Points[len(z.points.Points)-1]
		for range 2 {
			b.center = append(b.center, z.ctx.Set(interval.New(), p.T))
		}
		if got := z.proved(b, c.width); got != c.want {
			t.Errorf("%s: %v, want %v", c.reason, got, c.want)
		}
	}
}

// TestInside: the ball is round and open.
func TestInside(t *testing.T) {
	c := interval.NewContext(64)
	point := func(x, y int64) []*interval.Interval {
		return []*interval.Interval{c.SetInt64(interval.New(), x), c.SetInt64(interval.New(), y)}
	}
	b := &ball{center: point(1, 1), radius: big.NewRat(5, 1)}
	for _, r := range []struct {
		reason string
		w      []*interval.Interval
		want   bool
	}{
		{"center", point(1, 1), true}, {"on the sphere", point(4, 5), false}, {"in the cube, not in the ball", point(5, 5), false}, {"inside", point(4, 4), true},
	} {
		if got := b.inside(c, r.w); got != r.want {
			t.Errorf("%s: %v, want %v", r.reason, got, r.want)
		}
	}
}

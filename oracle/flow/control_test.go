package flow

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// TestRepeat: attempts end when nothing is missing, when more bits do not help, at an error, and after maxAttempts.
func TestRepeat(t *testing.T) {
	failure := errors.New("failure")
	for _, c := range []struct {
		why     string
		missing []int
		extra   []int // asked for
		err     error
	}{
		{"at once", []int{0}, []int{16}, nil},
		{"at the second", []int{5, 0}, []int{16, 29}, nil},
		{"no use", []int{5, math.MaxInt}, []int{16, 29}, nil},
		{"never", []int{1, 2, 3, 4, 5}, []int{16, 25, 35, 46}, nil},
		{"error", []int{7, -1}, []int{16, 31}, failure},
	} {
		var extra []int
		n, err := repeat(func(e int) (int, error) {
			extra = append(extra, e)
			if m := c.missing[len(extra)-1]; m >= 0 {
				return m, nil
			}
			return 3, failure
		})
		if n != len(c.extra) || !slices.Equal(extra, c.extra) || !errors.Is(err, c.err) {
			t.Errorf("%s: %d attempts with %v, %v", c.why, n, extra, err)
		}
	}
}

func between(lo, hi float64) *interval.Interval {
	z := interval.New()
	if err := interval.NewContext(200).SetBounds(z, big.NewFloat(lo), big.NewFloat(hi)); err != nil {
		panic(err)
	}
	return z
}

// TestExcess: a width of 10^-digits max(1, |w|), |w| the least in the enclosure, is enough; beyond it the bits of the ratio are missing.
func TestExcess(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		digits int
		want   int
	}{
		{5, 5.5, 1, 0},                       // 0.5 = 0.1 * 5
		{4.9375, 5.4375, 1, 1},               // 0.5 > 0.1 * 4.9375: 5 and 4.9375 are both below 8
		{-5.5, -5, 1, 0},                     // the same for negative numbers
		{3.9375, 4.4375, 1, 2},               // 5 is below 8 and 3.9375 below 4
		{0, 0.0625, 1, 0},                    // below 0.1
		{0, 0.125, 1, 1},                     // 1.25 is below 2, as 1 is
		{0, 8, 1, 7},                         // 80 is below 2^7, 1 below 2^1
		{100, 108, 1, 0},                     // 80 < 100
		{64, 72, 1, 1},                       // 80 and 64 are below 2^7
		{-0.5, 0.5, 3, 10},                   // 1000 is below 2^10
		{0.0009765625, 0.0009765625, 200, 0}, // a point
	} {
		z := between(c.lo, c.hi)
		if got := excess(z, z.Width(), c.digits); got != c.want {
			t.Errorf("[%g, %g] to %d digits: %d bits, want %d", c.lo, c.hi, c.digits, got, c.want)
		}
	}
}

// TestJudge: the widest enclosure and the most bits that one misses count, wherever they are; an unbounded one can not be helped.
func TestJudge(t *testing.T) {
	line := interval.New()
	interval.NewContext(64).SetWhole(line)
	narrow, wide, wider := between(1, 1), between(0, 8), between(100, 109) // to 1 digit: 0, 7 and 0 bits missing
	end := big.NewRat(2, 1)
	for _, c := range []struct {
		why      string
		w        []*interval.Interval
		times    int
		missing  int
		status   Status
		width    float64
		reason   string
		infinite bool
	}{
		{"all well", []*interval.Interval{narrow, wider}, 1, 0, Certified, 9, "", false},
		{"one is not", []*interval.Interval{narrow, wide, wider}, 1, 7, Undecided, 9, "the widest enclosure is 9 wide", false},
		{"the first is not", []*interval.Interval{wide, narrow}, 1, 7, Undecided, 8, "the widest enclosure is 8 wide", false},
		{"the end is missing", []*interval.Interval{narrow}, 2, math.MaxInt, Undecided, 0, "before", false},
		{"unbounded, first", []*interval.Interval{line, wide}, 1, math.MaxInt, Undecided, 0, "an enclosure is unbounded", true},
		{"unbounded, last", []*interval.Interval{wide, line}, 1, math.MaxInt, Undecided, 0, "an enclosure is unbounded", true},
	} {
		r := &run{opt: Options{Digits: 1}, times: make([]*big.Rat, c.times)}
		res := &Result{States: []State{{Time: end, Weights: [][]*interval.Interval{{narrow}, c.w}}}}
		if c.times > 1 {
			res.Reason = "before"
		}
		missing := r.judge(res)
		width, _ := res.Width.Float64()
		if missing != c.missing || res.Status != c.status || res.Reason != c.reason || res.Width.IsInf() != c.infinite || !c.infinite && width != c.width || res.Width.Sign() < 0 {
			t.Errorf("%s: %d bits missing, %v, %q, width %v", c.why, missing, res.Status, res.Reason, res.Width)
		}
	}
}

// TestFinal: the last state counts, if it is that of the end.
func TestFinal(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	r := &Result{}
	if r.Final(one) != nil {
		t.Error("a state was made up")
	}
	r.States = []State{{Time: one}, {Time: two}}
	if s := r.Final(two); s != &r.States[1] {
		t.Errorf("%v", s)
	}
	if s := r.Final(one); s != nil {
		t.Errorf("%v", s)
	}
}

// TestTapeWork: products that vary with time, times the pairs of coefficients of three series, of orders N to N+1, and of the derivatives
// of two, of order K to K+1 = 9.
func TestTapeWork(t *testing.T) {
	for _, c := range []struct{ depth, width int }{{2, 1}, {3, 1}, {2, 2}} {
		tp := newTape(c.depth, c.width)
		varying, other := 0, 0
		for _, v := range tp.nodes {
			switch {
			case v.kind == mul && !v.fixed:
				varying++
			case v.kind == mul || !v.fixed:
				other++
			}
		}
		if varying == 0 || other == 0 {
			t.Fatalf("L=%d d=%d: the tape tests nothing", c.depth, c.width)
		}
		for _, order := range []int{4, 15, 172} {
			series := 3 * (order + 2) * (order + 2) / 2
			if got, want := tp.work(order), varying*(series+200*tp.n); got != want {
				t.Errorf("L=%d d=%d order %d: %d, want %d", c.depth, c.width, order, got, want)
			}
		}
	}
}

// TestNextOfNothing: a coefficient that is exactly 0 stays so, one that is only known to be small does not.
func TestNextOfNothing(t *testing.T) {
	const w = 60
	s := newPointSeries(newTape(2, 1), params(1), 1, w, 5)
	s.h.setRat(big.NewRat(1, 2), w)
	for _, c := range []struct{ v, r, want float64 }{{0, 0, 0}, {8, 0, 2}, {0, 8, 6}, {8, 8, 6}} { // r/2 + 2
		var g, z ball
		g.v.SetInt64(int64(c.v))
		g.r, g.mag = c.r, magnitude(&g.v, w)
		s.next(&z, &g, 1)
		if z.r < c.want || z.r > c.want*(1+1e-10) || z.v.Int64() != -int64(c.v)/2 {
			t.Errorf("-(%g +- %g)/2 = %v +- %g, want +- %g", c.v, c.r, &z.v, z.r, c.want)
		}
	}
}

// TestLength: steps have six bits, are not longer than asked for and hardly shorter, and the last one is what is left.
func TestLength(t *testing.T) {
	left := big.NewRat(1, 3)
	all, _ := left.Float64()
	for k := range 200 {
		h := all * math.Exp(-float64(k)/7)
		rat, s := length(h, all, left)
		if k == 0 {
			if rat.Cmp(left) != 0 || !s.ContainsRat(left) {
				t.Errorf("all that is left: %s", rat)
			}
			continue
		}
		f, exact := rat.Float64()
		frac, _ := math.Frexp(f)
		if !exact || f > h || f <= h*(1-1.0/32) || frac*64 != math.Trunc(frac*64) || s != span.Point(f) {
			t.Errorf("%g: %s, %v", h, rat, s)
		}
	}
	if rat, s := length(0.5, 1, big.NewRat(1, 2)); rat.Cmp(big.NewRat(1, 2)) != 0 || s != span.Point(0.5) {
		t.Errorf("a step of all that is left: %s, %v", rat, s)
	}
}

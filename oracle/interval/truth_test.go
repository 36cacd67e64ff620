package interval

import (
	"math/big"
	"testing"
)

// The relations of closed intervals with the ends -Inf, -2, -1, 0, 1, 2, +Inf, decided by looking at the halves from -3 to 3 that
// they hold. That is all there is to see: a finite end is one of these numbers, and 3 or -3 stands for every number beyond the
// finite ends.

type sampled struct {
	x    *Interval
	held map[int]bool // halves: 2 times the number
}

func sampledIntervals(t *testing.T) []sampled {
	t.Helper()
	c := NewContext(64)
	end := func(k, inf int) *big.Float {
		if k == inf {
			return new(big.Float).SetInf(inf < 0)
		}
		return big.NewFloat(float64(k))
	}
	var all []sampled
	for lo := -3; lo <= 2; lo++ {
		for hi := max(lo, -2); hi <= 3; hi++ {
			s := sampled{New(), map[int]bool{}}
			if err := c.SetBounds(s.x, end(lo, -3), end(hi, 3)); err != nil {
				t.Fatal(err)
			}
			for h := 2 * lo; h <= 2*hi; h++ {
				s.held[h] = true
			}
			all = append(all, s)
		}
	}
	if len(all) != 6+6+5+4+3+2 {
		t.Fatalf("%d intervals", len(all))
	}
	return all
}

func half(h int) *big.Rat { return big.NewRat(int64(h), 2) }

// truth is Yes when f holds for all pairs, No when for none.
func truth(x, y sampled, f func(p, q int) bool) Truth {
	some, all := false, true
	for p := range x.held {
		for q := range y.held {
			ok := f(p, q)
			some, all = some || ok, all && ok
		}
	}
	return decide(all, !some)
}

func TestTruthTables(t *testing.T) {
	all := sampledIntervals(t)
	zero := sampled{held: map[int]bool{0: true}}
	for _, x := range all {
		if got, want := x.x.Positive(), truth(x, zero, func(p, _ int) bool { return p > 0 }); got != want {
			t.Errorf("%v > 0: %v, want %v", x.x, got, want)
		}
		if got, want := x.x.Negative(), truth(x, zero, func(p, _ int) bool { return p < 0 }); got != want {
			t.Errorf("%v < 0: %v, want %v", x.x, got, want)
		}
		sign := func(p, _ int) int { return p }
		checkSign(t, x, "sign", func() (int, bool) { return x.x.Sign() }, sign)
		for h := -6; h <= 6; h++ {
			r := half(h)
			checkSign(t, x, "compare with "+r.RatString(), func() (int, bool) { return x.x.CmpRat(r) }, func(p, _ int) int { return p - h })
			if got, want := x.x.Contains(r), x.held[h]; got != want {
				t.Errorf("%v contains %v: %v", x.x, r, got)
			}
			if got, want := x.x.ContainsFloat(big.NewFloat(float64(h)/2)), x.held[h]; got != want {
				t.Errorf("%v contains the float %v: %v", x.x, r, got)
			}
		}
		if got, want := x.x.ContainsZero(), x.held[0]; got != want {
			t.Errorf("%v contains zero: %v", x.x, got)
		}
		// A bounded interval does not hold the number beyond.
		if got, want := x.x.IsFinite(), !x.held[6] && !x.held[-6]; got != want {
			t.Errorf("%v is finite: %v", x.x, got)
		}
		if got, want := x.x.IsFiniteAbove(), !x.held[6]; got != want {
			t.Errorf("%v is finite above: %v", x.x, got)
		}
		if got, want := x.x.IsWhole(), x.held[6] && x.held[-6]; got != want {
			t.Errorf("%v is whole: %v", x.x, got)
		}
		if got, want := x.x.IsPoint(), len(x.held) == 1; got != want {
			t.Errorf("%v is a point: %v", x.x, got)
		}
		if _, ok := x.x.LoRat(); ok != !x.held[-6] {
			t.Errorf("%v has a finite lower end: %v", x.x, ok)
		}
		if _, ok := x.x.HiRat(); ok != !x.held[6] {
			t.Errorf("%v has a finite upper end: %v", x.x, ok)
		}
		if lo, hi, ok := x.x.Rats(); ok != x.x.IsFinite() || ok && (!x.x.Contains(lo) || !x.x.Contains(hi)) {
			t.Errorf("%v has rational ends: %v", x.x, ok)
		}
		for _, y := range all {
			relations(t, x, y)
		}
	}
}

func checkSign(t *testing.T, x sampled, name string, got func() (int, bool), f func(p, _ int) int) {
	t.Helper()
	want, known, first := 0, true, true
	for p := range x.held {
		s := f(p, 0)
		s = min(max(s, -1), 1)
		if !first && s != want {
			known = false
		}
		want, first = s, false
	}
	s, ok := got()
	if ok != known || ok && s != want || !ok && s != 0 {
		t.Errorf("%v, %s: %d, known %v; want %d, known %v", x.x, name, s, ok, want, known)
	}
}

func relations(t *testing.T, x, y sampled) {
	t.Helper()
	for _, r := range []struct {
		name string
		got  Truth
		f    func(p, q int) bool
	}{
		{"<", x.x.Less(y.x), func(p, q int) bool { return p < q }},
		{"<=", x.x.LessEq(y.x), func(p, q int) bool { return p <= q }},
	} {
		if want := truth(x, y, r.f); r.got != want {
			t.Errorf("%v %s %v: %v, want %v", x.x, r.name, y.x, r.got, want)
		}
	}
	if got, want := x.x.Equal(y.x), truth(x, y, func(p, q int) bool { return p == q }); got != want {
		t.Errorf("%v = %v: %v, want %v", x.x, y.x, got, want)
	}
	subset := true
	for q := range y.held {
		subset = subset && x.held[q]
	}
	if got := x.x.ContainsInterval(y.x); got != subset {
		t.Errorf("%v contains %v: %v", x.x, y.x, got)
	}
	// z holds exactly the results of pairs; it starts poisoned.
	c := NewContext(64)
	results := func(name string, z *Interval, f func(p, q int) (int, bool)) {
		want := map[int]bool{}
		for p := range x.held {
			for q := range y.held {
				if r, ok := f(p, q); ok {
					want[r] = true
				}
			}
		}
		for h := -6; h <= 6; h++ {
			if got := z.Contains(half(h)); got != want[h] {
				t.Errorf("%s of %v and %v is %v: holds %v: %v, want %v", name, x.x, y.x, z, half(h), got, want[h])
			}
		}
	}
	poison := func() *Interval { return c.SetInt64(New(), 77) }
	results("min", c.Min(poison(), x.x, y.x), func(p, q int) (int, bool) { return min(p, q), true })
	results("max", c.Max(poison(), x.x, y.x), func(p, q int) (int, bool) { return max(p, q), true })
	z := poison()
	if c.Intersect(z, x.x, y.x) {
		results("intersection", z, func(p, q int) (int, bool) { return p, p == q })
	} else {
		if truth(x, y, func(p, q int) bool { return p == q }) != No {
			t.Errorf("%v and %v are said to be disjoint", x.x, y.x)
		}
		if ok := z.Contains(big.NewRat(77, 1)) && z.IsPoint(); !ok {
			t.Errorf("the intersection of disjoint %v and %v changed its result to %v", x.x, y.x, z)
		}
	}
	h := c.Hull(poison(), x.x, y.x)
	for k := -6; k <= 6; k++ {
		below, above := false, false
		for _, s := range []sampled{x, y} {
			for p := range s.held {
				below, above = below || p <= k, above || p >= k
			}
		}
		if got, want := h.Contains(half(k)), below && above; got != want {
			t.Errorf("hull of %v and %v is %v: holds %v: %v", x.x, y.x, h, half(k), got)
		}
	}
}

// TestDigitsToPrec: 2^(prec-1) >= 10^digits, and no fewer bits would do but for the one to spare; exact powers decide.
func TestDigitsToPrec(t *testing.T) {
	for _, d := range []int{0, 1, 2, 3, 10, 60, 100, 999, 1000, 10000} {
		p := DigitsToPrec(d)
		n := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d)), nil)
		n.Sub(n, big.NewInt(1))
		// ceil(log2 10^d) = the bit length of 10^d - 1
		if want := uint(n.BitLen()) + 1; p != want {
			t.Errorf("DigitsToPrec(%d) = %d, want %d", d, p, want)
		}
	}
	for _, d := range []int{-1, 1<<26 + 1} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("DigitsToPrec(%d) does not panic", d)
				}
			}()
			DigitsToPrec(d)
		}()
	}
	if DigitsToPrec(1<<26) < 222_000_000 {
		t.Error("DigitsToPrec(2^26) is too small")
	}
	for prec, ok := range map[uint]bool{MinPrec - 1: false, MinPrec: true, MaxPrec: true, MaxPrec + 1: false} {
		if err := CheckPrec(prec); (err == nil) != ok {
			t.Errorf("CheckPrec(%d) = %v", prec, err)
		}
	}
}

// TestClamp: ends beyond 2^MaxExponent and below 2^-MaxExponent move outward to the nearest allowed end, and say so.
func TestClamp(t *testing.T) {
	p := func(m float64, e int) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(m), e) }
	inf := func(neg bool) *big.Float { return new(big.Float).SetInf(neg) }
	for _, tt := range []struct {
		name     string
		in       *big.Float
		down, up *big.Float
		clamped  bool // for down; up is the mirror image
	}{
		{"zero", p(0, 0), p(0, 0), p(0, 0), false},
		{"largest allowed", p(0.75, MaxExponent), p(0.75, MaxExponent), p(0.75, MaxExponent), false},
		{"smallest allowed", p(0.5, 1-MaxExponent), p(0.5, 1-MaxExponent), p(0.5, 1-MaxExponent), false},
		{"too large", p(0.75, MaxExponent+1), p(1, MaxExponent), inf(false), true},
		{"too large, negative", p(-0.75, MaxExponent+1), inf(true), p(-1, MaxExponent), true},
		{"too small", p(0.5, -MaxExponent), p(0, 0), p(1, -MaxExponent), true},
		{"too small, negative", p(-0.5, -MaxExponent), p(-1, -MaxExponent), p(0, 0), true},
		{"infinite below", inf(true), inf(true), p(-1, MaxExponent), false},
		{"infinite above", inf(false), p(1, MaxExponent), inf(false), true},
	} {
		lo, hi := new(big.Float).Copy(tt.in), new(big.Float).Copy(tt.in)
		if got := clampDown(lo); lo.Cmp(tt.down) != 0 || got != tt.clamped {
			t.Errorf("%s: clampDown gives %v, %v; want %v, %v", tt.name, lo.Text('p', 3), got, tt.down.Text('p', 3), tt.clamped)
		}
		if clampUp(hi); hi.Cmp(tt.up) != 0 {
			t.Errorf("%s: clampUp gives %v, want %v", tt.name, hi.Text('p', 3), tt.up.Text('p', 3))
		}
	}
}

package shrinkage

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// call is one evaluation: value or slope, its precision, argument and result.
type call struct {
	slope  bool
	prec   uint
	lo, hi *big.Rat
	z      *interval.Interval
}

// spy records the evaluations of an equation.
type spy struct {
	equation
	calls []call
	exact int // calls of sign
}

func (s *spy) note(slope bool, c *interval.Context, z, y *interval.Interval) {
	lo, hi, _ := y.Rats()
	s.calls = append(s.calls, call{slope, c.Prec(), lo, hi, c.Set(interval.New(), z)})
}

func (s *spy) value(c *interval.Context, z, y *interval.Interval) {
	s.equation.value(c, z, y)
	s.note(false, c, z, y)
}

func (s *spy) slope(c *interval.Context, z, y *interval.Interval) {
	s.equation.slope(c, z, y)
	s.note(true, c, z, y)
}

func (s *spy) sign(y *big.Rat) int {
	s.exact++
	return s.equation.sign(y)
}

func exactly(x *big.Float) *big.Rat { r, _ := x.Rat(nil); return r }

// outward is lo rounded down, or hi rounded up, to prec bits.
func outward(x *big.Float, prec uint, mode big.RoundingMode) *big.Rat {
	return exactly(new(big.Float).SetPrec(prec).SetMode(mode).Set(x))
}

// shrinks says whether [lo, hi] has at least the given relative bits in the sense of relBits.
func shrinks(lo, hi *big.Rat, bits int) bool {
	if lo.Cmp(hi) == 0 {
		return true
	}
	b := bracket{lo: new(big.Float).SetPrec(2000).SetRat(lo), hi: new(big.Float).SetPrec(2000).SetRat(hi)}
	return b.relBits() >= bits
}

// TestNewtonPlan takes single steps from random brackets and compares them with the plan of newton: which evaluations, at which precisions, on
// which arguments; what comes of them is computed once more from the recorded results, in rationals.
func TestNewtonPlan(t *testing.T) {
	rng := rand.New(rand.NewPCG(101, 102))
	paths := map[string]int{}
	for i := range 1200 {
		depth, beta := sample(rng)
		if i%2 == 0 { // just above beta_1: the terms of f cancel
			b1, _ := beta1Squared(depth).Float64()
			beta.SetFloat64(math.Sqrt(b1) * (1 + math.Exp2(-float64(rng.IntN(40)))))
			if CompareBeta1(depth, beta) <= 0 {
				continue
			}
		}
		eq := newUnit(depth, beta)
		b, large := eq.brackets()
		if rng.IntN(2) == 0 {
			b = large
		}
		c := interval.NewContext(64)
		b.guard = 64
		for range rng.IntN(60) {
			b.bisect(c, uint(max(b.relBits(), 0)))
		}
		if b.exact() {
			continue
		}
		s := &spy{equation: eq}
		b.f = s
		have := uint(max(b.relBits(), 0))
		bits := have + uint(rng.IntN(5+95*rng.IntN(2)))
		guard := max(32, have+1+uint(rng.IntN(20))) - have // few guard bits, and the precision at least 32
		b.guard = guard
		lo0, hi0 := b.lo, b.hi
		lo, hi := exactly(lo0), exactly(hi0)
		m := new(big.Float).SetPrec(max(have+8, 16)).Add(lo0, hi0)
		m.SetMantExp(m, -1)
		mid := exactly(m)
		if mid.Cmp(lo) <= 0 || mid.Cmp(hi) >= 0 {
			t.Fatalf("the center %v is not inside (%v, %v)", m, lo0, hi0)
		}
		ok := b.newton(c, have, bits)

		first, last := s.calls[0], s.calls[len(s.calls)-1]
		if !first.slope || first.prec != have+guard || len(s.calls) != 2 ||
			first.lo.Cmp(outward(lo0, first.prec, big.ToNegativeInf)) != 0 || first.hi.Cmp(outward(hi0, first.prec, big.ToPositiveInf)) != 0 {
			t.Fatalf("have %d, guard %d: first %+v of %d", have, guard, first, len(s.calls))
		}
		if last.lo.Cmp(mid) != 0 || last.hi.Cmp(mid) != 0 {
			t.Fatalf("evaluated at [%v, %v], the center is %v", last.lo, last.hi, mid)
		}
		wantLo, wantHi, slack := lo, hi, new(big.Rat)
		wantGuard := guard
		var path string
		if first.z.ContainsZero() {
			path = "the slope varies"
			if !last.slope || last.prec != max(have+guard, m.Prec()) {
				t.Fatalf("have %d, guard %d: second %+v", have, guard, last)
			}
			if last.z.ContainsZero() {
				wantGuard, path = 2*guard, "the slope is lost"
			}
			if ok {
				t.Fatal("a step without a slope")
			}
		} else {
			p := max(min(2*have, bits)+guard, m.Prec())
			if last.slope || last.prec != p {
				t.Fatalf("have %d, bits %d, guard %d: second %+v, want precision %d", have, bits, guard, last, p)
			}
			v1, v2, _ := last.z.Rats()
			d1, d2, _ := first.z.Rats()
			var least, most *big.Rat
			for _, v := range []*big.Rat{v1, v2} {
				for _, d := range []*big.Rat{d1, d2} {
					q := new(big.Rat).Quo(v, d)
					if least == nil || q.Cmp(least) < 0 {
						least = q
					}
					if most == nil || q.Cmp(most) > 0 {
						most = q
					}
				}
			}
			newLo, newHi := new(big.Rat).Sub(mid, most), new(big.Rat).Sub(mid, least)
			// two roundings of at most 2^(1-p), one of the quotient and one of the difference
			slack.Add(new(big.Rat).Abs(least), new(big.Rat).Abs(most))
			slack.Add(slack, mid)
			slack.Mul(slack, powRat(big.NewRat(1, 2), int(p)-3))
			path = "both ends"
			if newLo.Cmp(lo) <= 0 {
				newLo, path = lo, "the upper end"
			}
			if newHi.Cmp(hi) >= 0 {
				if newHi = hi; path == "both ends" {
					path = "the lower end"
				} else {
					path = "no end"
				}
			}
			wide := func(x, y *big.Rat, sign int64) (lo, hi *big.Rat) {
				f := new(big.Rat).Mul(slack, big.NewRat(sign, 1))
				return new(big.Rat).Sub(x, f), new(big.Rat).Add(y, f)
			}
			l, h := wide(newLo, newHi, 1)
			surely := shrinks(l, h, int(have)+2)
			l, h = wide(newLo, newHi, -1)
			perhaps := l.Cmp(h) >= 0 || shrinks(l, h, int(have)+2)
			if ok && !perhaps || !ok && surely {
				t.Fatalf("have %d: ok is %v, the new bracket is (%v, %v)", have, ok, newLo, newHi)
			}
			if ok {
				wantLo, wantHi = newLo, newHi
			} else {
				slack.SetInt64(0)
				path = "shrinks too little"
				if last.z.ContainsZero() {
					wantGuard, path = 2*guard, "the value is lost"
				}
			}
		}
		paths[path]++
		gotLo, gotHi := exactly(b.lo), exactly(b.hi)
		if gotLo.Cmp(wantLo) > 0 || gotHi.Cmp(wantHi) < 0 || gotLo.Cmp(new(big.Rat).Sub(wantLo, slack)) < 0 || gotHi.Cmp(new(big.Rat).Add(wantHi, slack)) > 0 {
			t.Fatalf("%s: (%v, %v), want (%v, %v) within %v", path, b.lo, b.hi, wantLo, wantHi, slack)
		}
		if b.guard != wantGuard {
			t.Fatalf("%s: guard %d from %d, want %d", path, b.guard, guard, wantGuard)
		}
		if eq.sign(gotLo)*b.signLo < 0 || eq.sign(gotHi)*b.signLo > 0 {
			t.Fatalf("%s: the root left (%v, %v)", path, b.lo, b.hi)
		}
	}
	for _, path := range []string{"the slope varies", "both ends", "the lower end", "the upper end", "shrinks too little", "the value is lost"} {
		if paths[path] < 3 {
			t.Errorf("%q seen %d times: %v", path, paths[path], paths)
		}
	}
}

// TestRelBits checks the two bounds that its comment states, for widths from far above lo down to 2^-200 of it.
func TestRelBits(t *testing.T) {
	rng := rand.New(rand.NewPCG(103, 104))
	for range 1000 {
		lo := new(big.Float).SetPrec(300).SetMantExp(big.NewFloat(0.5+rng.Float64()/2), rng.IntN(40)-20)
		w := new(big.Float).SetPrec(300).SetMantExp(big.NewFloat(0.5+rng.Float64()/2), rng.IntN(230)-210)
		if rng.IntN(4) == 0 {
			w.SetMantExp(big.NewFloat(1), rng.IntN(230)-210)
		}
		b := bracket{lo: lo, hi: new(big.Float).SetPrec(300).Add(lo, w)}
		rel := new(big.Rat).Quo(exactly(w), exactly(lo))
		r := b.relBits()
		if rel.Cmp(exactly(power2(-r))) > 0 || rel.Cmp(exactly(power2(-r-2))) < 0 {
			t.Errorf("(%v, %v): %d bits", b.lo, b.hi, r)
		}
	}
}

// blurred is y - root, but its first values and slopes are [-1, 1].
type blurred struct {
	root           *big.Rat
	values, slopes int
}

func (f *blurred) value(c *interval.Context, z, y *interval.Interval) {
	if f.values--; f.values >= 0 {
		f.blur(c, z)
		return
	}
	c.Sub(z, y, c.SetRat(interval.New(), f.root))
}

func (f *blurred) slope(c *interval.Context, z, _ *interval.Interval) {
	if f.slopes--; f.slopes >= 0 {
		f.blur(c, z)
		return
	}
	c.SetInt64(z, 1)
}

func (f *blurred) blur(c *interval.Context, z *interval.Interval) {
	c.Hull(z, c.SetInt64(interval.New(), -1), c.SetInt64(interval.New(), 1))
}

func (f *blurred) sign(y *big.Rat) int { return y.Cmp(f.root) }

// between is a bracket of a blurred line with the root 1/3.
func between(lo, hi float64, values, slopes int) (*bracket, *spy) {
	s := &spy{equation: &blurred{big.NewRat(1, 3), values, slopes}}
	return &bracket{f: s, lo: big.NewFloat(lo), hi: big.NewFloat(hi), signLo: -1, guard: 40}, s
}

// TestGuard: the guard doubles when the slope at the center, or the value there, is not decided, and only then.
func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		reason         string
		values, slopes int
		want           uint
	}{{"slope decided at the center", 0, 1, 40}, {"slope undecided", 0, 2, 80}, {"value undecided", 1, 0, 80}, {"all decided", 0, 0, 40}} {
		b, _ := between(0.25, 0.375, tt.values, tt.slopes)
		if ok := b.newton(interval.NewContext(64), 2, 100); b.guard != tt.want || ok != (tt.reason == "all decided") {
			t.Errorf("%s: guard %d, %v", tt.reason, b.guard, ok)
		}
	}
}

// TestSignAt: precisions have + guard and 2 have + 2 guard, no less than the point's, then exactly.
func TestSignAt(t *testing.T) {
	point := new(big.Float).SetPrec(150).SetRat(big.NewRat(22, 67))
	for _, tt := range []struct {
		reason string
		values int
		m      *big.Float
		precs  []uint
		exact  int
	}{
		{"the first decides", 0, big.NewFloat(0.25), []uint{70}, 0}, {"the second", 1, big.NewFloat(0.25), []uint{70, 140}, 0},
		{"none", 2, big.NewFloat(0.25), []uint{70, 140}, 1}, {"a longer point", 2, point, []uint{150, 150}, 1},
	} {
		b, s := between(0.125, 0.5, tt.values, 0)
		if got := b.signAt(interval.NewContext(64), tt.m, 30); got != -1 || len(s.calls) != len(tt.precs) || s.exact != tt.exact {
			t.Errorf("%s: sign %d after %d values and %d exact signs", tt.reason, got, len(s.calls), s.exact)
			continue
		}
		for i, p := range tt.precs {
			if s.calls[i].prec != p {
				t.Errorf("%s: value %d at %d bits, want %d", tt.reason, i, s.calls[i].prec, p)
			}
		}
	}
}

// TestBisect: exponents more than two apart are halved; else the middle is taken; a root at it is hit.
func TestBisect(t *testing.T) {
	for _, tt := range []struct {
		reason                     string
		lo, hi, wantLo, wantHi, at float64 // at: the root
	}{
		{"exponents -9 and 1: the power -4, below the root", 0x1p-10, 1, 0x1p-4, 1, 1. / 3}, {"the same, above", 0x1p-10, 1, 0x1p-10, 0x1p-4, 1. / 32 * 1.5},
		{"exponents -1 and 2: the power 0", 0x1p-2, 2, 0x1p-2, 1, 1. / 3}, {"exponents 0 and 2: the middle", 0.5, 2, 0.5, 1.25, 0.75},
		{"the middle, above", 1, 2, 1.5, 2, 1.75}, {"the middle is the root", 1, 2, 1.5, 1.5, 1.5}, {"a power is the root", 0x1p-10, 1, 0x1p-4, 0x1p-4, 0x1p-4},
	} {
		b, _ := between(tt.lo, tt.hi, 0, 0)
		b.f = &blurred{root: new(big.Rat).SetFloat64(tt.at)}
		b.bisect(interval.NewContext(64), 0)
		lo, _ := b.lo.Float64()
		hi, _ := b.hi.Float64()
		if lo != tt.wantLo || hi != tt.wantHi {
			t.Errorf("%s: (%v, %v), want (%v, %v)", tt.reason, lo, hi, tt.wantLo, tt.wantHi)
		}
	}
}

// TestRefineStops: what is narrow enough, or exact, is not evaluated; precisions up to interval.MaxPrec are asked for, and none beyond.
func TestRefineStops(t *testing.T) {
	c := interval.NewContext(64)
	b, s := between(0.25, 0.375, 0, 0) // width/lo = 1/2
	if err := b.refine(t.Context(), c, uint(b.relBits())); err != nil || len(s.calls)+s.exact != 0 {
		t.Errorf("narrow enough: %v after %d calls", err, len(s.calls))
	}
	b, s = between(0.25, 0.25, 0, 0)
	if err := b.refine(t.Context(), c, 5000); err != nil || len(s.calls)+s.exact != 0 {
		t.Errorf("exact: %v after %d calls", err, len(s.calls))
	}
	b, s = between(0.25, 0.375, 0, 0)
	if err := b.refine(t.Context(), c, 200); err != nil || b.relBits() < 200 || len(s.calls) > 20 {
		t.Errorf("200 bits: %v, %d bits after %d calls", err, b.relBits(), len(s.calls))
	}
	b, s = between(0.25, 0.375, 0, 0)
	err := b.refine(t.Context(), c, interval.MaxPrec-40+1)
	if err == nil || !strings.Contains(err.Error(), "precision of 1048577 bits, beyond the bound 1048576") || len(s.calls) != 0 {
		t.Errorf("beyond the bound: %v", err)
	}
	done, cancel := context.WithCancel(t.Context())
	b, s = between(0.25, 0.375, 0, 0)
	b.f = &canceling{s, cancel}
	if err := b.refine(done, c, interval.MaxPrec-40); !errors.Is(err, context.Canceled) || len(s.calls) == 0 {
		t.Errorf("at the bound: %v after %d calls", err, len(s.calls))
	}
}

// canceling ends the search at the first slope.
type canceling struct {
	*spy
	cancel func()
}

func (f *canceling) slope(c *interval.Context, z, y *interval.Interval) {
	f.spy.slope(c, z, y)
	f.cancel()
}

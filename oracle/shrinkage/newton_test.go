package shrinkage

import (
	"math"
	"math/big"
	"math/rand/v2"
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

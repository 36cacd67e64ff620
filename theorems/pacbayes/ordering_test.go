package pacbayes

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// around is the enclosure [x - r, x + r].
func around(prec uint, x, r *big.Rat) *interval.Interval {
	k := interval.NewContext(prec)
	lo, hi := k.SetRat(interval.New(), new(big.Rat).Sub(x, r)), k.SetRat(interval.New(), new(big.Rat).Add(x, r))
	return k.Hull(interval.New(), lo, hi)
}

// twoTo is 2^-n.
func twoTo(n uint) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), n))
}

// TestOrder: at q = 1 the inverse is 1, the square root 1 + sqrt(B/2) and Catoni's bound (1 - e^(-C-B))/(1 - e^-C); at q = 0 they are 1 - e^-B, sqrt(B/2) and
// (1 - e^-B)/(1 - e^-C). The margins are a few float64 operations on numbers below 2, so 2^-49 covers their roundings.
func TestOrder(t *testing.T) {
	at := func(q, b, c *big.Rat) map[string]*big.Rat { return map[string]*big.Rat{"q": q, "B": b, "C": c} }
	constant := func(num, den int64) func(*interval.Context, *interval.Interval, *interval.Interval, *big.Rat, *interval.Interval) *interval.Interval {
		return func(k *interval.Context, z, _ *interval.Interval, _ *big.Rat, _ *interval.Interval) *interval.Interval {
			return k.SetRat(z, rat(num, den))
		}
	}
	e := math.Exp
	for _, c := range []struct {
		reason  string
		in      map[string]*big.Rat
		change  func(*statement)
		kind    claim.Kind
		failure string
		margin  float64
	}{
		{"the square root is the smaller", at(rat(1, 1), rat(2, 1), rat(1, 8)), nil, claim.KindHeld, "", 1},
		{"Catoni's bound is the smaller", at(rat(1, 1), rat(2, 1), rat(1, 1)), nil, claim.KindHeld, "", (e(-1) - e(-3)) / (1 - e(-1))},
		{"q = 0", at(rat(0, 1), rat(1, 2), rat(1, 2)), nil, claim.KindHeld, "", e(-.5) - .5},
		{"4 (p-q)^2", at(rat(0, 1), rat(1, 2), rat(1, 2)), func(s *statement) { s.pinsker = 4 }, claim.KindViolated, "above the square root", 0},
		{"Catoni 0.39 < 1 - e^-1/2", at(rat(0, 1), rat(1, 2), rat(1, 2)), func(s *statement) { s.catoni = constant(39, 100) }, claim.KindViolated, "above Catoni's bound", 0},
		{"Catoni 0.40 > 1 - e^-1/2", at(rat(0, 1), rat(1, 2), rat(1, 2)), func(s *statement) { s.catoni = constant(2, 5) }, claim.KindHeld, "", e(-.5) - .6},
		{"the inverse meets the square root", at(rat(1, 1), rat(2, 1), rat(1, 8)), func(s *statement) {
			s.inverse = func(_ *big.Rat, _ *interval.Interval, prec uint) (*interval.Interval, error) {
				return around(prec, rat(2, 1), rat(0, 1)), nil
			}
		}, claim.KindHeld, "", 0},
		{"the inverse fails", at(rat(1, 1), rat(2, 1), rat(1, 8)), func(s *statement) {
			s.inverse = func(*big.Rat, *interval.Interval, uint) (*interval.Interval, error) {
				return nil, errors.New("no root")
			}
		}, claim.KindUndecided, "", 0},
		{"Catoni's bound alone is open", at(rat(1, 1), rat(2, 1), rat(1, 8)), func(s *statement) {
			s.catoni = func(k *interval.Context, z, _ *interval.Interval, _ *big.Rat, _ *interval.Interval) *interval.Interval {
				return k.Set(z, around(64, rat(1, 1), rat(1, 4)))
			}
		}, claim.KindUndecided, "", 0},
		{"the square root alone is open", at(rat(1, 1), rat(2, 1), rat(1, 8)), func(s *statement) {
			s.inverse = func(_ *big.Rat, _ *interval.Interval, prec uint) (*interval.Interval, error) {
				return around(prec, rat(2, 1), rat(1, 4)), nil
			}
		}, claim.KindUndecided, "", 0},
	} {
		s := theorem()
		if c.change != nil {
			c.change(&s)
		}
		out := s.order(params(s.orderingSample(), c.in))
		if out.Kind != c.kind || out.Failure != c.failure || c.kind != claim.KindUndecided && !(math.Abs(out.Margin-c.margin) <= 0x1p-49) {
			t.Errorf("%s: %+v, want the margin %v", c.reason, out, c.margin)
		}
	}
}

// TestOrderPrecision: an order that is open is asked for again with twice the bits, from 160 to 10240, and then it is undecided; however wide the
// enclosures are, nothing passes. The enclosure at 1/2 +- 2^-n is open beside a square root of 1/2 (q = 0, B = 1/2) whatever n is.
func TestOrderPrecision(t *testing.T) {
	for open := range 8 {
		var asked []uint
		s := theorem()
		s.inverse = func(_ *big.Rat, _ *interval.Interval, prec uint) (*interval.Interval, error) {
			asked = append(asked, prec)
			if len(asked) > open {
				return around(prec, rat(1, 4), twoTo(prec/2)), nil
			}
			return around(prec, rat(1, 2), twoTo(prec/2)), nil
		}
		out := s.order(params(s.orderingSample(), map[string]*big.Rat{"q": rat(0, 1), "B": rat(1, 2), "C": rat(1, 8)}))
		kind, calls := claim.KindHeld, open+1
		if open >= 7 {
			kind, calls = claim.KindUndecided, 7
		}
		if out.Kind != kind || len(asked) != calls {
			t.Errorf("open %d times: %+v after %d precisions", open, out, len(asked))
		}
		for k, prec := range asked {
			if want := uint(160) << k; prec != want {
				t.Errorf("precision %d is %d, want %d", k, prec, want)
			}
		}
	}
}

// TestTightJudge: an enclosure of p = 1/2 (q = 1/4, step = 1/3) with the radius 2^-60 passes, one with the double or beside p doesn't. The constant is log(p(1-q)/(q(1-p))) =
// log 3 and the budget kl(1/4||1/2) = log 2 + (1/4) log(1/4) + (3/4) log(3/4).
func TestTightJudge(t *testing.T) {
	half := rat(1, 2)
	for _, c := range []struct {
		reason string
		at, r  *big.Rat
		kind   claim.Kind
	}{
		{"the point", half, rat(0, 1), claim.KindHeld},
		{"radius 2^-60", half, twoTo(60), claim.KindHeld},
		{"radius 2^-59", half, twoTo(59), claim.KindUndecided},
		{"above", new(big.Rat).Add(half, twoTo(60)), twoTo(61), claim.KindViolated},
		{"below", new(big.Rat).Sub(half, twoTo(60)), twoTo(61), claim.KindViolated},
	} {
		s := theorem()
		s.catoni = func(k *interval.Context, z, cc *interval.Interval, q *big.Rat, b *interval.Interval) *interval.Interval {
			lo, hi := cc.Float64()
			if !(lo <= math.Log(3)+0x1p-51 && hi >= math.Log(3)-0x1p-51 && hi-lo < 0x1p-50) {
				t.Errorf("constant %v, want log 3", cc)
			}
			kl := math.Log(2) + math.Log(.25)/4 + .75*math.Log(.75)
			if lo, hi := b.Float64(); !(lo <= kl+0x1p-51 && hi >= kl-0x1p-51 && hi-lo < 0x1p-50) || q.Cmp(rat(1, 4)) != 0 {
				t.Errorf("budget %v, want %v; q = %s", b, kl, q)
			}
			return k.Set(z, around(160, c.at, c.r))
		}
		sample := s.tightSample()
		if out := sample.NewJudge()(params(sample, map[string]*big.Rat{"q": rat(1, 4), "step": rat(1, 3)})); out.Kind != c.kind {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// TestIntegralJudge: at x = 4 the integral is 1/3. The closed form with another factor in the place of 2 differs, on both sides.
func TestIntegralJudge(t *testing.T) {
	for laplace, kind := range map[int64]claim.Kind{1: claim.KindViolated, 2: claim.KindHeld, 3: claim.KindViolated} {
		s := theorem()
		s.laplace = laplace
		sample := s.integralSample()
		if out := sample.NewJudge()(params(sample, map[string]*big.Rat{"x": rat(4, 1)})); out.Kind != kind {
			t.Errorf("1 + %d x: %+v", laplace, out)
		}
	}
}

// TestMeet: 60 bits are enough, 59 are not, on either side; enclosures that share an end meet. RelBits of [x - 2^-n, x + 2^-n], x = 3/2, is n - 1: the exponents (of mantissas in
// [1/2, 1)) are 1 and 2 - n.
func TestMeet(t *testing.T) {
	x := rat(3, 2)
	for _, c := range []struct {
		reason      string
		z, w        *big.Rat
		bits, other uint
		kind        claim.Kind
	}{
		{"60 bits", x, x, 61, 61, claim.KindHeld},
		{"59 bits of the quadrature", x, x, 60, 61, claim.KindUndecided},
		{"59 bits of the closed form", x, x, 61, 60, claim.KindUndecided},
		{"a common end", x, new(big.Rat).Add(x, twoTo(60)), 61, 61, claim.KindHeld},
		{"below", x, new(big.Rat).Add(x, twoTo(59)), 61, 61, claim.KindViolated},
		{"above", new(big.Rat).Add(x, twoTo(59)), x, 61, 61, claim.KindViolated},
	} {
		if out := meet(around(96, c.z, twoTo(c.bits)), around(96, c.w, twoTo(c.other))); out.Kind != c.kind {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// TestSecondFormPrecision: at x = 2^-n the gap is 4x^3/3 beside terms of the size of x, so that its sign takes between 2n - 8 and 2n + 8 bits: 5000 is decided at the last precision 10240 and 5200 is not.
// The margin 4x/3 is below every float64.
func TestSecondFormPrecision(t *testing.T) {
	for n, kind := range map[uint]claim.Kind{20: claim.KindHeld, 2600: claim.KindHeld, 5000: claim.KindHeld, 5200: claim.KindUndecided} {
		sample := theorem().secondFormSample()
		if out := sample.NewJudge()(params(sample, map[string]*big.Rat{"x": twoTo(n)})); out.Kind != kind || n > 2000 && kind == claim.KindHeld && out.Margin != 0 {
			t.Errorf("x = 2^-%d: %+v", n, out)
		}
	}
}

// TestSecondFormJudge: the margin at x is (log(1+2x)/2 - x + k x^2)/x^2. At k = 1 and x = 1 it is log(3)/2; at x = 1 the least constant is 1 - log(3)/2 = 0.4507, so 0.45 falls by
// 0.4507 - 0.45 and 0.46 does not.
func TestSecondFormJudge(t *testing.T) {
	half := math.Log(3) / 2
	for _, c := range []struct {
		x, quad *big.Rat
		kind    claim.Kind
		margin  float64
	}{
		{rat(1, 1), rat(1, 1), claim.KindHeld, half},
		{rat(1, 1), rat(46, 100), claim.KindHeld, half - .54},
		{rat(1, 1), rat(45, 100), claim.KindViolated, half - .55},
		{rat(2, 1), rat(1, 1), claim.KindHeld, (math.Log(5)/2 + 2) / 4},
		{rat(1, 2), rat(1, 1), claim.KindHeld, 2*math.Ln2 - 1},
	} {
		s := theorem()
		s.quad = c.quad
		sample := s.secondFormSample()
		out := sample.NewJudge()(params(sample, map[string]*big.Rat{"x": c.x}))
		if out.Kind != c.kind || !(math.Abs(out.Margin-c.margin) <= 0x1p-50) { // a few roundings of numbers below 2
			t.Errorf("x = %s, k = %s: %+v, want the margin %v", c.x, c.quad, out, c.margin)
		}
	}
}

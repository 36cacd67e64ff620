package step_schedules

import (
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// twoTo is 2^n.
func twoTo(n int) *big.Rat {
	one := big.NewInt(1)
	if n >= 0 {
		return new(big.Rat).SetInt(one.Lsh(one, uint(n)))
	}
	return new(big.Rat).SetFrac(big.NewInt(1), one.Lsh(one, uint(-n)))
}

// above is 1 + 2^n, below 1 - 2^n.
func above(n int) *big.Rat { return new(big.Rat).Add(big.NewRat(1, 1), twoTo(n)) }
func below(n int) *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), twoTo(n)) }

// schedule is a case with a = 1.
func schedule(r, k0 *big.Rat, k int64) *claim.Case {
	in := space(false, anyR).Draw(0, rand.New(generators.NewSource(1, 1)))
	in.Param("r").Set(r)
	in.Param("k0").Set(k0)
	in.Param("a").SetInt64(1)
	in.Param("K").SetInt64(k)
	return &claim.Case{Instance: in}
}

// TestRegimes: every regime draws its exponents, all of them, and nothing else.
func TestRegimes(t *testing.T) {
	// exponentOf is n for |x| = 2^-n, -1 for other x.
	exponentOf := func(x *big.Rat) int {
		if n := x.Denom().BitLen() - 1; new(big.Rat).Abs(x).Cmp(twoTo(-n)) == 0 {
			return n
		}
		return -1
	}
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	for name, c := range map[string]struct {
		place  func(in *generators.Instance) int // 0.. for a draw of the regime, -1 for others
		places int
	}{
		halfR: {func(in *generators.Instance) int { return in.Param("r").Cmp(half) }, 1},
		oneR:  {func(in *generators.Instance) int { return in.Param("r").Cmp(one) }, 1},
		zeroR: {func(in *generators.Instance) int { return in.Param("r").Sign() }, 1},
		nearHalf: {func(in *generators.Instance) int {
			d := new(big.Rat).Sub(in.Param("r"), half)
			return min(exponentOf(d), 50)*2 - 4 + (d.Sign()+1)/2
		}, 98},
		nearOne: {func(in *generators.Instance) int {
			d := new(big.Rat).Sub(in.Param("r"), one)
			return min(exponentOf(d), 50)*2 - 4 + (d.Sign()+1)/2
		}, 98},
		inside: {func(in *generators.Instance) int { // 129/256 .. 255/256
			x := new(big.Rat).Mul(in.Param("r"), twoTo(8))
			if !x.IsInt() {
				return -1
			}
			return int(x.Num().Int64()) - 129
		}, 127},
		steep: {func(in *generators.Instance) int { // r = 2, 9/4, .., 3; k0 = 2^-8 .. 2^-20
			x, n := new(big.Rat).Mul(in.Param("r"), twoTo(2)), exponentOf(in.Param("k0"))
			if !x.IsInt() || n < 8 || n > 20 {
				return -1
			}
			return (int(x.Num().Int64())-8)*13 + n - 8
		}, 65},
	} {
		s, seen := space(false, name), map[int]bool{}
		r := rand.New(generators.NewSource(7, 1))
		for range 20 * c.places {
			in := s.Draw(0, r)
			k := c.place(in)
			if k < 0 || k >= c.places {
				t.Fatalf("%s: r = %s, k0 = %s", name, in.Param("r"), in.Param("k0"))
			}
			seen[k] = true
		}
		if len(seen) != c.places {
			t.Errorf("%s: %d of %d values drawn", name, len(seen), c.places)
		}
	}
}

// TestCondense: which exponents are decided at the precisions 128, 256, 512, 1024. Beside p = 1 the ratio 2^(1-p) is 1 ± 2^-n log 2; beside p = 0 the
// blocks differ from equality by about p.
func TestCondense(t *testing.T) {
	for _, c := range []struct {
		reason          string
		p               *big.Rat
		infinite, known bool
	}{
		{"constant terms", new(big.Rat), true, true},
		{"below 1, first precision", below(-60), true, true},
		{"above 1, first precision", above(-60), false, true},
		{"below 1, second precision", below(-200), true, true},
		{"above 1, second precision", above(-200), false, true},
		{"below 1, last precision", below(-700), true, true},
		{"above 1, last precision", above(-700), false, true},
		{"below 1, out of reach", below(-1100), false, false},
		{"above 1, out of reach", above(-1100), false, false},
		{"beside 0, last precision", twoTo(-700), true, true},
		{"beside 0: the blocks are out of reach", twoTo(-1100), false, false},
	} {
		infinite, known := condense(c.p)
		if infinite != c.infinite || known != c.known {
			t.Errorf("%s: infinite %t, known %t", c.reason, infinite, known)
		}
	}
	if out := lemma().condensation(schedule(below(-1100), big.NewRat(1, 1), 1)); out.Kind != claim.KindUndecided {
		t.Errorf("an exponent out of reach: %+v", out)
	}
}

// TestBlocks: beside p = 0 an exponent is known where both inequalities of every pair of blocks are decided, and not where one of them is missing.
func TestBlocks(t *testing.T) {
	for _, m := range []int64{64, 80, 84, 91, 100, 108, 114, 192, 256} {
		p := new(big.Rat).Mul(twoTo(-1022), big.NewRat(m, 1))
		c := interval.NewContext(lastPrec)
		want := true
		twice := c.MulInt64(interval.New(), power(c, big.NewRat(2, 1), new(big.Rat).Neg(p)), 2)
		for n := int64(1); n < 1<<(blocks-1); n *= 2 {
			from := func(k, n int64) *interval.Interval { return partial(c, p, big.NewRat(k, 1), n) }
			upper := from(2*n, 2*n).LessEq(c.Mul(interval.New(), twice, from(n, n)))
			lower := c.Mul(interval.New(), twice, from(n+1, n)).LessEq(from(2*n+1, 2*n))
			want = want && upper == interval.Yes && lower == interval.Yes
		}
		if _, known := condense(p); known != want {
			t.Errorf("p = %d 2^-1022: known %t, want %t", m, known, want)
		}
	}
}

// TestBracketJudge gives the judge brackets around the sum S of r = 1, k0 = 1/2, K = 1: S = 2 at p = 1 and 4 at p = 2. lo and hi are the ends over S.
func TestBracketJudge(t *testing.T) {
	for _, c := range []struct {
		reason string
		lo, hi *big.Rat
		kind   claim.Kind
		margin float64
		calls  int
	}{
		{"the lower end is near", big.NewRat(7, 8), big.NewRat(2, 1), claim.KindHeld, 1 - 7./8, 2},
		{"the upper end is near", big.NewRat(1, 2), big.NewRat(5, 4), claim.KindHeld, 1 - 4./5, 2},
		{"below the sum", big.NewRat(1, 2), big.NewRat(3, 4), claim.KindViolated, 0, 1},
		{"above the sum", big.NewRat(5, 4), big.NewRat(3, 2), claim.KindViolated, 0, 1},
		{"second precision", below(-200), above(-200), claim.KindHeld, 0, 4},
		{"last precision", below(-700), above(-700), claim.KindHeld, 0, 8},
		{"out of reach", below(-1100), above(-1100), claim.KindUndecided, 0, 4},
		{"the lower end alone is out of reach", below(-1100), big.NewRat(2, 1), claim.KindUndecided, 0, 4},
		{"the upper end alone is out of reach", big.NewRat(1, 2), above(-1100), claim.KindUndecided, 0, 4},
	} {
		calls := 0
		s := lemma()
		s.bracket = func(x *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval) {
			calls++
			sum := partial(x, p, k0, n)
			return x.MulRat(interval.New(), sum, c.lo), x.MulRat(interval.New(), sum, c.hi)
		}
		out := s.brackets(schedule(big.NewRat(1, 1), big.NewRat(1, 2), 1))
		if out.Kind != c.kind || calls != c.calls {
			t.Errorf("%s: %+v after %d brackets", c.reason, out, calls)
		}
		if out.Kind == claim.KindHeld && !(math.Abs(out.Margin-c.margin) < 1e-12) { // differences and quotients of float64s below 8
			t.Errorf("%s: margin %v, want %v", c.reason, out.Margin, c.margin)
		}
	}
}

// TestFloatTolerance puts the judge at its tolerance. r = 0 makes the step size 1, and the exponent -1 makes the exact value k0 (K = 0). Its enclosure
// has the neighbors of k0 as ends. k0 = 1 + m 2^-52: lo - tol = 1 + (m-1-7) 2^-52 less 2^-99; k0 = 1 - m 2^-53: hi + tol = 1 + (14-m+1) 2^-53 less
// as little. So 1 is on the edge at m = 8 and m = 15.
func TestFloatTolerance(t *testing.T) {
	s := lemma()
	s.exponent = func(*big.Rat) *big.Rat { return big.NewRat(-1, 1) }
	at := func(m int64, n int) *big.Rat {
		return new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Mul(big.NewRat(m, 1), twoTo(n)))
	}
	for _, c := range []struct {
		k0     *big.Rat
		held   bool
		margin float64
	}{
		{at(8, -52), true, 0}, {at(9, -52), false, 0}, {at(-15, -53), true, 0}, {at(-16, -53), false, 0},
		{at(4, -52), true, 1 - 3./7}, {at(-8, -53), true, 1 - 7./14}, {at(0, 0), true, 1},
	} {
		for _, a := range []int64{1, 4} { // everything four times as large, the tolerance too
			x := schedule(new(big.Rat), c.k0, 0)
			x.Param("a").SetInt64(a)
			out := s.float(x)
			if c.held != (out.Kind == claim.KindHeld) {
				t.Errorf("a = %d, k0 = %s: %+v", a, c.k0.FloatString(20), out)
			}
			if c.held && !(math.Abs(out.Margin-c.margin) < 1e-12) { // tol is 7 2^-52 up to a factor 1 + 2^-48
				t.Errorf("a = %d, k0 = %s: margin %v, want %v", a, c.k0.FloatString(20), out.Margin, c.margin)
			}
		}
	}
}

// TestFloatRefusal: a schedule of the domain that package numeric refuses is a violation; it refuses k0 = 0 with r > 0, where step 0 would be infinite, and with r = 0 it does not.
func TestFloatRefusal(t *testing.T) {
	for _, c := range []struct {
		r       *big.Rat
		failure string
	}{{big.NewRat(1, 1), "refused"}, {new(big.Rat), ""}} {
		if out := lemma().float(schedule(c.r, new(big.Rat), 1)); out.Failure != c.failure {
			t.Errorf("r = %s: %+v", c.r, out)
		}
	}
}

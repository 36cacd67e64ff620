package theorem3_1

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestImbalance: |D(t)| = f exp(-rate t) |D(0)| for numbers f around 1 is judged as what it is.
func TestImbalance(t *testing.T) {
	open := given(t, "1", "1", "2", "1", "1")      // L = 3: an inequality; layers 1 and 2: D(0) = 3, rate 4
	negative := given(t, "1", "1", "1", "2", "1")  // D(0) = -3
	two := given(t, "1", "1", "2", "1")            // L = 2: an equality
	still := given(t, "1", "0", "1", "0", "1")     // e = 0: the rate is 0 and D(0) = 1
	balanced := given(t, "1", "1", "1", "-1", "2") // D(0) = 0
	second := beside(given(t, "1", "1", "1", "1", "1"), open)
	for _, c := range []struct {
		reason     string
		c          *claim.Case
		coordinate int
		lo, hi     string // of f, or of D(t) where D(0) = 0
		want       judged
	}{
		{"half", open, 0, "1/2", "1/2", heldBy(0.5)},
		{"half of a negative one", negative, 0, "1/2", "1/2", heldBy(0.5)},
		{"half in the second coordinate", second, 1, "1/2", "1/2", heldBy(0.5)},
		{"the margin is that of the upper end", open, 0, "1/4", "3/4", heldBy(0.25)},
		{"slower by a half", open, 0, "3/2", "2", violated("slower", 0.5)},
		{"another sign", open, 0, "-1/2", "-1/4", violated("sign", 1)},
		{"0", open, 0, "0", "0", violated("sign", 1)},
		{"of unknown sign", open, 0, "-1/4", "1/4", undecided()},
		{"around 1", open, 0, "1/2", "2", undecided()},
		{"equality at L = 2", two, 0, "2097151/2097152", "1", heldBy(0)},
		{"equality with a loose enclosure", two, 0, "1/2", "2", undecided()},
		{"faster than equality", two, 0, "1/4", "1/2", violated("not equal", 0.5)},
		{"slower than equality", two, 0, "5/4", "2", violated("slower", 0.25)},
		{"equality at e = 0, known to 2^-20", still, 0, "1048575/1048576", "1", heldBy(0)},
		{"equality at e = 0, known exactly", still, 0, "1", "1", heldBy(0)},
		{"equality at e = 0, known to 2^-20 (1+2^-20)", still, 0, "1099510579199/1099511627776", "1", undecided()},
		{"conservation at e = 0, lost downward", still, 0, "1/2", "3/4", violated("not equal", 0.25)},
		{"balanced, held", balanced, 0, "-1", "1", held()},
		{"balanced, lost", balanced, 0, "1/8", "1", violated("balance lost", 0)},
	} {
		j := &enclosed{n: lemma().numbers(), c: interval.NewContext(256)}
		time := q(1, 4)
		value := between(t, c.lo, c.hi)
		if c.c != balanced { // D(0) f exp(-4 s e^(2(L-1)) t)
			a, b := c.c.Weights[0][c.coordinate], c.c.Weights[1][c.coordinate]
			start := new(big.Rat).Sub(new(big.Rat).Mul(a, a), new(big.Rat).Mul(b, b))
			exponent := new(big.Rat).Mul(c.c.Noise, c.c.Noise) // e = 0 or 1, s = 1, 4 t = 1
			j.c.MulRat(value, value, start)
			j.c.Mul(value, value, j.c.Exp(interval.New(), j.c.SetRat(interval.New(), exponent.Neg(exponent))))
		}
		got, out := j.imbalance(c.c, time, flow.Imbalance{Coordinate: c.coordinate, Layer1: 0, Layer2: 1, Value: value})
		if out.Kind == claim.KindHeld && !math.IsInf(got, 1) {
			out = claim.HoldBy(got)
		}
		c.want.meets(t, c.reason, out)
	}
}

// TestEqual: P_-lm = e^(2(L-2)) along the flow iff the other weights of the coordinate are 0 and stay 0.
func TestEqual(t *testing.T) {
	full := beside(given(t, "0", "1", "1", "1", "0"), given(t, "1", "1", "1", "1", "1"))
	full.Sigma[0][1].SetFrac64(1, 2)
	full.Sigma[1][0].SetFrac64(1, 2)
	for _, c := range []struct {
		reason string
		c      *claim.Case
		l, m   int
		want   bool
	}{
		{"L = 2", given(t, "1", "1", "1", "2"), 0, 1, true},
		{"e = 0", given(t, "1", "0", "1", "2", "3"), 0, 1, true},
		{"another weight is not 0", given(t, "1", "1", "1", "2", "3"), 0, 1, false},
		{"the other is 0 and leaves 0", given(t, "1", "1", "1", "2", "0"), 0, 1, false},
		{"the other is 0 and sees a zero weight", given(t, "1", "1", "1", "0", "0"), 0, 1, true},
		{"the same, the first of the two", given(t, "1", "1", "0", "1", "0"), 0, 1, true},
		{"the other is 0 and the target too", given(t, "0", "1", "1", "2", "0"), 0, 1, true},
		{"two others are 0", given(t, "1", "1", "1", "2", "0", "0"), 0, 1, true},
		{"one of two others is 0", given(t, "1", "1", "1", "2", "0", "1"), 0, 1, false},
		{"the other is the first layer", given(t, "1", "1", "0", "2", "3"), 1, 2, false},
		{"the pair holds the zero", given(t, "1", "1", "0", "2", "3"), 0, 1, false},
		{"the other is 0 and the target too, coupled", full, 0, 1, false},
	} {
		j := &enclosed{}
		if got := j.equal(c.c, flow.Imbalance{Layer1: c.l, Layer2: c.m}); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// TestRateJudge: at L = 3 with one zero weight, b = 0 and s = e = 1 the squares X, Y of the others obey X' = -4 X (Y+1), Y' = -4 Y (X+1), and
// the zero stays. So X - Y = exp(-4t) (X_0 - Y_0) exactly, and X = exp(-4t - 4 int Y) X_0 falls faster than exp(-4t): the least margin over the
// pairs is 0, and without the pair of equality it is positive.
func TestRateJudge(t *testing.T) {
	judge := lemma().rateDiagonal().NewJudge()
	heldBy(0).meets(t, "with an equality", judge(lasting(given(t, "0", "1", "1", "1/2", "0"), q(1, 8))))
	out := judge(lasting(given(t, "1", "1", "1", "1/2", "1/4"), q(1, 8)))
	// Layers 1 and 2 fall by exp(-4 int (1 + w_3^2)) until 1/24, the first moment. There 1/32 < w_3^2 < 1: the box is |w| <= 1, b p > 0, so
	// w_3' >= -2 w_3 (1+1)^2 and w_3 >= exp(-8/24)/4. The other pairs see larger weights, and later moments longer integrals.
	if out.Kind != claim.KindHeld || out.Margin < -math.Expm1(-4./32/24) || out.Margin > -math.Expm1(-4./24) {
		t.Errorf("an inequality: %v %v %s", out.Kind, out.Margin, out.Detail)
	}
	held().meets(t, "balanced: nothing is compared", judge(lasting(given(t, "1", "1", "1", "1", "-1"), q(1, 8))))
	wrong := lemma()
	wrong.layer = lemma().reach // 4 s e^2 (2 e)^(L-2)
	if out := wrong.rateDiagonal().NewJudge()(lasting(given(t, "0", "1", "1", "1/2", "0"), q(1, 8))); out.Kind != claim.KindViolated || out.Failure != "slower" {
		t.Errorf("twice the rate: %v %s", out.Kind, out.Failure)
	}
}

// TestMoments: the judge looks at thirds of the time.
func TestMoments(t *testing.T) {
	got := moments(lasting(given(t, "0", "1", "1", "1"), q(3, 4)))
	if !slices.EqualFunc(got, []*big.Rat{q(1, 4), q(1, 2), q(3, 4)}, func(x, y *big.Rat) bool { return x.Cmp(y) == 0 }) {
		t.Errorf("%v", got)
	}
}

// TestRetry: more digits are asked for as long as nothing is decided, three times at most; a flow that can't be followed is not judged.
func TestRetry(t *testing.T) {
	c := given(t, "1", "1", "1", "1/2")
	for _, k := range []struct {
		reason string
		times  []*big.Rat
		until  int // the attempt that decides
		calls  int
		want   judged
	}{
		{"decided at once", []*big.Rat{q(1, 8)}, 1, 1, violated("class", 0)},
		{"decided at the third attempt", []*big.Rat{q(1, 8)}, 3, 3, violated("class", 0)},
		{"never decided", []*big.Rat{q(1, 8)}, 9, 3, undecided()},
		{"times that are not in order", []*big.Rat{q(1, 4), q(1, 8)}, 1, 0, undecided()},
	} {
		calls, bits := 0, 0
		k.want.meets(t, k.reason, retry(c, k.times, func(states []flow.State) claim.Outcome {
			calls++
			if b := states[0].Weights[0][0].RelBits(); b <= bits {
				t.Errorf("%s: %d bits after %d", k.reason, b, bits)
			} else {
				bits = b
			}
			if calls < k.until {
				return claim.Undecide("not yet")
			}
			return claim.Violate("class", 0, "decided")
		}))
		if calls != k.calls {
			t.Errorf("%s: %d attempts, want %d", k.reason, calls, k.calls)
		}
	}
	if out := retry(c, []*big.Rat{q(1, 4), q(1, 8)}, nil); out.Detail == "no attempt" || out.Detail == "" {
		t.Errorf("no reason is given: %q", out.Detail)
	}
}

// TestOutcome: a violation goes before the margin, and without a comparison there is none.
func TestOutcome(t *testing.T) {
	violated("class", 2).meets(t, "violated", outcome(claim.Violate("class", 2, "..."), 1))
	violated("class", 2).meets(t, "violated, nothing else compared", outcome(claim.Violate("class", 2, "..."), math.Inf(1)))
	heldBy(0.25).meets(t, "held", outcome(claim.Hold(), 0.25))
	held().meets(t, "nothing compared", outcome(claim.Hold(), math.Inf(1)))
}

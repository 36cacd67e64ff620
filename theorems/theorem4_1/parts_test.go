package theorem4_1

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func rats(xs ...int64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for k, x := range xs {
		out[k] = big.NewRat(x, 1)
	}
	return out
}

func texts(xs []*big.Rat) []string {
	out := make([]string, len(xs))
	for k, x := range xs {
		out[k] = x.RatString()
	}
	return out
}

// TestFormulas: 1/alpha = 2 s (|b| M^(L-2) + (M^2+e^2)^(L-1)) and the root 2 s e^(2(L-1)) by hand.
func TestFormulas(t *testing.T) {
	for _, c := range []struct {
		depth         int
		s, b, e, m    int64
		inverse, root int64
	}{
		{2, 3, 5, 2, 1, 6 * (5 + 5), 6 * 4},
		{3, 3, 5, 2, 1, 6 * (5 + 25), 6 * 16},
		{3, 3, 5, 2, 3, 6 * (15 + 169), 6 * 16},
		{4, 1, 7, 1, 2, 2 * (28 + 125), 2},
		{4, 1, 7, 3, 2, 2 * (28 + 13*13*13), 2 * 729},
	} {
		x := rats(c.s, c.b, c.e, c.m)
		inverse, root := at(c.depth, theorem().inverse)(x...), at(c.depth, theorem().root)(x...)
		if inverse.Cmp(big.NewRat(c.inverse, 1)) != 0 || root.Cmp(big.NewRat(c.root, 1)) != 0 {
			t.Errorf("%+v: got %s, %s", c, inverse.RatString(), root.RatString())
		}
	}
}

// TestStepInverse: 2 s (|b| H + (M^2+e^2) G) at s = 3, |b| = 5, e = 2, M = 1, with symbols G = 7 and H = 11: 6 (55 + 35).
func TestStepInverse(t *testing.T) {
	c := circuit.NewBuilder()
	f := StepInverse(c, c.Var("s"), c.Var("b"), c.Var("e"), c.Var("M"), c.Var("g"), c.Var("h"))
	if got := circuit.NewMachine(circuit.Rats{}, c.Compile(f)).Run(rats(3, 5, 2, 1, 7, 11))[0]; got.Cmp(big.NewRat(540, 1)) != 0 {
		t.Errorf("got %s, want 540", got.RatString())
	}
}

// TestSchedule: the step obeys the condition in the worst coordinate, with the fraction and the noise level of its parity, rounded down to 16 bits.
func TestSchedule(t *testing.T) {
	in := &generators.Instance{Sigma: [][]*big.Rat{rats(1, 0), rats(0, 3)}, Target: rats(-8, 1)}
	s := theorem()
	b := bounds{at(2, s.inverse), at(2, s.root)}
	h := &schedule{in: in, bounds: b, any: big.NewRat(1, 1), theta: [2]*big.Rat{big.NewRat(1, 1), big.NewRat(1, 2)}, noise: [2]*big.Rat{big.NewRat(1, 1), big.NewRat(2, 1)}}
	for _, c := range []struct {
		k              int
		m              []*big.Rat
		inverse, theta *big.Rat
	}{
		{0, rats(1, 1), big.NewRat(2*(8+1+1), 1), big.NewRat(1, 1)},  // coordinate 1: 20, coordinate 2: 6 (1+1+1) = 18
		{1, rats(1, 1), big.NewRat(6*(1+1+4), 1), big.NewRat(1, 2)},  // 26 and 36
		{2, rats(1, 3), big.NewRat(6*(1+9+1), 1), big.NewRat(1, 1)},  // 20 and 66
		{2, rats(9, 3), big.NewRat(2*(8+81+1), 1), big.NewRat(1, 1)}, // 180 and 66
	} {
		most := new(big.Rat).Quo(c.theta, c.inverse)
		got := h.step(c.k, c.m)
		low := new(big.Rat).Mul(most, big.NewRat(1<<15-1, 1<<15)) // 16 bits: less than 2^-15 is lost
		if got.Cmp(most) > 0 || got.Cmp(low) < 0 || got.Num().BitLen() > 16 {
			t.Errorf("step %d: %s, at most %s", c.k, got.RatString(), most.RatString())
		}
	}
	// (1 - alpha 2 s e^2)^2 with alpha = 1/4: coordinate 1 at e = 1, coordinate 2 at e = 2.
	if a, b := h.rate(0, 0, big.NewRat(1, 4)), h.rate(1, 1, big.NewRat(1, 4)); a.RatString() != "1/4" || b.RatString() != "25" {
		t.Errorf("rates %s, %s", a.RatString(), b.RatString())
	}
	in.Sigma = [][]*big.Rat{rats(0, 0), rats(0, 0)} // nothing moves: 1/alpha is replaced by 1
	if got := h.step(0, rats(1, 1)); got.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("without scales the step is %s", got.RatString())
	}
	for depth, n := range map[int]int{2: 5, 3: 3, 4: 2, 5: 2} {
		if exactSteps(depth) != n {
			t.Errorf("%d steps at L = %d", exactSteps(depth), depth)
		}
	}
}

// TestImbalances: pairs (1,2), (1,3), (2,3), coordinates within.
func TestImbalances(t *testing.T) {
	w := rats(1, 2, 3, 4, 5, 7)
	if d := cmp.Diff([]string{"-8", "-12", "-24", "-45", "-16", "-33"}, texts(imbalances(w, proof.Shape{Depth: 3, Width: 2}))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"2", "4", "7"}, texts(column(w, 2, 1))); d != "" {
		t.Error(d)
	}
	if got := difference(big.NewRat(5, 1), big.NewRat(3, 1)); got.RatString() != "16" {
		t.Errorf("difference %s", got)
	}
	c := interval.NewContext(firstPrec)
	var x []*interval.Interval
	for _, r := range rats(5, -3, -7) {
		x = append(x, c.SetRat(interval.New(), r))
	}
	for m, want := range []int64{0, 16, -24} {
		if got := imbalance(c, x, m); !got.Contains(big.NewRat(want, 1)) {
			t.Errorf("w_1^2 - w_%d^2 = %v", m+1, got)
		}
	}
	if got, ok := magnitude(c, x); !ok || got.Cmp(big.NewRat(7, 1)) != 0 {
		t.Errorf("magnitude %s, %t", got, ok)
	}
}

// TestLipschitz: K = 2 s [(M^2+e^2)^(L-1) + (L-1)(|b| M^(L-2) + 2 M^2 (M^2+e^2)^(L-2))] at s = 3, b = -5, e = 2, in numbers that float64 arithmetic holds exactly.
func TestLipschitz(t *testing.T) {
	m, err := numeric.NewDiagonalModel([]float64{-5}, []float64{3}, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		depth        int
		radius, want float64
	}{
		{2, 1, 6 * (5 + (5 + 2))}, {2, 3, 6 * (13 + (5 + 18))}, {3, 1, 6 * (25 + 2*(5+10))}, {3, 3, 6 * (169 + 2*(15+18*13))}, {4, 2, 6 * (512 + 3*(20+8*64))},
	} {
		if got := lipschitz(m, c.depth, c.radius); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
	if got := largest([]float64{1, -3, 2}); got != 3 {
		t.Errorf("largest %v", got)
	}
}

package theorem3_1

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func newDescent(s statement) *descent {
	return &descent{
		n: s.numbers(), excess: proof.NewValues(excess), c: interval.NewContext(256),
		orbits: map[proof.Shape]*orbit.Orbit[*interval.Interval, interval.Ring]{},
	}
}

// margin makes an outcome of a margin and what was decided.
func margin(m float64, out claim.Outcome) claim.Outcome { return outcome(out, m) }

// TestBoxJudge: |w| <= M = max(max|w(0)|, |b|/(2e)^(L-1)), for each coordinate of a diagonal model that moves.
func TestBoxJudge(t *testing.T) {
	start := given(t, "-1", "1", "1/4", "-2", "1/2") // M = 2
	target := given(t, "-16", "1", "1/4", "-2", "1") // M = 16/4 = 4
	full := beside(start, start)
	full.Sigma[0][1].SetFrac64(1, 2)
	full.Sigma[1][0].SetFrac64(1, 2)
	for _, c := range []struct {
		reason string
		c      *claim.Case
		still  bool
		lo, hi string
		want   judged
	}{
		{"inside the box of the start", start, false, "-3/2", "-1", heldBy(0.25)},
		{"on its boundary", start, false, "-2", "-2", heldBy(0)},
		{"outside", start, false, "5/2", "3", violated("outside the box", 0)},
		{"outside, below", start, false, "-3", "-5/2", violated("outside the box", 0)},
		{"across its boundary", start, false, "1", "3", undecided()},
		{"inside the box of the target", target, false, "5/2", "3", heldBy(0.25)},
		{"outside the box of the target", target, false, "5", "6", violated("outside the box", 0)},
		{"a coordinate at rest", start, true, "5/2", "3", held()},
		{"coupled coordinates have no box", full, false, "5/2", "3", held()},
	} {
		m, out := newDescent(lemma()).box(c.c, state(between(t, c.lo, c.hi), 3), slices.Repeat([]bool{c.still}, c.c.Width()))
		c.want.meets(t, c.reason, margin(m, out))
	}
	// The least margin of two coordinates with the boxes 2 and 4, whose weights are 1 and 3.
	both := state(between(t, "1", "1"), 3)
	for l := range both.Weights {
		both.Weights[l] = append(both.Weights[l], between(t, "3", "3"))
	}
	m, out := newDescent(lemma()).box(beside(start, target), both, []bool{false, false})
	heldBy(0.25).meets(t, "two coordinates", margin(m, out))
	m, out = newDescent(lemma()).box(beside(start, target), both, []bool{false, true})
	heldBy(0.5).meets(t, "the second at rest", margin(m, out))
}

// TestEnergyJudge: sum_i s_i w_li^2 <= F(0)/e^(2(L-1)), with scales 1 and 3, e = 2 and F(0) = 64: at most 16 at L = 2.
func TestEnergyJudge(t *testing.T) {
	c := beside(given(t, "0", "2", "1", "1"), given(t, "0", "2", "1", "1"))
	c.Scale(1).SetInt64(3)
	for _, k := range []struct {
		reason        string
		first, second [2]string // weights of the first and of the second layer
		want          judged
	}{
		{"1 + 3 1 and 1 + 3 4", [2]string{"1", "-1"}, [2]string{"1", "2"}, heldBy(3. / 16)},
		{"4 + 3 4 in the first layer", [2]string{"-2", "2"}, [2]string{"0", "0"}, heldBy(0)},
		{"9 + 3 4 in the second layer", [2]string{"0", "0"}, [2]string{"3", "2"}, violated("above F(0)", 0)},
		{"4 + 3 9 in the first layer", [2]string{"2", "3"}, [2]string{"0", "0"}, violated("above F(0)", 0)},
	} {
		st := flow.State{Time: q(1, 1)}
		for _, layer := range [][2]string{k.first, k.second} {
			st.Weights = append(st.Weights, []*interval.Interval{between(t, layer[0], layer[0]), between(t, layer[1], layer[1])})
		}
		m, out := newDescent(lemma()).energy(c, st, q(64, 1))
		k.want.meets(t, k.reason, margin(m, out))
	}
}

// TestValueJudge: L_R at a state, at two shapes in turn. L = 2, d = 1, s = 1: (b - w_1 w_2)^2 + e^2 (w_1^2 + w_2^2) + e^4.
func TestValueJudge(t *testing.T) {
	j := newDescent(lemma())
	for _, c := range []struct {
		reason string
		c      *claim.Case
		w      string
		want   int64
	}{
		{"b = 3, e = 1, w = 2: 1 + 8 + 1", given(t, "3", "1", "0", "0"), "2", 10},
		{"b = 3, e = 2, w = 1: 4 + 8 + 16", given(t, "3", "2", "0", "0"), "1", 28},
		{"L = 3, b = 0, e = 1, w = 1: 2^3", given(t, "0", "1", "0", "0", "0"), "1", 8},
		{"b = 3, e = 1, w = 2 again", given(t, "3", "1", "0", "0"), "2", 10},
	} {
		if got := j.value(c.c, state(between(t, c.w, c.w), c.c.Depth())); !got.Contains(q(c.want, 1)) || got.RelBits() < 200 {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
	two := beside(given(t, "3", "1", "0", "0"), given(t, "3", "1", "0", "0"))
	st := state(between(t, "2", "2"), 2)
	for l := range st.Weights { // the second coordinate at 0: 9 + 1
		st.Weights[l] = append(st.Weights[l], interval.New())
	}
	if got := j.value(two, st); !got.Contains(q(20, 1)) || got.RelBits() < 200 {
		t.Errorf("two coordinates: %v", got)
	}
}

// TestDescends: the balanced line at L = 2, b = 0, s = e = 1: u' = -4 u (u+1), so u = z/(1-z), z = u_0/(1+u_0) exp(-4t). The margins are least where
// u is largest, at the first moment.
func TestDescends(t *testing.T) {
	u := func(u0, time float64) float64 {
		z := u0 / (1 + u0) * math.Exp(-4*time)
		return z / (1 - z)
	}
	line := func(w string) *claim.Case { return lasting(given(t, "0", "1", w, w), q(3, 8)) }
	one := u(1, 0.125)
	// At rest: b = 2, w = (1,1) has u = b - e^2, on the boundary of its box. F: (2-1)^2 + 2 + 1 - 1 = 3 for the one, 3 for the other.
	resting := lasting(beside(given(t, "0", "1", "1", "1"), given(t, "2", "1", "1", "1")), q(3, 8))
	for _, c := range []struct {
		reason string
		c      *claim.Case
		want   judged
	}{
		// M = 1: 1 - sqrt(u). F(0) = 4 - 1 = 3: 1 - u/3.
		{"the box is nearer", line("1"), heldBy(1 - math.Sqrt(one))},
		// M = 1/8, u_0 = 1/64, F(0) = (65/64)^2 - 1.
		{"the bound of F is nearer", line("1/8"), heldBy(min(1-8*math.Sqrt(u(1./64, 0.125)), 1-u(1./64, 0.125)/(65.*65/64/64-1)))},
		{"the start is stationary", lasting(given(t, "2", "1", "1", "1"), q(3, 8)), held()},
		{"one coordinate is at rest on the boundary of its box", resting, heldBy(min(1-math.Sqrt(one), 1-(1+one)/6))},
	} {
		// 12 digits are asked for, for numbers up to 1; the margin of u = w^2 and of w/M, M >= 1/8, loses one.
		c.want.within(t, c.reason, lemma().descends().NewJudge()(c.c), 1e-11)
	}
	// b = 1, w = (1,1/2): dL_R/dw_2 = 0 at the start, but w_1 falls. |dL_R/dw_1| <= 2 (5/4) in the box of M = 1, F(0) = 3/2: by t = 1/8 the box leaves
	// at most 5/16, the bound of F at least 1/3.
	if out := lemma().descends().NewJudge()(lasting(given(t, "1", "1", "1", "1/2"), q(3, 8))); out.Kind != claim.KindHeld || out.Margin > 5./16 {
		t.Errorf("one layer at rest for a moment: %v %v", out.Kind, out.Margin)
	}
	for _, c := range []struct {
		reason string
		s      statement
		c      *claim.Case
		want   judged
	}{
		// From (1/4, 1/4) at b = 4 the weights grow to sqrt(3), beyond the start and |b|/4 = 1, not beyond |b|/2.
		{"the box |b|/(2e)", lemma(), given(t, "4", "1", "1/4", "1/4"), held()},
		{"the box |b|/(4e)", with(func(s *statement) { s.reach = func(e circuit.Node) circuit.Node { return e.Times(4) } }),
			given(t, "4", "1", "1/4", "1/4"), violated("outside the box", 0)},
		// 8 u > 8 0.43 > 3
		{"eight times the sum", with(func(s *statement) { s.weight = func(floor, _ circuit.Node) circuit.Node { return floor.Times(8) } }), line("1"), violated("above F(0)", 0)},
	} {
		out := c.s.descends().NewJudge()(c.c)
		if out.Kind != c.want.kind || out.Failure != c.want.failure {
			t.Errorf("%s: %v %s %s", c.reason, out.Kind, out.Failure, out.Detail)
		}
	}
}

// TestStationary: every entry of the gradient is 0.
func TestStationary(t *testing.T) {
	zero := new(big.Rat)
	for _, c := range []struct {
		g    [][]*big.Rat
		want bool
	}{
		{[][]*big.Rat{{zero, zero}, {zero, zero}}, true},
		{[][]*big.Rat{{zero, zero}, {zero, q(-1, 1)}}, false},
		{[][]*big.Rat{{q(1, 9), zero}, {zero, zero}}, false},
	} {
		if got := stationary(c.g); got != c.want {
			t.Errorf("%v: %v", c.g, got)
		}
	}
}

package theorem3_1

import (
	"math"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestInCube: b != 0 and max|w|^(L-2) |b| < e^(2(L-1)).
func TestInCube(t *testing.T) {
	for _, c := range []struct {
		reason  string
		b, e    string
		weights []string
		want    bool
	}{
		{"inside", "-3/2", "1", []string{"1/2", "-1/2", "0"}, true},
		{"on the boundary", "2", "1", []string{"1/2", "-1/2", "0"}, false},
		{"outside by a negative weight", "2", "1", []string{"1/4", "-3/4", "0"}, false},
		{"without a target", "0", "1", []string{"1/2", "1/2", "1/2"}, false},
		{"L = 4, m^2 |b| = 1/2 < 1", "2", "1", []string{"1/2", "1/2", "1/2", "1/2"}, true},
		{"L = 4, e = 1/2: e^6 = 1/64 < 2/4", "2", "1/2", []string{"1/2", "1/2", "1/2", "1/2"}, false},
	} {
		if got := inCube(given(t, c.b, c.e, c.weights...).Instance); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// TestDecay: from (m, 0, 0) at L = 3 the zeros stay and w_1 = m exp(-2 s e^4 t). With m = 1/2, |b| = s = 1 the bound is m exp(-2 (e^4-1/2) t): w_1 is
// exp(-t) times that, and the first moment of t = 3/8 is 1/8.
func TestDecay(t *testing.T) {
	rate := func(n int64) statement {
		s := lemma()
		s.decay = func(floor, _, _ circuit.Node) circuit.Node { return floor.Times(n) }
		return s
	}
	for _, c := range []struct {
		reason string
		s      statement
		b, e   string
		w      []string
		want   judged
	}{
		{"the first layer", lemma(), "1", "1", []string{"1/2", "0", "0"}, heldBy(-math.Expm1(-1. / 8))},
		{"the last layer, both signs negative, another e", lemma(), "-1", "3/2", []string{"0", "0", "-1/2"}, heldBy(-math.Expm1(-1. / 8))},
		{"the rate 2 2 of a wrong statement", rate(2), "1", "1", []string{"1/2", "0", "0"}, violated("slower", math.Expm1(2./8))},
		{"the true rate: no enclosure can tell", rate(1), "1", "1", []string{"1/2", "0", "0"}, undecided()},
		{"the origin stays", lemma(), "1", "1", []string{"0", "0", "0"}, held()},
	} {
		// 12 digits are asked for, and exp(2/8) < 2.
		c.want.within(t, c.reason, c.s.cube().NewJudge()(lasting(given(t, c.b, c.e, c.w...), q(3, 8))), 1e-11)
	}
}

package theorem3_1

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestRatePointwise: -D'/D = 4 s e^2 P_-lm against the rate, with margins and severities by hand.
func TestRatePointwise(t *testing.T) {
	times := func(n int64) statement {
		s := lemma()
		s.rate = func(sc, e circuit.Node) circuit.Node { return sc.Mul(e.Sqr()).Times(n) }
		return s
	}
	free := given(t, "1", "1", "1", "2") // the second coordinate is without scale
	free = beside(free, free)
	free.Sigma[1][1].SetInt64(0)
	for _, c := range []struct {
		reason string
		s      statement
		c      *claim.Case
		want   judged
	}{
		{"L = 3, the least of 20, 10, 8 is 8 against 4", lemma(), given(t, "5", "1", "1", "2", "3"), heldBy(0.5)},
		{"the same with the pairs in another order", lemma(), given(t, "5", "1", "3", "2", "1"), heldBy(0.5)},
		{"8 against 8", times(8), given(t, "5", "1", "1", "2", "3"), heldBy(0)},
		{"8 against 10", times(10), given(t, "5", "1", "1", "2", "3"), violated("slower", 0.2)},
		{"L = 2: equality", lemma(), given(t, "5", "1", "1", "2"), heldBy(0)},
		{"L = 2: 4 against 3", times(3), given(t, "5", "1", "1", "2"), violated("not equal", 0.25)},
		{"L = 2: 4 against 5", times(5), given(t, "5", "1", "1", "2"), violated("slower", 0.2)},
		{"balanced: nothing to compare", lemma(), given(t, "5", "1", "1", "-1", "1"), held()},
		{"e = 0: nothing falls", lemma(), given(t, "5", "0", "1", "2", "3"), held()},
		{"a coordinate without scale does not move", lemma(), free, heldBy(0)},
	} {
		c.want.meets(t, c.reason, c.s.ratePointwise().NewJudge()(c.c))
	}
}

// TestSublevelExact: F against E sum_i s_i w_li^2. At L = 2, b = 0: F = s (w_1^2+e^2)(w_2^2+e^2) - s e^4.
func TestSublevelExact(t *testing.T) {
	times := func(n int64) statement {
		s := lemma()
		s.weight = func(floor, _ circuit.Node) circuit.Node { return floor.Times(n) }
		return s
	}
	// d = 2, Sigma = ((2,1),(1,3)), b = p = (1,2): F = 2 (4-1) + 3 (10-4) - (2+3) = 19, the layers have 2+3 and 2+12.
	full := beside(given(t, "1", "1", "1", "1"), given(t, "2", "1", "1", "2"))
	for i, row := range [][]int64{{2, 1}, {1, 3}} {
		for j, x := range row {
			full.Sigma[i][j].SetInt64(x)
		}
	}
	noisy := given(t, "0", "2", "1", "2") // F = 5 8 - 16 = 24, E = 4, the layers have 4 and 16
	noisy.Tau2.SetInt64(7)
	for _, c := range []struct {
		reason string
		s      statement
		c      *claim.Case
		want   judged
	}{
		{"24 against 16", lemma(), noisy, heldBy(1. / 3)},
		{"19 against 14", lemma(), full, heldBy(5. / 19)},
		{"24 against 6 4", times(6), given(t, "0", "1", "2", "2"), heldBy(0)},
		{"24 against 7 4", times(7), given(t, "0", "1", "2", "2"), violated("above F", 1./7)},
		{"the second layer alone is above: 9 against 3 4", times(3), given(t, "0", "1", "1", "2"), violated("above F", 0.25)},
		{"F = 0", lemma(), given(t, "0", "1", "0", "0"), held()},
	} {
		c.want.meets(t, c.reason, c.s.sublevelExact().NewJudge()(c.c))
	}
}

package lemma2_2

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// L = 2, w = (1, 2): E_1 = 5, C(2,1) G = 2 |p| = 4, so that the margin is 1/5. L = 3, w = (1, 1, 8): E_1 = 66 against 3 * 4, E_2 = 129 against 3 * 16.
func TestBracketMargin(t *testing.T) {
	for _, c := range []struct {
		w    []int64
		want float64
	}{{[]int64{1, 2}, 0.2}, {[]int64{1, 1, 8}, 1 - 48./129}, {[]int64{3, -3}, 0}, {[]int64{0, 5, 5}, 1}, {[]int64{0, 0, 5}, 0}} {
		in := generators.NewInstance("test", len(c.w), 1)
		for l, w := range c.w {
			in.Weights[l][0].SetInt64(w)
		}
		if out := lemma().judgeBrackets(&claim.Case{Instance: in}); out.Kind != claim.KindHeld || math.Abs(out.Margin-c.want) > 1e-12 {
			t.Errorf("w = %v: %v %s, margin %v, want %v", c.w, out.Kind, out.Detail, out.Margin, c.want)
		}
	}
}

// A lower bound of the share; 0 where it is no number.
func TestShare(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ low, high, value, want float64 }{
		{1, 2, 4, 0.25}, {-2, -1, 4, 0.25}, {3, 2, 4, 0.5}, {1, 2, 0, 0}, {0, 0, 0, 0}, {inf, inf, inf, 0}, {1, inf, inf, 0},
	} {
		if got := share(c.low, c.high, c.value); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}

// A step needs x < G < y strictly.
func TestSmoothNeedsGBetween(t *testing.T) {
	c := circuit.NewBuilder()
	s := lemma()
	pair := circuit.NewMachine(circuit.Rats{}, c.Compile(s.pair(c.Var("x"), c.Var("y"), c.Var("G"))))
	for _, k := range []struct {
		g    int64
		want string
	}{{1, "G is not between the extremes"}, {4, "G is not between the extremes"}, {5, "G is not between the extremes"}, {2, ""}, {3, ""}} {
		a := []*big.Rat{big.NewRat(1, 1), big.NewRat(4, 1)}
		if out := s.smooth(a, 0, 1, big.NewRat(k.g, 1), big.NewRat(1, 1), pair); out.Failure != k.want {
			t.Errorf("G = %d: %v %s", k.g, out.Kind, out.Failure)
		}
	}
}

// Both quantities are compared, and the first that differs is named.
func TestCornerNamesTheFirst(t *testing.T) {
	s := lemma()
	if r := s.corner([]int64{0, 0, 5}); r.Verdict != claim.Proved || r.Points != 2 || len(r.Values) != 6 {
		t.Errorf("%s, %d points, %d values", r.Verdict, r.Points, len(r.Values))
	}
	s.balanced = func([]*big.Rat) bool { return true }
	s.traceMinimal = func([]*big.Rat) bool { return true }
	if r := s.corner([]int64{1, 2, 4}); r.Verdict != claim.Refuted || !strings.Contains(r.Detail, ": R = ") {
		t.Errorf("%s %s", r.Verdict, r.Detail)
	}
	if r := s.corner([]int64{1, 2, 5}); r.Verdict != claim.Undecided {
		t.Errorf("p = 10 has no rational root: %s", r.Verdict)
	}
}

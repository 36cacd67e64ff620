package theorem4_2

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestSpread by hand: 3/2 and 1/2 in turn times 2 {(n+1) g/1024} - 1.
func TestSpread(t *testing.T) {
	for _, c := range []struct {
		n    int
		want [3]int64 // over 2048
	}{
		{0, [3]int64{3 * (2 - 1024), 3 * (2*619 - 1024), 3 * (2*379 - 1024)}},
		{1, [3]int64{4 - 1024, 2*(1238-1024) - 1024, 2*758 - 1024}},
		{1023, [3]int64{-1024, -1024, -1024}},
	} {
		for l, x := range spread(3, c.n) {
			if x.Cmp(rat(c.want[l], 2048)) != 0 {
				t.Errorf("w_%d of start %d: %s", l+1, c.n, x)
			}
		}
	}
}

// fallsToOrigin runs descent in float64 with the closed form of the gradient, 2 w_l prod (w_k^2 + 1) - 2 b prod w_k over k != l, and steps below 1/K.
func fallsToOrigin(t *testing.T, depth int, b float64, start []*big.Rat) bool {
	t.Helper()
	w, m := make([]float64, depth), b/math.Pow(2, float64(depth-1))
	for l, x := range start {
		w[l], _ = x.Float64()
		m = max(m, math.Abs(w[l]))
	}
	n := float64(depth - 1)
	alpha := 0.999 / (2 * (math.Pow(m*m+1, n) + n*(b*math.Pow(m, n-1)+2*m*m*math.Pow(m*m+1, n-1))))
	for range maxRun {
		next, size, change := make([]float64, depth), 0.0, 0.0
		for l := range w {
			p, q := 1.0, 1.0
			for k, x := range w {
				if k != l {
					p, q = p*(x*x+1), q*x
				}
			}
			step := alpha * (2*w[l]*p - 2*b*q)
			next[l] = w[l] - step
			size, change = max(size, math.Abs(next[l])), max(change, math.Abs(step))
		}
		if w = next; change < 0x1p-40 {
			return size < 0.125 // far below the other stationary points
		}
	}
	t.Fatal("no limit")
	return false
}

// TestBasins: the counts against a plain float64 descent, and the verdicts where one of the two limits is missing.
func TestBasins(t *testing.T) {
	right, wrong := theorem(), with(func(s *statement) { s.originAttracts = false })
	for _, c := range []struct {
		reason string
		depth  int
		beta   *big.Rat
		starts int
		verdicts
	}{
		{"both limits", 3, rat(7, 2), 6, verdicts{claim.Proved, claim.Refuted}},
		{"no start goes to the minimum", 3, rat(1, 1), 2, verdicts{claim.Refuted, claim.Refuted}},
		{"no start goes to the origin", 3, rat(12, 1), 1, verdicts{claim.Refuted, claim.Proved}},
	} {
		b, _ := c.beta.Float64()
		origin := 0
		for n := range c.starts {
			if fallsToOrigin(t, c.depth, b, spread(c.depth, n)) {
				origin++
			}
		}
		r := right.basins(t.Context(), c.depth, c.beta, c.starts)
		if r.Verdict != c.right || r.Points != int64(c.starts) || r.Stats[0].Value != fmt.Sprint(origin) || r.Stats[1].Value != fmt.Sprint(c.starts-origin) {
			t.Errorf("%s: %+v, want %d of %d", c.reason, r, origin, c.starts)
		}
		if r := wrong.basins(t.Context(), c.depth, c.beta, c.starts); r.Verdict != c.wrong {
			t.Errorf("%s: that the origin attracts nothing is %s", c.reason, r.Verdict)
		}
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if r := right.basins(stopped, 3, rat(7, 2), 6); r.Verdict != claim.Undecided {
		t.Errorf("stopped: %+v", r)
	}
}

// TestBasinsOpen: at L = 2, b = e^2 the origin is degenerate: its Hessian is 2 ((1, -1), (-1, 1)), and no ball around it attracts. A target of too many bits has no certified points.
func TestBasinsOpen(t *testing.T) {
	for _, c := range []struct {
		reason, detail string
		depth          int
		beta           *big.Rat
	}{
		{"degenerate", "in no ball that attracts", 2, rat(1, 1)},
		{"too many bits", "must have at most", 3, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shrinkage.MaxRationalBits))},
	} {
		if r := theorem().basins(t.Context(), c.depth, c.beta, 1); r.Verdict != claim.Undecided || r.Points != 0 || !strings.Contains(r.Detail, c.detail) {
			t.Errorf("%s: %+v", c.reason, r)
		}
	}
}

// verdicts are of the theorem and of the statement that the origin attracts nothing.
type verdicts struct{ right, wrong claim.Verdict }

package theorem3_1

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestFace: with the box |b|/reach^(L-1) and |c| <= 7/8 the field on the face points inward iff (7/8) (reach/2)^(L-1) < 1, because
// P_-l >= 2^(L-1) p_-l with equality at w = 1.
func TestFace(t *testing.T) {
	for _, c := range []struct {
		depth int
		reach int64
		want  claim.Verdict
	}{{2, 1, claim.Proved}, {2, 2, claim.Proved}, {2, 3, claim.Refuted}, {3, 1, claim.Proved}, {3, 2, claim.Proved}, {3, 3, claim.Refuted}} {
		s := lemma()
		s.reach = func(e circuit.Node) circuit.Node { return e.Times(c.reach) }
		r := s.face(t.Context(), c.depth)
		if r.Verdict != c.want || r.Points == 0 || r.Depth != c.depth || r.Width != 1 {
			t.Errorf("L = %d, reach %d: %s by %d boxes at L = %d, d = %d, want %s", c.depth, c.reach, r.Verdict, r.Points, r.Depth, r.Width, c.want)
		}
		if r.Verdict == claim.Refuted {
			outward(t, r, c.depth, q(c.reach, 1))
		}
	}
}

// outward evaluates 2 (w_1 P_-1 - b p_-1) at w_1 = e = 1 and the values of the counterexample: it is what the detail says and not positive, and b is
// within 7/8 of the reach.
func outward(t *testing.T, r claim.StepResult, depth int, reach *big.Rat) {
	t.Helper()
	if len(r.Values) != depth || r.Values[depth-1].Name != "b" {
		t.Fatalf("values %v at L = %d", r.Values, depth)
	}
	all, rest, limit := q(1, 1), q(1, 1), q(7, 8)
	for k, v := range r.Values[:depth-1] {
		if want := fmt.Sprintf("w%d", k+2); v.Name != want {
			t.Errorf("value %d is called %s, not %s", k, v.Name, want)
		}
		w := rats(t, v.Value)[0]
		if w.Cmp(q(1, 1)) != 0 {
			t.Errorf("w%d = %s, not the tight point 1, which is the middle t = 1/2 of the box", k+2, v.Value)
		}
		rest.Mul(rest, w)
		all.Mul(all, new(big.Rat).Add(w.Mul(w, w), q(1, 1)))
		limit.Mul(limit, reach)
	}
	b := rats(t, r.Values[depth-1].Value)[0]
	g := all.Sub(all, rest.Mul(rest, b))
	g.Add(g, g)
	if said := r.Detail[strings.LastIndex(r.Detail, " ")+1:]; g.Sign() > 0 || said != g.RatString() || new(big.Rat).Abs(b).Cmp(limit) > 0 {
		t.Errorf("dL_R/dw_1 = %s at %v, said to be %s; |b| <= %s", g.RatString(), r.Values, said, limit.RatString())
	}
}

package lemma3_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// A wrong number of roots is found as such, before the number of points that follows from it; a wrong total as a number of points.
func TestCountNamesWhatDiffers(t *testing.T) {
	roots, total := lemma(), lemma()
	roots.roots = func(depth, cmp int) int { return lemma().roots(depth, cmp) + 1 }
	total.total = func(depth, n int) *big.Int { return new(big.Int).Add(lemma().total(depth, n), big.NewInt(1)) }
	for _, c := range []struct {
		s     statement
		class string
	}{{lemma(), ""}, {roots, "number of roots"}, {total, "number of points"}} {
		for _, b := range []int64{-10, 0, 1, 10} {
			if out := countSample(c.s).NewJudge()(target(3, big.NewRat(b, 1))); out.Failure != c.class || (out.Kind == claim.KindHeld) != (c.class == "") {
				t.Errorf("b = %d: %v %s, want %q", b, out.Kind, out.Failure, c.class)
			}
		}
	}
}

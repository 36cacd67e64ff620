package lemma3_2

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
)

// A float64 solver that is wrong in one point is refused for that point. L = 3, b = 10, e = s = 1: two roots, the larger one global (10 > beta_2).
func TestFloatsNamesWhatDiffers(t *testing.T) {
	for _, c := range []struct {
		reason string
		spoil  func(out *numeric.Stationary) error
		class  string
	}{
		{"as it is", func(*numeric.Stationary) error { return nil }, ""},
		{"refuses", func(*numeric.Stationary) error { return errors.New("no") }, "refused"},
		{"one root more", func(out *numeric.Stationary) error { out.Count++; return nil }, "count"},
		{"one root less", func(out *numeric.Stationary) error { out.Count--; return nil }, "count"},
		{"small root a minimum", func(out *numeric.Stationary) error { out.Roots[0].Kind = numeric.Minimum; return nil }, "kind"},
		{"large root degenerate", func(out *numeric.Stationary) error { out.Roots[1].Kind = numeric.Degenerate; return nil }, "kind"},
		{"small root global", func(out *numeric.Stationary) error { out.Roots[0].Global = true; return nil }, "kind"},
		{"large root not global", func(out *numeric.Stationary) error { out.Roots[1].Global = false; return nil }, "kind"},
		{"origin global", func(out *numeric.Stationary) error { out.OriginGlobal = true; return nil }, "kind"},
		{"u", func(out *numeric.Stationary) error { out.Roots[0].U *= 2; return nil }, "error above the bound"},
		{"|w|", func(out *numeric.Stationary) error { out.Roots[0].Weight *= 2; return nil }, "error above the bound"},
		{"lambda", func(out *numeric.Stationary) error { out.Roots[1].Shrinkage *= 2; return nil }, "error above the bound"},
		{"the radial eigenvalue", func(out *numeric.Stationary) error { out.Roots[0].Radial *= -1; return nil }, "error above the bound"},
		{"the balancing eigenvalue", func(out *numeric.Stationary) error { out.Roots[1].Balance *= 2; return nil }, "error above the bound"},
	} {
		s := lemma()
		s.float = func(depth int, b, e, sc float64, out *numeric.Stationary) error {
			if err := numeric.StationaryPoints(depth, b, e, sc, out); err != nil {
				return err
			}
			return c.spoil(out)
		}
		out := floatSample(s).NewJudge()(target(3, big.NewRat(10, 1)))
		if out.Failure != c.class || (out.Kind == claim.KindHeld) != (c.class == "") {
			t.Errorf("%s: %v %s, want %q", c.reason, out.Kind, out.Failure, c.class)
		}
	}
}

package pacbayes

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestOpen: where a quantity can't be had, outside the domain or beyond a limit, nothing is decided.
func TestOpen(t *testing.T) {
	half := rat(1, 2)
	beyond := map[string]*big.Rat{"q": half, "step": rat(2, 1)} // p = 1/2 + 1/2 * 2 = 3/2
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), sturm.MaxCoefficientBits))
	refuses := theorem()
	refuses.inverse = func(*big.Rat, *interval.Interval, uint) (*interval.Interval, error) { return nil, errors.New("no") }
	for _, c := range []struct {
		reason string
		sample *claim.Sample
		values map[string]*big.Rat
	}{
		{"inverse at p > 1", theorem().inverseSample(), beyond},
		{"no inverse", refuses.inverseSample(), map[string]*big.Rat{"q": half, "step": half}},
		{"Catoni at p > 1", theorem().tightSample(), beyond},
		{"the transform at -1", theorem().integralSample(), map[string]*big.Rat{"x": rat(-1, 1)}},
		{"a polynomial with too many bits", theorem().priorSample(), map[string]*big.Rat{"layers": rat(2, 1), "sp": rat(1, 1), "t": huge}},
		{"a polynomial of too high a degree", theorem().priorSample(), map[string]*big.Rat{"layers": rat(sturm.MaxDegree, 1), "sp": rat(1, 1), "t": rat(1, 1)}},
	} {
		if got := c.sample.NewJudge()(params(c.sample, c.values)); got.Kind != claim.KindUndecided {
			t.Errorf("%s: %+v", c.reason, got)
		}
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	for _, step := range theorem().regressionSteps(claim.Quick)[1:] {
		if r := step.Run(stopped); r.Verdict != claim.Undecided {
			t.Errorf("%s, stopped: %+v", step.Name, r)
		}
	}
}

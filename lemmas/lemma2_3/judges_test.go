package lemma2_3

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

func TestSigns(t *testing.T) {
	for _, c := range []struct {
		minus int
		want  []int64
		pi    int64
	}{{0, []int64{1, 1, 1}, 1}, {1, []int64{-1, 1, 1}, -1}, {2, []int64{-1, -1, 1}, 1}, {3, []int64{-1, -1, -1}, -1}} {
		if sign, pi := signs(3, c.minus); !slices.Equal(sign, c.want) || pi != c.pi {
			t.Errorf("%d: %v, %d", c.minus, sign, pi)
		}
	}
}

// b = 3, e = 1: the root is t^2 = 2. A threshold of 1/2 finds one root too, but at 5/2; one of 4 finds none.
func TestSoftThresholdChecksTheRoot(t *testing.T) {
	in := generators.NewInstance("test", 2, 1)
	in.Target[0].SetInt64(3)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	for _, c := range []struct {
		soft  *big.Rat
		class string
	}{{big.NewRat(1, 1), ""}, {big.NewRat(1, 2), "root differs"}, {big.NewRat(4, 1), "number of roots"}} {
		s := lemma()
		s.soft = func(*big.Rat) *big.Rat { return c.soft }
		if out := softSample(s).NewJudge()(&claim.Case{Instance: in}); out.Failure != c.class {
			t.Errorf("threshold %s: %v %s", c.soft.RatString(), out.Kind, out.Failure)
		}
	}
}

// At b = 0 only the origin is stationary, whatever the statement says of signs.
func TestNoTargetLeavesTheOrigin(t *testing.T) {
	s := lemma()
	s.signs = func(int, int) bool { return true }
	one, zero := big.NewRat(1, 1), new(big.Rat)
	for _, c := range []struct {
		w    []*big.Rat
		want bool
	}{{[]*big.Rat{one, one}, false}, {[]*big.Rat{one, one, one}, false}, {[]*big.Rat{zero, zero, zero}, true}} {
		if got := s.stationary(c.w, zero, one); got != c.want {
			t.Errorf("%v: %v", c.w, got)
		}
	}
}

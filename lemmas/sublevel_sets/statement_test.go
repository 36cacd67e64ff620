package sublevel_sets

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
)

// TestStatement: the closed forms by hand.
func TestStatement(t *testing.T) {
	constant, root := lemma().lower(big.NewRat(3, 1), big.NewRat(-2, 1), big.NewRat(5, 1)) // 3 (5 + 4) and -2 * 3 * 2
	radius := lemma().radius2(3, big.NewRat(2, 1), big.NewRat(1, 2))                       // (4 + 1/4) / 16
	if got := fmt.Sprint(constant.RatString(), " ", root.RatString(), " ", radius.RatString()); got != "27 -12 17/64" {
		t.Error(got)
	}
}

// TestAtLeast: x + y sqrt z >= 0 for all small integers; 0 only where the float64 says so exactly, for |x + y sqrt 2| and |x + y sqrt 3| are at
// least 1/8 unless x = y = 0.
func TestAtLeast(t *testing.T) {
	for x := int64(-6); x <= 6; x++ {
		for y := int64(-3); y <= 3; y++ {
			for _, z := range []int64{0, 1, 2, 3, 4} {
				want := float64(x)+float64(y)*math.Sqrt(float64(z)) >= 0
				if got := atLeast(big.NewRat(x, 1), big.NewRat(y, 1), big.NewRat(z, 1)); got != want {
					t.Errorf("%d %+d sqrt %d >= 0: got %t", x, y, z, got)
				}
			}
		}
	}
}

func TestSlack(t *testing.T) {
	for _, c := range []struct {
		x, y, z, scale int64
		want           float64
	}{
		{1, 2, 9, 14, .5}, {-5, 2, 9, 8, .125}, {1, 0, 5, 4, .25}, {-6, 2, 9, 8, 0}, {-7, 2, 9, 8, 0}, {1, 1, 1, 0, 0}, {0, 0, 0, 0, 0},
	} {
		if got := slack(big.NewRat(c.x, 1), big.NewRat(c.y, 1), big.NewRat(c.z, 1), big.NewRat(c.scale, 1)); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

// judgeAt judges the weights (3, 1/2), b = 2, s = 3, e = 0: F = 3 (2 - 3/2)^2 = 3/4, and the lower bound is an equality.
func judgeAt(s *claim.Sample) claim.Outcome {
	in := space().Draw(0, rand.New(generators.NewSource(1, 1)))
	for in.Depth() != 2 {
		in = space().Draw(0, rand.New(generators.NewSource(uint64(in.Depth())+7, 1)))
	}
	in.Weights = [][]*big.Rat{{big.NewRat(3, 1)}, {big.NewRat(1, 2)}}
	in.Target = []*big.Rat{big.NewRat(2, 1)}
	in.Sigma = [][]*big.Rat{{big.NewRat(3, 1)}}
	in.Noise, in.Tau2 = new(big.Rat), new(big.Rat)
	return s.NewJudge()(&claim.Case{Instance: in})
}

// TestEdge: bounds that are met hold, bounds passed by 2^-100 fail, in both judges.
func TestEdge(t *testing.T) {
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 100))
	for _, c := range []struct {
		off  *big.Rat
		kind claim.Kind
	}{{new(big.Rat), claim.KindHeld}, {new(big.Rat).Neg(tiny), claim.KindHeld}, {tiny, claim.KindViolated}} {
		s := lemma()
		s.lower = func(scale, b, prod *big.Rat) (*big.Rat, *big.Rat) {
			constant, root := lemma().lower(scale, b, prod)
			return constant.Add(constant, c.off), root
		}
		// (|b| + sqrt(F/s))^2 = (2 + 1/2)^2
		s.radius2 = func(int, *big.Rat, *big.Rat) *big.Rat { return new(big.Rat).Add(big.NewRat(25, 4), c.off) }
		for name, sample := range map[string]*claim.Sample{"lower": lowerSample(s), "radius": radiusSample(s)} {
			if out := judgeAt(sample); out.Kind != c.kind || out.Kind == claim.KindHeld && out.Margin > 1e-29 {
				t.Errorf("%s, off by %s: %+v", name, c.off.FloatString(40), out)
			}
		}
	}
}

// TestFar: every one of the 61 points is evaluated, and noise is noticed.
func TestFar(t *testing.T) {
	if r := far(lemma(), 4).Run(t.Context()); r.Verdict != claim.Proved || r.Points != 61 {
		t.Errorf("%+v", r)
	}
	s := lemma()
	s.escape = planted.Pow(big.NewRat(1, 10), 60) // e^2 10^(2k) > 1 at k = 60 alone (L = 2)
	if r := far(s, 2).Run(t.Context()); r.Verdict != claim.Refuted || r.Points != 61 {
		t.Errorf("%+v", r)
	}
}

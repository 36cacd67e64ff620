package theorem4_4

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestDoublePoint: L = 3: t = sqrt 3/3 and b = (4/3)^2 / t = (16/9) sqrt 3; L = 4: t = sqrt 8/4 and b = (3/2)^3 / (1/2) = 27/4.
func TestDoublePoint(t *testing.T) {
	for depth, want := range map[int][3]*big.Rat{3: {big.NewRat(1, 3), new(big.Rat), big.NewRat(16, 9)}, 4: {big.NewRat(1, 4), big.NewRat(27, 4), new(big.Rat)}} {
		_, x, b := doublePoint(depth)
		if x.A.Sign() != 0 || x.B.Cmp(want[0]) != 0 || b.A.Cmp(want[1]) != 0 || b.B.Cmp(want[2]) != 0 {
			t.Errorf("L = %d: t = %s + %s r, b = %s + %s r", depth, x.A, x.B, b.A, b.B)
		}
		if r := theorem().atDouble(depth); r.Verdict != claim.Proved || r.Points != int64(depth) {
			t.Errorf("L = %d: %+v", depth, r)
		}
	}
}

// TestNonnegative: every coefficient counts, and the negative one is named.
func TestNonnegative(t *testing.T) {
	for _, c := range []struct {
		sign    int64
		verdict claim.Verdict
		detail  string
	}{{1, claim.Proved, ""}, {-1, claim.Refuted, "the coefficient of [ x^2 z^1 ] is -3"}} {
		r := nonnegative("f", "", func(b *circuit.Builder) circuit.Node {
			x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
			return x.Add(y).Add(x.Sqr().Mul(z).Times(3 * c.sign))
		}).Run(t.Context())
		if r.Verdict != c.verdict || r.Detail != c.detail || c.sign > 0 && r.Points != 3 || r.Points < 1 {
			t.Errorf("%+v", r)
		}
	}
}

// TestDescent: the factor 9/2 and the curvature 1 are least; larger ones follow, with any denominators.
func TestDescent(t *testing.T) {
	for _, c := range []struct {
		factor, curvature *big.Rat
		want              claim.Verdict
	}{
		{big.NewRat(9, 2), big.NewRat(1, 1), claim.Proved}, {big.NewRat(9, 2), big.NewRat(3, 1), claim.Proved}, {big.NewRat(14, 3), big.NewRat(3, 2), claim.Proved},
		{big.NewRat(13, 3), big.NewRat(3, 2), claim.Refuted}, {big.NewRat(4, 1), big.NewRat(3, 2), claim.Refuted}, {big.NewRat(9, 2), big.NewRat(1, 2), claim.Refuted}, {big.NewRat(9, 2), big.NewRat(2, 3), claim.Refuted},
	} {
		s := theorem()
		s.factor, s.curvature = c.factor, c.curvature
		if r := s.descentSteps(claim.Quick)[0].Run(t.Context()); r.Verdict != c.want {
			t.Errorf("factor %s, curvature %s: %s", c.factor, c.curvature, r.Verdict)
		}
	}
}

// TestNearRoot: M beside the root t_+ = 1 of L = 3, b = 4 by 2^-150, which 30 digits can't tell.
func TestNearRoot(t *testing.T) {
	one := big.NewRat(1, 1)
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 150))
	p := shrinkage.Problem{Depth: 3, Target: big.NewRat(4, 1), Noise: one, Scale: one}
	for want, m := range map[place]*big.Rat{between: new(big.Rat).Sub(one, tiny), above: new(big.Rat).Add(one, tiny)} {
		if got, err := certified(p, m); err != nil || got != want {
			t.Errorf("M = %s: place %d, want %d: %v", m.FloatString(50), got, want, err)
		}
	}
}

// TestFacesCount: L = 2, b = 2, M = 1/2: nine faces, each with at least one box.
func TestFacesCount(t *testing.T) {
	if r := theorem().faces(t.Context(), 2, big.NewRat(2, 1), big.NewRat(1, 2)); r.Verdict != claim.Proved || r.Points < 9 {
		t.Errorf("%+v", r)
	}
}

// TestMinimumRegime: the first regime starts at the global minimum: b = 0, w = 0.
func TestMinimumRegime(t *testing.T) {
	s := theorem().finiteSample().Space
	for seed := range uint64(20) {
		in := s.Draw(0, rand.New(generators.NewSource(seed, 1)))
		if in.Target[0].Sign() != 0 || in.Weights[0][0].Sign() != 0 || in.Weights[1][0].Sign() != 0 {
			t.Errorf("b = %s, w = (%s, %s)", in.Target[0], in.Weights[0][0], in.Weights[1][0])
		}
	}
}

// TestEveryStep: a distance after each step is allowed.
func TestEveryStep(t *testing.T) {
	x := experiment(t, [][]float64{{.5}, {.25}}, []float64{2}, []float64{1}, .5, 2)
	x.Run.Steps, x.Run.Every, x.Seeds = 2, 1, 2
	if b, err := DistanceBands(t.Context(), x); err != nil || len(b.Steps) != 3 {
		t.Errorf("%+v, %v", b, err)
	}
}

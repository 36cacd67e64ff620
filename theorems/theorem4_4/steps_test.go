package theorem4_4

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestDoublePoint: L = 3: t = sqrt 3/3 and b = (4/3)^2 / t = (16/9) sqrt 3; L = 4: t = sqrt 8/4 and b = (3/2)^3 / (1/2) = 27/4.
func TestDoublePoint(t *testing.T) {
	for depth, want := range map[int][3]*big.Rat{3: {big.NewRat(1, 3), new(big.Rat), big.NewRat(16, 9)}, 4: {big.NewRat(1, 4), big.NewRat(27, 4), new(big.Rat)}} {
		p := doublePoint(depth)
		x, b := p.t, p.b
		if x.A.Sign() != 0 || x.B.Cmp(want[0]) != 0 || b.A.Cmp(want[1]) != 0 || b.B.Cmp(want[2]) != 0 {
			t.Errorf("L = %d: t = %s + %s r, b = %s + %s r", depth, x.A, x.B, b.A, b.B)
		}
		if r := theorem().atDouble(depth); r.Verdict != claim.Proved || r.Points != int64(depth) {
			t.Errorf("L = %d: %+v", depth, r)
		}
	}
}

// TestGradientAt: at the double root of L = 3, t = sqrt 3/3, b = (16/9) sqrt 3, the gradient is 0; with twice the target it is 2 (t (t^2+1)^2 - 2 b t^2) = -2 b t^2 =
// -(32/27) sqrt 3, in each layer.
func TestGradientAt(t *testing.T) {
	p := doublePoint(3)
	for _, g := range gradientAt(p) {
		if !isZero(g) {
			t.Errorf("%s + %s sqrt 3 at the double root", g.A.RatString(), g.B.RatString())
		}
	}
	p.ring.Add(p.b, p.b, p.b)
	for _, g := range gradientAt(p) {
		if g.A.Sign() != 0 || g.B.Cmp(big.NewRat(-32, 27)) != 0 {
			t.Errorf("%s + %s sqrt 3 at twice the target", g.A.RatString(), g.B.RatString())
		}
	}
}

// TestIsZero: a number of Q(sqrt D) is 0 only if both parts are.
func TestIsZero(t *testing.T) {
	for _, c := range [][2]int64{{0, 0}, {1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, -1}} {
		x := circuit.Surd[*big.Rat]{A: big.NewRat(c[0], 1), B: big.NewRat(c[1], 1)}
		if got := isZero(&x); got != (c == [2]int64{}) {
			t.Errorf("%v: %t", c, got)
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

// TestNearRoot: M beside the root t_+ = 1 of L = 3, b = 4 by 2^-150 is not taken for the root, which is rational.
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

// TestNearIrrationalRoot: M beside the root sqrt 2 of L = 2, b = 3, which no enclosure has as a point: below and above it by less than 2^-k. 30 digits
// are enough for k = 50, more are taken for k = 150 and 2000, and 960 digits (3189 bits) don't tell for k = 5000.
func TestNearIrrationalRoot(t *testing.T) {
	one := big.NewRat(1, 1)
	p := shrinkage.Problem{Depth: 2, Target: big.NewRat(3, 1), Noise: one, Scale: one}
	for _, k := range []uint{50, 150, 2000, 5000} {
		low := new(big.Int).Sqrt(new(big.Int).Lsh(big.NewInt(2), 2*k)) // floor(2^k sqrt 2)
		den := new(big.Int).Lsh(big.NewInt(1), k)
		for want, n := range map[place]*big.Int{between: low, above: new(big.Int).Add(low, big.NewInt(1))} {
			m := new(big.Rat).SetFrac(n, den)
			if got, err := certified(p, m); (err != nil) != (k == 5000) || err == nil && got != want {
				t.Errorf("k = %d: place %d, want %d: %v", k, got, want, err)
			}
			if got := locate(2, p.Target, one, m); got != want {
				t.Errorf("k = %d: exact place %d, want %d", k, got, want)
			}
		}
	}
}

// TestNearIrrationalSmallRoot: the same for the small root t_- = sqrt(sqrt 5 - 2) of L = 4, b = 8, while t_+ = 1 is far away: one root that is not told is enough to
// ask for more digits.
func TestNearIrrationalSmallRoot(t *testing.T) {
	one := big.NewRat(1, 1)
	p := shrinkage.Problem{Depth: 4, Target: big.NewRat(8, 1), Noise: one, Scale: one}
	for _, k := range []uint{50, 150, 2000} {
		root := new(big.Float).SetPrec(3000).SetInt64(5)
		root.Sqrt(root.Sub(root.Sqrt(root), big.NewFloat(2)))
		low, _ := root.SetMantExp(root, int(k)).Int(nil) // floor(2^k t_-)
		den := new(big.Int).Lsh(big.NewInt(1), k)
		for want, n := range map[place]*big.Int{below: low, between: new(big.Int).Add(low, big.NewInt(1))} {
			m := new(big.Rat).SetFrac(n, den)
			if got, err := certified(p, m); err != nil || got != want {
				t.Errorf("k = %d: place %d, want %d: %v", k, got, want, err)
			}
			if got := locate(4, p.Target, one, m); got != want {
				t.Errorf("k = %d: exact place %d, want %d", k, got, want)
			}
		}
	}
}

// TestContains: e = s = 1, L = 3, b = 4, with t_- = 0.2956 and t_+ = 1: at M = 1/2 the origin, t_- and the corners, at M = 2 no corners; the product has the sign of b.
func TestContains(t *testing.T) {
	one := big.NewRat(1, 1)
	c := interval.NewContext(128)
	for _, k := range []struct {
		reason string
		b, m   string
		w      [3]string // "t" and "-t": the enclosure of t_-
		want   bool
	}{
		{"the origin", "4", "1/2", [3]string{"0", "0", "0"}, true},
		{"t_-", "4", "1/2", [3]string{"t", "t", "t"}, true},
		{"t_-, two signs changed", "4", "1/2", [3]string{"-t", "t", "-t"}, true},
		{"t_- of the wrong sign", "4", "1/2", [3]string{"t", "-t", "t"}, false},
		{"t_- of the wrong sign, b < 0", "-4", "1/2", [3]string{"t", "t", "t"}, false},
		{"t_-, b < 0", "-4", "1/2", [3]string{"t", "t", "-t"}, true},
		{"the corner", "4", "1/2", [3]string{"1/2", "1/2", "1/2"}, true},
		{"the corner, two signs changed", "4", "1/2", [3]string{"1/2", "-1/2", "-1/2"}, true},
		{"the corner of the wrong sign", "4", "1/2", [3]string{"1/2", "1/2", "-1/2"}, false},
		{"one layer of the corner", "4", "1/2", [3]string{"1/2", "t", "t"}, false},
		{"between origin and t_-", "4", "1/2", [3]string{"1/8", "1/8", "1/8"}, false},
		{"between t_- and the corner", "4", "1/2", [3]string{"3/8", "3/8", "3/8"}, false},
		{"beyond the corner", "4", "1/2", [3]string{"5/8", "5/8", "5/8"}, false},
		{"one layer beyond", "4", "1/2", [3]string{"1/2", "1/2", "5/8"}, false},
		{"t_+", "4", "2", [3]string{"1", "1", "1"}, true},
		{"no corner at M > t_+", "4", "2", [3]string{"2", "2", "2"}, false},
	} {
		list, err := Solve(t.Context(), shrinkage.Problem{Depth: 3, Target: rat(t, k.b), Noise: one, Scale: one}, rat(t, k.m), 20)
		if err != nil {
			t.Fatal(err)
		}
		w := make([]*interval.Interval, 3)
		for l, x := range k.w {
			switch x {
			case "t":
				w[l] = list.Points[1].T
			case "-t":
				w[l] = c.Neg(interval.New(), list.Points[1].T)
			default:
				w[l] = c.SetRat(interval.New(), rat(t, x))
			}
		}
		if got := list.contains(w, rat(t, k.b).Sign(), rat(t, k.m)); got != k.want {
			t.Errorf("%s: %t", k.reason, got)
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

package local_rate

import (
	"math"
	"math/big"
	"math/rand"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// point is an instance of depth 3 with w_l = t, e = s = 1 and the parameters of all checks.
func point(t *big.Rat, step int64) *claim.Case {
	in := generators.NewInstance("test", 3, 1)
	for _, row := range in.Weights {
		row[0].Set(t)
	}
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	in.Params = []generators.Param{
		{Name: directionName, Value: new(big.Rat)}, {Name: timeName, Value: big.NewRat(1, 1)}, {Name: stepName, Value: big.NewRat(step, 1)},
	}
	return &claim.Case{Instance: in}
}

// A factor of exactly 1, or a step 0, is no contraction.
func TestNoContraction(t *testing.T) {
	constant := func(rho int64) statement {
		s := lemma()
		s.factor = func(_, _, _ *big.Rat) (*big.Rat, direction) { return big.NewRat(rho, 1), mixed }
		return s
	}
	t1 := big.NewRat(2, 1)
	for _, c := range []struct {
		reason string
		s      statement
		step   int64
	}{{"rho = 1", constant(1), 1}, {"rho = 2", constant(2), 1}, {"alpha = 0", constant(0), 0}, {"both", lemma(), 0}} {
		if out := c.s.descentRate().NewJudge()(point(t1, c.step)); out.Kind != claim.KindViolated || out.Failure != "no contraction" {
			t.Errorf("%s: %v %s %s", c.reason, out.Kind, out.Failure, out.Detail)
		}
	}
	if out := lemma().descentRate().NewJudge()(point(t1, 1)); out.Kind != claim.KindHeld {
		t.Errorf("the lemma: %v %s", out.Kind, out.Detail)
	}
}

// At a saddle (u = e^2/16 < (L-2)/L e^2 for L = 3) the least eigenvalue is negative: no rate.
func TestSaddleHasNoRate(t *testing.T) {
	if out := lemma().eigenpairs().NewJudge()(point(big.NewRat(1, 4), 1)); out.Kind != claim.KindViolated || out.Failure != "not the least" {
		t.Errorf("%v %s %s", out.Kind, out.Failure, out.Detail)
	}
	if out := lemma().eigenpairs().NewJudge()(point(big.NewRat(2, 1), 1)); out.Kind != claim.KindHeld {
		t.Errorf("a minimum: %v %s", out.Kind, out.Detail)
	}
}

// The identity of powers is asked for up to k = 12 and not beyond.
func TestTelescopeReaches(t *testing.T) {
	for _, c := range []struct {
		wrong int
		want  claim.Verdict
	}{{1, claim.Refuted}, {12, claim.Refuted}, {13, claim.Proved}} {
		s := lemma()
		s.gap = func(b *circuit.Builder, k int, rho, x circuit.Node) circuit.Node {
			z := lemma().gap(b, k, rho, x)
			if k == c.wrong {
				z = z.Times(2)
			}
			return z
		}
		if r := telescope(s)(claim.Quick)[0].Run(t.Context()); r.Verdict != c.want {
			t.Errorf("wrong at k = %d: %s", c.wrong, r.Verdict)
		}
	}
}

// x <= y with the margin 1 - x/y, and where it fails the severity x/y - 1.
func TestAtMost(t *testing.T) {
	c := interval.NewContext(64)
	for _, k := range []struct {
		x, y           int64
		margin, severe float64
		kind           claim.Kind
	}{{1, 4, 0.75, 0, claim.KindHeld}, {4, 4, 0, 0, claim.KindHeld}, {6, 4, 0, 0.5, claim.KindViolated}} {
		margin, out := atMost(c.SetInt64(interval.New(), k.x), c.SetInt64(interval.New(), k.y), "class", "where")
		if out.Kind != k.kind || margin != k.margin || k.kind == claim.KindViolated && (math.Abs(-out.Margin-k.severe) > 1e-12 || out.Failure != "class") {
			t.Errorf("%d <= %d: %v, margin %v, severity %v", k.x, k.y, out.Kind, margin, -out.Margin)
		}
	}
}

// Without an allowance there is no ball: the halving of the start ends.
func TestApproachGivesUp(t *testing.T) {
	in := point(big.NewRat(2, 1), 1)
	m := plant(in.Instance, orbit.ExactHessians{})
	if _, ok := m.approach(trajectory.NewCoordinate(3), signs, new(big.Rat)); ok {
		t.Error("a start with the deviation 0")
	}
	n, ok := m.approach(trajectory.NewCoordinate(3), signs, big.NewRat(1, 1000))
	if !ok || n.delta.Cmp(big.NewRat(1, 1000)) > 0 {
		t.Fatalf("%v, delta %v", ok, n.delta)
	}
	same, ok := m.approach(trajectory.NewCoordinate(3), signs, n.delta)
	if !ok || same.delta.Cmp(n.delta) != 0 {
		t.Errorf("an allowance that is met exactly: %v, delta %v, want %v", ok, same.delta, n.delta)
	}
}

// Every draw is a minimum with some room (Draw refuses others), also where the noise has to be lowered for that.
func TestSpaceDrawsMinima(t *testing.T) {
	s := space(domain(6))
	r := rand.New(generators.NewSource(11, 0))
	for i := range 400 * len(s.Regimes) {
		if in := s.Draw(i, r); !minimal(in) {
			t.Fatalf("%s: w = %s, e = %s", in.Regime, in.Weights[0][0].RatString(), in.Noise.RatString())
		}
	}
}

// minimal is |w_1| >= e/4, which matters at L = 2, and 8 L w_1^2 >= 9 (L-2) e^2.
func TestMinimal(t *testing.T) {
	for _, c := range []struct {
		reason string
		depth  int
		w, e   *big.Rat
		want   bool
	}{
		{"L = 2, at e/4", 2, big.NewRat(-1, 2), big.NewRat(2, 1), true},
		{"L = 2, below e/4", 2, big.NewRat(49, 100), big.NewRat(2, 1), false},
		{"L = 2, w = 0", 2, new(big.Rat), big.NewRat(2, 1), false},
		{"L = 4, at w^2 = 9/16 e^2", 4, big.NewRat(3, 2), big.NewRat(2, 1), true},
		{"L = 4, below it", 4, big.NewRat(149, 100), big.NewRat(2, 1), false},
		{"L = 3, w^2 = 4/9 e^2 > 3/8 e^2", 3, big.NewRat(2, 3), big.NewRat(1, 1), true},
		{"L = 3, w^2 = 9/25 e^2 < 3/8 e^2", 3, big.NewRat(3, 5), big.NewRat(1, 1), false},
	} {
		in := generators.NewInstance("test", c.depth, 1)
		in.Weights[0][0].Set(c.w)
		in.Noise.Set(c.e)
		if got := minimal(in); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// At e = 1, |w_1| = 2: |b| = 5^(L-1)/2^(L-2), with the sign of the product; a weight 0 counts as positive.
func TestPlant(t *testing.T) {
	for _, c := range []struct {
		weights, signs []int64
		b              *big.Rat
	}{
		{[]int64{2, 7}, []int64{1, 1}, big.NewRat(5, 1)},
		{[]int64{-2, 7}, []int64{-1, 1}, big.NewRat(-5, 1)},
		{[]int64{-2, -7, -1, 0}, []int64{-1, -1, -1, 1}, big.NewRat(-125, 4)},
	} {
		in := generators.NewInstance("test", len(c.weights), 1)
		for l, w := range c.weights {
			in.Weights[l][0].SetInt64(w)
		}
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetInt64(1)
		m := plant(in, orbit.ExactHessians{})
		if !slices.Equal(m.signs, c.signs) || m.u.Cmp(big.NewRat(4, 1)) != 0 || m.in.Target[0].Cmp(c.b) != 0 {
			t.Errorf("%v: signs %v, u = %s, b = %s", c.weights, m.signs, m.u.RatString(), m.in.Target[0].RatString())
		}
		for l, row := range m.in.Weights {
			if row[0].Cmp(big.NewRat(2*c.signs[l], 1)) != 0 {
				t.Errorf("%v: w_%d = %s", c.weights, l+1, row[0].RatString())
			}
		}
	}
}

// The factor of descent is asked for at alpha = k/4 of 1/lambda_max, k = 1..7: below, at and above the best step. At L = 3, e = 1, u = 4 the
// eigenvalues are 10 (12-1) = 110 and 20.
func TestFactorIsAskedFor(t *testing.T) {
	var got []string
	s := lemma()
	s.factor = func(alpha, along, across *big.Rat) (*big.Rat, direction) {
		got = append(got, new(big.Rat).Mul(alpha, big.NewRat(4*110, 1)).RatString())
		return lemma().factor(alpha, along, across)
	}
	if out := s.eigenpairs().NewJudge()(point(big.NewRat(2, 1), 1)); out.Kind != claim.KindHeld {
		t.Errorf("%v %s", out.Kind, out.Detail)
	}
	if want := []string{"1", "2", "3", "4", "5", "6", "7"}; !slices.Equal(got, want) {
		t.Errorf("alpha 4 lambda_max = %v, want %v", got, want)
	}
}

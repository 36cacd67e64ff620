package local_rate

import (
	"math"
	"math/big"
	"math/rand"
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
		t.Errorf("%v, delta %v", ok, n.delta)
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

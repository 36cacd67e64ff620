package pacbayes

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

func rats(xs ...int64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for i, x := range xs {
		out[i] = rat(x, 1)
	}
	return out
}

func texts(xs []*big.Rat) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = x.RatString()
	}
	return out
}

// TestEliminate: a pivot below, no pivot in a column that others follow, dependent rows; free variables are 0.
func TestEliminate(t *testing.T) {
	for _, c := range []struct {
		reason string
		rows   [][]*big.Rat
		want   []string
	}{
		{"2 x = 6", [][]*big.Rat{rats(2, 6)}, []string{"3"}},
		{"0 x = 0", [][]*big.Rat{rats(0, 0)}, []string{"0"}},
		{"x + 2y = 5, 3x + 4y = 6", [][]*big.Rat{rats(1, 2, 5), rats(3, 4, 6)}, []string{"-4", "9/2"}},
		{"y = 5, 2x = 6", [][]*big.Rat{rats(0, 1, 5), rats(2, 0, 6)}, []string{"3", "5"}},
		{"x + y = 2 twice", [][]*big.Rat{rats(1, 1, 2), rats(1, 1, 2)}, []string{"2", "0"}},
		{"y = 3, x nowhere", [][]*big.Rat{rats(0, 0, 0), rats(0, 1, 3)}, []string{"0", "3"}},
		{"x + 2y = 3, 5z = 10", [][]*big.Rat{rats(1, 2, 0, 3), rats(2, 4, 0, 6), rats(0, 0, 5, 10)}, []string{"3", "0", "2"}},
		{"y + 2z = 8, x = 1", [][]*big.Rat{rats(0, 1, 2, 8), rats(0, 2, 4, 16), rats(1, 0, 0, 1)}, []string{"1", "8", "0"}},
		{"x + y = 3, x + z = 4, y + z = 5", [][]*big.Rat{rats(1, 1, 0, 3), rats(1, 0, 1, 4), rats(0, 1, 1, 5)}, []string{"1", "2", "3"}},
	} {
		if got := texts(eliminate(c.rows)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.reason, got, c.want)
		}
	}
}

// TestRegress: a line through (1,1), (2,2), (3,4) by hand: Sigma-hat = [[1, 2], [2, 14/3]], slope 3/2, intercept 7/3 - 3, residuals 1/6, -1/3, 1/6.
func TestRegress(t *testing.T) {
	sigma, target, tau2 := regress([][]*big.Rat{rats(1, 1), rats(1, 2), rats(1, 3)}, rats(1, 2, 4))
	got := append(texts(append(append(slices.Clone(sigma[0]), sigma[1]...), target...)), tau2.RatString())
	if want := []string{"1", "2", "2", "14/3", "-2/3", "3/2", "1/18"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// hand is the instance with all weights 1, e = 1, b = 0 and the given Sigma: q_i = (1 + xi)(1 + zeta) has the moments 1, 4, 16, 100.
func hand(regime string, sigma ...[]*big.Rat) *claim.Case {
	in := generators.NewInstance(regime, 2, len(sigma))
	in.Noise.SetInt64(1)
	for _, w := range in.Weights {
		for _, x := range w {
			x.SetInt64(1)
		}
	}
	for i, row := range sigma {
		for j, x := range row {
			in.Sigma[i][j].Set(x)
		}
	}
	return &claim.Case{Instance: in}
}

// TestFloatJudge: for Sigma = [[1, 1], [1, 2]] the risk is t2 = q1^2 + 2 q1 q2 + 2 q2^2, so that E t2 = 4 + 2 + 8 = 14, E t2^2 = 100 + 4 * 16 + 4 * 100 + 4 * 16 + 4 * 16 + 8 * 16 =
// 820 and Var t2 = 624. With the rows as samples and the answers 0 the residuals q1 + q2 and q1 + 2 q2 have the second moments 4 + 6 and 9 + 15: the Gibbs risk is 17.
// An error at its bound holds by 0, one beyond it by a quarter is a violation of 5/4.
func TestFloatJudge(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	type number struct{ v, bound float64 }
	good := number{624, 1}
	for _, c := range []struct {
		reason          string
		regime          string
		variance, gibbs number
		err             error
		kind            claim.Kind
		failure         string
		margin          float64
	}{
		{"both exact", "unit", number{624, 0}, number{17, 0}, nil, claim.KindHeld, "", 1},
		{"both exact with bounds", "unit", good, number{17, 1}, nil, claim.KindHeld, "", 1},
		{"variance off by half its bound", "unit", number{623.5, 1}, number{17, 1}, nil, claim.KindHeld, "", .5},
		{"risk off by 3/4 of its bound, variance by half", "unit", number{624.5, 1}, number{20, 4}, nil, claim.KindHeld, "", .25},
		{"variance off by 3/4 of its bound, risk by half", "unit", number{624.75, 1}, number{15, 4}, nil, claim.KindHeld, "", .25},
		{"variance at its bound", "unit", number{625, 1}, number{17, 1}, nil, claim.KindHeld, "", 0},
		{"risk at its bound", "unit", good, number{15, 2}, nil, claim.KindHeld, "", 0},
		{"variance beyond", "unit", number{629, 4}, number{17, 1}, nil, claim.KindViolated, "error above the bound", -1.25},
		{"risk beyond", "unit", good, number{12, 4}, nil, claim.KindViolated, "error above the bound", -1.25},
		{"variance without a bound", "unit", number{nan, inf}, number{17, 1}, nil, claim.KindViolated, "no bound", 0},
		{"risk without a bound", "unit", good, number{nan, inf}, nil, claim.KindViolated, "no bound", 0},
		{"nor on extreme scales", generators.Extreme, number{nan, inf}, number{15, 4}, nil, claim.KindHeld, "", .5},
		{"nor at huge noise", generators.HugeNoise, number{624.5, 1}, number{nan, inf}, nil, claim.KindHeld, "", .5},
		{"both nowhere", generators.Extreme, number{inf, inf}, number{inf, inf}, nil, claim.KindHeld, "", 1},
		{"a bound that is no number", "unit", number{624, nan}, number{17, 1}, nil, claim.KindViolated, "not finite", 0},
		{"an infinite value with a bound", "unit", number{inf, 1}, number{17, 1}, nil, claim.KindViolated, "not finite", 0},
		{"no number with a bound", "unit", good, number{nan, 1}, nil, claim.KindViolated, "not finite", 0},
		{"negative infinity", "unit", good, number{-inf, 1}, nil, claim.KindViolated, "not finite", 0},
		{"a refusal", "unit", good, number{17, 1}, errors.New("no"), claim.KindViolated, "error", 0},
	} {
		s := theorem()
		s.variance = func(*numeric.Model, *numeric.Network) (float64, float64) { return c.variance.v, c.variance.bound }
		s.gibbs = func(x [][]float64, y []float64, layers [][]float64, e float64) (float64, float64, error) {
			if x[0][1] != 1 || x[1][1] != 2 || y[1] != 0 || layers[1][1] != 1 || e != 1 {
				t.Errorf("asked for %v, %v, %v, %v", x, y, layers, e)
			}
			return c.gibbs.v, c.gibbs.bound, c.err
		}
		out := s.floatSample().NewJudge()(hand(c.regime, rats(1, 1), rats(1, 2)))
		if out.Kind != c.kind || out.Failure != c.failure || out.Margin != c.margin {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
	third := hand("unit", rats(1))
	third.Noise.SetFrac64(1, 3)
	if out := theorem().floatSample().NewJudge()(third); out.Kind != claim.KindUndecided {
		t.Errorf("a noise that is no float64: %+v", out)
	}
}

// TestEmpiricalJudge: the risk under test is compared exactly, and the margin is E_Q r_n - r_n(W). For d = 1, L = 2, all weights 1 and e = 1 that is the mean square of the
// features times E q^2 - 1 = 3; the statement's loss plus 3 Sigma-hat is right there, and nothing else near it.
func TestEmpiricalJudge(t *testing.T) {
	for _, c := range []struct {
		reason string
		risk   func(m *proof.Model) circuit.Node
		kind   claim.Kind
	}{
		{"L + 3 s", func(m *proof.Model) circuit.Node { return loss(m).Add(m.Sigma[0][0].Times(3)) }, claim.KindHeld},
		{"L + 2 s", func(m *proof.Model) circuit.Node { return loss(m).Add(m.Sigma[0][0].Times(2)) }, claim.KindViolated},
		{"L + 4 s", func(m *proof.Model) circuit.Node { return loss(m).Add(m.Sigma[0][0].Times(4)) }, claim.KindViolated},
	} {
		s := theorem()
		s.risk = c.risk
		out := s.empiricalSample().NewJudge()(hand("unit", rats(1)))
		if out.Kind != c.kind {
			t.Errorf("%s: %+v", c.reason, out)
		}
	}
}

// loss is tau2 + s (b - w_1 w_2)^2 for one coordinate.
func loss(m *proof.Model) circuit.Node {
	r := m.B[0]
	p := m.C.Int(1)
	for _, w := range m.Layer(0) {
		p = p.Mul(w)
	}
	return m.Tau2.Add(m.Sigma[0][0].Mul(r.Sub(p).Sqr()))
}

// TestClosedForms: risk and second moment at all weights 1, e = 1, b = 0, tau2 = 0, worked out from the moments 1, 4, 16, 100 of q_i. For Sigma = (2): 2 * 4 and 4 * 100; for
// [[1, 1], [1, 2]] see TestFloatJudge.
func TestClosedForms(t *testing.T) {
	for _, c := range []struct {
		sigma        [][]*big.Rat
		risk, second string
	}{{[][]*big.Rat{rats(2)}, "8", "400"}, {[][]*big.Rat{rats(1, 1), rats(1, 2)}, "14", "820"}} {
		in := hand("unit", c.sigma...)
		m := proof.NewModel(proof.Shape{Depth: 2, Width: len(c.sigma)})
		k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(closedRisk(m), closedSecond(m)))
		got := texts(k.Run(definition.Inputs(nil, in.Weights, in.Target, in.Sigma, false, in.Noise, in.Tau2)))
		if want := []string{c.risk, c.second}; !slices.Equal(got, want) {
			t.Errorf("Sigma = %v: %v, want %v", c.sigma, got, want)
		}
	}
}

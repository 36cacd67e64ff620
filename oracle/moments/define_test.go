package moments

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// alike fails the test unless two polynomials agree at 128 random points of a field: equal but for a chance below 2^-1000.
func alike(t *testing.T, b *circuit.Builder, name string, lhs, rhs circuit.Node) {
	t.Helper()
	r := grid.Random(t.Context(), b, []grid.Identity{{Name: name, LHS: lhs, RHS: rhs}}, 128, 1)
	if r.Status != grid.Zero {
		t.Errorf("%s: status %d, %s, %+v", name, r.Status, r.Reason, r.Counter)
	}
}

// TestDefine: the expectations written in another builder are those in a builder with the random variables, which the target does not get; with
// one coordinate, a diagonal and a full Sigma, and a variable beside the symbols.
func TestDefine(t *testing.T) {
	for _, c := range []struct {
		depth, width int
		diagonal     bool
	}{{2, 1, true}, {3, 1, false}, {2, 2, true}, {2, 2, false}} {
		for _, v := range []Variant{NoiseOnly, OneSample} {
			b := circuit.NewBuilder()
			s := definition.NewSymbols(b, c.depth, c.width, c.diagonal)
			step := b.Var("step")
			before := b.NumVars()
			i := c.width - 1
			next := func(s *definition.Symbols, step circuit.Node, g [][]circuit.Node) []circuit.Node {
				return []circuit.Node{g[0][i], s.W[1][i].Sub(step.Mul(g[1][i])).Sqr(), step.Add(s.Tau2).Mul(s.Sigma[0][i])}
			}
			got := Define(b, s, v, []circuit.Node{step}, func(_ *Draw, s *definition.Symbols, extra []circuit.Node, g [][]circuit.Node) []circuit.Node {
				return next(s, extra[0], g)
			})
			if b.NumVars() != before {
				t.Errorf("%+v: %d variables became %d", c, before, b.NumVars())
			}
			d := NewDraw(b, s, v)
			law := d.Law()
			law.Symbols = append(law.Symbols, step)
			for k, y := range next(s, step, d.Gradient()) {
				alike(t, b, "expectation", got[k], Expect(b, y, law))
			}
		}
	}
}

// TestDraw: the names of the variables, the perturbed weights, and the loss of one sample as it is defined.
func TestDraw(t *testing.T) {
	b := circuit.NewBuilder()
	s := definition.NewSymbols(b, 2, 2, false)
	at := b.NumVars()
	d := NewDraw(b, s, OneSample)
	names := b.Compile(d.Loss()).Vars()[at:]
	if want := []string{"xi1,1", "xi1,2", "xi2,1", "xi2,2", "X1", "X2", "eps"}; !slices.Equal(names, want) {
		t.Errorf("variables %v, want %v", names, want)
	}
	r := d.Eps
	for i, x := range d.X {
		q := s.W[0][i].Add(s.E.Mul(d.Xi[0][i])).Mul(s.W[1][i].Add(s.E.Mul(d.Xi[1][i])))
		r = r.Add(x.Mul(s.B[i].Sub(q)))
	}
	alike(t, b, "(eps + <X, b-q>)^2", d.Loss(), r.Sqr())
	if p := d.Perturbed(); p.W[1][0] != s.W[1][0].Add(s.E.Mul(d.Xi[1][0])) || s.W[1][0] == p.W[1][0] {
		t.Error("the perturbed weight is not w + e xi, or the symbols were changed")
	}
}

// TestLaws: the laws with second moments and with signs against the full one, where they agree, and by the product of the moments
// E xi^4 = 1 of all signs, where they differ. Beyond second moments of X and eps they refuse.
func TestLaws(t *testing.T) {
	b := circuit.NewBuilder()
	s := definition.NewSymbols(b, 2, 2, false)
	d := NewDraw(b, s, OneSample)
	for name, law := range map[string]Law{"second order": d.SecondOrder(), "signs": d.Signs()} {
		alike(t, b, name+": E L", Expect(b, d.Loss(), law), definition.ExpectedLoss(b, s, definition.Gaussian()))
		alike(t, b, name+": E X1 X2", Expect(b, d.X[0].Mul(d.X[1]), law), s.Sigma[0][1])
		alike(t, b, name+": E eps^2", Expect(b, d.Eps.Sqr(), law), s.Tau2)
		for _, x := range []circuit.Node{d.X[0], d.Eps} {
			mustPanic(t, func() { Expect(b, x.Pow(4), law) })
		}
	}
	fourth, normal := b.Int(1), b.Int(1)
	for l, row := range s.W {
		for i, w := range row {
			fourth = fourth.Mul(definition.Rademacher().Moment(w, s.E, b, 4))
			normal = normal.Mul(d.Xi[l][i].Pow(4))
		}
	}
	product := b.Int(1)
	for _, row := range d.Perturbed().W {
		for _, w := range row {
			product = product.Mul(w.Pow(4))
		}
	}
	alike(t, b, "signs: E prod v^4", Expect(b, product, d.Signs()), fourth)
	alike(t, b, "second order: E prod xi^4", Expect(b, normal, d.SecondOrder()), b.Int(81))
	noise := NewDraw(b, s, NoiseOnly)
	for _, law := range []Law{noise.Law(), noise.SecondOrder(), noise.Signs()} {
		if len(law.Groups) != 4 {
			t.Errorf("noise only: %d groups, want one for each weight", len(law.Groups))
		}
	}
	if n := len(d.SecondOrder().Groups); n != 6 {
		t.Errorf("one sample: %d groups, want one for each weight, X and eps", n)
	}
}

// TestShapeLimits: what Evaluate accepts at each bound and refuses past it, in these words.
func TestShapeLimits(t *testing.T) {
	one := big.NewRat(1, 1)
	fill := func(rows, columns int) [][]*big.Rat {
		m := make([][]*big.Rat, rows)
		for i := range m {
			m[i] = slices.Repeat([]*big.Rat{one}, columns)
		}
		return m
	}
	model := func(depth, width int, diagonal bool) definition.Model {
		m := definition.Model{Weights: fill(depth, width), Target: slices.Repeat([]*big.Rat{one}, width), Sigma: fill(width, width), Noise: one}
		for i, row := range m.Sigma {
			for j := range row {
				if diagonal && i != j {
					row[j] = new(big.Rat)
				}
			}
		}
		return m
	}
	bent := func(m definition.Model, change func(m definition.Model)) definition.Model {
		change(m)
		return m
	}
	for _, c := range []struct {
		reason  string
		m       definition.Model
		refused string
	}{
		{"the least", model(2, 1, true), ""},
		{"one layer", model(1, 1, true), "weights: 1 layers, target: 1 entries; at least 2 and 1 are needed"},
		{"no coordinate", model(2, 0, true), "weights: 2 layers, target: 0 entries; at least 2 and 1 are needed"},
		{"the most weights", model(MaxWeights, 1, true), ""},
		{"one more", model(MaxWeights+1, 1, true), "weights: 65537 x 1 entries, at most 65536 in all"},
		{"the widest full Sigma", model(2, MaxFullWidth, false), ""},
		{"one more", model(2, MaxFullWidth+1, false), "sigma: full and 257 wide, at most 256 unless it is diagonal"},
		{"as wide, but diagonal", model(2, MaxFullWidth+1, true), ""},
		{"one pair off the diagonal", bent(model(2, MaxFullWidth+1, true), func(m definition.Model) { m.Sigma[0][1], m.Sigma[1][0] = one, one }), "sigma: full and 257 wide"},
		{"a short layer", bent(model(3, 2, true), func(m definition.Model) { m.Weights[1] = m.Weights[1][:1] }), "weights: layer 2 has 1 entries, the target has 2"},
		{"a row less", func() definition.Model { m := model(2, 2, true); m.Sigma = m.Sigma[:1]; return m }(), "sigma: 1 rows, the target has 2 entries"},
		{"a short row", bent(model(2, 3, true), func(m definition.Model) { m.Sigma[2] = m.Sigma[2][:1] }), "sigma: row 3 has 1 entries, want 3"},
		{"asymmetric", bent(model(2, 4, true), func(m definition.Model) { m.Sigma[3][1] = one }), "sigma: entry (4,2) is 1, entry (2,4) is 0"},
	} {
		err := checkShape(c.m)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if c.refused == "" && err != nil || c.refused != "" && (len(got) < len(c.refused) || got[:min(len(got), len("moments: ")+len(c.refused))] != "moments: "+c.refused) {
			t.Errorf("%s: %q, want %q", c.reason, got, c.refused)
		}
	}
}

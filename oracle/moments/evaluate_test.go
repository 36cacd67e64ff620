package moments

import (
	"fmt"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// byDefinition compiles E g, E g^2 for all weights, and E D^+ at step alpha for layers 1 and 2 of the last coordinate, from the definition.
func byDefinition(depth, width int, diagonal bool, v Variant) *circuit.Program {
	b := circuit.NewBuilder()
	s := definition.NewSymbols(b, depth, width, diagonal)
	alpha := b.Var("alpha")
	d := NewDraw(b, s, v)
	law := d.Law()
	law.Symbols = append(law.Symbols, alpha)
	var outs []circuit.Node
	g := d.Gradient()
	for _, row := range g {
		for _, x := range row {
			outs = append(outs, Expect(b, x, law), Expect(b, x.Sqr(), law))
		}
	}
	i := width - 1
	next := func(l int) circuit.Node { return s.W[l][i].Sub(alpha.Mul(g[l][i])).Sqr() }
	return b.Compile(append(outs, Expect(b, next(0).Sub(next(1)), law))...)
}

// TestEvaluateIsTheDefinition: the fast route against the monomial-by-monomial expectation, every entry, on instances of every regime.
func TestEvaluateIsTheDefinition(t *testing.T) {
	most := 3
	if testing.Short() {
		most = 2
	}
	checked := 0
	for _, v := range []Variant{NoiseOnly, OneSample} {
		for depth := 2; depth <= 4; depth++ {
			for width := 1; width <= most; width++ {
				for _, diagonal := range []bool{true, false} {
					if width == 1 && !diagonal || depth == 4 && width == 3 {
						continue
					}
					checked += compareAll(t, depth, width, diagonal, v)
				}
			}
		}
	}
	if checked < 200 {
		t.Errorf("%d instances, want at least 200", checked)
	}
}

func compareAll(t *testing.T, depth, width int, diagonal bool, v Variant) int {
	t.Helper()
	d := generators.Domain{MinDepth: depth, MaxDepth: depth, MinWidth: width, MaxWidth: width, Diagonal: diagonal}
	prog := byDefinition(depth, width, diagonal, v)
	m := circuit.NewMachine(circuit.Rats{}, prog)
	alpha := big.NewRat(3, 7)
	space := generators.NewSpace(d)
	n := len(space.Regimes)
	for k := range n {
		in := space.Draw(k, rand.New(generators.NewSource(uint64(k), 99)))
		flat := definition.Inputs(nil, in.Weights, in.Target, in.Sigma, diagonal, in.Noise, in.Tau2)
		flat = append(flat, alpha)
		for len(flat) < prog.NumVars() { // the random variables, integrated away
			flat = append(flat, new(big.Rat))
		}
		want := m.Run(flat)
		got, err := Evaluate(definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2}, v)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for l := range depth {
			for i := range width {
				if got.Mean[l][i].Cmp(want[at]) != 0 || got.Second[l][i].Cmp(want[at+1]) != 0 {
					t.Fatalf("L = %d, d = %d, %v, regime %s, weight (%d,%d): got %s, %s, want %s, %s", depth, width, v, in.Regime, l, i,
						got.Mean[l][i].RatString(), got.Second[l][i].RatString(), want[at].RatString(), want[at+1].RatString())
				}
				at += 2
			}
		}
		if drift := got.Drift(0, 1, width-1).At(alpha); drift.Cmp(want[at]) != 0 {
			t.Fatalf("L = %d, d = %d, %v, regime %s: E D^+ = %s, want %s", depth, width, v, in.Regime, drift.RatString(), want[at].RatString())
		}
	}
	return n
}

// TestMeanIsTheGradient: E g is the gradient of the expected loss, at shapes beyond the expansion.
func TestMeanIsTheGradient(t *testing.T) {
	space := generators.NewSpace(generators.Domain{MinDepth: 5, MaxDepth: 12, MinWidth: 1, MaxWidth: 6})
	for k := range 3 * len(space.Regimes) {
		in := space.Draw(k, rand.New(generators.NewSource(uint64(k), 7)))
		m := definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2}
		want, err := definition.Evaluate(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []Variant{NoiseOnly, OneSample} {
			got, err := Evaluate(m, v)
			if err != nil {
				t.Fatal(err)
			}
			for l := range want.Gradient {
				for i, g := range want.Gradient[l] {
					if got.Mean[l][i].Cmp(g) != 0 {
						t.Fatalf("%v, regime %s: E g = %s, grad L_R = %s", v, in.Regime, got.Mean[l][i].RatString(), g.RatString())
					}
				}
			}
		}
	}
}

// TestJensen: (E g)^2 <= E g^2, and one sample has at least the second moment of noise only (E[g | v] is the gradient of the population loss).
func TestJensen(t *testing.T) {
	space := generators.NewSpace(generators.Domain{MaxDepth: 8, MaxWidth: 5})
	for k := range 4 * len(space.Regimes) {
		in := space.Draw(k, rand.New(generators.NewSource(uint64(k), 8)))
		m := definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2}
		noise, err := Evaluate(m, NoiseOnly)
		if err != nil {
			t.Fatal(err)
		}
		sample, err := Evaluate(m, OneSample)
		if err != nil {
			t.Fatal(err)
		}
		for l := range noise.Mean {
			for i, g := range noise.Mean[l] {
				if mul(g, g).Cmp(noise.Second[l][i]) > 0 || noise.Second[l][i].Cmp(sample.Second[l][i]) > 0 {
					t.Fatalf("regime %s, weight (%d,%d): (E g)^2 = %s, E g^2 = %s, one sample %s", in.Regime, l, i, mul(g, g).RatString(), noise.Second[l][i].RatString(), sample.Second[l][i].RatString())
				}
			}
		}
	}
}

// TestEvaluateRefuses: bad shapes are errors that name the field.
func TestEvaluateRefuses(t *testing.T) {
	one := func(rows, columns int) [][]*big.Rat {
		m := matrix(rows, columns)
		for _, row := range m {
			for k := range row {
				row[k] = big.NewRat(1, 1)
			}
		}
		return m
	}
	good := func() definition.Model {
		return definition.Model{Weights: one(2, 2), Target: one(1, 2)[0], Sigma: one(2, 2), Noise: big.NewRat(1, 1)}
	}
	if _, err := Evaluate(good(), OneSample); err != nil { // a nil tau2 is 0
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason string
		bend   func(m *definition.Model)
		v      Variant
	}{
		{"one layer", func(m *definition.Model) { m.Weights = one(1, 2) }, NoiseOnly},
		{"no coordinate", func(m *definition.Model) { m.Weights, m.Target, m.Sigma = one(2, 0), nil, nil }, NoiseOnly},
		{"ragged weights", func(m *definition.Model) { m.Weights[1] = m.Weights[1][:1] }, NoiseOnly},
		{"short sigma", func(m *definition.Model) { m.Sigma = m.Sigma[:1] }, NoiseOnly},
		{"ragged sigma", func(m *definition.Model) { m.Sigma[0] = m.Sigma[0][:1] }, NoiseOnly},
		{"asymmetric sigma", func(m *definition.Model) { m.Sigma[0][1] = big.NewRat(2, 1) }, NoiseOnly},
		{"too many weights", func(m *definition.Model) { m.Weights, m.Target, m.Sigma = one(MaxWeights, 2), one(1, 2)[0], one(2, 2) }, NoiseOnly},
		{"too wide", func(m *definition.Model) {
			n := MaxFullWidth + 1
			m.Weights, m.Target, m.Sigma = one(2, n), one(1, n)[0], one(n, n)
		}, NoiseOnly},
		{"unknown variant", func(*definition.Model) {}, 7},
	} {
		m := good()
		c.bend(&m)
		if _, err := Evaluate(m, c.v); err == nil {
			t.Errorf("%s: no error", c.reason)
		}
	}
	for s, want := range map[string]Variant{"noise": NoiseOnly, "sample": OneSample} {
		if v, err := ParseVariant(s); err != nil || v != want || v.String() != s {
			t.Errorf("ParseVariant(%q) = %v, %v", s, v, err)
		}
	}
	if _, err := ParseVariant("Noise"); err == nil {
		t.Error("names are exact")
	}
	if Variant(7).String() != "Variant(7)" {
		t.Error("an unknown variant prints its number")
	}
}

// The counterexample and the moments of MATH.md, Theorem 4.3: w = (1, 1), b = 2, e = 1, s = 1. By hand m2 = 2, m4 = 1 + 6 + 3 = 10, E g = -2 (2 1 - 1 2) =
// 0, E g^2 = 4 (4 2 - 4 1 (1 + 3) + 2 10) = 48.
func ExampleEvaluate() {
	r := func(n int64) *big.Rat { return big.NewRat(n, 1) }
	v, err := Evaluate(definition.Model{
		Weights: [][]*big.Rat{{r(1)}, {r(1)}}, Target: []*big.Rat{r(2)}, Sigma: [][]*big.Rat{{r(1)}}, Noise: r(1),
	}, NoiseOnly)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("E g =", v.Mean[0][0].RatString(), " E g^2 =", v.Second[0][0].RatString(), " E |g|^2 =", v.Norm2().RatString())
	// Output: E g = 0  E g^2 = 48  E |g|^2 = 96
}

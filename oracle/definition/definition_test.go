package definition

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("definition test: " + s)
	}
	return r
}

func row(ss ...string) []*big.Rat {
	rs := make([]*big.Rat, len(ss))
	for i, s := range ss {
		rs[i] = rat(s)
	}
	return rs
}

func matrix(rows [][]string) [][]*big.Rat {
	m := make([][]*big.Rat, len(rows))
	for i, r := range rows {
		m[i] = row(r...)
	}
	return m
}

// TestVectors compares with values computed by Python fractions (testdata/gradient.json names the
// tool). The vectors have tau2 = 0.
func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/gradient.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Gradient []struct {
			Weights, Sigma, Gradient [][]string
			Target                   []string
			Noise, Loss              string
			RegularizedLoss          string `json:"regularized_loss"`
			HessianTrace             string `json:"hessian_trace"`
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Gradient) != 24 {
		t.Fatalf("%d vectors, want 24", len(file.Gradient))
	}
	for k, v := range file.Gradient {
		got, err := Evaluate(Model{Weights: matrix(v.Weights), Target: row(v.Target...), Sigma: matrix(v.Sigma), Noise: rat(v.Noise)})
		if err != nil {
			t.Errorf("vector %d: %v", k, err)
			continue
		}
		want := rat(v.RegularizedLoss)
		sharp := new(big.Rat).Sub(want, rat(v.Loss))
		if got.Loss.Cmp(rat(v.Loss)) != 0 || got.RegularizedLoss.Cmp(want) != 0 || got.HessianTrace.Cmp(rat(v.HessianTrace)) != 0 || got.AverageSharpness.Cmp(sharp) != 0 {
			t.Errorf("vector %d: loss %v, L_R %v, trace %v; want %s, %s, %s", k, got.Loss, got.RegularizedLoss, got.HessianTrace, v.Loss, v.RegularizedLoss, v.HessianTrace)
		}
		for l, r := range matrix(v.Gradient) {
			for i, x := range r {
				if got.Gradient[l][i].Cmp(x) != 0 {
					t.Errorf("vector %d: gradient (%d,%d) = %v, want %v", k, l+1, i+1, got.Gradient[l][i], x)
				}
			}
		}
	}
}

// TestFigure2 is the instance of Figure 2: L_R = (b - w1 w2)^2 + e^2 (w1^2 + w2^2) + e^4 at L = 2.
func TestFigure2(t *testing.T) {
	v, err := Evaluate(Model{
		Weights: matrix([][]string{{"3/2"}, {"-2"}}), Target: row("314159/100000"), Sigma: matrix([][]string{{"1"}}), Noise: rat("1/2"),
	})
	if err != nil {
		t.Fatal(err)
	}
	r := new(big.Rat).Add(rat("314159/100000"), rat("3"))
	want := r.Mul(r, r)
	want.Add(want, rat("25/16")) // (1/4)(9/4 + 4)
	if want.Add(want, rat("1/16")); v.RegularizedLoss.Cmp(want) != 0 {
		t.Errorf("L_R = %v, want %v", v.RegularizedLoss, want)
	}
}

// TestNoiseLaws: the expectation sees only mean 0 and variance 1, so fair signs give the same; a law
// with another variance does not.
func TestNoiseLaws(t *testing.T) {
	b := circuit.NewBuilder()
	s := NewSymbols(b, 3, 2, false)
	g := ExpectedLoss(b, s, Gaussian())
	if r := ExpectedLoss(b, s, Rademacher()); r != g {
		t.Error("fair signs give another regularized loss")
	}
	if r := ExpectedLoss(b, s, Law{Name: "variance 2", M2: 2}); r == g {
		t.Error("a law of variance 2 gives the same regularized loss")
	}
	w, e := s.W[0][0], s.E
	got := Gaussian().Moment(w, e, b, 4)
	if !equal(b, got, w.Pow(4).Add(w.Sqr().Mul(e.Sqr()).Times(6)).Add(e.Pow(4).Times(3))) {
		t.Error("E (w + e xi)^4 differs from w^4 + 6 w^2 e^2 + 3 e^4")
	}
	if equal(b, got, w.Pow(4)) {
		t.Error("the comparison accepts different polynomials")
	}
}

// equal compares two nodes at a point with algebraically independent-looking entries.
func equal(b *circuit.Builder, x, y circuit.Node) bool {
	p := b.Compile(x.Sub(y))
	in := make([]*big.Int, p.NumVars())
	for v := range in {
		in[v] = big.NewInt(int64(1000003*v + 17))
	}
	return circuit.NewMachine(circuit.Ints{}, p).Run(in)[0].Sign() == 0
}

func TestEvaluateErrors(t *testing.T) {
	one := matrix([][]string{{"1"}})
	rows := []struct {
		reason string
		m      Model
		want   string
	}{
		{"depth 1", Model{Weights: matrix([][]string{{"1"}}), Target: row("1"), Sigma: one, Noise: rat("1")}, "weights: 1 layers, at least 2"},
		{"no coordinate", Model{Weights: [][]*big.Rat{{}, {}}, Sigma: nil, Noise: rat("1")}, "target: 0 coordinates"},
		{"ragged", Model{Weights: matrix([][]string{{"1"}, {"1", "2"}}), Target: row("1"), Sigma: one, Noise: rat("1")}, "weights: layer 2 has 2 entries"},
		{"too deep", Model{Weights: make([][]*big.Rat, 65), Target: row("1"), Sigma: one, Noise: rat("1")}, "weights: 65 layers, at most 64"},
		{"too large", Model{Weights: make([][]*big.Rat, 64), Target: make([]*big.Rat, 65), Noise: rat("1")}, "at most 4096 in all"},
		{"sigma has another size", Model{Weights: matrix([][]string{{"1"}, {"1"}}), Target: row("1"), Sigma: matrix([][]string{{"1"}, {"1"}}), Noise: rat("1")}, "sigma: 2 rows"},
		{"sigma is not symmetric", Model{Weights: matrix([][]string{{"1", "1"}, {"1", "1"}}), Target: row("1", "1"), Sigma: matrix([][]string{{"1", "2"}, {"3", "1"}}), Noise: rat("1")}, "sigma: entry (2,1) is 3, entry (1,2) is 2"},
	}
	for _, r := range rows {
		if _, err := Evaluate(r.m); err == nil || !strings.Contains(err.Error(), r.want) {
			t.Errorf("%s: error %v, want one with %q", r.reason, err, r.want)
		}
	}
}

func ExampleEvaluate() {
	v, err := Evaluate(Model{
		Weights: matrix([][]string{{"1"}, {"1"}, {"1"}}), Target: row("2"), Sigma: matrix([][]string{{"1"}}), Noise: rat("1"),
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(v.Loss.RatString(), v.RegularizedLoss.RatString(), v.AverageSharpness.RatString(), v.Gradient[0][0].RatString())
	// Output: 1 8 7 4
}

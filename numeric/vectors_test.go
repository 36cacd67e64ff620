package numeric

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"
)

// reference is testdata/reference.json: mpmath 1.2.1 at 80 digits (60 shown)
// and exact fractions, made independently of this package.
type reference struct {
	Gradient []struct {
		Weights, Sigma  [][]string
		Target          []string
		Noise           string
		Loss            string
		RegularizedLoss string `json:"regularized_loss"`
		Gradient        [][]string
		HessianTrace    string `json:"hessian_trace"`
	}
	Shrinkage []struct {
		Depth                int
		Target, Noise, Scale string
		StationaryPoints     json.Number `json:"stationary_points"`
		Nonzero              []struct {
			U, Shrinkage     string
			EigenRadial      string `json:"eigen_radial"`
			EigenBalance     string `json:"eigen_balance"`
			ValueMinusOrigin string `json:"value_minus_origin"`
		}
	}
	Threshold []struct {
		Depth int
		Beta1 string `json:"beta_1"`
		Beta2 string `json:"beta_2"`
	}
	Descent []struct {
		Weights, Sigma [][]string
		Target         []string
		Noise, Step    string
		Trajectory     []json.RawMessage
	}
}

func loadReference(t testing.TB) *reference {
	t.Helper()
	data, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	ref := new(reference)
	if err := json.Unmarshal(data, ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Gradient) < 20 || len(ref.Shrinkage) < 20 || len(ref.Threshold) < 10 || len(ref.Descent) < 10 {
		t.Fatalf("reference.json is short: %d %d %d %d", len(ref.Gradient), len(ref.Shrinkage), len(ref.Threshold), len(ref.Descent))
	}
	return ref
}

func parseRat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("not a rational: %q", s)
	}
	return r
}

func parseFloats(t testing.TB, ss []string) []float64 {
	t.Helper()
	out := make([]float64, len(ss))
	for i, s := range ss {
		out[i], _ = parseRat(t, s).Float64()
	}
	return out
}

// vectorProblem rounds a vector's rationals to float64.
func vectorProblem(t testing.TB, weights, sigma [][]string, target []string, noise string) (*Model, *Network) {
	t.Helper()
	var layers [][]float64
	for _, row := range weights {
		layers = append(layers, parseFloats(t, row))
	}
	var flat []float64
	for _, row := range sigma {
		flat = append(flat, parseFloats(t, row)...)
	}
	n, err := NewNetwork(layers)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(parseFloats(t, target), flat, parseFloats(t, []string{noise})[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	return m, n
}

// TestGradientVectors: the inputs are rationals, rounded here to float64 with
// relative error u each. A monomial of the results has at most 4L + 4 input
// factors, so this perturbs it by gamma_{4L+4}; the evaluation bound with its
// n >= L roundings on the same sums of absolute values is at least gamma_L of
// them, so (4L+4)/L + 1 <= 7 times the bound covers both.
func TestGradientVectors(t *testing.T) {
	for k, v := range loadReference(t).Gradient {
		m, n := vectorProblem(t, v.Weights, v.Sigma, v.Target, v.Noise)
		ws := mustWorkspace(t, n)
		check := func(what string, got float64, want string, bound float64) {
			t.Helper()
			if !within(got, parseRat(t, want), 7*bound) {
				t.Errorf("vector %d: %s = %v, want %s within %v", k, what, got, want, 7*bound)
			}
		}
		check("loss", ws.Loss(m, n), v.Loss, LossBound(m, n))
		check("regularized loss", ws.RegularizedLoss(m, n), v.RegularizedLoss, RegularizedLossBound(m, n))
		check("hessian trace", ws.HessianTrace(m, n), v.HessianTrace, HessianTraceBound(m, n))
		g, gb := make([]float64, len(n.Weights())), make([]float64, len(n.Weights()))
		ws.Gradient(g, Regularized, m, n)
		GradientBound(gb, Regularized, m, n)
		for l, row := range v.Gradient {
			for i, want := range row {
				check("gradient", g[n.Index(l, i)], want, gb[n.Index(l, i)])
			}
		}
	}
}

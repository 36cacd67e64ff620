package main

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answer is the output of eval gradient.
type answer struct {
	Loss             string       `json:"loss"`
	RegularizedLoss  string       `json:"regularized_loss"`
	AverageSharpness string       `json:"average_sharpness"`
	HessianTrace     string       `json:"hessian_trace"`
	Gradient         [][]string   `json:"gradient"`
	Numeric          *floatAnswer `json:"numeric"`
	Unavailable      string       `json:"numeric_unavailable"`
}

type floatAnswer struct {
	InputsExact      bool           `json:"inputs_exact"`
	Loss             floatValue     `json:"loss"`
	RegularizedLoss  floatValue     `json:"regularized_loss"`
	AverageSharpness floatValue     `json:"average_sharpness"`
	HessianTrace     floatValue     `json:"hessian_trace"`
	Gradient         [][]floatValue `json:"gradient"`
}

type floatValue struct {
	Value    float64 `json:"value"`
	Bound    float64 `json:"bound"`
	Distance float64 `json:"distance"`
}

func ask(t *testing.T, input string) answer {
	t.Helper()
	r := must(t, nil, input, "eval", "gradient")
	dec := json.NewDecoder(strings.NewReader(r.stdout))
	dec.DisallowUnknownFields()
	var a answer
	if err := dec.Decode(&a); err != nil {
		t.Fatalf("%v in %s", err, r.stdout)
	}
	return a
}

// vectors are reference values of another tool; testdata/gradient.json says which.
func vectors(t *testing.T) []map[string]json.RawMessage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "gradient.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Gradient []map[string]json.RawMessage `json:"gradient"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Gradient) != 24 {
		t.Fatalf("%d vectors, want 24", len(file.Gradient))
	}
	return file.Gradient
}

func text(t *testing.T, raw json.RawMessage, v any) {
	t.Helper()
	if err := json.Unmarshal(raw, v); err != nil {
		t.Fatal(err)
	}
}

func rat(t *testing.T, s string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no rational", s)
	}
	return x
}

// TestGradientVectors: every exact value is the reference's, and so is the difference of the losses.
func TestGradientVectors(t *testing.T) {
	for k, v := range vectors(t) {
		input, err := json.Marshal(map[string]json.RawMessage{"weights": v["weights"], "target": v["target"], "sigma": v["sigma"], "noise": v["noise"]})
		if err != nil {
			t.Fatal(err)
		}
		var loss, regularized, trace string
		var gradient [][]string
		text(t, v["loss"], &loss)
		text(t, v["regularized_loss"], &regularized)
		text(t, v["hessian_trace"], &trace)
		text(t, v["gradient"], &gradient)
		got := ask(t, string(input))
		sharpness := new(big.Rat).Sub(rat(t, regularized), rat(t, loss)).RatString()
		want := answer{Loss: loss, RegularizedLoss: regularized, AverageSharpness: sharpness, HessianTrace: trace, Gradient: gradient, Numeric: got.Numeric}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("vector %d: %s", k, diff)
		}
		checkFloats(t, got)
	}
}

// checkFloats compares the float64 part with the exact part: the distance is the distance, rounded
// up by at most one unit in the last place, and within the bound when the inputs are exact.
func checkFloats(t *testing.T, a answer) {
	t.Helper()
	one := func(name string, v floatValue, exact string) {
		d := new(big.Rat).SetFloat64(v.Value)
		d.Sub(d, rat(t, exact)).Abs(d)
		if up := new(big.Rat).SetFloat64(v.Distance); up.Cmp(d) < 0 {
			t.Errorf("%s: the distance %v is below the true one", name, v.Distance)
		}
		if v.Distance > 0 && new(big.Rat).SetFloat64(math.Nextafter(v.Distance, 0)).Cmp(d) >= 0 {
			t.Errorf("%s: the distance %v is not the least float64 above the true one", name, v.Distance)
		}
		if a.Numeric.InputsExact && v.Distance > v.Bound {
			t.Errorf("%s: distance %v above the bound %v", name, v.Distance, v.Bound)
		}
	}
	one("loss", a.Numeric.Loss, a.Loss)
	one("regularized_loss", a.Numeric.RegularizedLoss, a.RegularizedLoss)
	one("average_sharpness", a.Numeric.AverageSharpness, a.AverageSharpness)
	one("hessian_trace", a.Numeric.HessianTrace, a.HessianTrace)
	for l := range a.Gradient {
		for i := range a.Gradient[l] {
			one("gradient", a.Numeric.Gradient[l][i], a.Gradient[l][i])
		}
	}
}

func TestEvalGradient(t *testing.T) {
	const head = `{"weights": [[1], [1]], "target": [0], "sigma": [[1]], `
	t.Run("tau2 enters both losses and nothing else", func(t *testing.T) {
		plain, with := ask(t, head+`"noise": 1}`), ask(t, head+`"noise": 1, "tau2": "7/2"}`)
		// L = 1, L_R = 1 + (2 * 2 - 1) = 4 (MATH.md, Lemma 2.1, Figure 2).
		if plain.Loss != "1" || plain.RegularizedLoss != "4" || with.Loss != "9/2" || with.RegularizedLoss != "15/2" {
			t.Errorf("losses %s, %s and with tau2 %s, %s", plain.Loss, plain.RegularizedLoss, with.Loss, with.RegularizedLoss)
		}
		if plain.AverageSharpness != "3" || with.AverageSharpness != "3" || cmp.Diff(plain.Gradient, with.Gradient) != "" {
			t.Errorf("tau2 changes the sharpness or the gradient: %+v", with)
		}
	})
	t.Run("dyadic inputs are exact, thirds are not", func(t *testing.T) {
		a, b := ask(t, head+`"noise": "1/2"}`), ask(t, head+`"noise": "1/3"}`)
		if !a.Numeric.InputsExact || b.Numeric.InputsExact {
			t.Errorf("inputs_exact: %v and %v", a.Numeric.InputsExact, b.Numeric.InputsExact)
		}
		checkFloats(t, a)
		checkFloats(t, b)
	})
	t.Run("a power of two below the smallest float64 is not exact", func(t *testing.T) {
		tiny := new(big.Int).Lsh(big.NewInt(1), 1100).String()
		if a := ask(t, head+`"noise": 1, "tau2": "1/`+tiny+`"}`); a.Numeric.InputsExact {
			t.Errorf("2^-1100 became 0 and is called exact")
		}
	})
	t.Run("beyond a float64 the exact values remain", func(t *testing.T) {
		a := ask(t, head+`"noise": "1e400"}`)
		if a.Numeric != nil || !strings.Contains(a.Unavailable, "noise") || a.Loss != "1" {
			t.Errorf("%+v", a)
		}
	})
	t.Run("an overflow is said, not hidden", func(t *testing.T) {
		r := must(t, nil, head+`"noise": "1e200"}`, "eval", "gradient")
		if !strings.Contains(r.stdout, `{"value":"+Inf","bound":"+Inf","distance":"+Inf"}`) {
			t.Errorf("stdout: %s", r.stdout)
		}
	})
	t.Run("a file is read like standard input", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "p.json")
		if err := os.WriteFile(file, []byte(good), 0o600); err != nil {
			t.Fatal(err)
		}
		a, b, c := must(t, nil, "", "eval", "gradient", file), must(t, nil, good, "eval", "gradient", "-"), must(t, nil, good, "eval", "gradient")
		if a.stdout != b.stdout || b.stdout != c.stdout {
			t.Error("three ways to read one problem give different answers")
		}
	})
}

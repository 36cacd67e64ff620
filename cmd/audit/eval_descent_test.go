package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type descentAnswer struct {
	Mode       string       `json:"mode"`
	Steps      int          `json:"steps"`
	Trajectory [][][]string `json:"trajectory"`
	Balancing  [][]factor   `json:"balancing"`
}

func askDescent(t *testing.T, question string) descentAnswer {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(must(t, nil, question, "eval", "descent").stdout))
	dec.DisallowUnknownFields()
	var a descentAnswer
	if err := dec.Decode(&a); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestDescentVectors: every state of the reference's trajectories, and each factor as the quotient of their imbalances.
func TestDescentVectors(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "descent.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Descent []struct {
			Weights    json.RawMessage `json:"weights"`
			Target     json.RawMessage `json:"target"`
			Sigma      json.RawMessage `json:"sigma"`
			Noise      json.RawMessage `json:"noise"`
			Step       json.RawMessage `json:"step"`
			Trajectory [][]string      `json:"trajectory"`
		} `json:"descent"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Descent) != 24 {
		t.Fatalf("%d vectors, want 24", len(file.Descent))
	}
	for n, v := range file.Descent {
		question, err := json.Marshal(map[string]any{
			"weights": v.Weights, "target": v.Target, "sigma": v.Sigma, "noise": v.Noise, "step": v.Step, "steps": len(v.Trajectory) - 1,
		})
		if err != nil {
			t.Fatal(err)
		}
		a := askDescent(t, string(question))
		if len(a.Trajectory) != len(v.Trajectory) || len(a.Balancing) != len(v.Trajectory)-1 {
			t.Fatalf("vector %d: %d states, %d steps", n, len(a.Trajectory), len(a.Balancing))
		}
		for k, want := range v.Trajectory {
			var got []string
			for _, row := range a.Trajectory[k] {
				got = append(got, row...)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("vector %d, step %d: %s", n, k, diff)
			}
		}
		for k, step := range a.Balancing {
			for _, f := range step {
				d := func(k int) (x float64) {
					l, m := rat(t, v.Trajectory[k][f.Layers[0]-1]), rat(t, v.Trajectory[k][f.Layers[1]-1])
					y, _ := l.Mul(l, l).Sub(l, m.Mul(m, m)).Float64()
					return y
				}
				if f.Factor == nil {
					if d(k) != 0 {
						t.Errorf("vector %d, step %d: no factor although D = %v", n, k, d(k))
					}
					continue
				}
				// Both sides are rounded a few times, and no more, from exact values: 8 units of 2^-53.
				got, _ := rat(t, *f.Factor).Float64()
				if want := d(k+1) / d(k); math.Abs(got-want) > 8*0x1p-53*math.Abs(want) {
					t.Errorf("vector %d, step %d: factor %v, want %v", n, k, got, want)
				}
			}
		}
	}
}

// goodDescent is a question that rows below spoil in one place; by hand, x+ = x (2 - x^2)/5 on the antidiagonal.
const goodDescent = `{"weights": [[1], [-1]], "target": [2], "sigma": [[1]], "noise": 1, "steps": 2, "step": "1/10"}`

func TestEvalDescent(t *testing.T) {
	t.Run("a balanced start has no factor", func(t *testing.T) {
		a := askDescent(t, goodDescent)
		want := [][][]string{{{"1"}, {"-1"}}, {{"1/5"}, {"-1/5"}}, {{"49/625"}, {"-49/625"}}}
		if diff := cmp.Diff(want, a.Trajectory); diff != "" {
			t.Error(diff)
		}
		if a.Balancing[0][0].Factor != nil {
			t.Errorf("a factor %s although D = 0", *a.Balancing[0][0].Factor)
		}
	})
	t.Run("a step that is too large: D grows by -8", func(t *testing.T) {
		a := askDescent(t, `{"weights": [[2], ["1/2"]], "target": ["5/2"], "sigma": [[1]], "noise": 1, "steps": 1, "step": 1}`)
		if f := a.Balancing[0][0].Factor; f == nil || *f != "-8" {
			t.Errorf("%+v", a.Balancing)
		}
	})
	t.Run("step sizes that vary, and tau2 without effect", func(t *testing.T) {
		q := strings.Replace(goodDescent, `"steps": 2, "step": "1/10"`, `"step_sizes": ["0.1", 0, "1/10"], "tau2": 5`, 1)
		a := askDescent(t, q)
		if a.Steps != 3 || a.Trajectory[2][0][0] != "1/5" || a.Trajectory[3][0][0] != "49/625" {
			t.Errorf("%+v", a)
		}
	})
	t.Run("no steps", func(t *testing.T) {
		if a := askDescent(t, strings.Replace(goodDescent, `"steps": 2`, `"steps": 0`, 1)); len(a.Trajectory) != 1 || len(a.Balancing) != 0 {
			t.Errorf("%+v", a)
		}
	})
	t.Run("two coordinates: factors of each", func(t *testing.T) {
		a := askDescent(t, `{"weights": [[1, 2], [3, 4]], "target": [1, 1], "sigma": [[2, 1], [1, 2]], "noise": "1/2", "steps": 1, "step": "1/100"}`)
		if len(a.Balancing[0]) != 2 || a.Balancing[0][1].Coordinate != 2 {
			t.Errorf("%+v", a.Balancing)
		}
	})
}

func TestEvalDescentFloat(t *testing.T) {
	var a struct {
		Recorded   []int         `json:"recorded"`
		Exact      bool          `json:"inputs_exact"`
		Trajectory [][][]float64 `json:"trajectory"`
		Imbalances []struct {
			Values []float64 `json:"values"`
		} `json:"imbalances"`
	}
	q := `{"weights": [[2], [1]], "target": [2], "sigma": [[1]], "noise": 1, "steps": 100000, "step": "1/16", "mode": "float64", "every": 40000}`
	if err := json.Unmarshal([]byte(must(t, nil, q, "eval", "descent").stdout), &a); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{0, 40000, 80000, 100000}, a.Recorded); diff != "" || !a.Exact {
		t.Errorf("recorded steps: %s; inputs exact: %v", diff, a.Exact)
	}
	// Soft threshold: w_1 = w_2 = sqrt(2 - 1). The float64 gradient vanishes to about 8 units of 2^-53 near the limit, and the Hessian there is
	// [[4,0],[0,4]]: 2^-50 is above the distance that follows.
	for _, w := range a.Trajectory[3] {
		if math.Abs(w[0]-1) > 0x1p-50 {
			t.Errorf("limit %v, want 1", w[0])
		}
	}
	if v := a.Imbalances[0].Values; v[0] != 3 || math.Abs(v[3]) > 0x1p-48 {
		t.Errorf("imbalances %v", v)
	}
	varying := `{"weights": [[2], [1]], "target": [2], "sigma": [[1]], "noise": 1, "step_sizes": ["1/16", "1/8"], "mode": "float64"}`
	if out := must(t, nil, varying, "eval", "descent").stdout; !strings.Contains(out, `"recorded": [0,1,2]`) {
		t.Errorf("%s", out)
	}
}

func TestBadDescentQuestions(t *testing.T) {
	swap := func(old, replacement string) string {
		if !strings.Contains(goodDescent, old) {
			t.Fatalf("the question has no %q", old)
		}
		return strings.Replace(goodDescent, old, replacement, 1)
	}
	for _, c := range []struct {
		reason, input string
		want          []string
	}{
		{"nothing", "", []string{"input"}},
		{"an array", "[]", []string{"input"}},
		{"an unknown field", swap(`"noise"`, `"eta": 1, "noise"`), []string{"eta"}},
		{"parameters", swap(`"noise"`, `"params": {"x": 1}, "noise"`), []string{"params"}},
		{"data after the object", goodDescent + "{}", []string{"after"}},
		{"an object that does not end", goodDescent[:len(goodDescent)-1], []string{"input"}},
		{"steps twice", swap(`"steps": 2`, `"steps": 2, "steps": 3`), []string{"steps", "twice"}},
		{"no steps", swap(`"steps": 2, `, ``), []string{"steps", "missing"}},
		{"no step", swap(`, "step": "1/10"`, ``), []string{"step", "missing"}},
		{"negative steps", swap(`"steps": 2`, `"steps": -2`), []string{"steps", "-2"}},
		{"steps that are no integer", swap(`"steps": 2`, `"steps": 2.5`), []string{"steps", "2.5"}},
		{"steps in words", swap(`"steps": 2`, `"steps": "two"`), []string{"steps", "two"}},
		{"a negative step", swap(`"1/10"`, `"-1/10"`), []string{"step", "-1/10", "negative"}},
		{"an infinite step", swap(`"1/10"`, `"Inf"`), []string{"step", "Inf"}},
		{"both step and step_sizes", swap(`"steps"`, `"step_sizes": [1, 1], "steps"`), []string{"step", "step_sizes"}},
		{"another number of step sizes", swap(`"step": "1/10"`, `"step_sizes": [1]`), []string{"steps", "2", "1"}},
		{"no step sizes", swap(`"steps": 2, "step": "1/10"`, `"step_sizes": []`), []string{"step_sizes", "empty"}},
		{"step sizes that are no list", swap(`"steps": 2, "step": "1/10"`, `"step_sizes": 3`), []string{"step_sizes", "3"}},
		{"a bad step size", swap(`"steps": 2, "step": "1/10"`, `"step_sizes": [1, "x"]`), []string{"step_sizes[1]", "x"}},
		{"a mode that is none", swap(`"steps"`, `"mode": "fast", "steps"`), []string{"mode", "fast"}},
		{"every in an exact run", swap(`"steps"`, `"every": 2, "steps"`), []string{"every"}},
		{"every zero", swap(`"steps"`, `"mode": "float64", "every": 0, "steps"`), []string{"every", "0"}},
		{"too many exact steps", swap(`"steps": 2`, `"steps": 10001`), []string{"steps", "10001", "10000", "float64"}},
		{"too many digits", swap(`"steps": 2`, `"steps": 40`), []string{"steps", "digits", "262144", "float64"}},
		{"too many float64 steps", swap(`"steps": 2`, `"mode": "float64", "steps": 100000001`), []string{"steps", "100000001", "100000000"}},
		{"too many records", swap(`"steps": 2`, `"mode": "float64", "every": 1, "steps": 10000000`), []string{"every", "1000000"}},
		{"a run that diverges", swap(`"steps": 2, "step": "1/10"`, `"mode": "float64", "steps": 100, "step": 100`), []string{"steps", "not finite"}},
		{"L = 1", swap(`[[1], [-1]]`, `[[1]]`), []string{"weights"}},
	} {
		t.Run(c.reason, func(t *testing.T) { refused(t, invoke(t, nil, c.input, "eval", "descent"), c.want...) })
	}
}

package main

import (
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type momentsAnswer struct {
	Variant      string       `json:"variant"`
	Mean         [][]string   `json:"mean"`
	SecondMoment [][]string   `json:"second_moment"`
	NormSquared  string       `json:"norm_squared"`
	Drift        []driftEntry `json:"drift"`
}

func askMoments(t *testing.T, question string) momentsAnswer {
	t.Helper()
	var a momentsAnswer
	decode(t, must(t, nil, question, "eval", "moments").stdout, &a)
	return a
}

// TestMomentsByHand: w = (1, 2), b = 2, s = e = 1. m_2 = (2, 5), m_3 = (4, 14), m_4 = (10, 43).
//
//	E g_1 = -2 (2 2 - 1 5) = 2, E g_2 = -2 (2 1 - 2 2) = 4; D = -3, first order -2 (1 2 - 2 4) = 12 = -3 (-4).
//	E g_1^2 = 4 (4 5 - 4 1 14 + 2 43) = 200, E g_2^2 = 4 (4 2 - 4 2 4 + 5 10) = 104.
//	second order 96 = -3 (-4) B with B = 4 - 2 2 1 2 + (2 5 + 2) = 8.
//
// One sample, tau2 = 3: 3 times that plus 4 tau2 m_2 = 600 + 60, 312 + 24.
func TestMomentsByHand(t *testing.T) {
	const problem = `"weights": [["1"], ["2"]], "target": ["2"], "sigma": [["1"]], "noise": "1", "tau2": 3`
	want := momentsAnswer{
		Variant: "noise", Mean: [][]string{{"2"}, {"4"}}, SecondMoment: [][]string{{"200"}, {"104"}}, NormSquared: "304",
		Drift: []driftEntry{{Coordinate: 1, Layers: [2]int{1, 2}, Imbalance: "-3", FirstOrder: "12", SecondOrder: "96"}},
	}
	if diff := cmp.Diff(want, askMoments(t, `{`+problem+`, "variant": "noise"}`)); diff != "" {
		t.Error(diff)
	}
	want.Variant, want.SecondMoment, want.NormSquared = "sample", [][]string{{"660"}, {"336"}}, "996"
	want.Drift[0].SecondOrder, want.Drift[0].Expected = "324", "36/25" // -3 + 12/10 + 324/100
	if diff := cmp.Diff(want, askMoments(t, `{"variant": "sample", "step": "0.1", `+problem+`}`)); diff != "" {
		t.Error(diff)
	}
}

// TestMomentsMean: E g is the gradient of eval gradient, both variants, on the reference vectors (general Sigma).
func TestMomentsMean(t *testing.T) {
	for k, v := range vectors(t) {
		problem := fmt.Sprintf(`"weights": %s, "target": %s, "sigma": %s, "noise": %s`, v["weights"], v["target"], v["sigma"], v["noise"])
		var gradient [][]string
		text(t, v["gradient"], &gradient)
		for _, variant := range []string{"noise", "sample"} {
			a := askMoments(t, `{`+problem+`, "variant": "`+variant+`"}`)
			if diff := cmp.Diff(gradient, a.Mean); diff != "" {
				t.Errorf("vector %d, %s: %s", k, variant, diff)
			}
			sum := new(big.Rat)
			for _, row := range a.SecondMoment {
				for _, x := range row {
					sum.Add(sum, rat(t, x))
				}
			}
			if sum.Cmp(rat(t, a.NormSquared)) != 0 {
				t.Errorf("vector %d, %s: E|g|^2 = %s is not the sum of the entries", k, variant, a.NormSquared)
			}
		}
	}
}

// TestMomentsRefuses: each bad input is one line that names the field, status 2, and no output.
func TestMomentsRefuses(t *testing.T) {
	const problem = `"weights": [["1"], ["2"]], "target": ["2"], "sigma": [["1"]], "noise": "1"`
	deep := `"weights": [` + strings.TrimSuffix(strings.Repeat(`[`+strings.TrimSuffix(strings.Repeat("1,", 60), ",")+`],`, 64), ",") +
		`], "target": [` + strings.TrimSuffix(strings.Repeat("1,", 60), ",") + `], "noise": 1, "sigma": ` + identity(60)
	long := strings.Repeat("7", 3900)
	for _, c := range []struct{ reason, input, want string }{
		{"no variant", `{` + problem + `}`, "variant"},
		{"variant of another case", `{` + problem + `, "variant": "Noise"}`, "variant"},
		{"variant no string", `{` + problem + `, "variant": 1}`, "variant"},
		{"variant twice", `{` + problem + `, "variant": "noise", "variant": "noise"}`, "variant"},
		{"field of another case", `{` + problem + `, "Variant": "noise"}`, "Variant"},
		{"negative step", `{` + problem + `, "variant": "noise", "step": "-1"}`, "step"},
		{"step no number", `{` + problem + `, "variant": "noise", "step": [1]}`, "step"},
		{"unknown field", `{` + problem + `, "variant": "noise", "alpha": 1}`, "alpha"},
		{"params", `{` + problem + `, "variant": "noise", "params": {"a": 1}}`, "params"},
		{"trailing data", `{` + problem + `, "variant": "noise"} {}`, "after"},
		{"no object", `[]`, "object"},
		{"missing sigma", `{"weights": [[1],[2]], "target": [2], "noise": 1, "variant": "noise"}`, "sigma"},
		{"too many drifts", `{` + deep + `, "variant": "noise"}`, "drifts"},
		{"too long", `{"weights": [` + strings.TrimSuffix(strings.Repeat(`["1/`+long+`"],`, 40), ",") + `], "target": [2], "sigma": [[1]], "noise": 1, "variant": "sample"}`, "weights"},
	} {
		r := invoke(t, nil, c.input, "eval", "moments")
		if r.status != 2 || r.stdout != "" || !strings.Contains(r.stderr, c.want) || strings.Count(strings.TrimSpace(r.stderr), "\n") > 0 {
			t.Errorf("%s: status %d, stdout %q, stderr %q, want a line with %q", c.reason, r.status, r.stdout, r.stderr, c.want)
		}
	}
}

func identity(n int) string {
	rows := make([]string, n)
	for i := range rows {
		row := make([]string, n)
		for j := range row {
			row[j] = "0"
		}
		row[i] = "1"
		rows[i] = "[" + strings.Join(row, ",") + "]"
	}
	return "[" + strings.Join(rows, ",") + "]"
}

// FuzzReadMoments: no input panics, and what is accepted is a problem with a variant and no negative step, or is refused for its size.
func FuzzReadMoments(f *testing.F) {
	const problem = `"weights": [["1"], ["2"]], "target": ["2"], "sigma": [["1"]], "noise": "1"`
	for _, seed := range []string{
		`{` + problem + `, "variant": "noise"}`, `{"variant": "sample", "step": 1e-3, ` + problem + `, "tau2": "1/3"}`,
		`{` + problem + `}`, `{"variant": {"variant": "noise"}}`, `{"step": "\u0031", "variant": "no\u0069se", ` + problem + `}`, `[]`, ``,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		in, variant, step, err := readMoments(strings.NewReader(input))
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		if in.Validate() != nil || variant > 1 || step != nil && step.Sign() < 0 {
			t.Errorf("accepted %q", input)
		}
		if exactWork(in) < 1e6 && checkMoments(in, variant) == nil {
			if err := runMoments(strings.NewReader(input), io.Discard); err != nil {
				t.Errorf("%q: %v", input, err)
			}
		}
	})
}

package main

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"
)

// goodFlow is a question that rows below spoil in one place: L = 2, |b| = e^2, balanced.
const goodFlow = `{"weights": [["2/3"], ["2/3"]], "target": ["1/4"], "sigma": [["3"]], "noise": "1/2", "time": "10", "times": ["1"], "digits": 20}`

type flowAnswer struct {
	Status, Reason string
	States         []struct {
		Time       string
		Weights    [][]struct{ Lo, Hi string }
		Imbalances []struct {
			Coordinate int
			Layers     [2]int
			Lo, Hi     string
		}
	}
}

func askFlow(t *testing.T, question string) flowAnswer {
	t.Helper()
	var a flowAnswer
	if err := json.Unmarshal([]byte(must(t, nil, question, "eval", "flow").stdout), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestEvalFlow: at the threshold w^2 = u_0/(1 + 4 s u_0 t), so 1/w^2 = 9/4 + 12 t, exactly.
func TestEvalFlow(t *testing.T) {
	a := askFlow(t, goodFlow)
	if a.Status != "certified" || len(a.States) != 2 {
		t.Fatalf("%+v", a)
	}
	for k, inverse := range []*big.Rat{big.NewRat(57, 4), big.NewRat(489, 4)} {
		for _, row := range a.States[k].Weights {
			lo, hi := rat(t, row[0].Lo), rat(t, row[0].Hi)
			if d := new(big.Rat).Sub(hi, lo); d.Sign() < 0 || d.Cmp(rat(t, "1e-19")) > 0 {
				t.Errorf("t = %s: [%s, %s] is not as narrow as asked for", a.States[k].Time, row[0].Lo, row[0].Hi)
			}
			one := big.NewRat(1, 1)
			if lo.Mul(lo, lo).Mul(lo, inverse).Cmp(one) > 0 || hi.Mul(hi, hi).Mul(hi, inverse).Cmp(one) < 0 {
				t.Errorf("t = %s: [%s, %s] misses sqrt(1/(%s))", a.States[k].Time, row[0].Lo, row[0].Hi, inverse.RatString())
			}
		}
		im := a.States[k].Imbalances
		if len(im) != 1 || im[0].Coordinate != 1 || im[0].Layers != [2]int{1, 2} || rat(t, im[0].Lo).Sign() > 0 || rat(t, im[0].Hi).Sign() < 0 {
			t.Errorf("imbalances %+v", im)
		}
	}
}

// TestEvalFlowUndecided: u' = 4 s u^2 backward from u = 1 ends at t = -1/4; that is an answer, not an error, and not a wrong one.
func TestEvalFlowUndecided(t *testing.T) {
	a := askFlow(t, `{"weights": [[1], [1]], "target": [0], "sigma": [[1]], "noise": 0, "time": -1, "times": ["-1/8"]}`)
	if a.Status != "undecided" || a.Reason == "" || len(a.States) != 1 {
		t.Errorf("%+v", a)
	}
}

func TestBadFlowQuestions(t *testing.T) {
	swap := func(old, replacement string) string {
		if !strings.Contains(goodFlow, old) {
			t.Fatalf("the question has no %q", old)
		}
		return strings.Replace(goodFlow, old, replacement, 1)
	}
	for _, c := range []struct {
		reason, input string
		want          []string
	}{
		{"nothing", "", []string{"input"}},
		{"an array", "[]", []string{"input"}},
		{"an unknown field", swap(`"noise"`, `"eta": 1, "noise"`), []string{"eta"}},
		{"time twice", swap(`"digits"`, `"time": 1, "digits"`), []string{"time", "twice"}},
		{"no time", swap(`"time": "10", "times": ["1"], `, ""), []string{"time", "missing"}},
		{"time that is no number", swap(`"10"`, `"soon"`), []string{"time", "soon"}},
		{"an infinite time", swap(`"10"`, `"Inf"`), []string{"time", "Inf"}},
		{"a time beyond the bound", swap(`"10"`, `"1e13"`), []string{"time", "1000000000000"}},
		{"times not a list", swap(`["1"]`, `"1"`), []string{"times"}},
		{"a time beyond the last", swap(`["1"]`, `["11"]`), []string{"times[0]", "11"}},
		{"times in the wrong order", swap(`["1"]`, `["2", "1"]`), []string{"times[1]", "1"}},
		{"no digits", swap(`20}`, `0}`), []string{"digits", "0"}},
		{"too many digits", swap(`20}`, `201}`), []string{"digits", "201", "200"}},
		{"digits not an integer", swap(`20}`, `2.5}`), []string{"digits", "2.5"}},
		{"a negative noise", swap(`"1/2"`, `"-1/2"`), []string{"noise", "-1/2"}},
		{"L = 1", swap(`[["2/3"], ["2/3"]]`, `[["2/3"]]`), []string{"weights"}},
		{"L = 7", swap(`[["2/3"], ["2/3"]]`, `[[1], [1], [1], [1], [1], [1], [1]]`), []string{"6"}},
		{"ragged weights", swap(`[["2/3"], ["2/3"]]`, `[["2/3"], [1, 2]]`), []string{"weights[1]"}},
		{
			"too many coupled coordinates",
			`{"weights": [[1,1,1,1],[1,1,1,1]], "target": [1,1,1,1], "sigma": [[4,1,1,1],[1,4,1,1],[1,1,4,1],[1,1,1,4]], "noise": 1, "time": 1}`,
			[]string{"sigma", "at most 3"},
		},
		{"a weight beyond the bound", swap(`"2/3"`, `"1e13"`), []string{"weights[0]", "1000000000000"}},
		{"an input beyond the bound", strings.Repeat(" ", MaxInput+1), []string{"16 MiB"}},
		{"a line end in a value stays one line", swap(`"1/2"`, `"1\n2"`), []string{"noise"}},
	} {
		t.Run(c.reason, func(t *testing.T) { refused(t, invoke(t, nil, c.input, "eval", "flow"), c.want...) })
	}
}

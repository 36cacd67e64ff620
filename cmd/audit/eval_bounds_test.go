package main

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"
)

type bounds struct {
	Lo string `json:"lo"`
	Hi string `json:"hi"`
}

// holds checks that the enclosure holds the number and is at most wide across.
func (b bounds) holds(t *testing.T, name, number, wide string) {
	t.Helper()
	lo, hi, x, w := rat(t, b.Lo), rat(t, b.Hi), rat(t, number), rat(t, wide)
	if lo.Cmp(x) > 0 || hi.Cmp(x) < 0 {
		t.Errorf("%s: [%s, %s] misses %s", name, b.Lo, b.Hi, number)
	}
	if new(big.Rat).Sub(hi, lo).Cmp(w) > 0 {
		t.Errorf("%s: [%s, %s] is wider than %s", name, b.Lo, b.Hi, wide)
	}
}

func TestEvalPACBayes(t *testing.T) {
	var a struct {
		KLInverse  bounds  `json:"kl_inverse"`
		SquareRoot bounds  `json:"square_root"`
		KL         *bounds `json:"kl"`
	}
	r := must(t, nil, `{"budget": "21/200", "risk": "19/25", "digits": 50}`, "eval", "pacbayes")
	decode(t, r.stdout, &a)
	if a.KL != nil {
		t.Errorf("a budget has no divergence: %s", r.stdout)
	}
	// mpmath 1.2.1, 60 digits, whose own error of 1e-60 is far below the width of the enclosures.
	a.KLInverse.holds(t, "kl inverse", "0.91344575601913436113766881173467746252857669362018928990261", "2e-50")
	a.SquareRoot.holds(t, "square root", "0.989128784747792000329402359686400424449222828838398595130362", "2e-50")

	r = must(t, nil, `{"theta": [1, 0], "theta_0": [0, 0], "noise": 1, "prior": 1, "n": 4, "delta": 1, "risk": 0, "c": [2], "digits": 20}`, "eval", "pacbayes")
	var b struct {
		KL          bounds `json:"kl"`
		Budget      bounds `json:"budget"`
		PlainBudget bounds `json:"plain_budget"`
		KLInverse   bounds `json:"kl_inverse"`
		SquareRoot  bounds `json:"square_root"`
		Catoni      []struct {
			C     string `json:"c"`
			Bound bounds `json:"bound"`
		} `json:"catoni"`
	}
	decode(t, r.stdout, &b)
	b.KL.holds(t, "KL = 1/2", "1/2", "1e-19")
	b.PlainBudget.holds(t, "(1/2)/4", "1/8", "1e-19")
	if len(b.Catoni) != 1 || b.Catoni[0].C != "2" {
		t.Errorf("catoni: %+v", b.Catoni)
	}
}

func TestEvalStationary(t *testing.T) {
	var a struct {
		Beta   bounds `json:"beta"`
		Count  int    `json:"count"`
		Points []struct {
			U    bounds `json:"u"`
			Kind string `json:"kind"`
		} `json:"points"`
	}
	r := must(t, nil, `{"depth": 2, "target": "5/4", "noise": "1/2", "digits": 20}`, "eval", "stationary")
	var raw map[string]json.RawMessage
	if err := json.Unmarshal([]byte(r.stdout), &raw); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(r.stdout), &a); err != nil {
		t.Fatal(err)
	}
	if a.Count != 3 || len(a.Points) != 2 || a.Points[0].Kind != "saddle" || a.Points[1].Kind != "minimum" {
		t.Fatalf("%s", r.stdout)
	}
	a.Beta.holds(t, "beta", "5", "0")
	a.Points[1].U.holds(t, "the soft threshold 5/4 - 1/4", "1", "0")
}

func TestBadBoundQuestions(t *testing.T) {
	for _, c := range []struct{ kind, reason, input, word string }{
		{"pacbayes", "nothing", "", "question"},
		{"pacbayes", "an unknown field", `{"budget": 1, "risk": 0, "eta": 1}`, "eta"},
		{"pacbayes", "a risk above 1", `{"budget": 1, "risk": 2}`, "risk"},
		{"pacbayes", "n = 0", `{"kl": 1, "n": 0, "delta": 1, "risk": 0}`, "n = 0"},
		{"pacbayes", "an input beyond the bound", strings.Repeat(" ", MaxInput+1), "16 MiB"},
		{"pacbayes", "a line end in a value", "{\"budget\": \"1\\n2\", \"risk\": 0}", "budget"},
		{"stationary", "L = 1", `{"depth": 1, "target": 1, "noise": 1}`, "depth"},
		{"stationary", "no noise", `{"depth": 2, "target": 1, "noise": 0}`, "noise"},
		{"stationary", "an unknown field", `{"depth": 2, "target": 1, "noise": 1, "beta": 1}`, "beta"},
	} {
		t.Run(c.kind+", "+c.reason, func(t *testing.T) {
			refused(t, invoke(t, nil, c.input, "eval", c.kind), c.word)
		})
	}
}

func decode(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	if err := d.Decode(v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}

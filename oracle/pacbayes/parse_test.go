package pacbayes

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

func TestParseErrors(t *testing.T) {
	rows := []struct{ text, want, why string }{
		{``, "EOF", "nothing"},
		{`[1]`, "object", "a list"},
		{`{"budget": 1, "risk": 0} {}`, "follows", "a second value"},
		{`{"budget": 1}`, "risk", "no risk"},
		{`{"budget": 1, "risk": 0, "Risk": 0}`, "Risk", "another case"},
		{`{"budget": 1, "risk": 0, "risk": 0}`, "twice", "doubled"},
		{`{"budget": -1, "risk": 0}`, "budget", "negative budget"},
		{`{"budget": 1, "risk": "3/2"}`, "risk", "risk above 1"},
		{`{"budget": 1, "risk": 0, "n": 5}`, "together with budget", "n beside a budget"},
		{`{"risk": 0, "n": 5, "delta": "1/20"}`, "kl", "no divergence"},
		{`{"kl": 1, "risk": 0, "delta": "1/20"}`, "n =", "no n"},
		{`{"kl": 1, "risk": 0, "n": 0, "delta": "1/20"}`, "n =", "n = 0"},
		{`{"kl": 1, "risk": 0, "n": 1.5, "delta": "1/20"}`, "n =", "n not an integer"},
		{`{"kl": 1, "risk": 0, "n": 99999999999999999999999, "delta": "1/20"}`, "n =", "n too large"},
		{`{"kl": 1, "risk": 0, "n": 9, "delta": 0}`, "delta", "delta 0"},
		{`{"kl": 1, "risk": 0, "n": 9}`, "delta", "no delta"},
		{`{"kl": 1, "risk": 0, "n": 9, "delta": 1, "c": [0]}`, "c =", "C = 0"},
		{`{"kl": 1, "risk": 0, "n": 9, "delta": 1, "c": 1}`, "c =", "C not a list"},
		{`{"kl": 1, "risk": 0, "n": 9, "delta": 1, "c": null}`, "c =", "C null"},
		{`{"theta": [1], "risk": 0, "n": 9, "delta": 1}`, "theta_0", "half a pair"},
		{`{"theta": [1], "theta_0": [1, 2], "noise": 1, "prior": 1, "risk": 0, "n": 9, "delta": 1}`, "theta_0", "lengths differ"},
		{`{"theta": [1], "theta_0": [1], "noise": 0, "prior": 1, "risk": 0, "n": 9, "delta": 1}`, "noise", "noise 0"},
		{`{"theta": [], "theta_0": [], "noise": 1, "prior": 1, "risk": 0, "n": 9, "delta": 1}`, "theta", "no dimension"},
		{`{"theta": [1], "theta_0": [1], "noise": 1, "prior": 1, "kl": 1, "risk": 0, "n": 9, "delta": 1}`, "kl", "two divergences"},
		{`{"budget": 1, "risk": 0, "digits": 0}`, "digits", "no digits"},
		{`{"budget": 1, "risk": 0, "digits": 10001}`, "digits", "too many digits"},
		{`{"budget": "1/0", "risk": 0}`, "budget", "zero denominator"},
		{`{"budget": null, "risk": 0}`, "budget", "null"},
		{`{"budget": "1e-9999", "risk": 0}`, "budget", "too many bits"},
		{`{"budget": 1, "risk": 0, "beta": 1}`, "beta", "unknown field"},
	}
	for _, r := range rows {
		_, err := ParseQuestion([]byte(r.text))
		if err == nil || !strings.Contains(err.Error(), r.want) {
			t.Errorf("%s: error %v, want one that names %q", r.why, err, r.want)
		}
	}
}

// A whole answer: the parts agree with each other.
func TestAnswer(t *testing.T) {
	q, err := ParseQuestion([]byte(`{"theta": ["1/2", 0, -1], "theta_0": [0, 0, 0], "noise": "0.1", "prior": 1, "n": 100, "delta": "0.05", "risk": "1/10", "c": [1, "1/2"], "digits": 40}`))
	if err != nil {
		t.Fatal(err)
	}
	a, err := q.Solve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Catoni) != 2 || a.KLInverse.Less(a.SquareRoot) != interval.Yes {
		t.Errorf("%+v", a)
	}
	var back map[string]json.RawMessage
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &back); err != nil || len(back) != 6 {
		t.Errorf("%s: %v", data, err)
	}
	// KL = 3 log 10 + 3 (1/100 - 1)/2 + (5/4)/2 = 3 log 10 - 0.86
	c := interval.NewContext(160)
	want := c.SetRat(interval.New(), rat(t, "10"))
	c.AddRat(want, c.MulInt64(want, c.Log(want, want), 3), rat(t, "-0.86"))
	if !c.Sub(interval.New(), want, a.KL).ContainsZero() {
		t.Errorf("KL %v, want %v", a.KL, want)
	}
}

// Equal laws: KL = 0, the point, and no digit of it can be missing.
func TestAnswerAtKLZero(t *testing.T) {
	q, err := ParseQuestion([]byte(`{"theta": [1], "theta_0": [1], "noise": "1/3", "prior": "1/3", "n": 1, "delta": 1, "risk": 1}`))
	if err != nil {
		t.Fatal(err)
	}
	a, err := q.Solve(t.Context())
	if err != nil || !a.KL.IsPoint() || a.PlainBudget.Lo().Sign() != 0 {
		t.Errorf("%+v, %v", a, err)
	}
}

func FuzzParseQuestion(f *testing.F) {
	f.Add([]byte(`{"budget": "21/200", "risk": "19/25", "digits": 5}`))
	f.Add([]byte(`{"kl": 3, "n": 100, "delta": "1/20", "risk": 0.1, "c": [1, 2.5], "digits": 3}`))
	f.Add([]byte(`{"theta": [1], "theta_0": [0], "noise": 1, "prior": 2, "n": 7, "delta": 0.5, "risk": 0, "digits": 2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := ParseQuestion(data)
		if err != nil {
			return
		}
		q.Digits = min(q.Digits, 20)
		a, err := q.Solve(t.Context())
		if err != nil {
			return
		}
		if a.SquareRoot.Less(a.KLInverse) == interval.Yes {
			t.Errorf("%s: kl inverse %v above the square root %v", data, a.KLInverse, a.SquareRoot)
		}
	})
}

func ExampleQuestion_Solve() {
	q, err := ParseQuestion([]byte(`{"budget": "21/200", "risk": "19/25", "digits": 12}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := q.Solve(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.KLInverse.Text(12))
	fmt.Println(a.SquareRoot.Text(12))
	// Output:
	// 0.913445756019 0.91344575602
	// 0.989128784747 0.989128784748
}

package flow_test

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestAccount: steps add up over components, a budget of exactly the work is enough and one less is not, and an easy flow takes one
// attempt with 16 bits beyond the digits and 24 of guard.
func TestAccount(t *testing.T) {
	single := one("2", "1", "1/2", "1", "-1/3")
	double := flow.Problem{Noise: single.Noise, Target: row("2", "2"), Sigma: [][]*big.Rat{row("1", "0"), row("0", "1")}, Weights: [][]*big.Rat{row("1", "1"), row("-1/3", "-1/3")}}
	opt := flow.Options{Digits: 12}
	r, r2 := certified(t, single, "1", opt), certified(t, double, "1", opt)
	if r.Steps == 0 || r2.Steps != 2*r.Steps || r.Attempts != 1 || r2.Attempts != 1 || r.Order != 21 || r.Reason != "" || r2.Reason != "" {
		t.Errorf("%+v, %+v", r, r2)
	}
	if want := interval.DigitsToPrec(12) + 16 + 24; r.Prec != want {
		t.Errorf("%d bits, want %d", r.Prec, want)
	}
	least := 0 // the least budget that is enough, by bisection
	for lo, hi := 0, 1<<30; hi-lo > 1; {
		least = (lo + hi) / 2
		o := opt
		o.MaxWork = least
		res, err := flow.Integrate(context.Background(), single, rat("1"), o)
		if err != nil {
			t.Fatal(err)
		}
		if res.Status == flow.Certified {
			hi = least
		} else {
			lo = least
		}
		least = hi
	}
	if least%r.Steps != 0 { // the same for every step
		t.Errorf("a budget of %d is just enough for %d steps", least, r.Steps)
	}
	o := opt
	o.MaxSteps = r.Steps
	certified(t, single, "1", o)
	o.MaxSteps--
	if res, err := flow.Integrate(context.Background(), single, rat("1"), o); err != nil || res.Status != flow.Undecided || res.Steps != o.MaxSteps {
		t.Errorf("one step less: %+v, %v", res, err)
	}
}

// TestNoTime: at the end 0 the start is enclosed, without a step.
func TestNoTime(t *testing.T) {
	r := certified(t, one("2", "1", "1/2", "1", "-1/3"), "0", flow.Options{Digits: 12})
	if r.Steps != 0 || !r.States[0].Weights[0][0].Contains(rat("1")) || !r.States[0].Weights[1][0].Contains(rat("-1/3")) {
		t.Errorf("%+v", r)
	}
}

// TestImbalancesOfCoordinates: every imbalance is that of its own weights, also of coordinates that are coupled across others. Both
// enclosures are narrow, so that any other pair of weights is told apart.
func TestImbalancesOfCoordinates(t *testing.T) {
	mixed := [][]*big.Rat{row("1", "0", "1/3"), row("0", "2", "0"), row("1/3", "0", "1")}
	p := flow.Problem{Noise: rat("1/3"), Target: row("1", "3/2", "-1/2"), Sigma: mixed, Weights: [][]*big.Rat{row("1", "1/2", "2/3"), row("1/3", "-3/4", "5/4"), row("-2/3", "1", "3/2")}}
	r := certified(t, p, "1/16", flow.Options{Digits: 12, Times: row("1/32")})
	layers := [][2]int{{0, 1}, {0, 2}, {1, 2}}
	c := interval.NewContext(200)
	for _, s := range r.States {
		if len(s.Imbalances) != 9 {
			t.Fatalf("%d imbalances", len(s.Imbalances))
		}
		for k, im := range s.Imbalances {
			i, l := k/3, layers[k%3]
			if im.Coordinate != i || im.Layer1 != l[0] || im.Layer2 != l[1] {
				t.Errorf("imbalance %d is of coordinate %d, layers %d and %d", k, im.Coordinate, im.Layer1, im.Layer2)
			}
			x, y := c.Sqr(interval.New(), s.Weights[l[0]][i]), c.Sqr(interval.New(), s.Weights[l[1]][i])
			meet(t, fmt.Sprintf("t = %s, coordinate %d, layers %v", s.Time, i, l), im.Value, c.Sub(x, x, y), 10)
		}
	}
}

// TestQuestionLimits: each limit of a question is accepted and one past it is not.
func TestQuestionLimits(t *testing.T) {
	times := func(n int) string {
		list := make([]string, n)
		for k := range list {
			list[k] = fmt.Sprintf(`"%d/%d"`, k+1, n+1)
		}
		return `"times":[` + strings.Join(list, ",") + `]`
	}
	const bytes = 4 << 20
	for _, c := range []struct{ why, digits, want string }{
		{"no digits", `"digits":0`, "digits = 0: must be"}, {"fewer", `"digits":-1`, "digits = -1"}, {"least", `"digits":1`, ""}, {"most", `"digits":200`, ""}, {"more", `"digits":201`, "digits = 201"},
		{"beyond integers", `"digits":99999999999999999999`, "digits = 9"},
		{"most times", times(flow.MaxTimes), ""}, {"more times", times(flow.MaxTimes + 1), "times: 10001 of them"}, {"no times", `"times":[]`, ""},
		{"a word", `"times":"1/2"`, "times = "}, {"longest", `"digits":20` + strings.Repeat(" ", bytes-len(question)), ""},
		{"longer", `"digits":20` + strings.Repeat(" ", bytes+1-len(question)), "more than 4194304 bytes"},
	} {
		_, _, opt, err := flow.ParseQuestion(strings.NewReader(strings.Replace(question, `"digits":20`, c.digits, 1)))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v", c.why, err)
		}
		if strings.HasPrefix(c.digits, `"times`) && c.want == "" && (len(opt.Times) != strings.Count(c.digits, "/") || opt.Digits != 30) {
			t.Errorf("%s: %d times, %d digits", c.why, len(opt.Times), opt.Digits)
		}
	}
}

// TestShownDigits: the text of an answer is as narrow as the enclosures: 10^-20 for numbers below 2, and not much less is written.
func TestShownDigits(t *testing.T) {
	got, err := flow.Eval(strings.NewReader(question))
	if err != nil {
		t.Fatal(err)
	}
	for _, layer := range got.(*flow.Answer).States[0].Weights {
		if w := rat(layer[0].Hi); w.Sub(w, rat(layer[0].Lo)).Cmp(rat("1.01e-20")) > 0 || len(layer[0].Hi) > 40 {
			t.Errorf("%+v", layer[0])
		}
	}
}

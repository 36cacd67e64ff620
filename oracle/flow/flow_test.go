package flow_test

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return x
}

func row(s ...string) []*big.Rat {
	var r []*big.Rat
	for _, x := range s {
		r = append(r, rat(x))
	}
	return r
}

// one is a problem of width 1.
func one(b, s, e string, w ...string) flow.Problem {
	p := flow.Problem{Target: row(b), Sigma: [][]*big.Rat{row(s)}, Noise: rat(e)}
	for _, x := range w {
		p.Weights = append(p.Weights, row(x))
	}
	return p
}

// certified integrates and fails unless the status is Certified.
func certified(t *testing.T, p flow.Problem, end string, opt flow.Options) *flow.Result {
	t.Helper()
	r, err := flow.Integrate(context.Background(), p, rat(end), opt)
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != flow.Certified || r.Final(rat(end)) == nil {
		t.Fatalf("%v: %s", r.Status, r.Reason)
	}
	return r
}

// meet fails unless two enclosures of one number overlap and are no wider than 10^-digits.
func meet(t *testing.T, what string, x, y *interval.Interval, digits int) {
	t.Helper()
	c := interval.NewContext(800)
	if !c.Intersect(interval.New(), x, y) {
		t.Fatalf("%s: %v and %v are disjoint", what, x, y)
	}
	bound := new(big.Float).SetMantExp(big.NewFloat(1), -int(float64(digits)*math.Log2(10)))
	for _, z := range []*interval.Interval{x, y} {
		if z.Width().Cmp(bound) > 0 {
			t.Fatalf("%s: %v is %s wide", what, z, z.Width().Text('g', 3))
		}
	}
}

// At depth 2, u = w_1^2 = w_2^2 on the balanced line obeys u' = -4 s u (u + e^2 - b) for w_1 = w_2 and b >= 0: with k = b - e^2,
// u(t) = k u0 / (u0 + (k - u0) exp(-4 s k t)) for k != 0, and u0 / (1 + 4 s u0 t) for k = 0; then w_1 w_2 = u. (MATH.md, Theorem 3.1,
// 5, has the square root for another variable: see TestThreshold.)
func TestBalancedDepth2(t *testing.T) {
	for _, c := range []struct{ b, s, e, w, end, why string }{
		{"2", "1", "1", "1/2", "3", "rising to k = 1"},
		{"2", "1", "1", "3", "2", "falling to k = 1"},
		{"3", "2/3", "1/2", "1/10", "1/3", "scale and noise that are not 1, a time that is not dyadic"},
		{"1/4", "1", "1", "2", "2", "k < 0: to the origin"},
		{"3", "1", "0", "1/7", "1", "no noise"},
	} {
		t.Run(c.why, func(t *testing.T) {
			r := certified(t, one(c.b, c.s, c.e, c.w, c.w), c.end, flow.Options{Digits: 40})
			ic := interval.NewContext(400)
			u0 := new(big.Rat).Mul(rat(c.w), rat(c.w))
			k := new(big.Rat).Sub(rat(c.b), new(big.Rat).Mul(rat(c.e), rat(c.e)))
			x := new(big.Rat).Mul(rat(c.s), rat(c.end))
			x.Mul(x.Mul(x, k), big.NewRat(-4, 1))
			den := ic.Exp(interval.New(), ic.SetRat(interval.New(), x))
			ic.MulRat(den, den, new(big.Rat).Sub(k, u0))
			ic.AddRat(den, den, u0)
			u := ic.Div(interval.New(), ic.SetRat(interval.New(), new(big.Rat).Mul(k, u0)), den)
			for _, layer := range r.States[0].Weights {
				meet(t, "w^2", ic.Sqr(interval.New(), layer[0]), u, 39) // |w| < 5: the square is at most 10 times as wide
			}
			if v := r.States[0].Imbalances[0].Value; !v.ContainsZero() {
				t.Errorf("balance lost: %v", v)
			}
		})
	}
}

// At |b| = e^2 the decay is algebraic: u' = -4 s u^2, u = u0 / (1 + 4 s u0 t).
func TestThreshold(t *testing.T) {
	r := certified(t, one("1/4", "3", "1/2", "2/3", "2/3"), "10", flow.Options{Digits: 35, Times: row("1/1000", "1", "7/2")})
	ic := interval.NewContext(300)
	for _, s := range r.States {
		u0 := rat("4/9")
		den := new(big.Rat).Mul(rat("12"), new(big.Rat).Mul(u0, s.Time))
		u := new(big.Rat).Quo(u0, den.Add(den, rat("1")))
		if v := ic.Sqr(interval.New(), s.Weights[0][0]); !v.Contains(u) {
			t.Errorf("t = %s: w^2 = %v lacks %s", s.Time.RatString(), v, u.RatString())
		}
	}
}

// At depth 2 the imbalance is exactly exp(-4 s e^2 t) times what it was.
func TestImbalanceDepth2(t *testing.T) {
	for _, c := range []struct{ b, s, e, w1, w2, end string }{
		{"2", "1", "1", "1", "-1/3", "2"},
		{"-3/2", "5/7", "1/3", "2", "1/2", "4"},
		{"1", "1", "2", "0", "1", "1"},
	} {
		r := certified(t, one(c.b, c.s, c.e, c.w1, c.w2), c.end, flow.Options{Digits: 50})
		ic := interval.NewContext(400)
		x := new(big.Rat).Mul(rat(c.s), rat(c.end))
		x.Mul(x.Mul(x, new(big.Rat).Mul(rat(c.e), rat(c.e))), big.NewRat(-4, 1))
		d := ic.Exp(interval.New(), ic.SetRat(interval.New(), x))
		d0 := new(big.Rat).Sub(new(big.Rat).Mul(rat(c.w1), rat(c.w1)), new(big.Rat).Mul(rat(c.w2), rat(c.w2)))
		meet(t, "imbalance", ic.MulRat(d, d, d0), r.States[0].Imbalances[0].Value, 49)
	}
}

// Without noise the differences of squares are conserved, at every depth and for coupled coordinates.
func TestConservation(t *testing.T) {
	w := []string{"1", "1/2", "-1/3", "3/4", "-2/3", "6/5"}
	for depth := 2; depth <= 6; depth++ {
		p := one("3/2", "1", "0", w[:depth]...)
		r := certified(t, p, "1", flow.Options{Digits: 20})
		if n := len(r.States[0].Imbalances); n != depth*(depth-1)/2 {
			t.Fatalf("%d imbalances", n)
		}
		for _, im := range r.States[0].Imbalances {
			a, b := p.Weights[im.Layer1][0], p.Weights[im.Layer2][0]
			if d := new(big.Rat).Sub(new(big.Rat).Mul(a, a), new(big.Rat).Mul(b, b)); !im.Value.Contains(d) {
				t.Errorf("L = %d: %v lacks %s", depth, im.Value, d.RatString())
			}
		}
	}
}

// Forward and back: the exact solution through the middle m of the enclosure at T is within exp(K T) rad of the start, K a bound of the
// derivative of the field. Here |w| <= 3/2 gives K <= 4 (9/4 + 1/4)^2 + 8 (9/4)(5/2) + 2 < 80, T = 1/4: exp(20) < 10^9.
func TestReversal(t *testing.T) {
	p := one("1", "1", "1/2", "1", "1/2", "-1/3")
	r := certified(t, p, "1/4", flow.Options{Digits: 40})
	q := p
	q.Weights = nil
	for _, layer := range r.States[0].Weights {
		m, _ := layer[0].Mid().Rat(nil)
		q.Weights = append(q.Weights, []*big.Rat{m})
	}
	back := certified(t, q, "-1/4", flow.Options{Digits: 30})
	ic := interval.NewContext(300)
	for l := range p.Weights {
		x := ic.Sub(interval.New(), back.States[0].Weights[l][0], ic.SetRat(interval.New(), p.Weights[l][0]))
		if lo, hi := x.Float64(); math.Abs(lo) > 1e-29 || math.Abs(hi) > 1e-29 { // 10^9 10^-40 + 10^-30
			t.Errorf("layer %d returns %v away", l, x)
		}
	}
}

// Rows where no enclosure of the end exists or the budget ends: never a wrong and never a silent answer.
func TestUndecided(t *testing.T) {
	for _, c := range []struct {
		why    string
		p      flow.Problem
		end    string
		opt    flow.Options
		reason string
		states int
	}{
		{"blow-up backward: u' = 4 s u^2 ends at t = 1/4", one("0", "1", "0", "1", "1"), "-1", flow.Options{Times: row("-1/8")}, "beyond all bounds", 1},
		{"steps", one("2", "1", "1", "1", "1/2"), "100", flow.Options{MaxSteps: 3}, "budget of 3 steps", 0},
		{"work", one("2", "1", "1", "1", "1/2"), "100", flow.Options{MaxWork: 100}, "budget of work", 0},
		{"stiff beyond float64", one("1", "1000000000000", "1", "1000000", "1000000000000"), "1", flow.Options{MaxSteps: 100}, "", 0},
	} {
		r, err := flow.Integrate(context.Background(), c.p, rat(c.end), c.opt)
		if err != nil {
			t.Fatalf("%s: %v", c.why, err)
		}
		if r.Status != flow.Undecided || r.Reason == "" || !strings.Contains(r.Reason, c.reason) || len(r.States) != c.states {
			t.Errorf("%s: %v, %q, %d states", c.why, r.Status, r.Reason, len(r.States))
		}
		if c.states == 1 { // u(-1/8) = 1/(1 - 1/2) = 2
			if v := interval.NewContext(200).Sqr(interval.New(), r.States[0].Weights[0][0]); !v.Contains(rat("2")) {
				t.Errorf("%s: w^2 = %v", c.why, v)
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := flow.Integrate(ctx, one("2", "1", "1", "1", "1/2"), rat("1"), flow.Options{}); err == nil {
		t.Error("a canceled context was not noticed")
	}
}

// Points that stay, exactly.
func TestStationary(t *testing.T) {
	for _, c := range []struct {
		why string
		p   flow.Problem
	}{
		{"minimum of depth 2: u = b - e^2 = 1", one("2", "1", "1", "1", "1")},
		{"a free coordinate, s = 0", one("2", "0", "1", "5/3", "-1/7", "2")},
		{"the origin", one("2", "1", "1", "0", "0", "0")},
	} {
		r := certified(t, c.p, "2", flow.Options{Digits: 25})
		for l, layer := range r.States[0].Weights {
			if !layer[0].Contains(c.p.Weights[l][0]) {
				t.Errorf("%s: layer %d at %v", c.why, l, layer[0])
			}
		}
	}
}

// The antidiagonal is invariant and the saddle at its end unstable: the error grows like exp(2 s (b - e^2) t), and precision is raised.
func TestUnstable(t *testing.T) {
	r := certified(t, one("2", "1", "1", "1", "-1"), "12", flow.Options{Digits: 20})
	ic := interval.NewContext(200)
	if s := ic.Add(interval.New(), r.States[0].Weights[0][0], r.States[0].Weights[1][0]); !s.ContainsZero() {
		t.Errorf("w_1 + w_2 = %v", s)
	}
	if r.Attempts < 2 {
		t.Errorf("%d attempts: the test does not reach what it is for", r.Attempts)
	}
}

func TestErrors(t *testing.T) {
	good := func() flow.Problem { return one("2", "1", "1", "1", "1/2") }
	for _, c := range []struct {
		want string
		edit func(p *flow.Problem, end *big.Rat, o *flow.Options)
	}{
		{"weights: 1 layers", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Weights = p.Weights[:1] }},
		{"weights[1]: 2 entries", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Weights[1] = row("1", "2") }},
		{"target: 0 coordinates", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Target = nil }},
		{"noise = -1", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Noise = rat("-1") }},
		{"sigma[0][0] = -1", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Sigma[0][0] = rat("-1") }},
		{"weights[0][0]: missing", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Weights[0][0] = nil }},
		{"target[0]: a rational of", func(p *flow.Problem, _ *big.Rat, _ *flow.Options) { p.Target[0] = rat("1e-3000") }},
		{"magnitude above", func(_ *flow.Problem, end *big.Rat, _ *flow.Options) { end.Set(rat("1e13")) }},
		{"digits = 201", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.Digits = 201 }},
		{"order = 3", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.Order = 3 }},
		{"steps = -1", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.MaxSteps = -1 }},
		{"work = -1", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.MaxWork = -1 }},
		{"times[0] = 1", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.Times = row("1") }},
		{"times[1] = 1/4", func(_ *flow.Problem, _ *big.Rat, o *flow.Options) { o.Times = row("1/2", "1/4") }},
	} {
		p, end, o := good(), rat("1"), flow.Options{}
		c.edit(&p, end, &o)
		if _, err := flow.Integrate(context.Background(), p, end, o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	four := flow.Problem{Target: row("1", "1", "1", "1"), Noise: rat("1"), Weights: [][]*big.Rat{row("1", "1", "1", "1"), row("1", "1", "1", "1")}}
	for i := range 4 {
		r := row("0", "0", "0", "0")
		for j := range 4 {
			if d := i - j; d*d <= 1 {
				r[j] = big.NewRat(int64(2-d*d), 2)
			}
		}
		four.Sigma = append(four.Sigma, r)
	}
	if _, err := flow.Integrate(context.Background(), four, rat("1"), flow.Options{}); err == nil || !strings.Contains(err.Error(), "couples 4") {
		t.Error(err)
	}
}

func ExampleIntegrate() {
	p := one("2", "1", "1", "1", "1/2")
	r, err := flow.Integrate(context.Background(), p, rat("1"), flow.Options{Digits: 20})
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, hi := r.Final(rat("1")).Imbalances[0].Value.Text(15) // 3/4 exp(-4) = 0.0137367291663006...
	fmt.Println(r.Status, lo, hi)
	// Output: certified 0.0137367291665506 0.0137367291665507
}

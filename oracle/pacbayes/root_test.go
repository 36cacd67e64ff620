package pacbayes

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// float is the middle of an enclosure.
func float(x *interval.Interval) float64 {
	f, _ := x.Mid().Float64()
	return f
}

// near compares an enclosure with a value from float64 functions, whose errors are a few units of 2^-52 of the largest term.
func near(t *testing.T, name string, x *interval.Interval, want, scale float64) {
	t.Helper()
	if got := float(x); math.Abs(got-want) > 1e-13*(math.Abs(want)+scale) || math.IsNaN(want) {
		t.Errorf("%s: %v, in float64 %v", name, got, want)
	}
}

func klFloat(q, p float64) float64 { return q*math.Log(q/p) + (1-q)*math.Log((1-q)/(1-p)) }

// equation is one with a point as budget.
func equation(t *testing.T, q, b string, prec uint) *root {
	t.Helper()
	r, err := newRoot(rat(t, q), interval.NewContext(max(prec, 64)).SetRat(interval.New(), rat(t, b)), prec)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestStart: the first point is the smaller of (B + log 2)/(1-q) and logit q + sqrt(2B/(q(1-q))).
func TestStart(t *testing.T) {
	far, leading := 0, 0
	for _, q := range []string{"1/1000", "1/3", "1/2", "0.9", "0.999"} {
		for _, b := range []string{"1e-6", "0.01", "1/3", "1", "7", "100"} {
			r := equation(t, q, b, 64)
			qf, _ := r.q.Float64()
			bf, _ := r.b.Float64()
			x, y := (bf+math.Ln2)/(1-qf), math.Log(qf/(1-qf))+math.Sqrt(2*bf/(qf*(1-qf)))
			if x < y {
				far++
			} else {
				leading++
			}
			s := r.start(interval.NewContext(100))
			near(t, "start at risk "+q+", budget "+b, s, math.Min(x, y), 1)
			if odds := math.Log(qf / (1 - qf)); float(s) <= odds {
				t.Errorf("risk %s, budget %s: the start %v is not right of the logit of q, %v", q, b, float(s), odds)
			}
		}
	}
	if far < 4 || leading < 4 {
		t.Errorf("%d starts are the far bound and %d the close one: want both", far, leading)
	}
}

// TestNewtonStep: p = 1/(1+e^-t) and the step (kl(q||p) - B)/(p - q); -1, to the right, where p can't be told from q.
func TestNewtonStep(t *testing.T) {
	c, p := interval.NewContext(120), interval.New()
	for _, q := range []string{"1/1000", "1/3", "1/2", "0.9"} {
		for _, at := range []float64{-9, -1, 0.25, 3, 12} {
			r := equation(t, q, "2/7", 64)
			qf, _ := r.q.Float64()
			step := r.newton(c, c.SetFloat64(interval.New(), at), p)
			pf := 1 / (1 + math.Exp(-at))
			near(t, "p", p, pf, 0)
			near(t, "step", step, (klFloat(qf, pf)-2.0/7)/(pf-qf), 100)
			if !step.IsPoint() || p.RelBits() < 110 {
				t.Errorf("risk %s at %v: step %v, p %v: want a point, and 110 bits", q, at, step, p)
			}
		}
	}
	r := equation(t, "1/2", "1/2", 64)
	if step := r.newton(c, interval.New(), p); float(step) != -1 || !step.IsPoint() {
		t.Errorf("at the logit of q: %v, want -1", step)
	}
}

// TestBoundsNeedNoProposal: from any x, and at a precision that is too low for the cancellation, both bounds are bounds.
func TestBoundsNeedNoProposal(t *testing.T) {
	for _, c := range []struct{ q, p string }{{"1/3", "1/2"}, {"0.9", "0.99"}, {"1/2", "0.500001"}, {"1e-9", "1/1000"}} {
		q, p := rat(t, c.q), rat(t, c.p)
		kl := interval.New()
		if err := BinaryKL(interval.NewContext(600), kl, q, p); err != nil {
			t.Fatal(err)
		}
		b, _ := kl.Mid().Rat(nil) // within 2^-500 of kl(q||p): its inverse is within 2^-400 of p
		slack := rat(t, "1e-100")
		low, high := new(big.Rat).Sub(p, slack), new(big.Rat).Add(p, slack)
		for _, x := range []*big.Rat{new(big.Rat), new(big.Rat).Mul(q, big.NewRat(1, 2)), q, new(big.Rat).Mul(p, rat(t, "0.999999")), p, low, high, new(big.Rat).Mul(p, rat(t, "1.000001")), one} {
			for _, extra := range []uint{0, 100} {
				r := &root{q: q, comp: new(big.Rat).Sub(one, q), b: b, prec: 64, extra: extra}
				below, err := r.bound(x, b, false)
				if err != nil || below.Cmp(high) > 0 || below.Cmp(q) < 0 {
					t.Errorf("kl(%s||%s), from %s: lower bound %s, %v", c.q, c.p, x.FloatString(20), below.FloatString(20), err)
				}
				above, err := r.bound(x, b, true)
				if err != nil || above.Cmp(low) < 0 || above.Cmp(one) > 0 {
					t.Errorf("kl(%s||%s), from %s: upper bound %s, %v", c.q, c.p, x.FloatString(20), above.FloatString(20), err)
				}
			}
		}
		// From x at a distance the step grows by 16: the bound is at most 16 times the distance, and one unit 2^-114, away from x, on that side.
		r := &root{q: q, comp: new(big.Rat).Sub(one, q), b: b, prec: 64, extra: 100}
		distance := rat(t, "1e-12")
		most := new(big.Rat).Mul(distance, big.NewRat(17, 1))
		below, _ := r.bound(new(big.Rat).Add(p, distance), b, false)
		above, _ := r.bound(new(big.Rat).Sub(p, distance), b, true)
		if new(big.Rat).Sub(p, below).Cmp(most) > 0 || new(big.Rat).Sub(above, p).Cmp(most) > 0 {
			t.Errorf("kl(%s||%s): [%s, %s] from 1e-12 away", c.q, c.p, below.FloatString(20), above.FloatString(20))
		}
	}
	r := equation(t, "1/3", "1/2", 64)
	if y, err := r.bound(big.NewRat(1, 2), new(big.Rat), false); err != nil || y.Cmp(r.q) != 0 || r.tries != 0 {
		t.Errorf("budget 0: %s after %d candidates, %v", y.RatString(), r.tries, err)
	}
}

// TestSmallness: log2(1/x) < s < log2(1/x) + 2 below 1, so that 2^s x is in (1, 4); at most 1 from 1 on.
func TestSmallness(t *testing.T) {
	for n := int64(1); n <= 40; n++ {
		for d := int64(1); d <= 40; d++ {
			x := big.NewRat(n, d)
			s := smallness(x)
			y := new(big.Rat).Mul(x, new(big.Rat).SetInt64(1<<s))
			if n < d && (y.Cmp(one) <= 0 || y.Cmp(big.NewRat(4, 1)) >= 0) || n >= d && s > 1 {
				t.Errorf("smallness(%d/%d) = %d", n, d, s)
			}
		}
	}
	if s := smallness(big.NewRat(1000, 1)); s != 0 {
		t.Errorf("smallness(1000) = %d", s)
	}
}

// TestPrecisionLimit: the precision prec + 64 + extra may be as large as the limit, extra = 2 smallness(B) + smallness(q) + smallness(1-q).
func TestPrecisionLimit(t *testing.T) {
	b := interval.NewContext(64).SetRat(interval.New(), big.NewRat(1, 1024)) // smallness 11
	q := big.NewRat(1, 32)                                                   // smallness 6, and 2 of 31/32
	const extra = 2*11 + 6 + 2
	r, err := newRoot(q, b, maxPrec-64-extra)
	if err != nil || r.extra != extra || r.prec != maxPrec-64-extra || r.b.Cmp(big.NewRat(1, 1024)) != 0 || r.comp.Cmp(big.NewRat(31, 32)) != 0 {
		t.Errorf("at the limit: %+v, %v", r, err)
	}
	if r, err := newRoot(q, b, maxPrec-63-extra); !errors.Is(err, ErrPrecision) {
		t.Errorf("one bit beyond: %+v, %v", r, err)
	}
}

// TestProposal: kl at the proposal is the budget; where the first point is beyond the largest logit, e^-t = 2^-prec, too, though the root is not.
func TestProposal(t *testing.T) {
	for _, c := range []struct {
		q, b string
		prec uint
	}{{"1/3", "1/10", 64}, {"1/1000", "3", 64}, {"0.9", "1/2", 30}, {"0.01", "0.3", 1}, {"1/50", "0.35", 1}} {
		r := equation(t, c.q, c.b, c.prec)
		x, err := r.propose()
		if err != nil {
			t.Fatal(err)
		}
		q, _ := r.q.Float64()
		b, _ := r.b.Float64()
		p, _ := x.Float64()
		if kl := klFloat(q, p); math.Abs(kl-b) > 1e-7 { // r.prec + 32 bits behind the point
			t.Errorf("risk %s, budget %s at %d bits: kl(q||%v) = %v", c.q, c.b, c.prec, p, kl)
		}
	}
}

// TestWork: one candidate a side, as the proposal is good to off; none where the next number is 1. The steps are what the method needs: from 64
// bits on a convex equation takes a few, and each doubling of the precision takes one and one more that finds nothing left. The numbers are
// those of the method: a change of them is a change of its cost.
func TestWork(t *testing.T) {
	for _, c := range []struct {
		q, b         string
		prec         uint
		steps, tries int
	}{
		{"1/3", "1/10", 64, 7, 2},
		{"1/3", "1/10", 1000, 13, 2},
		{"1/2", "1e-60", 200, 4, 2},
		{"1e-30", "2/3", 128, 10, 2},
		{"0.999999", "1/2", 300, 4, 1},
		{"1/3", "50", 64, 3, 1},
		{"1/3", "1000", 64, 2, 1},
	} {
		r := equation(t, c.q, c.b, c.prec)
		work(t, r)
		if r.steps != c.steps || r.tries != c.tries {
			t.Errorf("risk %s, budget %s at %d bits: %d steps, %d candidates; want %d and %d", c.q, c.b, c.prec, r.steps, r.tries, c.steps, c.tries)
		}
	}
	steps, tries := 0, 0
	for n := int64(1); n < 20; n++ {
		for m := int64(1); m < 20; m++ {
			r := equation(t, fmt.Sprintf("%d/20", n), fmt.Sprintf("%d/17", m), 40)
			work(t, r)
			steps += r.steps
			tries += r.tries
		}
	}
	if steps != 2166 || tries != 2*361 {
		t.Errorf("361 equations: %d steps, %d candidates", steps, tries)
	}
}

func work(t *testing.T, r *root) {
	t.Helper()
	x, err := r.propose()
	if err != nil {
		t.Fatal(err)
	}
	for _, upper := range []bool{false, true} {
		if _, err := r.bound(x, r.b, upper); err != nil {
			t.Fatal(err)
		}
	}
}

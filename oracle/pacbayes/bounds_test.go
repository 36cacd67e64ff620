package pacbayes

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestBoundsByFloat: every number of an answer against its formula in float64, with a divergence that is given and with that of Gaussians.
func TestBoundsByFloat(t *testing.T) {
	for _, c := range []struct {
		question           string
		kl, n, delta, risk float64
	}{
		{`{"kl": 3, "n": 100, "delta": "1/20", "risk": 0.1, "c": [1, 2.5, "1/7"], "digits": 20}`, 3, 100, 0.05, 0.1},
		{`{"kl": "7/3", "n": 3, "delta": 1, "risk": "2/3", "c": [0.3], "digits": 20}`, 7.0 / 3, 3, 1, 2.0 / 3},
		{`{"kl": 0, "n": 12, "delta": "1/3", "risk": 0.5, "c": [4, 9], "digits": 30}`, 0, 12, 1.0 / 3, 0.5},
		// 2 log(2/0.5) + 2/2 (0.25/4 - 1) + (4 + 1)/(2 4)
		{`{"theta": [1, 3], "theta_0": [-1, 2], "noise": 0.5, "prior": 2, "n": 50, "delta": 0.1, "risk": 0.25, "c": [2], "digits": 20}`,
			2*math.Log(4) + 0.0625 - 1 + 0.625, 50, 0.1, 0.25},
	} {
		q, err := ParseQuestion([]byte(c.question))
		if err != nil {
			t.Fatal(err)
		}
		a, err := q.Solve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		budget, plain := (c.kl+math.Log(2*math.Sqrt(c.n)/c.delta))/c.n, (c.kl+math.Log(1/c.delta))/c.n
		near(t, "KL", a.KL, c.kl, 1)
		near(t, "budget", a.Budget, budget, 0)
		near(t, "plain budget", a.PlainBudget, plain, 0)
		near(t, "square root", a.SquareRoot, c.risk+math.Sqrt(budget/2), 0)
		p := float(a.KLInverse)
		if kl := klFloat(c.risk, p); math.Abs(kl-budget) > 1e-12 || p < c.risk {
			t.Errorf("%s: kl at the inverse %v is %v, the budget %v", c.question, p, kl, budget)
		}
		if len(a.Catoni) != len(q.C) {
			t.Fatalf("%d constants, %d bounds", len(q.C), len(a.Catoni))
		}
		for k, b := range a.Catoni {
			x, _ := b.C.Float64()
			if b.C.Cmp(q.C[k]) != 0 {
				t.Errorf("constant %d is %s, want %s", k, b.C, q.C[k])
			}
			near(t, "Catoni", b.Bound, math.Expm1(-x*c.risk-plain)/math.Expm1(-x), 0)
		}
	}
}

// TestBinaryKLValues: kl against float64, into an interval that holds something else; equal arguments give the point 0.
func TestBinaryKLValues(t *testing.T) {
	c, z := interval.NewContext(100), interval.New()
	for _, q := range []string{"0", "1/9", "1/2", "0.99", "1"} {
		for _, p := range []string{"1/7", "1/2", "0.9"} {
			c.SetInt64(z, 77)
			if err := BinaryKL(c, z, rat(t, q), rat(t, p)); err != nil {
				t.Fatal(err)
			}
			qf, _ := rat(t, q).Float64()
			pf, _ := rat(t, p).Float64()
			want := klFloat(qf, pf)
			switch qf { // 0 log 0 = 0
			case 0:
				want = -math.Log1p(-pf)
			case 1:
				want = -math.Log(pf)
			}
			near(t, "kl("+q+"||"+p+")", z, want, 1)
		}
		c.SetInt64(z, 77)
		if err := BinaryKL(c, z, rat(t, q), rat(t, q)); err != nil || !z.IsPoint() || z.Lo().Sign() != 0 {
			t.Errorf("kl(%s||%s) = %v, %v", q, q, z, err)
		}
	}
	for _, r := range [][3]string{{"-1/9", "1/2", "q = -1/9: want a number in [0, 1]"}, {"10/9", "1/2", "q = 10/9: want a number in [0, 1]"},
		{"1/2", "-1/9", "p = -1/9: want a number in [0, 1]"}, {"1/2", "10/9", "p = 10/9: want a number in [0, 1]"}, {"1/2", "0", "infinite"}, {"1/2", "1", "infinite"}} {
		if err := BinaryKL(c, z, rat(t, r[0]), rat(t, r[1])); err == nil || !strings.Contains(err.Error(), r[2]) {
			t.Errorf("kl(%s||%s): %v", r[0], r[1], err)
		}
	}
}

// TestPrecisionIsDoubled: laws that are 2^-k/3 apart lose 2k bits of the divergence. Solve takes the first of the precisions (w+64) 2^j, w the bits
// of the digits, that has w bits left; where exactly w bits are left it does not go on.
func TestPrecisionIsDoubled(t *testing.T) {
	exact, doubled := 0, 0
	for k := uint(24); k <= 36; k++ {
		step := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(3), k))
		for _, digits := range []int{5, 6} {
			q := &Question{
				Risk: big.NewRat(1, 3), Digits: digits, Confidence: Confidence{N: big.NewInt(1), Delta: one},
				Gaussians: &Gaussians{Theta: repeat(one, 1), Theta0: repeat(one, 1), Noise: one, Prior: new(big.Rat).Add(one, step)},
			}
			w := interval.DigitsToPrec(digits)
			first, err := q.at(w + 64)
			if err != nil {
				t.Fatal(err)
			}
			a, err := q.Solve(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			enough := first.bits() >= int(w)
			if first.bits() == int(w) {
				exact++
			}
			if !enough {
				doubled++
			}
			same := a.KL.ContainsInterval(first.KL) && first.KL.ContainsInterval(a.KL)
			if same != enough || a.bits() < int(w) || a.KL.Positive() != interval.Yes {
				t.Errorf("2^-%d apart, %d digits: %d bits at first, %d in the answer %v; first taken: %v", k, digits, first.bits(), a.bits(), a.KL, same)
			}
		}
	}
	if exact == 0 || doubled == 0 {
		t.Errorf("%d questions with just the bits, %d that need more: want some of both", exact, doubled)
	}
	// The cap 2^18 is never met exactly: w + 64 is a power of 2 for no number of digits.
	for digits := 1; digits <= MaxDigits; digits++ {
		if p := interval.DigitsToPrec(digits) + 64; p&(p-1) == 0 {
			t.Errorf("%d digits begin at %d bits", digits, p)
		}
	}
}

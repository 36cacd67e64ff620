package pacbayes

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/ssamverify/ssamverify/numeric"
)

func stream() *rand.Rand { return rand.New(rand.NewPCG(7, 8)) }

// near reports whether got is within the relative error of want.
func near(got, want, relative float64) bool { return math.Abs(got-want) <= relative*math.Abs(want) }

// TestRiskMoments: d = 3, e = 1/2, theta = (2, 0, 0): 1 + 4 + 3/4 and 2 * 3/16 + 4 * 4/4. The fourth moments give the same for one coordinate: Var (theta + e xi)^2 =
// 6 theta^2 e^2 + 3 e^4 + theta^4 - (theta^2 + e^2)^2.
func TestRiskMoments(t *testing.T) {
	if mean, variance := riskMoments(3, .25, 4); mean != 5.75 || variance != 4.375 {
		t.Errorf("mean %v, variance %v", mean, variance)
	}
	const th2, e2 = 9, .5
	if mean, variance := riskMoments(1, e2, th2); mean != 10.5 || variance != 6*th2*e2+3*e2*e2+th2*th2-(th2+e2)*(th2+e2) {
		t.Errorf("one coordinate: mean %v, variance %v", mean, variance)
	}
}

// TestEmpiricalAbove: ten rows c e_k with c = clip/noise, where the loss of N(0, clip^2) is E min(1, z^2) = 1 - 2 phi(1), and ten with c/8, where it is E min(1, z^2/64) =
// 1/64 up to P(|z| > 8) < 2^-49; the residuals m are +-clip/4, so 2 |m|/clip = 1/2. Rounding: products near 23 are off by 2^-49, which 2/clip turns into 2^-28.
func TestEmpiricalAbove(t *testing.T) {
	x, y, theta := mat.NewDense(size, size, nil), mat.NewVecDense(size, nil), mat.NewVecDense(size, nil)
	for k := range size {
		c, m := clip/noise, clip/4
		if k%2 == 1 {
			c /= 8
		}
		if k < size/2 {
			m = -m
		}
		x.Set(k, k, c)
		theta.SetVec(k, float64(k-7)/16)
		y.SetVec(k, c*theta.AtVec(k)+m)
	}
	want := (1-math.Sqrt(2/math.Pi)*math.Exp(-.5)+1./64)/2 + .5
	if got := empiricalAbove(x, y, theta); !near(got, want, 0x1p-27) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTrueBelow: with T = 1 + |theta|^2 + d e^2, a = clip/sqrt(T) and D the standard deviation, 1 - (1 - (2/3) sqrt(2/pi) a)(1 - D/(2T)), in numbers that don't cancel. A few
// roundings next to 1 and the series' a^3 < 2^-59 make 2^-51.
func TestTrueBelow(t *testing.T) {
	for _, norm2 := range []float64{0, 3, 400} {
		mean := 1 + norm2 + 20*noise*noise
		sd := math.Sqrt(40*noise*noise*noise*noise + 4*noise*noise*norm2)
		p, q := math.Sqrt(2/math.Pi)*clip/math.Sqrt(mean)*2/3, sd/(2*mean)
		if got, want := 1-trueBelow(norm2), p+q-p*q; !(math.Abs(got-want) <= 0x1p-51) {
			t.Errorf("|theta|^2 = %v: 1 - %v, want 1 - %v", norm2, got, want)
		}
	}
}

// TestBeyond: kl(0||1/2) = log 2 against budgets on both sides, exactly at the certain part of the gap, and at the gap itself, which is not certain; a true risk that is not above the empirical
// one misses no budget, not even a negative one.
func TestBeyond(t *testing.T) {
	gap, slack, err := numeric.BinaryKL(0, .5)
	if err != nil || !(slack > 0) {
		t.Fatal(gap, slack, err)
	}
	for _, c := range []struct {
		reason             string
		emp, truth, budget float64
		want               bool
	}{
		{"below log 2 = 0.6931", 0, .5, .693, true},
		{"above", 0, .5, .694, false},
		{"the certain part", 0, .5, gap - slack, false},
		{"one bit below", 0, .5, math.Nextafter(gap-slack, 0), true},
		{"the gap", 0, .5, gap, false},
		{"equal risks", .5, .5, -1, false},
		{"a true risk below", .6, .5, -1, false},
	} {
		if got, err := beyond(c.emp, c.truth, c.budget); got != c.want || err != nil {
			t.Errorf("%s: %t, %v", c.reason, got, err)
		}
	}
}

// TestMissed: with 3/4 of KL, |theta|^2 = 36 and the true risk 1 - g, the bound fails where the gap emp log(emp/(1-g)) + (1-emp) log((1-emp)/g) is above the budget
// (3/4 (36/18 + 10 (x - 1 - log x)) + log(40 sqrt(20)))/20, x = (noise/3)^2. Bisection finds the empirical risk where both are equal; the answer changes there, and with all of
// KL the bound holds even at 0.
func TestMissed(t *testing.T) {
	s := theorem()
	s.share = rat(3, 4)
	const norm2 = 36
	x := noise / 3 * noise / 3
	b := (.75*(2+10*(x-1-math.Log(x))) + math.Log(40*math.Sqrt(20))) / 20
	g := 1 - trueBelow(norm2)
	lo, hi := 1e-9, .5
	for range 60 {
		m := (lo + hi) / 2
		if m*math.Log(m/(1-g))+(1-m)*math.Log((1-m)/g) > b {
			lo = m
		} else {
			hi = m
		}
	}
	if !(lo > .01 && hi < .49) {
		t.Fatalf("no equality inside: %v", lo)
	}
	for emp, want := range map[float64]bool{lo * (1 - 1e-6): true, hi * (1 + 1e-6): false} {
		if got, err := s.missed(emp, norm2); got != want || err != nil {
			t.Errorf("emp = %v, equality at %v: %t, %v", emp, lo, got, err)
		}
	}
	if got, err := theorem().missed(1e-9, norm2); got || err != nil {
		t.Errorf("all of KL: %t, %v", got, err)
	}
}

// TestInterpolator: the draws fill X row by row with each answer behind its row, and the mean fits them.
func TestInterpolator(t *testing.T) {
	x, y := interpolator(stream())
	rng := stream()
	for k := range size {
		for i := range size {
			if want := rng.NormFloat64(); x.At(k, i) != want {
				t.Fatalf("X[%d][%d] = %v, want %v", k, i, x.At(k, i), want)
			}
		}
		if want := rng.NormFloat64(); y.AtVec(k) != want {
			t.Errorf("Y[%d] = %v, want %v", k, y.AtVec(k), want)
		}
	}
	// Without KL the budget is log(40 sqrt(20))/20 = 0.26, far below a gap of about 14.
	s := theorem()
	s.share = rat(0, 1)
	if fails, err := s.interpolate(stream()); !fails || err != nil {
		t.Errorf("without KL: %t, %v", fails, err)
	}
	if fails, err := theorem().interpolate(stream()); fails || err != nil {
		t.Errorf("the bound: %t, %v", fails, err)
	}
}

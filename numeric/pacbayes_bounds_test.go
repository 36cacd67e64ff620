package numeric

import (
	"math"
	"math/big"
	"testing"
)

// The bounds of the divergences against their formulas, term by term; loglike values inside are in float64, which is exact to 2^-45 in the cases
// here, so a bound may differ from its formula by a relative 2^-40.

func closeTo(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 0x1p-40*want) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// TestGaussianBound: d (8u t^2/x + 4u |l| + 2u |g|) + (d+6) u s + 4u kl + (d+2) 2^-1074/sp^2 + 2^-1074, t = x-1, l = log x, g = t - l,
// x = e^2/sp^2, s = |theta-theta0|^2/sp^2. Each term is the largest in some case: x far above and below 1, x near 1, distant means, and
// a prior so narrow that underflow counts.
func TestGaussianBound(t *testing.T) {
	const u = unitRoundoff
	for _, tt := range []struct {
		theta, theta0 []float64
		e, sp         float64
	}{
		{[]float64{0}, []float64{0}, 1, 1}, {[]float64{0}, []float64{0}, 8, 1}, {[]float64{0}, []float64{0}, 1, 8}, {[]float64{0, 0, 0}, []float64{0, 0, 0}, 1, 64},
		{[]float64{1, 2, 3}, []float64{3, 2, 1}, 1, 1}, {[]float64{1000}, []float64{-1000}, 1, 1}, {[]float64{1, 1}, []float64{0, 2}, 1.5, 1}, {[]float64{1, 1}, []float64{0, 2}, 0.75, 1},
		{[]float64{1, -1}, []float64{0.5, 1}, 2, 1}, {[]float64{1, -1}, []float64{0.5, 1}, 1, 2}, {[]float64{1, -1}, []float64{0.5, 1}, 1.99, 1},
		{[]float64{1, -1}, []float64{0.5, 1}, 0.501, 1}, {[]float64{1, -1, 0, 0, 0}, []float64{1, -1, 0, 0, 0}, 1, 0x1p-479}, {[]float64{2}, []float64{1}, 0x1p-30, 0x1p-30},
		{[]float64{0}, []float64{0}, 0x1p-479, 0x1p-479},
	} {
		kl, bound, err := GaussianKL(tt.theta, tt.theta0, tt.e, tt.sp)
		if err != nil {
			t.Fatal(err)
		}
		d := float64(len(tt.theta))
		x := tt.e / tt.sp
		x *= x
		tx := x - 1
		l := math.Log(x)
		s := 0.0
		for i := range tt.theta {
			s += (tt.theta[i] - tt.theta0[i]) * (tt.theta[i] - tt.theta0[i]) / (tt.sp * tt.sp)
		}
		g := tx - l
		closeTo(t, "KL", kl, (d*g+s)/2)
		want := d*(8*u*tx*tx/x+4*u*math.Abs(l)+2*u*math.Abs(g)) + (d+6)*u*s + 4*u*(d*g+s)/2 + (d+2)*tiny/(tt.sp*tt.sp) + tiny
		if !isFinite(want) {
			want = math.Inf(1)
			if bound != want {
				t.Errorf("%+v: bound %v", tt, bound)
			}
			continue
		}
		closeTo(t, "its bound", bound, want)
	}
}

// TestGaussianNear: t and log1p(t) are formed from e - sp for x in (1/4, 4) only: there KL of e = sp (1 + 2^-k) is t^2/4 (1 - 2t/3 + ...)
// with t about 2^{1-k}, where the plain difference of x - 1 and log x would have no right digit.
func TestGaussianNear(t *testing.T) {
	zero := []float64{0}
	for _, k := range []int{20, 24} {
		e := 1 + math.Ldexp(1, -k)
		kl, bound, err := GaussianKL(zero, zero, e, 1)
		x := e*e - 1
		// t - log(1+t) = t^2/2 - t^3/3 + t^4/4 ...; t^3/4 of the first term is left out
		want := x * x / 4 * (1 - 2*x/3)
		if err != nil || math.Abs(kl-want) > bound+x*x*x*x || bound > 0x1p-50*x {
			t.Errorf("e = 1 + 2^-%d: %v within %v, want %v", k, kl, bound, want)
		}
	}
	// The two forms at and beside the ends: e/sp = 1/2 and 2 take the plain one. Both are right, to the bound.
	for _, e := range []float64{0.5, math.Nextafter(0.5, 1), 2, math.Nextafter(2, 1)} {
		kl, bound, err := GaussianKL(zero, zero, e, 1)
		if want := (e*e - 1 - 2*math.Log(e)) / 2; err != nil || math.Abs(kl-want) > 2*bound {
			t.Errorf("e = %v: %v within %v, want %v", e, kl, bound, want)
		}
	}
}

// TestGaussianPlain: beyond a factor 2 the difference is that of x - 1 and 2 log(e/sp), to the last bit.
func TestGaussianPlain(t *testing.T) {
	for k := range 40 {
		e := 2 + float64(k)/4
		for _, x := range []float64{e, 1 / e} {
			if kl, _, err := GaussianKL([]float64{0}, []float64{0}, x, 1); err != nil || kl != (x*x-1-2*math.Log(x))/2 {
				t.Errorf("e = %v: %v, want %v", x, kl, (x*x-1-2*math.Log(x))/2)
			}
		}
	}
}

// TestInverseIsLast: p is the last number with a computed divergence of at most b, also where that is b itself.
func TestInverseIsLast(t *testing.T) {
	for _, q := range []float64{0, 0.1, 0.5} {
		for x := 0.55; x < 0.95; x += 0.05 {
			b, _ := binaryKL(q, x)
			p, _, err := KLInverse(q, b)
			k, _ := binaryKL(q, p)
			next, _ := binaryKL(q, math.Nextafter(p, 1))
			if err != nil || k > b || next <= b {
				t.Errorf("kl^-1(%v, %v) = %v: the divergence is %v there, %v at the next number", q, b, p, k, next)
			}
		}
	}
}

// TestGaussianRange: from where on no bound is given.
func TestGaussianRange(t *testing.T) {
	zero, one := []float64{0}, []float64{1}
	for _, tt := range []struct {
		why           string
		theta, theta0 []float64
		e, sp         float64
		known         bool
	}{
		{"sp^2 = 2^-960", zero, zero, 0x1p-480, 0x1p-480, true}, {"sp^2 below", zero, zero, 0x1p-480, math.Nextafter(0x1p-480, 0), false},
		{"x = 2^-900", zero, zero, 0x1p-450, 1, true}, {"x below", zero, zero, math.Nextafter(0x1p-450, 0), 1, false},
		{"x overflows", zero, zero, 0x1p600, 1, false}, {"the distance overflows", []float64{math.MaxFloat64}, one, 1, 1, false},
		{"t^2 overflows in the bound before t does", zero, zero, 0x1p511, 1, false},
	} {
		_, bound, err := GaussianKL(tt.theta, tt.theta0, tt.e, tt.sp)
		if err != nil || isFinite(bound) != tt.known || !tt.known && !math.IsInf(bound, 1) {
			t.Errorf("%s: bound %v, %v", tt.why, bound, err)
		}
	}
}

// TestBinaryBound: 2u q + 8u |q log(q/p)| + 4u (1-q) + 10u |(1-q) log((1-q)/(1-p))|, and a few 2^-1074.
func TestBinaryBound(t *testing.T) {
	const u = unitRoundoff
	for _, tt := range [][2]float64{{0, 0.5}, {1, 0.5}, {0.25, 0.75}, {0.75, 0.25}, {0.5, 0.5}, {0.9, 0.001}, {0.001, 0.9}, {0.001, 0.999}, {0x1p-40, 0.5}, {1, 0x1p-900}, {0.5, 0x1p-1050}, {1, tiny}, {tiny, 0.5}} {
		q, p := tt[0], tt[1]
		kl, bound, err := BinaryKL(q, p)
		if err != nil {
			t.Fatal(err)
		}
		want, sum := 0.0, 0.0
		if q > 0 {
			x := q * (logNormal(q) - logNormal(p))
			want, sum = 2*u*q+8*u*math.Abs(x), x
		}
		if q < 1 {
			x := (1 - q) * (math.Log1p(-q) - math.Log1p(-p))
			want, sum = want+4*u*(1-q)+10*u*math.Abs(x), sum+x
		}
		closeTo(t, "the bound", bound, want)
		if math.Abs(kl-sum) > 4*bound {
			t.Errorf("kl(%v||%v) = %v, want %v within %v", q, p, kl, sum, bound)
		}
	}
	// By hand: kl(1||1/2) = log 2, kl(0||p) = -log(1-p), kl(q||q) = 0.
	for _, tt := range [][3]float64{{1, 0.5, math.Ln2}, {0, 0.5, math.Ln2}, {0, 0.75, 2 * math.Ln2}, {0.3, 0.3, 0}, {0.5, 0.25, math.Log(4./3) / 2}} {
		if kl, bound, err := BinaryKL(tt[0], tt[1]); err != nil || math.Abs(kl-tt[2]) > bound {
			t.Errorf("kl(%v||%v) = %v within %v, want %v", tt[0], tt[1], kl, bound, tt[2])
		}
	}
}

// logNormal is the logarithm for subnormal numbers too.
func logNormal(x float64) float64 {
	m, k := math.Frexp(x)
	return math.Log(m) + float64(k)*math.Ln2
}

// TestLogQuotient: the logarithm also where the quotient over- or underflows or the numbers are subnormal.
func TestLogQuotient(t *testing.T) {
	for _, tt := range [][2]float64{{1, 1}, {0.5, 0.25}, {1, 0x1p-1070}, {0x1p-1070, 1}, {1, 0x1p-1023}, {1, 0x1p-1024}, {0x1p-1000, 1}, {0x1p-1001, 1}, {0x1p-1074, 0.75}, {0x1.8p-1070, 0x1.1p-1}, {0x1p-1070, 0x1.8p-1071}} {
		fx, kx := math.Frexp(tt[0])
		fy, ky := math.Frexp(tt[1])
		want := float64(kx-ky)*math.Ln2 + math.Log(fx/fy)
		if got := logQuotient(tt[0], tt[1]); math.Abs(got-want) > 16*unitRoundoff*math.Abs(want) {
			t.Errorf("log(%v/%v) = %v, want %v", tt[0], tt[1], got, want)
		}
	}
}

// TestInverseProofs: below and above are what the bound of the inverse is proved with: an end beyond [q, 1] needs no proof, any other one the
// divergence on its side of b by its error.
func TestInverseProofs(t *testing.T) {
	const q, x = 0.25, 0.5
	k, e := binaryKL(q, x)
	for _, tt := range []struct {
		why     string
		got, ok bool
	}{
		{"at q", below(q, q, 0), true}, {"under q", below(q, 0.1, 0), true}, {"just above q with b = 0", below(q, math.Nextafter(q, 1), 0), false},
		{"at 1", above(q, 1, 1e300), true}, {"beyond 1", above(q, 1.5, 1e300), true}, {"below 1", above(q, math.Nextafter(1, 0), 1e300), false},
		{"the error counts below", below(q, x, k), false}, {"b = k + e", below(q, x, k+e), true}, {"less", below(q, x, math.Nextafter(k+e, 0)), false},
		{"the error counts above", above(q, x, k), false}, {"b = k - e", above(q, x, k-e), true}, {"more", above(q, x, math.Nextafter(k-e, 1)), false},
	} {
		if tt.got != tt.ok {
			t.Errorf("%s: %v", tt.why, tt.got)
		}
	}
}

// TestInverseEnds: q = 1 and b = 0 are exact; near q = 0 the first positive numbers; far beyond the divergence at 1 the answer is 1 or next to it.
func TestInverseEnds(t *testing.T) {
	for _, tt := range []struct {
		q, b, lo, hi float64
		bound        float64 // at most
	}{
		{1, 3, 1, 1, 0}, {1, 0, 1, 1, 0}, {0.25, 0, 0.25, 0.25, 0}, {0, 0, 0, 0, 0}, {0, tiny, tiny, 0x1p-53, 1e-15}, {0, 0x1p-1000, tiny, 0x1p-53, 1e-15},
		{0, math.Ln2, 0.5 - 1e-15, 0.5 + 1e-15, 1e-14}, {0.5, 1e300, math.Nextafter(1, 0), 1, 5.1 * unitRoundoff}, {0, 700, math.Nextafter(1, 0), 1, 1e-14},
	} {
		p, bound, err := KLInverse(tt.q, tt.b)
		if err != nil || !(p >= tt.lo && p <= tt.hi) || !(bound >= 0 && bound <= tt.bound) {
			t.Errorf("kl^-1(%v, %v) = %v within %v, %v", tt.q, tt.b, p, bound, err)
		}
	}
}

// TestInverseSharp: the bound is the first doubling of 4u p with which both ends are proved, so half of it would not be, plus u p.
func TestInverseSharp(t *testing.T) {
	for _, q := range []float64{0, 1e-6, 0.1, 0.5, 0.9} {
		for _, b := range []float64{1e-12, 1e-6, 1e-3, 0.1, 1, 5} {
			p, bound, err := KLInverse(q, b)
			if err != nil {
				t.Fatal(err)
			}
			w := bound - unitRoundoff*p
			n := w / (4 * unitRoundoff * p)
			if k := math.Round(math.Log2(n)); k < 0 || math.Abs(n-math.Exp2(k)) > 1e-9*n {
				t.Errorf("kl^-1(%v, %v): bound %v is %v times 4 u p", q, b, bound, n)
			}
			ok := func(w float64) bool { return below(q, p-w, b) && above(q, p+w, b) }
			w = 4 * unitRoundoff * p * math.Exp2(math.Round(math.Log2(n)))
			if !ok(w) || n > 1.5 && ok(w/2) {
				t.Errorf("kl^-1(%v, %v): proved at %v: %v, at half: %v", q, b, w, ok(w), ok(w/2))
			}
		}
	}
}

// TestGibbsBound: the division by n, one rounding and 2^-20 on top of the sum's own bound. With x = 0 the risk is the mean square of y.
func TestGibbsBound(t *testing.T) {
	y := []float64{3, 1, 2, 5}
	risk, bound, err := EmpiricalGibbs([][]float64{{0}, {0}, {0}, {0}}, y, [][]float64{{1}}, 0.5)
	if err != nil || risk != 39./4 {
		t.Fatal(risk, err)
	}
	// The same chain with one layer w = 1, written out: p = 1 w, V = w^2 0 + e^2 (0 + 1 1).
	zero, one, e := given(0), given(1), given(0.5)
	p := one.mul(one)
	v := one.mul(one).mul(tracked{}).add(e.mul(e).mul(tracked{}.add(one.mul(one))))
	sum := tracked{}
	for _, x := range y {
		r := given(x).add(zero.mul(p).neg())
		sum = sum.add(r.mul(r)).add(tracked{}.add(zero.mul(zero).mul(v)))
	}
	low, _ := new(big.Rat).Add(new(big.Rat).Quo(rat(sum.m.bound()), big.NewRat(4, 1)), rat(unitRoundoff*risk)).Float64()
	if bound < low || bound > low*(1+0x1p-19) {
		t.Errorf("bound %v, want %v", bound, low)
	}
	if _, bound, err := EmpiricalGibbs([][]float64{{0}}, []float64{0}, [][]float64{{1}}, 0.5); err != nil || bound != tiny {
		t.Errorf("no risk at all: bound %v, %v", bound, err)
	}
	if _, bound, err := EmpiricalGibbs([][]float64{{0}}, []float64{1e200}, [][]float64{{1}}, 0.5); err != nil || !math.IsInf(bound, 1) {
		t.Errorf("an overflow: bound %v, %v", bound, err)
	}
}

package numeric

import (
	"fmt"
	"math"
)

// Accuracy of the standard library's Log, Log1p, Expm1 and Sqrt as used below: Log, Log1p and Expm1 translate FreeBSD's, which state an
// error below 1 unit in the last place, at most 2u relative; twice that, 4u, is charged. Sqrt is correctly rounded.
const libraryError = 4 * unitRoundoff

// GaussianKL returns the divergence of Q = N(theta, e^2 I) from P = N(theta0, sp^2 I),
//
//	KL = (1/2) [ D (x - 1 - log x) + |theta - theta0|^2 / sp^2 ],  x = e^2/sp^2,
//
// with a bound of its error. Domain: D = len(theta) = len(theta0) >= 1, entries finite, e > 0, sp > 0; else an error. The bound is +Inf when an
// intermediate result overflows.
//
// Error, in units of D/2: near x = 1, t = x - 1 = (e-sp)(e+sp)/sp^2 takes 5 roundings and t - log1p(t) has the slope t/(1+t), so 5u t^2/x covers it;
// for x outside (1/4, 4), x has 3 roundings and l = 2 log(e/sp) is off by 2u + 4u|l|, which 8u t^2/x + 2u |t - l| >= 4u x + 2u covers. To this
// come 4u |l| and the subtraction, u |t - l|. The squares of D rounded differences are off by gamma_{D+6}. The factor 1/2 in front is not taken, which
// covers products of roundings for D < 2^40, and the underflow of D squares over sp^2 is added.
// Source: MATH.md, PAC-Bayes 1.
func GaussianKL(theta, theta0 []float64, e, sp float64) (kl, bound float64, err error) {
	d := float64(len(theta))
	switch {
	case len(theta) == 0:
		return 0, 0, fmt.Errorf("numeric: theta has no entries, want at least 1")
	case len(theta) != len(theta0):
		return 0, 0, fmt.Errorf("numeric: theta0 has %d entries, theta has %d", len(theta0), len(theta))
	}
	for _, f := range []struct {
		name string
		x    float64
	}{{"e", e}, {"sp", sp}} {
		if !isFinite(f.x) || f.x <= 0 {
			return 0, 0, fmt.Errorf("numeric: %s = %v must be finite and > 0", f.name, f.x)
		}
	}
	if err := checkFinite("theta", theta); err != nil {
		return 0, 0, err
	}
	if err := checkFinite("theta0", theta0); err != nil {
		return 0, 0, err
	}
	sum := 0.0
	for i, x := range theta {
		y := x - theta0[i]
		sum += y * y
	}
	sp2 := sp * sp
	x := e / sp
	l := 2 * math.Log(x)
	x *= x
	t := x - 1
	if x > 0.25 && x < 4 {
		t = (e - sp) * (e + sp) / sp2
		l = math.Log1p(t)
	}
	g, s := t-l, sum/sp2
	kl = (d*g + s) / 2
	const u = unitRoundoff
	bound = d*(8*u*t*t/x+libraryError*math.Abs(l)+2*u*math.Abs(g)) + (d+6)*u*s + 4*u*kl + (d+2)*tiny/sp2 + tiny
	if !isFinite(bound) || sp2 < 0x1p-960 || x < 0x1p-900 {
		bound = math.Inf(1)
	}
	return kl, bound, nil
}

// BinaryKL returns kl(q||p) = q log(q/p) + (1-q) log((1-q)/(1-p)), 0 log 0 = 0, with a bound of its error. Domain: q in [0, 1], p in (0, 1), else an
// error; +Inf is never returned.
//
// Error: the quotients are off by u and 3u relative, their logarithms by that much absolutely (doubled for quotients far from 1 by nothing, for
// log(x(1+d)) = log x + log(1+d)) plus 4u relative; the products, the sum and 1-q add 3u of each term. An underflow of a term is below 2^-1074, which is nothing beside 2u q + 4u (1-q).
// Source: MATH.md, PAC-Bayes 3.
func BinaryKL(q, p float64) (kl, bound float64, err error) {
	if !(q >= 0 && q <= 1) {
		return 0, 0, fmt.Errorf("numeric: q = %v must be in [0, 1]", q)
	}
	if !(p > 0 && p < 1) {
		return 0, 0, fmt.Errorf("numeric: p = %v must be in (0, 1)", p)
	}
	kl, bound = binaryKL(q, p)
	return kl, bound, nil
}

func binaryKL(q, p float64) (kl, bound float64) {
	const u = unitRoundoff
	if q > 0 {
		t := q * logQuotient(q, p)
		kl = t
		bound = 2*u*q + (libraryError+4*u)*math.Abs(t)
	}
	if q < 1 {
		r := 1 - q
		t := r * logQuotient(r, 1-p)
		kl += t
		bound += 4*u*r + (libraryError+6*u)*math.Abs(t)
	}
	return kl, bound
}

// logQuotient returns log(x/y) without an overflow of the quotient, x and y in (0, 1]. Where x/y over- or underflows, the exponents' part
// has three roundings (log 2, the product, the sum) of a result above 690 and the mantissas' one an error below 7u: less than the 4u relative of
// libraryError in all. math.Log is not asked about subnormal numbers, for which it is wrong on amd64 (Go 1.26: math.Log(2^-1074) = -709.1).
func logQuotient(x, y float64) float64 {
	if z := x / y; z <= math.MaxFloat64 && z >= 0x1p-1000 {
		return math.Log(z)
	}
	f, j := math.Frexp(x)
	g, k := math.Frexp(y)
	return float64(j-k)*math.Ln2 + math.Log(f/g)
}

// KLInverse returns a number within bound of kl^-1(q, b) = sup { p in [q, 1] : kl(q||p) <= b }. Domain: q in [0, 1], b >= 0 finite, else an error.
//
// Method: bisection, then the bound is widened until BinaryKL with its own bound proves kl(q||p-bound) <= b <= kl(q||p+bound), an end being
// replaced by q or by 1 where it passes them. Near b = 0 the divergence is flat and the bound grows to about sqrt(u). No allocation. Source: MATH.md,
// PAC-Bayes 3.
func KLInverse(q, b float64) (p, bound float64, err error) {
	if !(q >= 0 && q <= 1) {
		return 0, 0, fmt.Errorf("numeric: q = %v must be in [0, 1]", q)
	}
	if err := checkNonnegative("b", b); err != nil {
		return 0, 0, err
	}
	if q == 1 || b == 0 {
		return q, 0, nil
	}
	lo, hi := q, 1.0
	for {
		m := lo + (hi-lo)/2
		if m <= lo || m >= hi {
			break
		}
		if k, _ := binaryKL(q, m); k <= b {
			lo = m
		} else {
			hi = m
		}
	}
	p = lo // > 0: at q = 0 too, where kl(0||m) rounds to 0 from m = 2^-54 down
	for bound = 4 * unitRoundoff * p; bound < 1; bound *= 2 {
		if below(q, p-bound, b) && above(q, p+bound, b) {
			return p, bound + unitRoundoff*p, nil // p -+ bound was rounded
		}
	}
	return p, 1, nil
}

func below(q, x, b float64) bool {
	if x <= q {
		return true
	}
	k, e := binaryKL(q, x)
	return k+e <= b
}

func above(q, x, b float64) bool {
	if x >= 1 {
		return true
	}
	k, e := binaryKL(q, x)
	return k-e >= b
}

// SquareRootBound returns q + sqrt(b/2) with a relative error of at most 3u (two roundings after an exact halving, for b >= 2^-1021). Domain: q in
// [0, 1], b >= 0, not checked. Source: MATH.md, PAC-Bayes 3.
func SquareRootBound(q, b float64) float64 { return q + math.Sqrt(b/2) }

// CatoniBound returns (1 - exp(-c q - b)) / (1 - e^-c) with a relative error of at most 16u: x = c q + b has 2 roundings, 1 - e^-x at most the same
// relative change, the two Expm1 4u each, the quotient u; the rest covers products. Domain: c > 0, q in [0, 1], b >= 0, not checked. Source: MATH.md,
// PAC-Bayes 3.
func CatoniBound(c, q, b float64) float64 { return math.Expm1(-(c*q + b)) / math.Expm1(-c) }

package numeric

import (
	"fmt"
	"math"
)

// BoundPoint is the bounds at one sample size, for a figure; above 1 they say nothing.
type BoundPoint struct {
	N                             int
	KLInverse, SquareRoot, Catoni float64
}

// BoundCurve returns the PAC-Bayes bounds for a loss in [0, 1] against the sample sizes ns, at a fixed empirical risk, divergence kl, confidence
// 1 - delta and Catoni constant c > 0 (fixed before the data):
//
//	kl^-1(risk, B), risk + sqrt(B/2),   B = (kl + log(2 sqrt n / delta)) / n,
//	(1 - exp(-c risk - (kl + log(1/delta))/n)) / (1 - e^-c).
//
// Errors name a field outside its domain: risk in [0, 1], kl >= 0, delta in (0, 1], c > 0, n >= 1. Source: MATH.md, PAC-Bayes 3.
func BoundCurve(risk, kl, delta, c float64, ns []int) ([]BoundPoint, error) {
	switch {
	case !(risk >= 0 && risk <= 1):
		return nil, fmt.Errorf("numeric: risk = %v must be in [0, 1]", risk)
	case !(delta > 0 && delta <= 1):
		return nil, fmt.Errorf("numeric: delta = %v must be in (0, 1]", delta)
	case !(c > 0 && isFinite(c)):
		return nil, fmt.Errorf("numeric: c = %v must be finite and > 0", c)
	}
	if err := checkNonnegative("kl", kl); err != nil {
		return nil, err
	}
	out := make([]BoundPoint, len(ns))
	for k, n := range ns {
		if n < 1 {
			return nil, fmt.Errorf("numeric: ns[%d] = %d must be at least 1", k, n)
		}
		x := float64(n)
		b := (kl + math.Log(2*math.Sqrt(x)/delta)) / x
		inv, _, err := KLInverse(risk, b)
		if err != nil {
			return nil, err
		}
		out[k] = BoundPoint{n, inv, SquareRootBound(risk, b), CatoniBound(c, risk, (kl-logQuotient(delta, 1))/x)}
	}
	return out, nil
}

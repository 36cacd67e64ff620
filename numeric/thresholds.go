package numeric

import (
	"fmt"
	"math"
	"sync"
)

// MaxStationaryDepth is the largest L of the shrinkage equation's solver.
const MaxStationaryDepth = 64

// Thresholds are the two critical values of beta = |b|/e^L at depth L, each
// with a bound of its relative error.
//
//	beta_1 = (2(L-1)/L)^{L-1} (L/(L-2))^{(L-2)/2}      nonzero stationary points exist
//	beta_2 = (1+z)^{L-1} / z^{(L-2)/2} at (1+z)^{L-1}(1-z) = 1   the large root beats the origin
//
// At L = 2 both are 1, exactly. Source: MATH.md, Lemma 3.2 and S.7.
type Thresholds struct {
	Beta1, Beta1RelErr float64
	Beta2, Beta2RelErr float64
}

// DepthThresholds returns the thresholds for 2 <= L <= MaxStationaryDepth;
// other depths are errors.
func DepthThresholds(depth int) (Thresholds, error) {
	if depth < 2 || depth > MaxStationaryDepth {
		return Thresholds{}, fmt.Errorf("numeric: depth = %d outside 2..%d", depth, MaxStationaryDepth)
	}
	return thresholdTable()[depth], nil
}

// thresholdTable is computed once and never written again.
var thresholdTable = sync.OnceValue(func() *[MaxStationaryDepth + 1]Thresholds {
	t := new([MaxStationaryDepth + 1]Thresholds)
	t[2] = Thresholds{Beta1: 1, Beta2: 1}
	for L := 3; L <= MaxStationaryDepth; L++ {
		t[L].Beta1, t[L].Beta1RelErr = beta1(L)
		t[L].Beta2, t[L].Beta2RelErr = beta2(L)
	}
	return t
})

// beta1: roundings (2L-3) in the first power (its base is one rounded
// quotient), 2L-5 in the second, one square root and one product: 4L - 6.
func beta1(depth int) (value, rel float64) {
	L := depth
	x := toScaled(float64(2*(L-1)) / float64(L)).powi(L - 1).float()
	y := toScaled(float64(L) / float64(L-2)).powi(L - 2).float()
	return x * math.Sqrt(y), gamma(4 * L)
}

// beta2 solves F(tau) = (L-1) log(2-t) + log t = 0 for t = exp(tau) = 1-z.
//
// F is concave with F' = 1 - (L-1) t/(2-t) > 0 up to t = 2/L, F < 0 at t = 2^{1-L}
// and F(log 2/L) > 0: Newton from the left end climbs to the root. At every depth the sixth step is 0. The computed t is
// certified: rho = (2-t)^{L-1} t - 1 costs 2L roundings, so |F| <= R = |rho|/(1-|rho|) +
// gamma_{2L} to first order (doubled below), and as |F”| R is far below F'^2/2 the root is
// within 2R/F' of tau (Newton-Kantorovich). Then beta_2 = (2-t)^{L-1} /
// (1-t)^{(L-2)/2} costs 4L roundings and its logarithm has derivative
// kappa = -(L-1) t/(2-t) + (L-2)/2 t/(1-t) in tau.
func beta2(depth int) (value, rel float64) {
	L := depth
	n := float64(L - 1)
	t := math.Ldexp(1, 1-L)
	for range 6 {
		t *= math.Exp(-(n*math.Log(2-t) + math.Log(t)) / (1 - n*t/(2-t)))
	}
	rho := math.Abs(toScaled(2-t).powi(L-1).float()*t - 1)
	R := 2 * (rho + gamma(2*L))
	r := 2 * R / (1 - n*t/(2-t))
	kappa := math.Abs(-n*t/(2-t) + float64(L-2)/2*t/(1-t))
	value = toScaled(2-t).powi(L-1).float() / math.Sqrt(toScaled(1-t).powi(L-2).float())
	return value, compound(2*kappa*r + gamma(4*L))
}

package numeric

import "math"

// unitRoundoff is u: rounding to nearest has relative error at most u.
const unitRoundoff = 0x1p-53

// tiny is the smallest positive float64, twice the largest absolute error
// that a product suffers from underflow.
const tiny = 0x1p-1074

// mag follows one computed number x through a chain of sums and products. If
// the exact value is a sum of monomials tau in the inputs, then the computed one is
//
//	sum tau (1 + theta_tau) + rho,  |theta_tau| <= gamma_n,  |rho| <= (1+gamma_n) u
//
// with t >= sum |tau| up to the same relative and absolute errors and
// gamma_n = n 2^-53 / (1 - n 2^-53). So mag arithmetic runs the same chain on
// absolute values: t sums them, n counts the roundings of the longest path, u
// collects what underflow may have added, amplified by the later factors.
//
//   - product: monomials multiply, hence t_a t_b, n_a + n_b + 1 and
//     t_a u_b + u_a t_b + u_a u_b + 2^-1075 for its own underflow. The four
//     float64 products made here underflow by at most 2^-1075 each, so 3*2^-1074
//     covers all five;
//   - sum: float64 addition never underflows inexactly: max(n_a, n_b) + 1;
//   - a result above half the largest float64 becomes +Inf, since the computed
//     chain may overflow there.
type mag struct {
	t, u float64
	n    int
}

func exact(x float64) mag { return mag{t: math.Abs(x)} }

func (a mag) mul(b mag) mag {
	n := a.n + b.n + 1
	if (a.t == 0 && a.u == 0 && b.t <= math.MaxFloat64) || (b.t == 0 && b.u == 0 && a.t <= math.MaxFloat64) {
		return mag{n: n} // an exact zero times a finite number
	}
	return mag{cap0(a.t * b.t), cap0(a.t*b.u + a.u*b.t + a.u*b.u + 3*tiny), n}
}

func (a mag) add(b mag) mag {
	return mag{cap0(a.t + b.t), cap0(a.u + b.u), max(a.n, b.n) + 1}
}

// twice is 2a: exact, no rounding.
func (a mag) twice() mag { return mag{cap0(2 * a.t), 2 * a.u, a.n} }

func cap0(x float64) float64 {
	if x <= math.MaxFloat64/2 {
		return x
	}
	return math.Inf(1) // also for NaN
}

// bound returns B >= |computed - exact|, +Inf when none is known.
//
// All sums above are of nonnegative numbers, so t and u are themselves too
// small by at most a factor 1 - gamma_n (underflow of t is inside u). With
// n <= 2^30, gamma_n <= 2^-22.9, and (1+gamma_n)/(1-gamma_n)^2 times the few roundings
// made here stays below 1 + 2^-20; one tiny covers their underflow.
func (a mag) bound() float64 {
	if a.n > 1<<30 {
		return math.Inf(1)
	}
	if a.t == 0 && a.u == 0 {
		return 0
	}
	g := float64(a.n) * unitRoundoff
	g /= 1 - g
	b := (g*(a.t+a.u)+a.u)*(1+0x1p-20) + tiny
	if math.IsNaN(b) { // 0 times +Inf
		return math.Inf(1)
	}
	return b
}

// momentsMag mirrors moments, operation by operation.
type momentsMag struct{ P, p, Q mag }

func unitMag() momentsMag { return momentsMag{exact(1), exact(1), mag{}} }

func (a momentsMag) extend(w, e2 mag) momentsMag {
	c := w.mul(w).add(e2)
	return momentsMag{a.P.mul(c), a.p.mul(w), a.Q.mul(c).add(a.p.mul(a.p).mul(e2))}
}

func (a momentsMag) join(b momentsMag) momentsMag {
	return momentsMag{a.P.mul(b.P), a.p.mul(b.p), a.Q.mul(b.P).add(a.p.mul(a.p).mul(b.Q))}
}

package numeric

import (
	"fmt"
	"math"
	"math/big"
)

// PointKind is the nature of a stationary point.
type PointKind int

// Kinds of stationary points of one coordinate's L_R.
const (
	// Minimum is a strict local minimum.
	Minimum PointKind = iota
	// Saddle is a strict saddle of index 1.
	Saddle
	// Degenerate has a zero Hessian eigenvalue, or one that float64 cannot tell from zero.
	Degenerate
)

// String names the kind.
func (k PointKind) String() string {
	switch k {
	case Minimum:
		return "minimum"
	case Saddle:
		return "saddle"
	case Degenerate:
		return "degenerate"
	}
	return fmt.Sprintf("PointKind(%d)", int(k))
}

// Root is a positive root u of the shrinkage equation: 2^{L-1} stationary
// points with w_l^2 = u and the sign of b as the product of signs. All RelErr
// fields bound relative errors against the exact root of the float64 inputs;
// a value outside the float64 range is returned as +-Inf, subnormal or 0, the
// rounding of the scaled value that the bound is about.
type Root struct {
	U            float64 // w_l^2, the same for every layer
	Weight       float64 // |w_l| = sqrt(U), in range more often than U
	RelErr       float64 // of U and of Weight
	Shrinkage    float64 // lambda = (u/(u+e^2))^{L-1} = p/b
	ShrinkRelErr float64
	Radial       float64 // Hessian eigenvalue A (L u - (L-2) e^2), once
	RadialRelErr float64
	Balance      float64 // Hessian eigenvalue 2 A e^2, L-1 times; A = 2 s (u+e^2)^{L-2}
	BalanceErr   float64 // relative, as the others
	Kind         PointKind
	Global       bool // a global minimum of the coordinate (with GlobalUndecided false)
}

// Stationary is the stationary structure of one coordinate.
type Stationary struct {
	Depth int
	Beta  float64 // |b|/e^L, +Inf or 0 when out of range; only reported
	// Count is the number of distinct positive roots, in Roots, smaller first.
	Count int
	Roots [2]Root
	// Undecided says that float64 cannot tell whether beta is below, at or
	// above beta_1. Then Count = 1, the root is the double root, Kind is
	// Degenerate, and every actual root, if any, is within its RelErr.
	Undecided bool
	// The origin: two eigenvalues, OriginEigen[0] once and OriginEigen[1] L-1 times.
	OriginEigen  [2]float64
	OriginKind   PointKind
	OriginGlobal bool
	// GlobalUndecided says that beta is too close to beta_2 (or the count is
	// undecided) to tell which of the origin and the large root is global;
	// both Global fields then are false.
	GlobalUndecided bool
}

// Total returns the number of stationary points of the coordinate, 1 + Count 2^{L-1}.
func (st *Stationary) Total() *big.Int {
	n := new(big.Int).Lsh(big.NewInt(int64(st.Count)), uint(st.Depth-1))
	return n.Add(n, big.NewInt(1))
}

// StationaryPoints solves (u + e^2)^{L-1} = |b| u^{(L-2)/2} for one coordinate
// and classifies every stationary point of s ((b-p)^2 + Q). No allocation.
//
// Domain: 2 <= L <= MaxStationaryDepth, b finite, e > 0 and s > 0 finite; else an
// error and *out is unchanged. Any exponents are allowed: the theory depends on
// beta only, and the solver works with separate exponents.
//
// Method: for L = 2, u = |b| - e^2 by one fused operation, so the count is exact. For L
// >= 3, with x = log u, the function phi(x) = log( b^2 u^{L-2} / (u+e^2)^{2(L-1)} ) is
// concave, has the roots as its zeros and phi' = (L-2 - L z)/(1+z), z = u/e^2.
// Newton gives candidates from the outer side of each root, where it is monotone; then
// each is certified (certify). Two roots are claimed only when both are certified; none only when
// beta < beta_1 by more than the errors of both; otherwise the count is
// Undecided, which happens only for |beta/beta_1 - 1| <= 32 L 2^-53. RelErr is about
// 7 L 2^-53 / |phi'|, so near 7 * 2^-53 for a large root with z >> 1, and grows
// towards the threshold like |beta/beta_1 - 1|^{-1/2}.
// Source: MATH.md, Lemmas 2.3 and 3.2.
func StationaryPoints(depth int, b, e, s float64, out *Stationary) error {
	L := depth
	th, err := DepthThresholds(L)
	if err != nil {
		return err
	}
	switch {
	case !isFinite(b):
		return fmt.Errorf("numeric: target = %v is not finite", b)
	case !isFinite(e) || e <= 0:
		return fmt.Errorf("numeric: noise = %v must be finite and > 0", e)
	case !isFinite(s) || s <= 0:
		return fmt.Errorf("numeric: scale = %v must be finite and > 0", s)
	}
	c := newCoordinate(L, math.Abs(b), e, s)
	*out = Stationary{Depth: L, Beta: c.beta.float()}
	if L == 2 {
		c.shallow(out)
		return nil
	}
	c.origin(out)
	c.deep(out, &th)
	return nil
}

// coordinate carries one problem in scaled numbers.
type coordinate struct {
	L               int
	b, e2, s2, beta scaled // |b|, e^2 (1 rounding), 2s, |b|/e^L (L roundings)
	e               float64
}

func newCoordinate(depth int, b, e, s float64) coordinate {
	x := toScaled(e)
	c := coordinate{L: depth, b: toScaled(b), e2: x.mul(x), s2: toScaled(s), e: e}
	c.s2.k++
	c.beta = c.b.quo(x.powi(depth))
	return c
}

// origin at L >= 3: Hessian 2 s e^{2L-2} I.
func (c *coordinate) origin(out *Stationary) {
	v := c.s2.mul(c.e2.powi(c.L - 1)).float()
	out.OriginEigen = [2]float64{v, v}
	out.OriginKind = Minimum
}

// shallow is L = 2: u = (|b| - e^2)_+, origin eigenvalues 2 s (e^2 -+ b).
//
// With e = m 2^k, 1/2 <= m < 1, the difference |b| 4^-k - m^2 has the sign of |b| - e^2. If
// |b| 4^-k is beyond 2^200 the other term is below its half ulp; otherwise the
// fused operation has one rounding and does not overflow. It does not underflow either: below 2^-200 the
// difference is m^2, rounded, and above a multiple of 2^-360 or 0.
func (c *coordinate) shallow(out *Stationary) {
	m, k := math.Frexp(c.e)
	var diff scaled // |b| - e^2, magnitude
	sign := 1
	switch {
	case c.b.m != 0 && c.b.k-2*k > 200:
		diff = c.b
	default:
		f := math.FMA(-m, m, math.Ldexp(c.b.m, c.b.k-2*k))
		if f < 0 {
			sign = -1
		} else if f == 0 {
			sign = 0
		}
		diff = toScaled(math.Abs(f))
		diff.k += 2 * k
	}
	sum := c.e2.add(c.b)
	out.OriginEigen = [2]float64{-float64(sign) * c.s2.mul(diff).float(), c.s2.mul(sum).float()}
	switch sign {
	case -1:
		out.OriginKind, out.OriginGlobal = Minimum, true
		return
	case 0:
		out.OriginKind, out.OriginGlobal = Degenerate, true
		out.OriginEigen[0] = 0
		return
	}
	out.OriginKind = Saddle
	out.Count = 1
	c.describe(&out.Roots[0], diff, 2*unitRoundoff) // 1 for u, 2 cover its root
	out.Roots[0].Kind, out.Roots[0].Global = Minimum, true
}

// deep is L >= 3.
func (c *coordinate) deep(out *Stationary, th *Thresholds) {
	if c.b.m == 0 {
		out.OriginGlobal = true
		return
	}
	// q = beta/beta_1: L + 1 roundings and the error of beta_1.
	q := c.beta.quo(toScaled(th.Beta1)).float()
	qErr := compound(gamma(c.L+1) + th.Beta1RelErr)
	if q < 1-2*qErr {
		out.OriginGlobal = true
		return
	}
	u, _ := c.smallRoot()
	v, _ := c.largeRoot()
	small, rs, okS := c.certify(u, 1)
	large, rl, okL := c.certify(v, -1)
	if okS && okL {
		out.Count = 2
		c.describe(&out.Roots[0], small, rs)
		c.describe(&out.Roots[1], large, rl)
		out.Roots[0].Kind, out.Roots[1].Kind = Saddle, Minimum
		c.global(out, th)
		return
	}
	out.Count, out.Undecided = 1, true
	// At x_1 = log((L-2)/L e^2), phi = 2 log(beta/beta_1) <= 2D and phi' = 0. Within 1/4 of
	// x_1, -phi'' = 2(L-1) z/(1+z)^2 >= 0.32 (L-1), as z is between e^{-1/4}/3 and
	// e^{1/4}; so a zero of phi is within sqrt(12.5 D/(L-1)) of x_1.
	D := 2 * (math.Abs(q-1) + qErr)
	// Beyond 1/4 compound gives no bound.
	r := math.Sqrt(12.5*D/float64(c.L-1)) * (1 + 0x1p-40)
	middle := c.e2.mul(toScaled(float64(c.L-2) / float64(c.L)))
	c.describe(&out.Roots[0], middle, compound(r+4*unitRoundoff))
	out.Roots[0].Kind = Degenerate
	// Within D of beta_1 < beta_2 no root can be global.
	out.OriginGlobal = th.apart(D)
	out.GlobalUndecided = !out.OriginGlobal
}

// apart says that beta_1 (1+D) is below beta_2 whatever their errors.
func (th *Thresholds) apart(D float64) bool {
	return th.Beta1*(1+D+th.Beta1RelErr+th.Beta2RelErr+0x1p-40) < th.Beta2
}

// global compares beta with beta_2.
func (c *coordinate) global(out *Stationary, th *Thresholds) {
	q := c.beta.quo(toScaled(th.Beta2)).float()
	err := 2 * compound(gamma(c.L+1)+th.Beta2RelErr)
	switch {
	case q > 1+err:
		out.Roots[1].Global = true
	case q < 1-err:
		out.OriginGlobal = true
	default:
		out.GlobalUndecided = true
	}
}

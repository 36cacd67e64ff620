package numeric

import "math"

// newtonCap ends every Newton iteration here. Near a double root Newton halves the
// distance, so some 30 steps reach the rounding level; certify judges the result.
const newtonCap = 100

// largeRoot approximates the larger root. With u = |b|^{2/L} v = e^2 v/eps and
// eps = beta^{-2/L} the equation reads psi(y) = (L/2) y + (L-1) log(1 + eps/v) = 0, y = log v.
// psi is convex, psi(0) > 0, and right of the large root it increases: Newton
// from y = 0 decreases to it. steps is their number.
func (c *coordinate) largeRoot() (u scaled, steps int) {
	L := float64(c.L)
	scale := c.beta.root(-2, c.L)
	eps := scale.float()
	v := 1.0
	for steps = range newtonCap {
		q := eps / v
		step := (L/2*math.Log(v) + (L-1)*math.Log1p(q)) / (L/2 - (L-1)*q/(1+q))
		if !(step >= 0x1p-54) { // negative where there is no root
			break
		}
		v *= math.Exp(-step)
	}
	return c.e2.mul(toScaled(v)).quo(scale), steps
}

// smallRoot approximates the smaller root. With z = u/e^2 = z_0 exp(y) and z_0 =
// beta^{-2/(L-2)} the equation reads chi(y) = (L-2)/2 y - (L-1) log(1 + z) = 0. chi is
// concave, chi(0) < 0, and left of the small root it increases: Newton from y = 0
// increases to it. steps is their number.
func (c *coordinate) smallRoot() (u scaled, steps int) {
	L := float64(c.L)
	z0 := c.beta.root(-2, c.L-2)
	start, y := z0.float(), 0.0
	for steps = range newtonCap {
		z := start * math.Exp(y)
		step := ((L-1)*math.Log1p(z) - (L-2)/2*y) / ((L-2)/2 - (L-1)*z/(1+z))
		if !(step >= 0x1p-54) { // negative where there is no root
			break
		}
		y += step
	}
	return c.e2.mul(z0).mul(toScaled(math.Exp(y))), steps
}

// certify polishes the candidate u by Newton steps on the equation itself and
// encloses the root: it returns u, a bound of its relative error, and whether
// the root is proved to exist with phi' of the given sign there.
//
// G = b^2 u^{L-2} / (u+e^2)^{2(L-1)} costs 1 + (L-3) + 1 roundings above and, with 2 in
// u+e^2, 2*2(L-1) + 2(L-1) - 1 below, 1 for the quotient: less than 7L. So |phi| <= R =
// |rho|/(1-|rho|) + 1.01 gamma_{7L}, rho = G-1. As |phi”| = 2(L-1) z/(1+z)^2 <= C = (L-1)/2,
// Newton-Kantorovich gives a zero within r = 2R/(f + sqrt(f^2 - 2RC)) of log u, f a
// lower bound of |phi'|, whenever f^2 >= 2RC; on that ball phi' keeps its sign, so
// the zero is the small root for phi' > 0 and the large one for phi' < 0. phi' is
// computed with absolute error below 16 L u: z has 3 roundings and z dphi'/dz
// is at most C, the remaining ones cost at most 3 (L z + L)/(1+z) u.
func (c *coordinate) certify(u scaled, sign float64) (scaled, float64, bool) {
	L := float64(c.L)
	noise := 1.01 * gamma(7*c.L)
	for polish := 0; ; polish++ {
		rho := c.residual(u)
		z := u.quo(c.e2).float()
		slope := -L
		if z < 0x1p600 {
			slope = (L - 2 - L*z) / (1 + z)
		}
		r, ok := kantorovich(rho, sign*slope-16*L*unitRoundoff, (L-1)/2, noise)
		step := rho / slope
		if polish == 4 || math.Abs(rho) <= noise/4 || !(math.Abs(step) <= 0.01) {
			return u, r, ok
		}
		u = u.mul(toScaled(1 - step))
	}
}

// kantorovich returns the relative form of r = 2R/(f + sqrt(f^2 - 2RC)), R = |rho|/(1-|rho|) + noise, and whether a zero is
// proved within it: |rho| < 1/2, f > 0, f^2 >= 2RC and a bound below 1/4.
func kantorovich(rho, f, C, noise float64) (r float64, ok bool) {
	a := math.Abs(rho)
	R := a/(1-a) + noise
	if !(a < 0.5 && f > 0 && f*f >= 2*R*C*(1+0x1p-40)) {
		return math.Inf(1), false
	}
	r = compound(2 * R / (f + math.Sqrt(f*f-2*R*C)) * (1 + 0x1p-40))
	return r, r < 0.25
}

// residual returns b^2 u^{L-2} / (u+e^2)^{2(L-1)} - 1.
func (c *coordinate) residual(u scaled) float64 {
	num := c.b.mul(c.b).mul(u.powi(c.L - 2))
	return num.quo(u.add(c.e2).powi(2*(c.L-1))).float() - 1
}

// describe fills the derived quantities of a root u of relative error rel:
//
//	t = u/(u+e^2):   rel/(1+z) + 3 roundings (e^2, sum, quotient)
//	lambda = t^{L-1}: (L-1) times that, L-2 roundings
//	A:               (L-2) times (rel z/(1+z) + 2 roundings), L - 1 roundings
//	L u - (L-2) e^2: (L u (rel + 1 rounding) + (L-2) e^2 (2 roundings)) / |difference|, 1 rounding
func (c *coordinate) describe(out *Root, u scaled, rel float64) {
	L := float64(c.L)
	ru := unitRoundoff
	sum := u.add(c.e2)
	t := u.quo(sum)
	small := c.e2.quo(sum).float() // 1/(1+z)
	out.U, out.RelErr = u.float(), rel
	out.Weight = c.weight(u)
	out.Shrinkage = t.powi(c.L - 1).float()
	out.ShrinkRelErr = compound((L-1)*(rel*small+4*ru)*(1+0x1p-40) + gamma(c.L))
	A := c.s2
	if c.L > 2 {
		A = A.mul(sum.powi(c.L - 2))
	}
	aErr := (L-2)*(rel*t.float()+2*ru) + gamma(c.L)
	balance := c.e2.mul(A)
	balance.k++
	out.Balance = balance.float()
	out.BalanceErr = compound((aErr + 3*ru) * (1 + 0x1p-40))

	x, y := u.mul(toScaled(L)), c.e2.mul(toScaled(L-2))
	if c.L == 2 {
		out.Radial = A.mul(x).float()
		out.RadialRelErr = compound((aErr + rel + 3*ru) * (1 + 0x1p-40))
		return
	}
	top := max(x.k, y.k)
	xf, yf := math.Ldexp(x.m, x.k-top), math.Ldexp(y.m, y.k-top)
	diff := xf - yf
	d := toScaled(math.Abs(diff))
	d.k += top
	out.Radial = math.Copysign(A.mul(d).float(), diff)
	loss := (xf*(rel+2*ru) + yf*3*ru) / math.Abs(diff)
	out.RadialRelErr = compound((aErr + loss/(1-min(loss, 0.5)) + 3*ru) * (1 + 0x1p-40))
}

// weight is sqrt(u), rounded once; its relative error rel/2 + 2^-53 is at most
// rel, since every rel here is at least 2^-52.
func (c *coordinate) weight(u scaled) float64 {
	if u.k&1 != 0 {
		u.m, u.k = u.m*2, u.k-1
	}
	return math.Ldexp(math.Sqrt(u.m), u.k/2)
}

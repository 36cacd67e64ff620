package shrinkage

import (
	"math"
)

// psiSlope is psi'(x) = (L x^2 - M) / (x (x^2 + 1)).
func psiSlope(depth int, x float64) float64 {
	return (float64(depth)*x*x - float64(depth-2)) / (x * (x*x + 1))
}

// certify returns a bound, in units of 2^-2h, of |a - c'| for the last step from the center c at half precision h to c' = f.c, and whether it
// could be proved. Write V, K, G = V - K, P, R, Y = c/(v^M (L c^2 - M)) = 1/(V psi'(c)) for the exact numbers at c, and hats for the
// integers that step computed.
//
// Existence. Let eps = |G|/V <= 1/16. psi(c) = log(V/K), K = V - G, so |psi(c)| <= 4 eps. The second derivative psi2 obeys |psi2(x)| <= (2N + M)/x^2 <= 3L/x^2, since
// psi2 = 2N (1-x^2)/(1+x^2)^2 + M/x^2. With r = 8 |G| Y = 8 eps/psi'(c): if 3L r/(c-r)^2 <= psi'(c)/2 then psi' >= psi'(c)/2 > 0 on
// X = [c-r, c+r], so psi changes sign in X: a root, and the larger one because psi' > 0 only on the right of the double root. That r < c/2
// need not be asked for: psi'(c) < L/c, so r in [c/2, c] would give 3L r/(c-r)^2 >= 6L/c > psi'(c)/2; and r = q c with q > 1 would need
// 3L q/(q-1)^2 <= c psi'(c)/2 = 4 eps/q <= 1/(4q), that is 12 L q^2 <= (q-1)^2.
//
// Enclosure. By the mean value theorem a = c - psi(c)/psi'(xi) with xi in X, and
//
//	psi(c)/psi'(xi) = (G/V) (1 + theta 5 eps) / psi'(xi) = G Y (1 + theta 5 eps) (1 + theta' etaPsi),
//	etaPsi = (3L r/(c-r)^2) / (psi'(c)/2), |theta|, |theta'| <= 1:
//
// log(1+rho) = rho (1 + theta |rho|) for |rho| <= 1/4 with rho = G/K = (G/V)/(1-G/V), and (1+2 eps)(1+2 eps) <= 1 + 5 eps. So
//
//	|a - c'| <= |Ghat - G| Y + |G| Y etaY + |G| Y 2 (5 eps + etaPsi) + roundings of delta.
//
// |Ghat - G|: every product is rounded down by less than one unit; v >= 1, so Vhat loses at most N V units; powers of c are at least
// c^M >= (M/L)^(M/2) > 1/4 (c is beyond the double root up to X's width), so K loses at most 4 M K + K radius(kappa)/kappa + K + 1 units; K <= 1.07 V.
//
// etaY: with E = 1 - Phat R exact but for one unit, R(1+E) leaves 1 - Phat Rhat = E^2 up to 4 units of 2^-h; Phat is P up to the relative errors
// 2^-h (base), 2^-h/(L c^2-M) (second factor), 2^-h/P and, with v, 2^-h (its rounding).
//
// The bounds are computed in float64 with relative errors below 2^-33 altogether: fewer than 100 operations on positive numbers cost less than
// 2^-45; L c^2 - M is at least 10^-3 (less is refused) and off by at most 4 2^-53 64, that is by a relative 2^-35, and its inverse occurs up
// to three times in a product. The result is doubled, which covers them.
func (f *Finder) certify(h uint) (float64, bool) {
	p := 2 * h
	l, m, n := float64(f.depth), float64(f.depth-2), float64(f.depth-1)
	c := scaled(&f.t, &f.center, h)
	slope := psiSlope(f.depth, c)
	lin := l*c*c - m
	if !(lin > 1e-3) || f.center.Sign() <= 0 {
		return 0, false
	}
	v := scaled(&f.t, &f.vn, p)
	y := 1 / (v * slope) // Y
	kappa := scaled(&f.t, &f.kappa.Mid, f.kappa.Scale)
	errG := 1.1 * v * (n + 4*m + 3 + float64(f.kappaRadius(p))/kappa)
	// Units of 2^-h from here: |G| and eps.
	g := scaled(&f.t, &f.g, h) + math.Ldexp(errG, -int(h))
	small := math.Max(math.Ldexp(1, -int(h)), 0x1p-900) // at least 2^-h
	eps := g / v
	r := 8 * g * y
	if !(eps*small <= 1.0/16) {
		return 0, false
	}
	near := c - r*small
	bend := 3 * l * r / (near * near) // (sup of |psi2| on X) r, units of 2^-h; that r < c follows from the refusal, see above
	if !(bend*small <= slope/2) {
		return 0, false
	}
	etaPsi := bend / (slope / 2)
	pf := scaled(&f.t, &f.p, h)
	etaY := math.Ldexp(1, 2*f.e.BitLen()-int(h)) + 4 + 2 + 1/lin + 2/pf
	// Units of 2^-2h.
	roundings := c + 1 // of G R, times c; of the product with c
	if !f.haveBase() {
		roundings = roundings*(c*c+1) + 1
	}
	bound := 2 * (errG*y + g*y*(etaY+2*(5*eps+etaPsi)) + roundings)
	return bound, bound < 1<<60
}

// kappaRadius is the radius of kappa rounded down to scale p, in units of 2^-p.
func (f *Finder) kappaRadius(p uint) uint64 {
	s := f.kappa.Scale - p // p <= KappaScale <= Scale
	if s >= 64 {
		return min(f.kappa.Rad, 1) + 1
	}
	return f.kappa.Rad>>s + 2
}

// Package lemma3_2 verifies Lemma 3.2: the shrinkage equation's thresholds, the number and the kind of its roots.
//
// Scale-free letters: beta = |b|/e^L, z = u/e^2, h(z) = (1+z)^(L-1) / z^((L-2)/2); the shrinkage equation is h(z) = beta.
//
// # Number of roots, for all beta and all L
//
// h'/h = (L-1)/(1+z) - (L-2)/(2z) = [L z - (L-2)] / (2 z (1+z)), an identity with L as a symbol ("turning"). For L >= 3 h falls on
// (0, (L-2)/L], from h(0+) = oo, and rises beyond, to h(oo) = oo (its degree is (L-1) - (L-2)/2 = L/2): so h = beta has 0, 1, 2 roots for beta
// <, =, > beta_1 = h((L-2)/L), the smaller before and the larger beyond (L-2)/L. For L = 2 h = 1 + z rises from 1: a root iff beta > 1.
//
// # The same by Sturm's theorem, L = 2..16, all beta
//
// Both sides of h = beta are positive, so the roots are those of f_B = (1+z)^(2(L-1)) - B z^(L-2), B = beta^2, z > 0. As B varies, the number of
// positive roots changes only at a B with a double root, or where a root reaches 0 (f_B(0) = 1, for L >= 3) or infinity (the leading
// coefficient is 1). A double root has f_B = f_B' = 0, hence by the identity L z = L-2 and B = beta_1^2, rational. So one count below, one at
// and one above beta_1^2 decide all B; the check "sturm" takes more. For L = 2, f_B = (1+z)^2 - B and f_B(0) = 0 at B = 1 = beta_1^2.
//
// # Kinds
//
// From S.6: the block of the Hessian at a nonzero stationary point has the eigenvalues A (L u - (L-2) e^2), A > 0, once, and 2 A e^2 > 0; the first
// is negative, zero, positive as z is before, at, beyond (L-2)/L. The check "kinds-exact" finds the inertia from the characteristic
// polynomial of the exact Hessian instead.
//
// # Monotonicity
//
// With q = e^2, G(u, q) = log of (u+q)^(L-1) / u^((L-2)/2) = log |b|. G_u = [L u - (L-2) q] / (2 u (u+q)) > 0 at the large root, G_q = (L-1)/(u+q):
// u_+ rises with |b| at the rate 1/G_u and falls with q at the rate -G_q/G_u = -2 (L-1) u / [L u - (L-2) q]. log lambda = (L-1) log(u/(u+q)) rises
// with u/q, so it rises with |b|; and falls with q, because u falls. "monotone-free" proves the derivatives as identities.
//
// # Little noise
//
// Let y = 1/z = e^2/u and x = e^2 |b|^(-2/L) = beta^(-2/L). The shrinkage equation gives x = y (1+y)^(-a), a = 2 (L-1)/L, and 1 - lambda = 1 - (1+y)^(-(L-1)).
// Bernoulli: 1 - n y <= (1+y)^(-n) for real n > 0, y >= 0, and (1+y)^(-n) <= 1 - n y + n (n+1)/2 y^2. So (L-1) y - (L-1) L/2 y^2 <= 1 - lambda <= (L-1) y
// and (L-1) (y - a y^2) <= (L-1) x <= (L-1) y, whence
//
//	|1 - lambda - (L-1) e^2 |b|^(-2/L)| <= (L-1) max(L/2, a) y^2,
//
// and y = x (1+y)^a <= 4 x once y <= 1: the remainder is O(e^4). "expansion" decides this bound by enclosures.
package lemma3_2

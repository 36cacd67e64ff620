// Package pairwise_averaging verifies S.4: replacing two layers of a coordinate by their geometric mean
// lowers the average sharpness.
//
//	(x^2 + e^2)(y^2 + e^2) - (|x y| + e^2)^2 = e^2 (|x| - |y|)^2.
//
// Let x = w_li, y = w_mi and let W' have sqrt|x y| there, the second with the sign of x y, and agree with W
// elsewhere. Then p' = p and
//
//	L_R(W) - L_R(W') = R(W) - R(W') = s_i e^2 P_-lm,i (|x| - |y|)^2 >= 0,
//
// with equality iff |x| = |y|, or s_i = 0, or e = 0 (for e > 0 the product P_-lm,i is at least e^{2(L-2)} > 0).
//
// # How square roots and moduli leave
//
// Every x >= 0 is u^2. The identity above is one between polynomials in |x|, |y| and e; the network form is
// one in u, v with x = u^2, y = ±v^2 (one identity for each sign; the signs of both together change neither
// side), since sqrt|x y| = |u v| and the sign of u v may be given to both layers. With free symbols for
// P_-lm, p_-lm and the other coordinates (package local) it holds for all depths and widths. The right side
// is a product of a square and of nonnegative factors, which decides the inequality and its equality cases.
package pairwise_averaging

// Package global_minimum verifies S.7: when the large root of the shrinkage equation beats the origin.
//
// Scale-free letters: z = u/e^2, beta = |b|/e^L, h(z) = (1+z)^(L-1) / z^((L-2)/2), T(z) = (1+z)^(L-1) (1-z). F is the part of L_R of one
// coordinate. At a nonzero stationary point
//
//	F - F(0) = s e^(2L) [T(z) - 1],
//
// so it lies below the origin iff T(z) < 1; and that is so iff it is the large root and beta > beta_2(L), where beta_2 = h(z_2), z_2 in
// (0, 1) the root of T = 1. beta_1(L) = min h < beta_2(L) for L >= 3; both are 1 for L = 2.
//
// # Why this holds for every L and beta
//
// Value. With C = (u+e^2)^(L-1): P = C (u+e^2), and the shrinkage equation times u gives b p = u C. So P - 2 b p = C (e^2 - u), an identity
// with C as a free symbol ("value"). At fixed depth the residual of the equation stays as a free number.
//
// Order. T' = (1+z)^(L-2) [(L-2) - L z] and h'/h = [L z - (L-2)] / (2 z (1+z)), identities with L as a symbol ("slope"): T rises on
// (0, (L-2)/L) from T(0) = 1 and falls beyond to T(1) = 0, so for L >= 3 T = 1 at exactly one z_2 > 0, (L-2)/L < z_2 < 1, and T < 1 iff
// z > z_2. On (0, (L-2)/L], where the small root lies, T > 1: it never wins. On [(L-2)/L, oo), where the large root lies, h rises strictly
// from beta_1, so z_+ > z_2 iff beta > h(z_2) = beta_2, and beta_2 > beta_1 because z_2 > (L-2)/L. For L = 2, T = 1 - z^2 < 1 for z > 0: a
// nonzero point always wins.
//
// The check "order" confirms the position of z_2 by Sturm's theorem and beta_1 < beta_2 by a comparison of rationals for L = 3..40; the
// sampled checks take exact planted points.
package global_minimum

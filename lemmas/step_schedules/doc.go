// Package step_schedules verifies S.13: the step sizes alpha_k = a (k + k0)^(-r), k = 0, 1, 2, ..., with a, k0 > 0 and r >= 0 have
//
//	sum alpha_k = infinity    iff  r <= 1,
//	sum alpha_k^2 < infinity  iff  r > 1/2,
//
// so that both hold, as Theorem 4.4 asks, iff 1/2 < r <= 1. For rational r the test is exact: a comparison of rationals.
//
// # Why
//
// Both sums are a^p times sums of (k + k0)^(-p), with p = r and p = 2 r, and shifting k0 changes a convergent or divergent sum of a
// monotone sequence into one of the same kind. Cauchy's condensation: over the dyadic blocks
//
//	S_j = sum of k^(-p) over 2^j <= k < 2^(j+1),    T_j = sum of k^(-p) over 2^j < k <= 2^(j+1),
//
// (2k)^(-p) + (2k+1)^(-p) <= 2 (2k)^(-p) gives S_{j+1} <= 2^(1-p) S_j, and (2k-1)^(-p) + (2k)^(-p) >= 2 (2k)^(-p) gives T_{j+1} >= 2^(1-p) T_j. So the
// sum is finite if 2^(1-p) < 1, and infinite if 2^(1-p) >= 1: p = 1 is the border and belongs to the infinite side. The check "condensation"
// verifies both inequalities on the blocks themselves, in certified arithmetic, and decides from them and from the sign of 2^(1-p) - 1 which
// side holds; the exact test must agree, also within 2^-60 of the borders and on them.
//
// # Partial sums
//
// (k+k0)^(-p) decreases, so with I = integral of x^(-p) from k0 to k0 + K,
//
//	I <= sum over k < K of (k+k0)^(-p) <= I + k0^(-p),
//
// which is what finite-time bounds are evaluated with.
package step_schedules

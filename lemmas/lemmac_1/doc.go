// Package lemmac_1 verifies Lemma C.1: constants for the descent step on a box, and it is where the other claims about dynamics take
// them from (Box, StepInverse, K).
//
// Linear diagonal model, one coordinate, e > 0, M >= |b|/(2e)^(L-1):
//
//	alpha <= 1/(2 s (M^2+e^2)^(L-1)) keeps the box |w_l| <= M,
//	|Hess L_R| <= K(M) = 2 s [ (M^2+e^2)^(L-1) + (L-1)( |b| M^(L-2) + 2 M^2 (M^2+e^2)^(L-2) ) ]   on the box.
//
// General model with s_i > 0, F = L_R - tau2 - sum_i s_i e^(2L), on {F <= F_0}, M^2 = F_0 / (e^(2L-2) min s_i):
//
//	|Hess L_R| <= max_i { 2 s_i (M^2+e^2)^(L-1) + (L-1)[ 2 sqrt(s_i F_0) M^(L-2) + 4 s_i M^2 (M^2+e^2)^(L-2) ]
//	                      + 2 L sum_(j != i) |Sigma_ij| M^(2L-2) }.
//
// |.| is the spectral norm; for a symmetric matrix it is at most the largest sum of absolute values in a row (Gershgorin).
//
// # Why this holds for every depth
//
// Box. Put T = P_-l, q = |p_-l|, N = (2e)^(L-1), beta = |b|. w^2 + e^2 - 2 e |w| = (|w|-e)^2 >= 0 factor by factor gives T >= N q, by the
// induction step T (w^2+e^2) - N q 2 e w = (T - N q)(w^2+e^2) + N q (w-e)^2 for w >= 0. With the gradient 2 s (w T - b p_-l), sigma = 1, -1,
//
//	M - sigma w(1) = (1 - 2 alpha s T)(M - sigma w) + 2 alpha s [ M (T - N q) + (M N - beta) q + (beta q - sigma b p_-l) ],
//
// a sum of nonnegative terms: 2 alpha s T <= 1 because T <= (M^2+e^2)^(L-1).
//
// Hessian. With A = P_-lm <= G = (M^2+e^2)^(L-2), |B| = |p_-lm| <= H = M^(L-2) the entries are 2 s (w_m^2+e^2) A and
// 2 s (2 w_l w_m A - b B). For x = w_l, y = w_m and both signs of sigma, n = L-1,
//
//	K - H_ll - n sigma H_lm = 2 s { (M^2+e^2)(G-A) + (M^2-y^2) A + n [ 2 M^2 (G-A) + 2 (M^2 - sigma x y) A + (beta H + sigma b B) ] },
//
// nonnegative terms again, and K - (row sum) is the mean of this over the other layers m, because each of them sees the same H_ll. These
// identities, with A, B, G, H, N, T, q, n free, are the check "certificate"; the check "branch-and-bound" decides the inequalities for
// L = 2..5 anew, without the certificate, in the scale-free variables below.
//
// # Scale-free variables
//
// e = 1, kappa = M^2/(M^2+1) in [0, 1), w_l = M t_l, |t_l| <= 1: (w^2+1)/(M^2+1) = 1 - kappa (1-t^2). Tight are t = +-1 (both statements) and
// |w| = e (box); 2|w|/(w^2+1) = 1 - (|w|-1)^2/(w^2+1) =: v factors the latter out.
//
// General model: |[Sigma(b-p)]_i| <= sqrt(s_i F_0) because (b-p)^T Sigma (b-p) <= F, and s_i w^2 e^(2L-2) <= F because
// P - p^2 - e^(2L) >= w^2 e^(2L-2); the entries are those of S.6.
package lemmac_1

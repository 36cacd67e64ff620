// Package sharpness_expansion verifies S.2: the average sharpness in elementary symmetric polynomials.
//
//	R(W) = L_R(W) - L(W) = sum_{k=1..L} e^{2k} sum_i s_i E_{L-k}(w_1i^2, ..., w_Li^2),
//	tr Hess L(W) = 2 sum_i s_i E_{L-1}(w_1i^2, ..., w_Li^2) = 2 sum_i s_i sum_l p_-l,i^2,
//	R = (e^2/2) tr Hess L + sum_{k=2..L} e^{2k} sum_i s_i E_{L-k}(w_1i^2, ..., w_Li^2),
//
// E_k the elementary symmetric polynomials; the last sum is the one term e^4 sum_i s_i at L = 2.
//
// # Why free symbols prove it for every depth and width
//
// Fix a coordinate and one of its layers, w = w_li, and let A = P_-l, B = p_-l (S.1). The other
// coordinates enter L and L_R through c = sum_{j != i} Sigma_ij (b_j - p_j) alone, and in the same way.
//
//   - "free-symbols/sharpness": the coordinate's part of L_R - L is s ((w^2 + e^2) A - w^2 B^2): neither b
//     nor c is left, so that only the diagonal of Sigma enters.
//   - "free-symbols/curvature": d^2 L / dw_li^2 = 2 s B^2; summed over layers and coordinates that is the
//     trace, and sum_l p_-l^2 = E_{L-1} of the squares by definition of E_{L-1}.
//   - "free-symbols/coefficient": (w^2 + t) sum_k t^k E_k'(rest) has the coefficients w^2 u + v of two
//     neighbors u, v; this is the recurrence E_j(rest, a) = E_j(rest) + a E_{j-1}(rest) of subsets that
//     hold a or do not. By induction P = sum_k e^{2k} E_{L-k}, and k = 0 is p^2.
//   - "free-symbols/split": if A = B^2 + e^2 T + e^4 U for the other layers (T = E_{L-2}, e^4 U the rest of
//     the series), then R/s = e^2 (B^2 + w^2 T) + e^4 (T + (w^2 + e^2) U): the first bracket is E_{L-1} of
//     all layers, half the trace over s, and the second the tail. With one other layer T = 1, U = 0: e^4.
//
// The grids at fixed depth and width repeat the proof without these arguments.
package sharpness_expansion

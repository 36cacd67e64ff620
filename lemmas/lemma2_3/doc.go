// Package lemma2_3 verifies Lemma 2.3: the stationary points of L_R are balanced and obey the shrinkage equation, and every such point is
// stationary.
//
//	(i)  w_1i^2 = ... = w_Li^2 =: u_i,
//	(ii) u_i = 0, or sign p_i = sign b_i != 0 and (u_i + e^2)^(L-1) = |b_i| u_i^((L-2)/2)        (Sigma = diag(s), s_i > 0, e > 0).
//
// # Why this holds for every depth and width
//
// Write g_l for the partial derivative by the weight of layer l of one coordinate, A = P_-lm > 0 for the product over the remaining layers, and
// c = sum over j != i of Sigma_ij (b_j - p_j).
//
// Stationary implies (i), also for a Sigma that is not diagonal: w_l g_l - w_m g_m = 2 s e^2 A (w_l^2 - w_m^2), an identity with free symbols
// ("balancing"), and s, e, A > 0.
//
// Stationary implies (ii): w_l g_l = 2 s (w_l^2 P_-l - b p), an identity with free symbols. With (i) it is 2 s (u C - b p), C = (u+e^2)^(L-1). If u != 0,
// g_l = 0 gives b p = u C > 0, so sign p = sign b != 0, and |p| = u^(L/2) gives |b| u^((L-2)/2) = C.
//
// (i) and (ii) imply stationary: at w_l = sigma_l t, g_l = 2 s sigma_l t [(t^2+e^2)^(L-1) - pi b t^(L-2)], pi the product of the signs. That is proved for L =
// 2..8 on grids ("line"); for every L it is the identity above divided by w_l != 0; at u = 0 every p_-l and every w_l vanish (L >= 2).
//
// Shrinkage factor: lambda = p/b = (u/(u+e^2))^(L-1), because b p = u C and p^2 = u^L; and (lambda |b|)^(2/L) = |p|^(2/L) = u.
//
// General model with (i): p_i [Sigma(b-p)]_i = s_i (u_i (u_i+e^2)^(L-1) - p_i^2) where u_i != 0, from w_l g_l = 2 [ -p r + s (w_l^2 P_-l - p^2) ]; at L = 2, where
// |p| = u, it reads [Sigma(b-p)]_i = s_i e^2 sign p_i, the condition of the lasso.
//
// # These are all, by machine
//
// A stationary point obeys w_l P_-l = b p_-l, so |w_l| = |b| prod |w_m|/(w_m^2+e^2) <= |b|/(2e)^(L-1), because (w_m^2+e^2) - 2 e |w_m| = (|w_m| - e)^2. For
// L = 2, 3, 4 the check "exclusion" finds all zeros of the gradient in a larger box by subdivision with Krawczyk's operator, without
// any of the above, and compares with the points of the lemma one by one.
package lemma2_3

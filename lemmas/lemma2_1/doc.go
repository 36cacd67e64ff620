// Package lemma2_1 verifies Lemma 2.1: the closed-form gradient of the regularized loss.
//
//	d L_R / d w_li = -2 p_-l,i [Sigma (b - p)]_i + 2 s_i w_li (P_-l,i - p_-l,i^2)     (general model)
//	               = 2 s_i (w_li P_-l,i - b_i p_-l,i)                                 (Sigma = diag(s))
//	L_R(W) = L(W) + sum_i s_i (P_i - p_i^2),    E_xi grad L(W + e xi) = grad L_R(W).
//
// # Why finitely many points prove it for every depth and width
//
// Fix a layer l and a coordinate i. Write B = E q_-l,i and A = E q_-l,i^2 for the moments of the
// product of the other perturbed weights of the coordinate; by S.1 (marginalization) B = p_-l,i and
// A = P_-l,i, whatever the depth. The other coordinates are independent of this one, so as a function
// of w = w_li
//
//	L_R = s (b^2 - 2 b E[v] B + E[v^2] A) + 2 c (b - E[v] B) + (terms without w),
//
// v = w + e xi, s = Sigma_ii, c = sum over j != i of Sigma_ij (b_j - p_j). Depth, width and the other
// weights enter only through the numbers A, B, c. With free symbols in their place (a free symbol
// covers more than the values that it takes) the three statements are identities between polynomials
// in w, A, B, b, e, s, c, and the check "free-symbols" proves them on a grid. The checks at fixed
// depth and width repeat the proof without this argument, as a test of the argument.
//
// Only independence, mean 0 and variance 1 of xi are used; the check "enumeration" replaces the
// Gaussian noise by fair signs and adds up all sign patterns.
package lemma2_1

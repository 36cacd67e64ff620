// Package theorem4_3 verifies Theorem 4.3: one step of stochastic sharpness-aware minimization in expectation.
//
// W+ = W - alpha g, g = grad Ltilde(W) taken at v = W + e xi, with Ltilde the population loss (noise only) or the loss of one fresh sample.
//
//  1. E g = grad L_R(W), general model, both variants.
//  2. With A_k = E q_{-l}^k, the product of m_k over the other layers, m_2 = w^2+e^2, m_3 = w^3+3we^2, m_4 = w^4+6w^2e^2+3e^4:
//     noise only, diagonal:  E g_l^2 = 4 s^2 [ b^2 A_2 - 2 b w_l A_3 + m_2(w_l) A_4 ];
//     one sample, X Gaussian, any Sigma:  E g_l^2 = 4 E[ q_{-l}^2 (tau2 s + u^T M u) ], u = b - q, M = s Sigma + 2 Sigma_i Sigma_i^T.
//  3. D = w_l^2 - w_m^2, A_k now the moments of q_{-lm}, diagonal model:
//     noise only:  E D+ = D (1 - 4 alpha s e^2 A_2 - 4 alpha^2 s^2 B),  B = b^2 A_2 - 2 b w_l w_m A_3 + A_4 (m_2(w_l) m_2(w_m) + 2 e^4) > 0;
//     one sample:  s^2 B becomes s A_2 (tau2 + z) + 3 s^2 B,  z = sum over j != i of s_j (b_j^2 - 2 b_j p_j + P_j).
//
// # Why finitely many points prove it for every depth and width
//
// Fix a coordinate i, layer l, and write v = w + e xi for its perturbed weight, R = q_{-l} for the product of the other perturbed weights of the
// coordinate, u = b - v R. R is independent of xi and enters with powers up to 4: through A_1, ..., A_4. The other coordinates are
// independent of xi and R. Up to terms without w,
//
//	noise only:  Ltilde = s u^2 + 2 U u,        U = sum over j != i of Sigma_ij u_j,
//	one sample:  Ltilde = (eps + X u + Z)^2,    Z = sum over j != i of X_j u_j.
//
// U enters the mean of g linearly, hence through c = E U. Given the other coordinates, (X, Z) is centered with covariance (s, U; U, z'), z' the form
// sum over j, k != i of Sigma_jk u_j u_k, and for Gaussian X it is Gaussian; the mean of g sees s and U only, and its second
// moment U and s z' + 2 U^2, both linearly, so that their expectations c and Q = E(s z' + 2 U^2) may take their place. In the notation of 2,
// with u = (u_i, other), E u^T M u q_{-l}^2 = 3 s^2 E u_i^2 R^2 + 6 s c E u_i R^2 + Q A_2, for M_ii = 3 s^2, M_ij = 3 s Sigma_ij.
// For two layers the same holds with R = q_{-lm}. So each statement is an identity between polynomials in a handful of symbols, w, e, b, s, A_k, c, Q, tau2,
// alpha, whatever the depth and the width; the check "free-symbols" proves them on grids, with derivatives by dual numbers and
// expectations integrated monomial by monomial (package moments). That A_k is the product of the m_k is one factor at a time: E (v R)^k = m_k(w) E R^k. The grids at
// fixed shapes repeat the whole from the definition, with every xi, X and eps written out.
//
// B > 0: B = E[ R^2 (b - w_l w_m R)^2 ] + A_4 (e^2 (w_l^2 + w_m^2) + 3 e^4), an identity in the same symbols, and A_4 >= (3 e^4)^(L-2) > 0 for e > 0.
//
// # What the drift does not say
//
// It is about E D+ and not about E |D+|, nor about every path: from the balanced (1, 1) with b = 2 and v = (3, 1) a step of alpha = 1/10 leads
// to (4/5, 2/5). For large alpha the factor 1 - 4 alpha s e^2 A_2 - 4 alpha^2 s^2 B is below -1.
package theorem4_3

// Package ssam_moments verifies S.12: the first two moments of the stochastic gradient g of S-SAM at v = W + e xi, general model.
//
// Write w for one weight, R = q_{-l} for the product of the other perturbed weights of its coordinate, A_k = E R^k, u = b - v R, and over the other
// coordinates U = sum over j != i of Sigma_ij u_j, c = E U, c2 = E U^2 = c^2 + sum over j != i of Sigma_ij^2 (P_j - p_j^2).
//
//  1. E v^k for k = 1..4 is w, w^2+e^2, w^3+3we^2, w^4+6w^2e^2+3e^4 for normal xi; the first two for any xi with mean 0 and variance 1.
//  2. E g = grad L_R = -2 [ s (b A_1 - w A_2) + c A_1 ], noise only and one sample; of xi, X and eps only means and covariances are used.
//  3. Noise only, any Sigma: E g^2 = 4 [ s^2 (b^2 A_2 - 2 b w A_3 + m_2 A_4) + 2 s c (b A_2 - w A_3) + c2 A_2 ].
//  4. X Gaussian, u fixed: E X_i^2 (u^T X)^2 = s_i u^T Sigma u + 2 (Sigma_i^T u)^2, Sigma_i the i-th column (Isserlis).
//
// # Why finitely many points prove it for every depth and width
//
// As in Theorem 4.3: up to terms without w the loss is s u^2 + 2 U u (noise only) or (eps + X_i u + Z)^2 (one sample), where xi, R and the other coordinates
// are independent, R enters with powers up to 4 and U with powers up to 2. With free symbols for A_1..A_4, c and c2 the statements are identities between
// polynomials in a handful of variables. For 4, u^T X = u_i X_i + Z with (X_i, Z) Gaussian, of covariance (s, y; y, z): s u_i + y = Sigma_i^T u, and the form is s
// u_i^2 + 2 u_i y + z; so two variables prove it for every d. The grids repeat it with every entry of Sigma.
package ssam_moments

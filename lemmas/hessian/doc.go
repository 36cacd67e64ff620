// Package hessian verifies S.6: the Hessian of L_R entry by entry, and its eigenvalues at stationary points.
//
//	d2/dw_li^2          = 2 s_i P_-l,i
//	d2/dw_li dw_mi      = -2 p_-lm,i [Sigma(b-p)]_i + 2 s_i w_li w_mi (2 P_-lm,i - p_-lm,i^2)    (l != m)
//	                    = 2 s_i (2 w_li w_mi P_-lm,i - b_i p_-lm,i)                              (Sigma = diag(s))
//	d2/dw_li dw_mj      = 2 Sigma_ij p_-l,i p_-m,j                                               (i != j)
//
// At a nonzero stationary point of a coordinate of the linear diagonal model, u = w_l^2 and A = 2 s (u+e^2)^(L-2):
// the eigenvalue A (L u - (L-2) e^2) in the direction w, and 2 A e^2 on its complement. At the origin the block of a
// coordinate is 2 s e^(2L-2) I for L >= 3, and has the entries 2 s e^2, -2 [Sigma b]_i for L = 2.
//
// # Why finitely many points prove it for every depth and width
//
// Entries. As in Lemma 2.1, two weights x, y of one coordinate see the other layers through A = E q_-lm^2 = P_-lm and
// B = E q_-lm = p_-lm, and the other coordinates through c = sum over j != i of Sigma_ij (b_j - p_j); two weights of different
// coordinates see B_i = p_-l,i, B_j = p_-m,j only, because the term 2 Sigma_ij E(b_i - q_i) E(b_j - q_j) is the only one in
// which both occur. With free symbols these are polynomial identities, proved on a grid ("free-symbols").
//
// Eigenvalues. Let x, y be two weights with equal squares, C = (u+e^2)^(L-2) = P_-lm, k = b p_-lm. With the gradient entry
// g = 2s (x C (y^2+e^2) - y k) of x, identically
//
//	y^2 H_xy - x y A (y^2 - e^2) = y g,      H_xx = A (y^2+e^2),      A = 2 s C.
//
// So g = 0 gives H = A [ 2 e^2 I + (u - e^2) sigma sigma^T ], sigma_l = w_l / sqrt u: a diagonal plus a matrix of rank one.
// H sigma = A [(u+e^2) + (L-1)(u-e^2)] sigma, an identity with L as a symbol, and on w_m e_l - w_l e_m the second term
// vanishes. That is the check "stationary-free"; the grids at fixed depth keep the residual of the shrinkage equation as a
// free number, and the sampled check takes planted stationary points.
package hessian

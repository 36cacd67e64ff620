// Package balancing_identity verifies S.3: for every coordinate i and two layers l, m
//
//	w_li g_li - w_mi g_mi = 2 s_i e^2 P_-lm,i (w_li^2 - w_mi^2),    g = grad L_R, general model.
//
// # Why free symbols prove it for every depth and width
//
// Package local writes L_R as x = w_li and y = w_mi see it: the other layers through A = P_-lm and
// B = p_-lm, the other coordinates through c = sum_{j != i} Sigma_ij (b_j - p_j). The term in b, c and B
// depends on x y alone, and x d/dx - y d/dy kills every function of x y; only s (x^2 + e^2)(y^2 + e^2) A is
// left. The check "free-symbols" proves the identity between polynomials in x, y, A, B, b, e, s, c, where
// the derivatives are taken by dual numbers; the grids at fixed depth and width repeat it without this
// argument, from the expected loss of the whole network.
package balancing_identity

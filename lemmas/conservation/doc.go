// Package conservation verifies S.5: without noise (e = 0, general model) the gradient flow of
// L_R = L keeps every w_li^2 - w_mi^2, and gradient descent does not.
//
//	flow:    d/dt (w_l^2 - w_m^2) = -2 (w_l g_l - w_m g_m) = 0,
//	descent: D+ = (1 - c^2) D,  D = w_l^2 - w_m^2,  c = 2 alpha [Sigma (b-p)]_i p_-lm.
//
// So a descent step keeps D iff alpha = 0, D = 0, or [Sigma (b-p)]_i p_-lm = 0. The example is
// (w_1, w_2) = (1, 1/2), b = 2, s = 1, alpha = 1/10: c = 3/10 and D+ / D = 91/100.
//
// # Why free symbols prove it for every depth and width
//
// Package local writes L as x = w_li and y = w_mi see it; at e = 0 the other layers enter through B = p_-lm
// alone (A = B^2), the other coordinates through c. The checks "free-symbols" and "grid-fixed" prove both
// identities with dual-number derivatives. Along the flow the derivative of w_l^2 - w_m^2 is 0 at every
// point, hence the difference is constant as long as the solution exists.
package conservation

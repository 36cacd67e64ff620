// Package theorem4_1 verifies Theorem 4.1: gradient descent on the regularized loss balances the layers.
//
//	W(k+1) = W(k) - alpha_k grad L_R(W(k)),   noise level e_k may vary with k too
//	(w_l +- w_m)(k+1) = (1 - 2 alpha [ s e^2 P_-lm -+ h ]) (w_l +- w_m)(k)
//	h = [Sigma (b-p)]_i p_-lm - s w_l w_m (P_-lm - p_-lm^2)      (general model)
//	  = s ( b p_-lm - w_l w_m P_-lm )                            (Sigma = diag(s))
//	D(k+1) = [ (1-a)^2 - c^2 ] D(k),   D = w_l^2 - w_m^2,  a = 2 alpha s e^2 P_-lm,  c = 2 alpha h.
//
// If a + |c| <= 1 the factor lies in [0, (1-a)^2], and a >= 2 alpha s e^(2(L-1)), so that
//
//	|D(k)| <= prod_j (1 - 2 alpha_j s e_j^(2(L-1)))^2 |D(0)|,   and the sign of D never changes.
//
// In the linear diagonal model alpha <= 1/(2 s (|b| M^(L-2) + (M^2+e^2)^(L-1))) is enough while |w| <= M.
//
// # Why finitely many points prove it for every depth, width and schedule
//
// Factors. Two weights x = w_li, y = w_mi of one coordinate see the other layers through A = E q_-lm^2 = P_-lm and
// B = E q_-lm = p_-lm (S.1), and the other coordinates through c = sum over j != i of Sigma_ij (b_j - p_j); in these symbols L_R is, up to
// terms without x and y, s(b^2 - 2bxyB + (x^2+e^2)(y^2+e^2)A) + 2c(b - xyB). With A, B, c free the statements are polynomial identities in
// ten variables, step size and noise level among them: each step of a schedule is an instance of its own ("free-symbols"). The grids at
// fixed depth and width repeat the proof without this argument.
//
// Condition. Write G = (M^2+e^2)^(L-2) >= A, H = M^(L-2) >= |B|, N = e^(2(L-2)) <= A, beta = |b|. For both signs of sigma
//
//	[beta H + (M^2+e^2) G] - [e^2 A + sigma (b B - x y A)] = (beta H - sigma b B) + (M^2+e^2)(G - A) + (M^2 + sigma x y) A,
//
// three nonnegative terms: times 2 alpha s this is 1 - a - |c| >= 0. The factor is (1-a-c)(1-a+c), so it is >= 0, and (1-a)^2 minus it is
// c^2. Last, a - 2 alpha s e^2 N = 2 alpha s e^2 (A - N) >= 0. These are the identities of "condition".
//
// Balancing. 1 - t <= exp(-t) gives prod_j (1 - t_j)^2 <= exp(-2 sum t_j), t_j = 2 alpha_j s e_j^(2(L-1)): a diverging sum suffices. It is
// not necessary: from (2, 1/2), b = 2, s = e = 1 one step alpha = 1/4 makes D = 0. And a finite sum does not suffice: from (x, 0, ..., 0)
// with b p_-l = 0 the bound is an equality at every step, and prod (1 - t_j) >= 1 - sum t_j.
package theorem4_1

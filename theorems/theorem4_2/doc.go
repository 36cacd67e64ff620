// Package theorem4_2 verifies Theorem 4.2: gradient descent on the regularized loss converges, to one stationary point.
//
// Linear diagonal model, s_i, e > 0, box |w_li| <= M_i with M_i >= |b_i|/(2e)^(L-1), K = max_i K_i(M_i) of Lemma C.1. With alpha_k <= 1/K:
//
//  1. the box is invariant, L_R falls by at least (alpha_k/2) |grad L_R|^2 in each step, and every D = w_l^2 - w_m^2 shrinks without changing
//     its sign: 0 <= D(k+1)/D(k) <= (1 - 2 alpha_k s e^(2(L-1)))^2;
//  2. if sum alpha_k = infinity, the iterates converge to one stationary point;
//  3. with constant alpha < 1/K almost every start avoids the strict saddles (not: every start);
//  4. near a minimum with Hessian eigenvalues lambda_j, for constant alpha < 2/max lambda_j, the local linear factor is max_j |1 - alpha lambda_j|.
//
// # Why, and what is checked
//
// 1 is Lemma C.1, S.9 and Theorem 4.1: 1/K satisfies the step conditions of all three, because K/(2s) exceeds (M^2+e^2)^(L-1) by
// n(|b| H + 2 M^2 G) and |b| H + (M^2+e^2)^(L-1) by (n-1)|b| H + 2 n M^2 G, n = L-1, G = (M^2+e^2)^(L-2), H = M^(L-2) ("condition", for every
// depth). It is decided again at every step of exact and of certified runs.
//
// 2: the sum of alpha_k |grad|^2 is at most (L_R(W_0) - inf L_R) times 2, so grad L_R tends to 0 along a subsequence, and the length of the path
// is finite by the Lojasiewicz inequality of the polynomial L_R and the decrease of 1 (Absil, Mahony, Andrews, SIAM J. Optim. 16 (2005)
// 531-547); a summable schedule stops anywhere. What is checked is the limit of individual runs: the certified iterate is followed into a ball
// around a stationary point W* (enclosed by oracle/shrinkage) on which
//
//	mu I < Hess L_R < I/alpha,  hence 0 < I - alpha Hess < (1 - alpha mu) I,
//
// proved by elimination in interval arithmetic, entry by entry from the definition: the map is a contraction of the ball with the fixed point W*,
// so that W* is the limit.
//
// 3 has hypotheses that are checked in S.11, and a conclusion that no sample can test. From (1, -1), b = 2, e = 1, alpha = 1/10 the iterates stay
// on the antidiagonal, an identity, and end at the saddle 0. The origin is a minimum for L >= 3 and attracts an open set: "basins" counts.
//
// 4: the Jacobian at W* is J = I - alpha H, its spectral radius rho. In a ball with |H(W) - H(W*)| <= epsilon/alpha, |x(n) - J^n x(0)| <=
// ((rho + epsilon)^n - rho^n) |x(0)| for x = W - W*: this is the tolerance of the measured factor.
package theorem4_2

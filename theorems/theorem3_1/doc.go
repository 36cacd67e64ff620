// Package theorem3_1 verifies Theorem 3.1: the gradient flow dW/dt = -grad L_R(W) balances the layers at an exponential rate, exists for
// all times and tends to one stationary point.
//
//	(1) d/dt D = -4 s e^2 P_-lm D,   D = w_l^2 - w_m^2                                     (general model, per coordinate)
//	(2) |D(t)| <= exp(-4 s e^(2(L-1)) t) |D(0)|, equality at L = 2; the sign of D stays; D is constant at e = 0
//	(3) the box |w_l| <= M, M = max(max_l |w_l(0)|, |b|/(2e)^(L-1)), is invariant          (linear diagonal model)
//	    sum_i s_i w_li^2 <= F(0)/e^(2(L-1)),  F = L_R - tau2 - sum_i s_i e^(2L)            (general model)
//	(4) at a strict minimum the smallest Hessian eigenvalue is min{ A (L u - (L-2) e^2), 2 A e^2 },  A = 2 s (u+e^2)^(L-2)
//	(5) L = 2, |b| > e^2: a global minimum iff w_1(0) + sign(b) w_2(0) != 0;   L >= 3: max|w(0)|^(L-2) |b| < e^(2(L-1)) goes to 0,
//	    L_R(W(0)) < L_R(0) goes to the large root;   L = 2, |b| = e^2, balanced: u(t) = u_0 / (1 + 4 s u_0 t).
//
// # Why finitely many points prove (1) to (3) for every depth and width
//
// (1) Two weights x, y of one coordinate see the other layers through A = P_-lm and B = p_-lm, and the other coordinates through
// c = sum_{j != i} Sigma_ij (b_j - p_j) alone (S.3). The check "drift-free" proves dD/dt = -2 (x g_x - y g_y) = -4 s e^2 A D with free
// symbols in their places, the derivatives by dual numbers.
//
// (2) D solves a linear equation, so D(t) = D(0) exp(-4 s e^2 int P_-lm), which gives the sign, and conservation at e = 0. One layer at a
// time, (z^2+e^2) A - e^2 E = z^2 A + e^2 (A - E): so P_-lm >= e^(2(L-2)) by induction (check "floor"). At L = 2, P_-lm = 1: equality.
//
// (3) On the face w_l = +-M the field is -+2 s (M P_-l -+ b p_-l). For x >= 0, (x^2+e^2) A - 2e x K B = 2e x (A - K B) + (x-e)^2 A, so
// P_-l >= (2e)^(L-1) |p_-l| by induction, and M A - |b| B = M (A - K B) + (M K - |b|) B >= 0 with K = (2e)^(L-1) (check
// "box-certificate"): nowhere on the face does the field point outward, so the box is invariant (Nagumo). In the general model, with
// E = e^(2(L-1)), P - p^2 - e^(2L) - x^2 E = x^2 (A - B^2 - E) + e^2 (A - E), both brackets nonnegative by induction, and the residual
// is a square: F >= E sum_i s_i w_li^2. Along the flow dF/dt = -|grad L_R|^2 <= 0. Bounded solutions exist for all times.
//
// That a bounded gradient flow of a polynomial tends to one stationary point is Lojasiewicz's theorem; it is used here, not verified. The
// limit is balanced because D tends to 0. What is verified instance by instance is which point it is: the check "limit" follows the flow
// with certified enclosures into a ball that is proved to attract (package trajectory).
//
// (5) At L = 2, with sigma = sign(b): d/dt (w_1 + sigma w_2) = -2 s (w_1 + sigma w_2)(e^2 - |b| + sigma w_1 w_2). The sign of the sum
// stays. If it is 0, w_2 = -sigma w_1 and dw_1/dt = -2 s w_1 (w_1^2 + e^2 + |b|): to the saddle 0. If not, 0 cannot be the limit, because
// near 0 and for |b| > e^2 the sum grows; the other stationary points are the global minima. At |b| = e^2 on the line w_2 = sigma w_1,
// g = 2 s w^3, so du/dt = -4 s u^2 for u = w^2. For L >= 3 let m = max|w|, attained by w_l: |p_-l| <= m^(L-1) and P_-l >= E give
// |w_l g_l| >= 2 s m^2 (E - |b| m^(L-2)) with the sign of decay: m decreases as soon as |b| m^(L-2) < E, and then
// m(t) <= m(0) exp(-2 s (E - |b| m(0)^(L-2)) t) (check "cube-certificate"). Below the value at 0 the only stationary points are the
// large roots: at a stationary point L_R - L_R(0) = s e^(2L) ((1+z)^(L-1) (1-z) - 1), z = u/e^2, positive at the small root (S.7).
package theorem3_1

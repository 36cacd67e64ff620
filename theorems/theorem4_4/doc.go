// Package theorem4_4 verifies what can be verified of Theorem 4.4: projected stochastic sharpness-aware minimization,
//
//	W(k+1) = Proj( W(k) - alpha_k grad Ltilde_k(W(k)) ),    Proj onto the box |w_{li}| <= M,
//
// in the linear diagonal model with s_i > 0, e > 0, converges almost surely to the Karush-Kuhn-Tucker (KKT) points of L_R on the box when sum
// alpha_k = infinity and sum alpha_k^2 < infinity. Almost-sure convergence is not something that a simulation can show, and this package does not
// claim it. It verifies the hypotheses (unbiased steps: Theorem 4.3; a second moment bounded on the box; the schedules: S.13), the KKT set, a
// bound for finite times, and offers the law of the distance over many seeds as data ([DistanceBands]).
//
// # The KKT points
//
// W is a KKT point iff for every weight g = dL_R/dw obeys: g = 0 where |w| < M, and w g <= 0 where |w| = M (the descent direction points outwards).
// Coordinates do not interact. Fix one; u_l = w_l^2, P_-lm > 0.
//
// No mixed points. By S.3, w_l g_l - w_m g_m = 2 s e^2 P_-lm (u_l - u_m). If |w_l| < M = |w_m| the left side is -w_m g_m >= 0, the right side is negative.
// So either every |w_l| < M, and W is stationary; or every |w_l| = M, where w_l g_l = 2 s (u_l P_-l - b p) = 2 s (M^2 (M^2+e^2)^(L-1) - b p), which is <= 0 iff b p > 0 and
// (M^2+e^2)^(L-1) <= |b| M^(L-2). That is h(M^2/e^2) <= beta in the notation of Lemma 3.2, h falls and then rises, so it holds iff t_- <= M <= t_+, with t_-, t_+ the
// square roots of the two u of Lemma 2.3 (L = 2: t_- = 0; neither exists for beta < beta_1). So the KKT points of a coordinate are the origin, +-t_- and +-t_+ as far as
// they are in the box, with the sign patterns of b, and the 2^(L-1) corners of that sign iff t_- <= M <= t_+: a finite set. For M > t_+ nothing is spurious; for
// M < t_- only the origin is left. Degenerate, excluded: s_i = 0 or e = 0, where there is a continuum.
//
// # The second moment on the box
//
// E g_l^2 of Theorem 4.3 is a polynomial with nonnegative coefficients in |w|, |b|, e, s but for the term -2 b w_l prod m_3, whose modulus is bounded by 2 |b| |w_l| prod
// m_3(|w|); each m_k(|w|) increases in |w|. So with every |w| replaced by M,
//
//	E g_l^2 <= 4 s^2 [ b^2 m_2^(L-1) + 2 |b| M m_3^(L-1) + m_2 m_4^(L-1) ]                                        (noise only, m_k = m_k(M))
//	E g_l^2 <= 12 s^2 [ the same bracket ] + 4 s m_2^(L-1) ( tau2 + sum over j != i of s_j (b_j^2 + 2 |b_j| M^L + m_2^L) )  (one sample)
//
// and G2, the sum over all weights, bounds E|g|^2 on the box. The check "moment-bound" proves it for all L: bound minus value is a polynomial with nonnegative
// coefficients in nonnegative quantities.
//
// # The bound for finite times
//
// f = L_R has |Hess f| <= K on the box (Lemma C.1, which for this part needs no lower bound of M). Let r = 2 K, and
//
//	phi(x) = min over y in the box of f(y) + (r/2) |y - x|^2,   with minimizer y(x); |grad phi(x)| = r |x - y(x)| (the Moreau envelope).
//
// Write x = W(k), y = y(x), i = <grad f(x), y - x>, q = |y - x|^2. The projection is nonexpansive and fixes y, the step is unbiased with E|g|^2 <= G2, so
//
//	E phi(W(k+1)) <= E f(y) + (r/2)|y - W(k+1)|^2 <= f(y) + (r/2) ( q + 2 alpha i + alpha^2 G2 ) = phi(x) + r alpha i + (r/2) alpha^2 G2.
//
// f + (K/2)|.|^2 is convex: f(y) >= f(x) + i - (K/2) q. The function in phi is (r-K)-strongly convex: f(x) >= f(y) + (r/2) q + ((r-K)/2) q. Adding: i <= -(r-K) q = -K q, so that
//
//	E phi(W(k+1)) <= phi(W(k)) - (alpha_k/2) |grad phi|^2 ... since r alpha K q = 2 alpha K^2 q = (alpha/2) r^2 q,   + alpha_k^2 K G2.
//
// Summing, with phi(W(0)) <= f(W(0)) and phi >= min f =: f*: the average of E|grad phi(W(k))|^2 with weights alpha_k is at most 2 (f(W(0)) - f* + K G2 sum alpha_k^2) / sum alpha_k.
// Last, the gradient mapping G(x) = r ( x - Proj(x - grad f(x)/r) ) obeys |G| <= (3/2) |grad phi|: y = Proj(x - grad f(y)/r) by the optimality of y, so that
// |Proj(x - grad f(x)/r) - y| <= (K/r) |x - y| and |G| <= (1 + K/r) r |x - y|. Hence
//
//	min over k < n of E|G(W(k))|^2 <= sum alpha_k E|G(W(k))|^2 / sum alpha_k <= (9/2) ( L_R(W(0)) - L_R* + K G2 sum alpha_k^2 ) / sum alpha_k,   G at the fixed step 1/(2K),
//
// with no upper bound on alpha_k. Without projection the constant is 1 and K/2 in place of K, for grad f itself. With the projection that constant is wrong for the mapping at the step
// alpha_k: near a corner that attracts, the iterates stay at a distance of order alpha_k from it, and the mapping at step alpha_k does not see that this is small: its
// mean square stays of order 1 while the bound tends to 0 (wrong variant "own-step-mapping").
// Source of the argument: Davis and Drusvyatskiy, SIAM J. Optim. 29 (2019) 207-239; derived here with its constants.
package theorem4_4

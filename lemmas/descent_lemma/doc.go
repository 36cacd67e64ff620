// Package descent_lemma verifies S.9: a descent step alpha <= 1/K lowers L_R by at least (alpha/2) |grad L_R|^2.
//
//	L_R(W - alpha g) <= L_R(W) - (alpha/2) |g|^2,   g = grad L_R(W),
//
// in the linear diagonal model for W in the box |w_li| <= M_i, M_i >= |b_i|/(2e)^(L-1), and alpha <= 1/max_i K_i(M_i); in the general model
// (s_i, e > 0) for any W and alpha <= 1/K with the general constant at F_0 = F(W) (Lemma C.1).
//
// # Why this holds for every depth and width
//
// Let phi(t) = L_R(W - t g). phi'(0) = -|g|^2 and phi”(t) = g^T Hess L_R(W - t g) g <= K |g|^2 while the segment stays where the Hessian is
// bounded. In the diagonal model it does: alpha <= 1/K <= 1/(2 s (M^2+e^2)^(L-1)) keeps the box (Lemma C.1), for each t in [0, alpha]. In the
// general model it does because L_R falls along it: at the first t at which F would exceed F_0 the estimate below, valid up to t, says
// that F is smaller than F_0 instead. With Taylor's formula, phi(alpha) = phi(0) - alpha |g|^2 + (alpha^2/2) k |g|^2 for some k <= K, and
//
//	-alpha + (alpha^2/2) k = -alpha/2 - (alpha/2) [ (1 - alpha K) + alpha (K - k) ],
//
// where both terms of the bracket are >= 0: the check "algebra" proves this identity and K >= 2 s (M^2+e^2)^(L-1), with the powers that the
// depth makes as free symbols. The sampled checks take steps from the definition.
package descent_lemma

// Package lemma2_2 verifies Lemma 2.2: among all factorizations of one product the balanced ones are the
// flattest. Notation: a_l = w_li^2 for one coordinate, t = e^2, G = |p_i|^{2/L}, so that prod a_l = G^L.
//
//	a. R(W) >= sum_i s_i ((G_i + e^2)^L - p_i^2), with equality iff every coordinate is balanced (s_i, e > 0).
//	b. tr Hess L(W) = 2 sum_i s_i sum_l p_-l,i^2 >= 2 L sum_i s_i G_i^{L-1}, with equality iff for every i
//	   p_i != 0 and the coordinate is balanced, or p_i = 0 and at least two layers vanish there.
//	c. R = (e^2/2) tr Hess L + sum_{k>=2} e^{2k} sum_i s_i E_{L-k}(a).
//
// # The proof, and what of it is machine-checked
//
// By S.2 R = sum_i s_i (P_i - p_i^2), P = sum_k t^{L-k} E_k(a), and tr Hess L = 2 sum_i s_i E_{L-1}(a): a and b
// follow coordinate by coordinate from the brackets
//
//	P - (G + t)^L = sum_{k=1..L-1} t^{L-k} [ E_k(a) - C(L,k) G^k ],
//
// each of them nonnegative. The check "certificate" proves the display for free a, G, t at L = 2..8; for all L
// it is S.2 and the binomial theorem. Three independent routes give the sign of the brackets:
//
//  1. "smoothing", every L (an argument of a few lines on top of machine-checked identities). Let G > 0. If not
//     all a_l are G, then some x = a_l < G < y = a_m, for the product of all is G^L. Replace x by G and y by
//     x y / G. The product stays, one more layer equals G, and with U, V, W = E_{k-2}, E_{k-1}, E_k of the other
//     layers the identity
//     G [x y U + (x+y) V + W] - [x y G U + (G^2 + x y) V + G W] = V (G - x)(y - G)
//     shows that E_k drops by V (G-x)(y-G)/G, V = E_{k-1}(others) > 0 for 1 <= k <= L-1. After at most L-1
//     steps all layers equal G, where E_k = C(L,k) G^k and P = (G + t)^L. So every bracket is >= 0, and 0 only
//     if no step was needed. If G = 0, then C(L,k) G^k = 0 <= E_k, with equality iff fewer than k of the a_l
//     are positive: for k = 1 (hence for a, where all brackets have positive weight) iff all vanish, for
//     k = L-1 (b) iff at least two layers vanish. The steps are run on instances by the check "chain-exact".
//  2. "muirhead", every real input at L = 2..5 (L = 6 in the deep profile; at random points of a field before
//     that): with a_l = y_l^L, y_l >= 0, k!(L-k)! times the bracket *is* a sum of products of nonnegative
//     monomials, squares (x-y)^2 and sums x^(n-2) + x^(n-3) y + ... + y^(n-2); the check proves that identity.
//     The terms of the first exchange run over all pairs of layers, with a positive factor if all y_l > 0:
//     the bracket vanishes only if all are equal.
//  3. "brackets-exact", random instances, all k: E_k >= C(L,k) G^k iff E_k^L >= C(L,k)^L p^{2k}, a comparison
//     of rationals although G is irrational.
//
// The whole inequalities a and b are decided on instances too: exactly where every |p_i| is the L-th power of a
// rational ("sharpness-exact", "trace-exact"), by certified intervals elsewhere ("certified").
package lemma2_2

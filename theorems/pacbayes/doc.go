// Package pacbayes verifies the PAC-Bayes bounds for Gaussian posteriors (MATH.md, "PAC-Bayes"); their divergence and the Donsker-Varadhan inequality
// are S.14.
//
// # The argument
//
// Gibbs risks. With v = W + e xi the risk of the posterior N(W, e^2 I) is E_xi L(W + e xi) = L_R(W) by definition, so its closed form is that of
// Lemma 2.1. An empirical risk is the population risk of the empirical law, Sigma-hat = X^T X/n and b-hat any solution of the normal
// equations, so the same formula holds with the residual sum of squares in place of tau2.
//
// Losses in [0, 1]. E exp(n kl(r_n||p)) <= xi(n) for a fixed hypothesis, with equality for losses in {0, 1}: p^k (1-p)^(n-k) cancels. Averaging over
// the prior, Markov's inequality, Donsker-Varadhan and the convexity of kl give kl(E_Q r_n||E_Q R) <= (KL + log(xi(n)/delta))/n for all
// Q at once. d/dp [kl(q||p) - 2(p-q)^2] = (p-q)(1-2p)^2/(p(1-p)), so kl(q||p) >= 2(p-q)^2 for p >= q and the inverse of kl is below
// the square-root form. -log(1 - p(1-e^-C)) - Cq <= kl(q||p), with equality at e^-C = q(1-p)/(p(1-q)), so that the inverse of kl is the best Catoni
// bound at its budget.
//
// Squared loss. For one sample the residual at v is N(0, t2(v)), so E exp(-lambda r^2) = (1 + 2 lambda t2)^(-1/2) <= 1, and the same
// three steps give (1/2) E_Q log(1 + 2 lambda t2) <= lambda E_Q r_n + (KL + log(1/delta))/n. d/dx [log(1+2x)/2 - x + x^2] = 4x^2/(1+2x) >= 0
// gives the second form. A bound that needs E_P exp(t R(v)) for the prior is infinite for L >= 2: on the cells [x, x+1]^L the exponent
// is at least t (x^L - |b|)^2 - L (x+1)^2/(2 sp^2), a polynomial with leading term t x^(2L), L >= 2, so infinitely many cells count at least a
// fixed positive number each. Sturm's theorem names the x from which on the polynomial is positive.
//
// # Coverage
//
// The bounds fail for at most a share delta of the data sets. N data sets are drawn and the failures counted; c failures refute, where
// P(Bin(N, delta) >= c) <= 1e-12 exactly. PAC-Bayes bounds are slack, so passing says little; the instances are chosen such that the bounds without
// KL, or with half of it, fail on most data sets. An integral over Q that has no closed form is replaced by a bound in favor of the statement, so that
// only certain failures are counted.
package pacbayes

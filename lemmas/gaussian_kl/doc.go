// Package gaussian_kl verifies S.14: the divergence of the posterior N(theta, e^2 I) from the prior N(theta_0, sp^2 I), and the
// Donsker-Varadhan inequality with equality at the tilted measure (MATH.md, "PAC-Bayes" 1 and 5).
//
// # The argument for every dimension
//
// log(dQ/dP)(v) is a sum over the coordinates of log sp - log e - (v_i - theta_i)^2/(2e^2) + (v_i - theta_0i)^2/(2sp^2), and log sp - log e is
// (1/2) log(sp^2/e^2). So KL is a sum over the coordinates, too, of (1/2) log(sp^2/e^2) and an expectation of a quadratic polynomial,
// which needs the moments of a standard normal up to the second. With free symbols for e, sp, theta_i - theta_0i the latter is one
// polynomial identity after multiplication by 2 e^2 sp^2; it holds for every D.
//
// The same for Donsker-Varadhan at the Gaussian tilt: f(v) = -(a/2) (v - theta_0)^2 + b (v - theta_0) with a = 1/e^2 - 1/sp^2 and b = (theta - theta_0)/e^2
// gives dQ/dP proportional to exp f, and completing the square gives log E_P exp f = b^2 e^2/2 - (1/2) log(sp^2/e^2) per coordinate. The
// logarithms of KL and of log E_P exp f cancel, and the rest is one identity.
//
// On finite measures with rational weights and f = log r, r rational, the gap KL + log E_P exp f - E_Q f is a sum of logarithms of rationals with rational
// factors. At the tilted measure q_i/p_i = r_i/Z for every i, a question of rational numbers; then the gap is exactly 0. Elsewhere
// certified logarithms decide its sign.
package gaussian_kl

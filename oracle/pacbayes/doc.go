// Package pacbayes encloses the numbers of the PAC-Bayes bounds (MATH.md, "PAC-Bayes" and S.14): the divergence of two Gaussians from its
// definition, the binary divergence and its inverse, the square-root and Catoni bounds, the moment xi(n), the Gaussian integral behind the
// bound for the squared loss, moments of the squared loss under a Gaussian posterior, and the exact binomial thresholds of a coverage test.
//
// # Letters
//
// Q = N(theta, e^2 I) posterior, P = N(theta_0, sp^2 I) prior, D their dimension, KL = E_Q log(dQ/dP); n samples, confidence 1 - delta;
// q a risk in [0, 1], p a possible true risk, B a budget,
//
//	kl(q||p) = q log(q/p) + (1-q) log((1-q)/(1-p)),   0 log 0 = 0.
//
// # Index
//
// binary.go kl(q||p); inverse.go its inverse in p, a certified root; bounds.go the budgets and the three bounds; gaussian.go KL; xi.go
// xi(n) exactly; integral.go E exp(-lambda r^2) by validated quadrature; moments.go mean and variance of the squared loss; binomial.go the
// thresholds; question.go, parse.go, answer.go, json.go the calculator behind `audit eval pacbayes`.
//
// Functions that enclose a number take the context that holds the working precision; what they return is certified at that precision, and
// Answer raises it until the digits asked for are there.
package pacbayes

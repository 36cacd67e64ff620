// Package local_rate verifies S.10: the flow and gradient descent approach a strict minimum of L_R at the rate of its smallest Hessian
// eigenvalue, with explicit constants.
//
// Let W* be a strict minimum of a coordinate of the linear diagonal model, u = w_l^2, A = 2 s (u+e^2)^(L-2), sigma_l = sign(w_l). The Hessian
// H there has the eigenvalues (S.6)
//
//	lambda_1 = A (L u - (L-2) e^2) in the direction sigma,     lambda_2 = 2 A e^2 on its complement;    lambda = min, x = W - W*.
//
// Let |Hess L_R - H| <= delta on the ball |x| <= r, and |x(0)| <= r.
//
//	flow, delta < lambda:                     |x(t)| <= exp(-(lambda - delta) t) |x(0)|,
//	x(0) an eigenvector of lambda:            |x(t)| >= exp(-lambda t) (2 - exp(delta t)) |x(0)|;
//	descent, rho = max_j |1 - alpha lambda_j|, rho + alpha delta <= 1:
//	                                          |x_k| <= (rho + alpha delta)^k |x_0|,
//	x_0 an eigenvector that attains rho:      |x_k| >= (2 rho^k - (rho + alpha delta)^k) |x_0|.
//
// As r -> 0, delta -> 0: the rates lambda and rho are exact.
//
// # Why
//
// grad L_R(W* + x) = B x with B the mean of the Hessian on the segment, |B - H| <= delta. So d/dt |x|^2 = -2 x^T B x <= -2 (lambda - delta) |x|^2,
// which also keeps x in the ball; and |x_{k+1}| = |(I - alpha B) x_k| <= (rho + alpha delta) |x_k|. For a unit eigenvector v of lambda,
// d/dt <x, v> = -lambda <x, v> - <(B - H) x, v>, hence
//
//	|<x(t), v> - exp(-lambda t) |x(0)|| <= int_0^t exp(-lambda (t-q)) delta exp(-(lambda-delta) q) |x(0)| dq = exp(-lambda t) (exp(delta t) - 1) |x(0)|;
//
// and for descent, with the factor 1 - alpha lambda_j = +-rho, the sum over j < k of rho^(k-1-j) alpha delta (rho + alpha delta)^j is
// (rho + alpha delta)^k - rho^k, an identity (check "telescope"). The constants delta are computed on each instance from the enclosure of
// the definition's Hessian on the box |x_l| <= r: the spectral norm of a symmetric matrix is at most its largest row sum of moduli.
//
// For W with several coordinates the Hessian is block diagonal, and the smallest of the coordinates' rates is the rate.
package local_rate

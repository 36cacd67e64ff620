// Package orbit follows gradient descent on L_R, W(k+1) = W(k) - alpha_k grad L_R(W(k)), in exact or in certified
// arithmetic. Loss, gradient and Hessian are taken from the definition of L_R as an expectation (package definition) by dual
// numbers; no closed form of the theory is used here, so that the theory can be judged by the result.
//
// Exact weights grow by a factor of about 2L-1 in digits with each step: a few steps are exact, many need intervals, which
// lose about one bit a step.
package orbit

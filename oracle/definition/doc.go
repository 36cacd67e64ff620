// Package definition states the loss of a diagonal linear network and what is derived from it by its
// definition, as circuits: the loss (b-p)^T Sigma (b-p) + tau2 of the product p of the weights, the
// expectation over the noise from the moments of each factor w + e xi, derivatives by dual numbers.
// No closed form of the paper occurs here; this is what closed forms are judged against.
//
// Letters (MATH.md, "Setting and notation"): L depth, d width, w_l weights of layer l, b target, p
// product of the weights, e noise level (a standard deviation), xi noise, v = w + e xi perturbed
// weight, q product of the perturbed weights.
package definition

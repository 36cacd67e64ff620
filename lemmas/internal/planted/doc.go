// Package planted builds exact stationary points of one coordinate of L_R backwards, from a rational modulus, and evaluates
// the definition there.
//
// In the linear diagonal model a coordinate with |w_l| = t for every l and b with the sign of the product is stationary for
//
//	|b| = (t^2 + e^2)^(L-1) / t^(L-2)
//
// (MATH.md, Lemma 2.3). For rational t, e > 0 everything is rational, so value, gradient and Hessian, all taken from the
// definition of the loss, are exact. That the point is stationary is never assumed: the users of this package check it.
package planted

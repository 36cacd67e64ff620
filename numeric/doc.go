// Package numeric is the float64 code under test: closed forms and dynamics of
// diagonal linear networks under stochastic sharpness-aware minimization, fast,
// with documented forward error bounds.
//
// # Notation
//
// The letters are those of MATH.md and are used with one meaning only:
//
//	L, d     depth (number of layers, L >= 2) and width (number of coordinates)
//	w_{li}   weight of layer l at coordinate i
//	p_i      prod_l w_{li}
//	P_i      prod_l (w_{li}^2 + e^2)
//	Q_i      P_i - p_i^2, computed as a sum of nonnegative terms
//	-l, -lm  those layers left out of the product
//	b, s     target and diagonal of Sigma; e the noise level (eta); tau2 = Var eps
//	r        Sigma (b - p)
//
// Weights, gradients and Hessian rows are stored [coordinate][layer]: the
// entry of layer l at coordinate i has the flat index i*L + l.
//
// # Rounding
//
// u = 2^-53. A bound of this package is a number B, itself a float64 rounded
// upwards, with |returned value - exact value| <= B for the exact value of the
// formula at the float64 inputs given. Bounds hold for any rounding to nearest,
// with or without fused multiply-adds, with gradual underflow; where an
// overflow may have happened the bound is +Inf.
//
// # Failure
//
// Data that break a hypothesis give an error naming the field, the value and
// the bound. Shapes that do not fit together are a programmer's mistake and
// panic with the prefix "numeric:".
package numeric

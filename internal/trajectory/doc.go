// Package trajectory follows the gradient flow on L_R with certified enclosures (oracle/flow) and identifies where it ends.
//
// A limit is identified by an attracting ball (Basin): where the Hessian of L_R is positive definite on the box |W - W*| <= r around a
// stationary point W*, L_R is strictly convex there, so -<grad L_R(W), W - W*> < 0 for W != W*, the ball |W - W*| <= r is invariant, W* is
// the only stationary point in it, and a flow that has entered it tends to W*. Both are decided by outward-rounded arithmetic; the Hessian
// comes from the definition of L_R (package orbit), the candidates W* from oracle/shrinkage, which certifies that they are stationary.
package trajectory

// Package moments computes expectations of polynomials in Gaussian variables exactly, by expanding into monomials and integrating each
// of them, and applies that to the stochastic gradient of S-SAM (MATH.md, Theorem 4.3 and S.12).
//
// # Expectation
//
// A polynomial is a node of package circuit in which some variables are random. [Expand] multiplies it out in chosen variables; the
// coefficients stay nodes in the other variables. [Expect] does so for one group of random variables after the other and replaces each
// monomial by its moment: Fubini's theorem for independent groups, and inside a group
//
//   - [Normals]: standard normal variables, E xi^(2k) = (2k-1)!!;
//   - [Gaussian]: a centered Gaussian vector with covariance C, by the theorem of Isserlis in the form of a recursion, E X_i f(X) = sum_j C_ij
//     E d_j f(X) (Wick's rule, Stein's identity);
//   - [Known]: a variable known through its moments only, which may be free symbols.
//
// Nothing else is assumed, so that an identity between expectations becomes an identity between polynomials, which package grid can
// prove for all reals.
//
// # S-SAM
//
// [NewDraw] writes the random loss of one step as it is defined: the population loss at v = w + e xi (NoiseOnly), or the loss (eps + <X, b-q>)^2
// of one sample at v (OneSample), q the product of the layers of v. [Draw.Gradient] takes its gradient by dual numbers. No closed form
// occurs on this route; it is what the closed forms are judged against.
//
// [Evaluate] computes E g, E g^2 and the expected drift of the imbalances for an instance of any depth and width in time linear in the
// weights, from the moments of each factor and the independence of the coordinates; the tests compare it with the definition.
//
// Letters: L, d, w, e, b, s, Sigma, tau2, xi, v, q as in MATH.md; g the stochastic gradient; m_k = E v^k for one weight.
//
// The index of the package: poly.go polynomials over a ring; expand.go nodes as coefficients; group.go groups of random variables and
// their moments; wick.go Isserlis; expect.go the expectation; draw.go the random loss; evaluate.go, coordinate.go and drift.go the fast route.
package moments

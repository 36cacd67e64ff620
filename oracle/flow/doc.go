// Package flow encloses the gradient flow dW/dt = -grad L_R(W) (MATH.md, Theorem 3.1): boxes that contain W(t), with proof.
//
// The field comes from the definition: the circuit of E_xi L(W + e xi) (package definition) and its derivatives by dual numbers. The
// closed form of Lemma 2.1, the balancing law and the rate of Theorem 3.1 are nowhere used, so that they can be judged by the result.
//
// # Method
//
// Coordinates that Sigma couples (the connected components of its graph) are integrated together, the others apart. A step of length h
// goes from a set {m + Q r : r in R} of possible states, m a point, Q a matrix, R a box, to the next one:
//
//  1. a-priori enclosure: a box B that holds the solutions on [0, h] from Y, the hull of the set, proved by the high-order Picard
//     inclusion sum_{k<=N} [0,h]^k y^[k](Y) + [0,h]^{N+1} y^[N+1](B) inside B;
//  2. m is carried by its Taylor polynomial of order N in fixed-point arithmetic with error bounds (ball.go), with the remainder
//     h^{N+1} y^[N+1](B), y^[k] the k-th Taylor coefficient of the solution as a function of its start;
//  3. differences from m are carried by the derivative of the flow (mean-value theorem), J in d phi_h/dy (Y), from the variational
//     equation V' = Df(y) V by a Taylor polynomial of lower order and a remainder over B and |V - I| <= h K/(1 - h K), K a bound of |Df| on
//     B (Gronwall, exp(x) <= 1/(1-x));
//  4. against wrapping (Lohner), the new Q is the orthogonal factor of the midpoint of J Q, columns in order of what they carry, and R
//     is Q^-1 J Q R + Q^-1 E with Q^-1 enclosed by (I + small) Q^T and E the errors of step 2.
//
// Only m needs many digits. Everything else is of the size of the error, and float64 intervals (package span) are enough.
//
// # Result
//
// An enclosure is a theorem about W(t), whatever the widths. The status says whether the widths reached what was asked for; when a
// solution grows without bound, the error grows faster than the precision, or the budget ends, the status is Undecided.
//
// Letters: L depth, d width, n = L d unknowns of a component, N order, h step, w precision (fixed point, unit 2^-w), t time.
//
// Sources: R. J. Lohner, "Enclosing the solutions of ordinary initial and boundary value problems" (1987); N. S. Nedialkov, K. R.
// Jackson, G. F. Corliss, "Validated solutions of initial value problems for ordinary differential equations", Appl. Math. Comput. 105
// (1999) 21-68.
package flow

// Package prove decides inequalities and systems of equations on boxes, with proof.
//
//   - [Positive] and [NonNegative] prove f > 0 or f >= 0 on a box by branch and bound, or return a point where that fails;
//   - [Unbounded] carries a polynomial on [a, oo) to one on (0, 1], so that unbounded parameters become a box;
//   - [System.Zeros] finds all zeros of a square system in a box, each certified to exist and to be the only one in a named
//     neighborhood (Krawczyk), and [System.Verify] decides one box.
//
// # Branch and bound
//
// The box X is the image of [0,1]^n under x_i = a_i + (b_i - a_i) t_i, and is cut at dyadic t, which float64 holds exactly; the a_i and
// b_i are exact rationals. A part T of the cube is settled by, in turn,
//
//  1. the range: F(T) from interval evaluation;
//  2. monotonicity: if df/dt_i has one sign on T, f is smallest on the face t_i = lo or t_i = hi of T, and T shrinks to it;
//  3. the mean-value form: f >= f(c) + sum_i (df/dt_i)(T) (T_i - c_i), c the center;
//  4. a point: f(c) <= 0 (or < 0), decided in exact rational arithmetic for polynomials, is a counterexample.
//
// Otherwise T is cut across the direction in which |df/dt_i| times the width is largest, and the half that looks smaller is visited
// first. The first stage uses float64 intervals (package span). When f(c) can not be told from 0 at the precision of a part, the part
// goes on at the next precision: 128 bits, and then twice as many each time, up to Options.MaxPrec.
//
// A zero of f in X that is not on the boundary of what can be factored away keeps f > 0 from being true and f >= 0 from being decided
// in finitely many boxes: factor it out first, f = g h with h >= 0 obvious, and prove g > 0. NonNegative on its own settles zeros on
// faces that interval arithmetic sees exactly, such as x (1-x) >= 0 on [0, 1].
//
// # What is returned
//
// Nothing here is a guess: Proved rests on outward-rounded arithmetic on every part, Refuted on one rational point, and everything
// else (budget, precision, the width of a float64) is Undecided with the part that was not decided.
//
// Sources: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis (SIAM 2009), chapters 6-8; R. Krawczyk,
// Computing 4 (1969) 187-201; A. Neumaier, Interval Methods for Systems of Equations (1990), Theorem 5.1.8.
package prove

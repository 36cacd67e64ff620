// Package span is interval arithmetic with float64 endpoints: the fast first stage of proofs.
//
// A Span [Lo, Hi] is a set of real numbers; Lo may be -Inf and Hi +Inf. Every operation returns a span that contains all results for
// all numbers in its operands:
//
//   - a sum or product of two endpoints is the float64 that is nearest in the needed direction: the rounding error of the operation
//     is computed exactly (two-sum, fused multiply-add), and only an inexact result moves to its neighbor. Results that are exact
//     stay exact, so [0, 1] - 1 is [-1, 0] and not a bit wider;
//   - products of at most 2^-960, where that error may underflow, and sums of 10^300 and more always move;
//   - overflow gives an infinite endpoint outward and the largest finite number inward. 0 times an infinite bound is 0 (the bound is
//     that of a number, which is finite). NaN does not occur when the operands have none and Lo <= Hi, Lo < +Inf, Hi > -Inf.
//
// Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971); D. E. Knuth,
// TAOCP 2, 4.2.2, Theorem B, for the two-sum.
package span

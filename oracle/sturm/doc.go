// Package sturm decides questions about the real roots of polynomials with rational coefficients: how many lie in an interval, where, with
// which multiplicity, and what their digits are. Nothing here rounds without a proof.
//
// The letters are fixed: p, q are polynomials; c their integer coefficients, lowest degree first; n a degree; a, b the ends of an interval;
// x a point; s a binary scale, so that the integer m at scale s stands for m/2^s; V the number of sign variations of a Sturm sequence.
//
// The index of the package is its list of files:
//
//	poly.go     type Poly: content times a primitive integer polynomial
//	arith.go    sums, products, derivative, exact quotient
//	eval.go     values and signs at rational points without fractions
//	prs.go      the subresultant remainder sequence
//	gcd.go      greatest common divisors, square-free part and decomposition
//	sequence.go Sturm sequences and exact root counts
//	isolate.go  disjoint isolating intervals with multiplicities
//	refine.go   an isolated root to any number of digits, by interval Newton
//	ball.go     fixed-point balls, the arithmetic below refine.go
//	rational.go the simplest fraction of an interval, and rational roots
//	limits.go   bounds on sizes, and the error that names them
//
// # Evidence
//
// Counts are theorems: Sturm's theorem (see Sequence.Count) on integers. Enclosures are theorems too: a root is kept between two points
// where the polynomial has opposite signs, or inside an interval Newton image of such an interval.
package sturm

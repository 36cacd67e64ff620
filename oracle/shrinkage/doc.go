// Package shrinkage finds the stationary points of one coordinate of the regularized loss L_R, exactly where the question is one of
// counting or comparing and in certified enclosures where it asks for a number (MATH.md, Lemmas 2.3 and 3.2).
//
// # The equation
//
// At a stationary point of the linear diagonal model all layers have the same square u, and u = 0 or
//
//	(u + e^2)^(L-1) = |b| u^((L-2)/2).
//
// With z = u/e^2 and beta = |b|/e^L it is (1+z)^(L-1) = beta z^((L-2)/2): two numbers, L and beta, carry the whole theory. The letters are
// fixed: L depth, b target, e noise, s scale; u, z as above, t = sqrt u and x = sqrt z; N = L-1 and M = L-2; h(z) = (1+z)^N / z^(M/2).
//
// # What is decided exactly
//
// Number of roots. h'/h = (L z - M) / (2 z (1+z)), so h falls on (0, M/L) and rises beyond: its minimum is beta_1, and there are 0, 1, 2
// roots for beta <, =, > beta_1. beta_1^2 = (2N/L)^(2N) (L/M)^M is rational, so comparing beta^2 with it is a comparison of integers.
// CountSturm counts once more, by Sturm's theorem on the polynomial; the tests compare the two routes.
//
// Ties with beta_1. beta_1 is rational iff L is even (for odd L it would need L/M, two odd numbers 2 apart in lowest terms, to be the square
// of a rational; squares are never 2 apart). Then the double root z = M/L is exact, and so is every number at it.
//
// Ties with beta_2. There are none for L >= 3, so raising the precision always decides: a tie means T(z) = (1+z)^N (1-z) - 1 = 0 for
// the root z. T(z)/z is an integer polynomial with leading coefficient -1, so z is an algebraic integer. From T(z) = 0 and the shrinkage
// equation, beta^2 z^M (1-z)^2 = (1+z)^(2N) (1-z)^2 = 1, so 1/beta^2 = z^M (1-z)^2 is an algebraic integer; being rational, it is an
// integer, so beta <= 1. But beta_2 > beta_1 > 1. (For L = 2 the two thresholds are both 1, and compared exactly.)
//
// # What is enclosed
//
// Every root by interval Newton from a bracket whose signs are proved, at a precision that doubles with each step; every other number from
// it by interval arithmetic, at a precision raised until the digits asked for are there.
//
// The index of the package: problem.go the question and its bounds; parse.go its JSON form; threshold.go beta, beta_1, beta_2;
// polynomial.go the equation as a polynomial, and the count by Sturm; equation.go and bracket.go the roots in the scale-free form;
// structure.go the answer; point.go the numbers at a point; json.go the JSON form of the answer; larger.go, step.go and certificate.go the
// larger root alone, as fast as possible.
package shrinkage

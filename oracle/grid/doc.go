// Package grid proves polynomial identities for all reals by evaluating them on finitely many points.
//
// # Why a grid proves
//
// Let f have degree at most k_v in variable v. If f vanishes on a product of sets of k_v + 1 points
// each, then f = 0 (one variable at a time: a univariate polynomial of degree at most k with k+1
// roots is zero). The degrees are derived from the circuit (circuit.Program.Degrees), never stated
// by hand.
//
// Fewer points suffice when the total degree in a group of variables is bounded too. Let A be a
// lower set of exponents (with a it contains every a' <= a) that holds every exponent of f, and
// give variable v distinct nodes x_v0, x_v1, ... Then f = 0 as soon as f(x_a) = 0 for every a in A,
// x_a the point with the nodes of index a_v: in the Newton basis, which spans the same space
// because A is a lower set, the coefficients follow one after the other from the values. Here A is
// the set of exponents within all variable bounds and all group bounds.
//
// # Why one prime suffices
//
// f has integer coefficients. If the sum of their absolute values is below the prime p
// (circuit.Program.Norm derives a bound) then f = 0 if and only if f = 0 modulo p, and the argument
// above holds over the field of p elements as long as the nodes of a variable are distinct modulo p
// (they are 0, 1, -1, 2, -2, ..., far fewer than p). So each point costs a few machine instructions an operation.
//
// # Random points
//
// Beyond the reach of grids, an identity is evaluated at uniformly random points of the field. If f
// is not zero modulo p, a point is a root with probability at most deg f / p (Schwartz-Zippel); with
// the norm below p, f is not zero modulo p unless it is zero.
package grid

// Package circuit writes a polynomial statement once and evaluates it over any commutative ring.
//
// A Builder makes an arithmetic circuit: a directed acyclic graph of variables, integer constants,
// sums, differences and products. Compile turns some of its nodes into a Program, a straight-line
// list of instructions over registers. A Program is a value: it can be evaluated over exact
// rationals, integers, intervals, dual numbers and quadratic extensions (Machine, Ring), modulo a
// prime in blocks of points (field.go), and over abstractions that derive what a proof needs: the
// degree in each variable (Degrees) and a bound on the coefficients (Norm). ZeroTest decides exactly
// whether its outputs vanish at a rational point, modulo as many primes as these bounds ask for. Derive
// and Gradient differentiate a node, by tangents and by adjoints.
//
// Nothing but +, - and * with integer constants occurs, so every node denotes a polynomial with
// integer coefficients in the variables.
//
// Identities are proved for all reals by package grid on top of this.
package circuit

// Package marginalization verifies S.1: the moments of the product of the perturbed weights.
//
//	E prod_l (w_l + e xi_l) = prod_l w_l = p,    E (prod_l (w_l + e xi_l))^2 = prod_l (w_l^2 + e^2) = P
//
// for independent xi_l with mean 0 and variance 1, and no other property of their law.
//
// # Why one factor proves it for every depth
//
// Induction over the layers. Let q be the product of the first L-1 factors and v = w + e xi the last one.
// v and q are independent, so E (v q)^k = E v^k E q^k. Write B = E q and A = E q^2, which by the induction
// hypothesis are p and P of the first L-1 layers (1 and 1 for no layer). The check "induction" multiplies
// v^k out in powers of xi, takes E xi^0 = 1, E xi = 0, E xi^2 = 1 and free symbols for E xi^3, E xi^4, and
// proves E (v q) = w B and E (v q)^2 = (w^2 + e^2) A for free symbols A, B: every depth. A product over the
// layers of two coordinates is the same statement with 2 L factors, so that E q_i q_j = p_i p_j for i != j.
//
// The other checks do without the induction: "expansion" multiplies the whole product out in xi_1, ..., xi_L
// and takes the expectation monomial by monomial, "enumeration" adds up every outcome of three discrete laws,
// one of them skewed, and "moments-exact" repeats the expansion on random instances.
package marginalization

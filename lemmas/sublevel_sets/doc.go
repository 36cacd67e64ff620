// Package sublevel_sets verifies S.8: sublevel sets of a coordinate of L_R are bounded when e > 0, and not when e = 0.
//
// Write F = s (b^2 - 2 b p + P) for the coordinate's part of L_R without tau2 (linear diagonal model), P = prod (w_l^2 + e^2).
//
//	(sqrt P - |b|)^2 <= F/s,
//	(w_l^2 + e^2) e^(2(L-1)) <= P <= (|b| + sqrt(F/s))^2   for every l,
//
// so F <= c bounds every weight when e > 0. At e = 0 the hyperbola w_1 w_2 = b, w_3 = ... = w_L = 1 lies in every sublevel set.
//
// # Why this holds for every depth
//
// One factor at a time, (x^2+e^2) A - x^2 B^2 = x^2 (A - B^2) + e^2 A with A >= 0 and A >= B^2: so P >= p^2 by induction over the layers, a
// sum of squares; and (x^2+e^2) A - e^2 E = x^2 A + e^2 (A - E): so P >= e^(2L), for the product of any number of layers. With Q = sqrt P
// and c = |b|, as free symbols with Q^2 = P and c^2 = b^2,
//
//	F - s (Q - c)^2 = 2 s (c Q - b p)  + s (P - Q^2) + s (b^2 - c^2),
//
// and c Q >= |b| |p| >= b p. The second line: sqrt P <= |b| + sqrt(F/s) by the first, and P / (w_l^2+e^2) >= e^(2(L-1)).
// The check "certificate" proves the identities with free symbols; the sampled checks decide the inequalities exactly, by squaring.
package sublevel_sets

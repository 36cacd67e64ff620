// Package diffeomorphism verifies S.11: for alpha < 1/K the descent map G(W) = W - alpha grad L_R(W) is a diffeomorphism of the box onto
// its image, and the saddles are strict: what the theorem of Lee et al. on the avoidance of saddles asks for.
//
//	DG(W) = I - alpha Hess L_R(W) >= (1 - alpha K) I > 0,     <G(V) - G(W), V - W> >= (1 - alpha K) |V - W|^2     on the box M,
//
// linear diagonal model, s, e > 0, M >= |b|/(2e)^(L-1), K = K(M) of Lemma C.1. At a stationary point with u = w_l^2, z = u/e^2 the Hessian of
// the coordinate has one negative and L-1 positive eigenvalues if 0 < z < (L-2)/L, and L positive ones if z > (L-2)/L; at the origin L
// positive ones for L >= 3, and for L = 2 one of each sign if |b| > e^2, two positive ones if |b| < e^2. At a strict saddle DG has the
// eigenvalue 1 - alpha lambda > 1 along the signs of the weights.
//
// # Why this holds for every depth
//
// For both signs of sigma, n = L-1, with the symbols of Lemma C.1,
//
//	DG_ll + n sigma DG_lm = (1 - alpha K) + 2 alpha s { (M^2+e^2)(G-A) + (M^2-y^2) A + n [ 2 M^2 (G-A) + 2 (M^2 - sigma x y) A + (beta H + sigma b B) ] },
//
// so each row of DG has a diagonal entry that exceeds the sum of the others' moduli by at least 1 - alpha K, and Gershgorin's theorem gives
// the first inequality. The second is its integral over the segment from W to V, which lies in the box. It makes G injective, and an open map.
// The inertia follows from the two eigenvalues of S.6.
//
// Source: J. D. Lee et al., "Gradient Descent Only Converges to Minimizers", COLT 2016.
package diffeomorphism

package diffeomorphism

import "github.com/ssamverify/ssamverify/internal/claim"

// Claim is S.11.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.11",
		Label:  "S.11",
		Title:  "The descent map is a local diffeomorphism",
		Folder: "lemmas/diffeomorphism",
		Short:  "alpha < 1/K: DG = I - alpha Hess >= (1 - alpha K) I > 0 on the box; saddles have exactly one negative eigenvalue",
		Statement: "Linear diagonal model, one coordinate, s, e > 0, box |w| <= M with M >= |b|/(2e)^(L-1), K = K(M) of Lemma C.1, alpha < 1/K. The descent map " +
			"G(W) = W - alpha grad L_R(W) has DG >= (1 - alpha K) I > 0 on the box and <G(V)-G(W), V-W> >= (1 - alpha K)|V-W|^2 there: it is injective and a local " +
			"diffeomorphism. A stationary point with 0 < z = u/e^2 < (L-2)/L, and the origin for L = 2 and |b| > e^2, is a strict saddle: one negative eigenvalue, the " +
			"others positive, and DG has an eigenvalue above 1 along the signs of the weights. With z > (L-2)/L, and at the origin for L >= 3 or |b| < e^2, all eigenvalues are positive.",
		TeX: `DG(W)=I-\alpha\nabla^2L_R(W)\succeq(1-\alpha K)\,I\succ 0\qquad(\alpha<1/K)`,
		Hypotheses: []string{
			"linear diagonal model, L >= 2, s > 0, e > 0, alpha < 1/K(M), box as in Lemma C.1", "saddles: off the degenerate cases z = (L-2)/L and L = 2, |b| = e^2",
		},
		Provenance: claim.Supporting,
		RestsOn:    []string{"lemmac.1", "s.6"},
		Compare:    "whether the paper states it, and under which label; which theorem on the avoidance of saddles it cites and what that asks for",
		NotClaimed: "That almost every start avoids the saddles follows from these hypotheses by a theorem of the literature; it is not tested here, and no sample could test it.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "certificate", Part: "map", Tier: claim.TierProved, Scope: "all L, all weights in the box",
			Title: "each row of DG is dominated by its diagonal with 1 - alpha K to spare", Steps: certificateSteps(s),
		},
		{
			Name: "jacobian-exact", Part: "map", Tier: claim.TierExact, Scope: "L = 2..7, d = 1",
			Title: "DG from the definition is at least 1 - alpha K and regular", Sample: jacobianSample(s),
		},
		{
			Name: "injective-exact", Part: "map", Tier: claim.TierExact, Scope: "L = 2..6, d = 1, pairs of points",
			Title: "two points are mapped at least 1 - alpha K times as far apart", Sample: injectiveSample(s),
		},
		{
			Name: "saddles-exact", Part: "saddles", Tier: claim.TierExact, Scope: "L = 2..7, d = 1",
			Title: "inertia of exact Hessians at planted stationary points and at the origin; the direction of escape", Sample: saddleSample(s),
		},
	}
}

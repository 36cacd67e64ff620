package lemma2_3

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is Lemma 2.3.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "lemma2.3",
		Label:  "Lemma 2.3",
		Title:  "Stationary points: balancing and the shrinkage equation",
		Folder: "lemmas/lemma2_3",
		Short:  "W stationary iff per coordinate w_l^2 = u, and u = 0 or sign p = sign b, (u+e^2)^(L-1) = |b| u^((L-2)/2)",
		Statement: "Linear diagonal model: W is stationary for L_R iff for every coordinate w_1i^2 = ... = w_Li^2 =: u_i, and u_i = 0, or sign(p_i) = " +
			"sign(b_i) != 0 and (u_i + e^2)^(L-1) = |b_i| u_i^((L-2)/2). The shrinkage factor lambda = p/b = (u/(u+e^2))^(L-1) lies in (0,1) and solves " +
			"lambda = (1 + e^2 (lambda |b|)^(-2/L))^(-(L-1)). L = 2: p = sign(b) (|b| - e^2)_+. General model with s_i > 0: stationary points are " +
			"balanced, and W is stationary iff in addition, where u_i != 0, p_i [Sigma(b-p)]_i = s_i (u_i (u_i+e^2)^(L-1) - p_i^2); at L = 2 that is " +
			"[Sigma(b-p)]_i = s_i e^2 sign(p_i), the lasso's condition, and soft-thresholding each b_i is wrong; for singular Sigma there are continua " +
			"of stationary points. Every stationary point of the diagonal model obeys |w_li| <= |b_i|/(2e)^(L-1).",
		TeX:        `(u_i+e^2)^{L-1} = |b_i|\,u_i^{(L-2)/2},\qquad \lambda = \bigl(1+e^2(\lambda|b|)^{-2/L}\bigr)^{-(L-1)}`,
		Hypotheses: []string{"linear diagonal model (general model for balancing and the coupled equations)", "L >= 2", "s_i > 0", "e > 0"},
		Provenance: claim.Summary,
		RestsOn:    []string{"lemma2.1", "s.3"},
		Compare: "The exponents L-1 and (L-2)/2, the soft threshold e^2 (not e) at L = 2, and whether the paper restricts the shrinkage equation to " +
			"the diagonal model.",
		NotClaimed: "At L = 2 in the general model a stationary point with p_i = 0 need not obey the lasso's inequality |[Sigma(b-p)]_i| <= s_i e^2; only " +
			"minima do.",
		Checks:   checks(lemma()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "free-symbols", Part: "i, ii", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "balancing and w_l g_l, with free symbols for the other layers and coordinates",
			Steps: func(claim.Profile) []claim.Step { return freeSteps(s) },
		},
		{
			Name: "line", Part: "ii", Tier: claim.TierProved, Scope: "L = 2..8, every number of negative weights",
			Title: "the gradient at balanced weights is 2 s w_l times the residual of the shrinkage equation", Steps: lineSteps(s),
		},
		{
			Name: "iff-exact", Part: "i, ii", Tier: claim.TierExact, Scope: "L = 2..8, d = 1..4, diagonal model",
			Title: "the conditions hold iff the exact gradient vanishes, on planted, spoiled and other instances", Sample: diagonalSample(s),
		},
		{
			Name: "iff-general", Part: "general model", Tier: claim.TierExact, Scope: "L = 2..5, d = 2, 3, general model",
			Title: "balancing and the coupled equations hold iff the exact gradient vanishes; at L = 2 in the lasso's form", Sample: generalSample(s),
		},
		{
			Name: "lambda-exact", Part: "shrinkage factor", Tier: claim.TierExact, Scope: "L = 2..12",
			Title: "lambda in (0, 1), its closed form and its fixed-point equation at exact planted points", Sample: lambdaSample(s),
		},
		{
			Name: "soft-threshold", Part: "L = 2", Tier: claim.TierExact, Scope: "L = 2, d = 1",
			Title: "the roots of the definition's derivative on the balanced line, by Sturm's theorem, are those of soft thresholding", Sample: softSample(s),
		},
		{
			Name: "box-exact", Part: "box", Tier: claim.TierExact, Scope: "L = 2..12",
			Title: "planted stationary points lie in the box |w| <= |b|/(2e)^(L-1)", Sample: boxSample(s),
		},
		{
			Name: "exclusion", Part: "these are all", Tier: claim.TierProved, Scope: "L = 2, 3, 4, the listed b, e = 1, all weights",
			Title: "all zeros of the gradient in the box, by subdivision and Krawczyk's operator, are the points of the lemma", Steps: exclusionSteps(s),
		},
		{
			Name: "exclusion-ranges", Part: "these are all", Tier: claim.TierProved, Scope: "L = 2, 3: ranges of b on both sides of the threshold; L = 4: below it; e = 1",
			Title: "for all b of a range, the number of zeros of the gradient in the box", Steps: rangeSteps(s),
		},
		{
			Name: "exclusion-coupled", Part: "these are all", Tier: claim.TierProved, Scope: "L = 2, d = 2, three instances",
			Title: "all zeros for two coordinates: the counts multiply in the diagonal model; else the lasso's conditions on every support",
			Steps: func(claim.Profile) []claim.Step { return coupledSteps(s) },
		},
		{
			Name: "examples", Part: "general model", Tier: claim.TierProved, Scope: "L = 2, d = 2",
			Title: "the counterexample to coordinatewise soft thresholding, and a circle of stationary points for a singular Sigma",
			Steps: func(claim.Profile) []claim.Step { return exampleSteps(s) },
		},
	}
}

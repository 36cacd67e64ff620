package lemma3_2

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is Lemma 3.2.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "lemma3.2",
		Label:  "Lemma 3.2",
		Title:  "Shrinkage equation: thresholds, number and kind of roots",
		Folder: "lemmas/lemma3_2",
		Short:  "0, 1, 2 positive roots for beta <, =, > beta_1(L); small root saddle, large root strict minimum, global iff beta > beta_2(L)",
		Statement: "Linear diagonal model, one coordinate, beta = |b|/e^L, z = u/e^2, h(z) = (1+z)^(L-1) / z^((L-2)/2). beta_1(L) = min h = " +
			"(2(L-1)/L)^(L-1) (L/(L-2))^((L-2)/2) at z = (L-2)/L, beta_1(2) = 1. Stationary points: for L = 2 one if beta <= 1, else 3; for L >= 3 " +
			"1, 1 + 2^(L-1), 1 + 2^L for beta <, =, > beta_1; over d coordinates the counts multiply, since the coordinates decouple (Lemma 2.3). The small root is a strict saddle of index 1, the large root a strict local minimum, " +
			"the double root degenerate; the origin is a strict local minimum for every L >= 3, and for L = 2 a minimum, degenerate, a saddle as " +
			"beta <, =, > 1. The large root is global iff beta > beta_2(L) (S.7). u_+ and lambda_+ strictly increase in |b| and decrease in e, and " +
			"1 - lambda_+ = (L-1) e^2 |b|^(-2/L) + O(e^4). Degenerate cases: b = 0: the origin only; s = 0: the coordinate is free; L = 1: w = b; " +
			"e = 0: p = b, or at least two zero layers.",
		TeX: `\beta_1(L) = \Bigl(\tfrac{2(L-1)}{L}\Bigr)^{L-1}\Bigl(\tfrac{L}{L-2}\Bigr)^{(L-2)/2},\qquad ` +
			`\#\{u>0\} = 0,\,1,\,2 \iff \beta <,\,=,\,> \beta_1(L)\quad(L\ge 3)`,
		Hypotheses: []string{"linear diagonal model, one coordinate, L >= 2, s > 0, e > 0 (the degenerate cases apart)"},
		Provenance: claim.Derived,
		RestsOn:    []string{"lemma2.3", "s.6"},
		Compare: "The form of beta_1(L), whether the paper counts sign patterns, and whether it says that for L >= 3 the origin always is a local " +
			"minimum and the large root need not be the global one.",
		Checks:   checks(lemma()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "turning", Part: "roots", Tier: claim.TierProved, Scope: "all L (symbol), L = 2..16 (dual numbers), all beta",
			Title: "the sign of h' is that of L z - (L-2)", Steps: turningSteps(s),
		},
		{
			Name: "sturm", Part: "roots", Tier: claim.TierProved, Scope: "L = 2..16, all beta",
			Title: "root counts by Sturm's theorem below, at and above beta_1, and the double root (L-2)/L", Steps: sturmSteps(s),
		},
		{
			Name: "count-definition", Part: "roots", Tier: claim.TierExact, Scope: "L = 2..8",
			Title: "stationary points on all balanced lines, counted by Sturm's theorem on the definition's own derivative", Sample: countSample(s),
		},
		{
			Name: "kinds-exact", Part: "kinds", Tier: claim.TierExact, Scope: "L = 2..8",
			Title: "the inertia of the exact Hessian at exact planted stationary points", Sample: kindSample(s),
		},
		{
			Name: "double-root", Part: "kinds", Tier: claim.TierProved, Scope: "L = 3..8, beta = beta_1, e = 1, s = 1",
			Title: "at the double root, exactly in Q(sqrt(L(L-2))): stationary, H w = 0, and 2 A e^2 > 0 across", Steps: doubleSteps(s),
		},
		{
			Name: "origin-exact", Part: "kinds", Tier: claim.TierExact, Scope: "L = 2..8",
			Title: "the inertia of the exact Hessian at the origin", Sample: originSample(s),
		},
		{
			Name: "global-certified", Part: "global", Tier: claim.TierCertified, Scope: "L = 2..8, also beside both thresholds",
			Title: "which of the large root and the origin has the smaller L_R, by interval evaluation of the definition", Sample: structureSample(s),
		},
		{
			Name: "monotone", Part: "monotonicity", Tier: claim.TierProved, Scope: "all L (symbol), L = 2..16 (dual numbers)",
			Title: "the derivatives of the large root with respect to |b| and e^2", Steps: monotoneSteps(s),
		},
		{
			Name: "trend-certified", Part: "monotonicity", Tier: claim.TierCertified, Scope: "L = 2..8",
			Title: "u_+ and lambda_+ after a change of |b| or e, against exact planted values", Sample: trendSample(s),
		},
		{
			Name: "expansion", Part: "little noise", Tier: claim.TierCertified, Scope: "L = 2..16, b = 3, e = 2^-3 to 2^-40",
			Title: "1 - lambda_+ against (L-1) e^2 |b|^(-2/L) with an explicit remainder", Steps: expansionSteps(s),
		},
		{
			Name: "degenerate", Part: "degenerate cases", Tier: claim.TierProved, Scope: "L = 1 and L = 2..6, d = 1",
			Title: "the gradient for b = 0, s = 0, e = 0 and for L = 1", Steps: degenerateSteps(s),
		},
		{
			Name: "float-structure", Part: "roots", Tier: claim.TierCertified, Scope: "L = 2..16, float64 entries",
			Title: "the float64 solver's count, roots, eigenvalues and kinds within its documented errors", Sample: floatSample(s),
		},
	}
}

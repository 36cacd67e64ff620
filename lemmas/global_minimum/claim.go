package global_minimum

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is S.7.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.7",
		Label:  "S.7",
		Title:  "Threshold of the global minimum",
		Folder: "lemmas/global_minimum",
		Short:  "the large root beats the origin iff (1+z)^(L-1) (1-z) < 1 iff beta > beta_2(L); beta_1 < beta_2 for L >= 3",
		Statement: "Linear diagonal model, one coordinate, F its part of L_R, z = u/e^2, beta = |b|/e^L. At a nonzero stationary point " +
			"F - F(0) = s e^(2L) [(1+z)^(L-1) (1-z) - 1]. The small root never lies below the origin; the large root does iff beta > beta_2(L) = " +
			"(1+z)^(L-1) / z^((L-2)/2) at the root z in (0,1) of (1+z)^(L-1) (1-z) = 1. beta_1(L) < beta_2(L) for L >= 3, beta_2(3) = phi^(5/2); " +
			"for L = 2 both are 1 and a nonzero stationary point is always global.",
		TeX:        `F(w)-F(0) = s\,e^{2L}\bigl[(1+z)^{L-1}(1-z)-1\bigr],\qquad \beta_1(L) < \beta_2(L)\quad (L\ge 3)`,
		Hypotheses: []string{"linear diagonal model, one coordinate, L >= 2, s > 0, e > 0"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"lemma2.3", "lemma3.2"},
		Compare:    "Whether the paper says when the nonzero minimum is global, and gives the second threshold beta_2(L).",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "value", Tier: claim.TierProved, Scope: "all L (free symbols), L = 2..8 (against the definition)",
			Title: "F - F(0) at a stationary point", Steps: valueSteps(s),
		},
		{
			Name: "slope", Tier: claim.TierProved, Scope: "all L (symbol), L = 2..40 (dual numbers)",
			Title: "the sign of T' and of h': T = 1 at one z_2 beyond (L-2)/L, where h rises", Steps: slopeSteps(s),
		},
		{
			Name: "order", Tier: claim.TierProved, Scope: "L = 2..40",
			Title: "z_2 by Sturm's theorem, beta_1 < beta_2 as a comparison of rationals, beta_2(3) = phi^(5/2)", Steps: orderSteps(s),
		},
		{
			Name: "value-exact", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "F - F(0) at exact planted stationary points", Sample: valueSample(s),
		},
		{
			Name: "threshold-exact", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "a planted stationary point lies below the origin iff it is the large root and beta > beta_2", Sample: thresholdSample(s),
		},
	}
}

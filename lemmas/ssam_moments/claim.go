package ssam_moments

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.12.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.12",
		Label:  "S.12",
		Title:  "Moments of the stochastic gradient",
		Folder: "lemmas/ssam_moments",
		Short:  "E g = grad L_R for any noise with mean 0 and variance 1; E g^2 in closed form for any Sigma",
		Statement: "For the stochastic gradient g of S-SAM at v = W + e xi: (1) E v^k is w, w^2+e^2, w^3+3we^2, w^4+6w^2e^2+3e^4 for k = 1..4. (2) E g = grad L_R = " +
			"-2 [s (b A_1 - w A_2) + c A_1], A_k = E v_-l^k, c = sum over j != i of Sigma_ij (b_j - p_j), for the population loss and for one sample; only means and covariances of xi, X and eps are used. " +
			"(3) Noise only: E g^2 = 4 [s^2 (b^2 A_2 - 2 b w A_3 + (w^2+e^2) A_4) + 2 s c (b A_2 - w A_3) + c2 A_2], c2 = c^2 + sum over j != i of Sigma_ij^2 (P_j - p_j^2). " +
			"(4) X Gaussian: E X_i^2 (u^T X)^2 = s_i u^T Sigma u + 2 (Sigma_i^T u)^2.",
		TeX:        `\mathbb{E}\,g=\nabla L_R,\qquad \mathbb{E}\,X_i^2(u^{\top}X)^2=s_i\,u^{\top}\Sigma u+2(\Sigma_i^{\top}u)^2`,
		Hypotheses: []string{"L >= 2, d >= 1", "Sigma positive semidefinite, singular allowed", "e >= 0", "xi, X, eps independent; xi normal for the second moments; X Gaussian for part 4"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1"},
		Compare:    "whether the paper states it, and under which label; with a loss of factor 1/2 the mean halves and the second moment is a quarter",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	d := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 2}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "means, second moment, factors and Isserlis' identity with free symbols for the other layers and coordinates",
			Steps: s.freeSteps,
		},
		{
			Name: "isserlis-grid", Part: "4", Tier: claim.TierProved, Scope: "d = 1..4, any Sigma",
			Title: "Gaussian fourth moments by Wick's recursion with every entry of Sigma a variable",
			Steps: s.isserlisSteps,
		},
		{
			Name: "grid", Part: "2-3", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), (3,1), (4,1)",
			Title: "second moments from the definition, and means with fair signs in place of normal noise",
			Steps: s.gridSteps,
		},
		{
			Name: "second-exact", Part: "3", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, general and diagonal model",
			Title: "E g^2 with noise only on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(d), Cases: claim.Count{Quick: 92, Default: 1150, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.seconds),
			},
		},
		{
			Name: "values-exact", Part: "2-3", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, general and diagonal model",
			Title: "the calculator's E g and E g^2, both variants, are those of the definition",
			Sample: &claim.Sample{
				Space: generators.NewSpace(d), Cases: claim.Count{Quick: 92, Default: 690, Deep: 23000}, MinValid: 4,
				NewJudge: s.valuesJudge,
			},
		},
	}
}

package sharpness_expansion

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.2.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.2",
		Label:  "S.2",
		Title:  "Expansion of the average sharpness",
		Folder: "lemmas/sharpness_expansion",
		Short:  "R = sum_{k>=1} e^(2k) sum_i s_i E_{L-k}(w^2) = (e^2/2) tr Hess L + higher orders",
		Statement: "R(W) = L_R(W) - L(W) = sum_{k=1..L} e^(2k) sum_i s_i E_{L-k}(w_1i^2, ..., w_Li^2), E_k the elementary symmetric polynomials; " +
			"tr Hess L(W) = 2 sum_i s_i sum_l p_-l,i^2 = 2 sum_i s_i E_{L-1}(w_1i^2, ..., w_Li^2); hence R = (e^2/2) tr Hess L + sum_{k>=2} e^(2k) sum_i s_i E_{L-k}, " +
			"where the last sum is e^4 sum_i s_i at L = 2. Neither b nor the off-diagonal entries of Sigma enter.",
		TeX:        `R(W)=\sum_{k=1}^{L}\eta^{2k}\sum_i s_i\,E_{L-k}(w_{1i}^2,\dots,w_{Li}^2)=\tfrac{\eta^2}{2}\operatorname{tr}\nabla^2 L(W)+\sum_{k=2}^{L}\eta^{2k}\sum_i s_i\,E_{L-k}`,
		Hypotheses: []string{"L >= 2, d >= 1", "Sigma positive semidefinite, singular allowed", "e >= 0", "noise independent, mean 0, variance 1"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1"},
		Compare:    "whether the paper states it, and under which label; whether its trace is that of the Hessian of L (here) or of L/2",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 8, MinWidth: 1, MaxWidth: 5}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "one layer of one coordinate, the others behind free symbols: sharpness, curvature, the recurrence and the split of the series",
			Steps: freeSteps(s),
		},
		{
			Name: "grid-diagonal", Tier: claim.TierProved, Scope: "L = 2..8, d = 1",
			Title: "the series, the trace and their link against the expected loss and the dual-number Hessian, Gaussian noise and fair signs",
			Steps: diagonalSteps(s),
		},
		{
			Name: "grid-general", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), (4,2), general model",
			Title: "the same with a full Sigma: its off-diagonal entries and the target do not enter",
			Steps: generalSteps(s),
		},
		{
			Name: "depth-two", Tier: claim.TierProved, Scope: "L = 2, d = 1, 2, 3, general model",
			Title: "at L = 2 the higher orders are the constant e^4 sum_i s_i",
			Steps: depthTwoSteps(s),
		},
		{
			Name: "random-field", Tier: claim.TierExact, Scope: "L <= 32, d <= 6",
			Title: "the identities at random points of a field with 2^61 - 1 elements; error probability per step in the statistics",
			Steps: fieldSteps(s),
		},
		{
			Name: "expansion-exact", Tier: claim.TierExact, Scope: "L = 2..8, d = 1..5, general and diagonal model",
			Title: "series, trace and link on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 230, Default: 4600, Deep: 115000}, MinValid: 8,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
	}
}

package hessian

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.6.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.6",
		Label:  "S.6",
		Title:  "Hessian of the regularized loss",
		Folder: "lemmas/hessian",
		Short:  "Hess L_R entry by entry; at a nonzero stationary point A(Lu - (L-2)e^2) once and 2Ae^2 with multiplicity L-1",
		Statement: "General model: d2L_R/dw_li^2 = 2 s_i P_-l,i; for l != m, d2L_R/dw_li dw_mi = -2 p_-lm,i [Sigma(b-p)]_i + 2 s_i w_li w_mi " +
			"(2 P_-lm,i - p_-lm,i^2), in the diagonal model 2 s_i (2 w_li w_mi P_-lm,i - b_i p_-lm,i); for i != j, d2L_R/dw_li dw_mj = 2 Sigma_ij " +
			"p_-l,i p_-m,j. Diagonal model, nonzero stationary point of a coordinate, u = w_l^2, A = 2 s (u+e^2)^(L-2): the block has the " +
			"eigenvalue A (L u - (L-2) e^2) in the direction of the weights and 2 A e^2 with multiplicity L-1. At the origin the block is " +
			"2 s e^(2L-2) I for L >= 3; for L = 2 its entries are 2 s e^2 and -2 [Sigma b]_i.",
		TeX: `\nabla^2 L_R = A\,\bigl[\,2e^2 I + (u-e^2)\,\sigma\sigma^{\top}\bigr],\qquad A = 2s\,(u+e^2)^{L-2}`,
		Hypotheses: []string{
			"entries: general model, L >= 2, e >= 0", "eigenvalues: linear diagonal model, s_i > 0, e > 0, a stationary point with w_l != 0",
		},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1", "lemma2.1"},
		Compare:    "Whether the paper states the Hessian or its eigenvalues, under which label, and with which factor in front of the loss.",
		NotClaimed: "For Sigma that is not diagonal, only the entries are claimed, not the eigenvalues of the whole Hessian.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3}
	return []claim.Check{
		{
			Name: "free-symbols", Part: "entries", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "second derivatives of the expected loss with free symbols for the other layers and coordinates",
			Steps: func(claim.Profile) []claim.Step { return freeSteps(s) },
		},
		{
			Name: "grid", Part: "entries", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3) general; L = 2..8, d = 1 diagonal",
			Title: "every entry equals the dual-number derivative, twice, of the expected loss", Steps: gridSteps(s),
		},
		{
			Name: "random-field", Part: "entries", Tier: claim.TierExact, Scope: "up to L = 24 or d = 4",
			Title: "every entry at random points of a field with 2^61 - 1 elements", Steps: fieldSteps(s),
		},
		{
			Name: "hessian-exact", Part: "entries", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, general and diagonal model",
			Title: "every entry on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 92, Default: 1150, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
		{
			Name: "stationary-free", Part: "eigenvalues", Tier: claim.TierProved, Scope: "all L",
			Title: "stationarity makes the block a diagonal plus a matrix of rank one, with the stated eigenvalues",
			Steps: func(claim.Profile) []claim.Step { return stationaryFree(s) },
		},
		{
			Name: "line-grid", Part: "eigenvalues", Tier: claim.TierProved, Scope: "L = 2..8, d = 1, 0..2 negative weights",
			Title: "H w and H v at w_l = +-t, with the residual of the shrinkage equation as a free number", Steps: lineSteps(s),
		},
		{
			Name: "eigenvalues-exact", Part: "eigenvalues", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title:  "exact stationary points planted from a rational modulus: the exact Hessian has the stated eigenvectors",
			Sample: plantedSample(s),
		},
		{
			Name: "origin", Part: "origin", Tier: claim.TierProved, Scope: "L = 2..6, d = 1 diagonal; L = 2, 3, d = 2 general",
			Title: "the block of a coordinate at w = 0", Steps: originSteps(s),
		},
	}
}

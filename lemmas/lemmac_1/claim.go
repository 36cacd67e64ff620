package lemmac_1

import "github.com/ssamverify/ssamverify/internal/claim"

// Claim is Lemma C.1.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "lemmac.1",
		Label:  "Lemma C.1",
		Title:  "Explicit constants on a box",
		Folder: "lemmas/lemmac_1",
		Short:  "alpha <= 1/(2s(M^2+e^2)^(L-1)) keeps |w| <= M; |Hess L_R| <= K(M) there",
		Statement: "Linear diagonal model, e > 0, per coordinate, M >= |b|/(2e)^(L-1): a descent step alpha <= 1/(2 s (M^2+e^2)^(L-1)) from the box |w_l| <= M " +
			"ends in it, and on it |Hess L_R| <= K(M) = 2 s [(M^2+e^2)^(L-1) + (L-1)(|b| M^(L-2) + 2 M^2 (M^2+e^2)^(L-2))] in the spectral norm. General model, " +
			"s_i > 0, F = L_R - tau2 - sum_i s_i e^(2L): where F <= F_0, with M^2 = F_0/(e^(2L-2) min s_i), |Hess L_R| <= max_i {2 s_i (M^2+e^2)^(L-1) + (L-1)" +
			"[2 sqrt(s_i F_0) M^(L-2) + 4 s_i M^2 (M^2+e^2)^(L-2)] + 2 L sum_(j != i) |Sigma_ij| M^(2L-2)}.",
		TeX: `\|\nabla^2 L_R\|\le K(M)=2s\Bigl[(M^2+e^2)^{L-1}+(L-1)\bigl(|b|M^{L-2}+2M^2(M^2+e^2)^{L-2}\bigr)\Bigr],\qquad |w_\ell|\le M`,
		Hypotheses: []string{
			"linear diagonal model, L >= 2, s > 0, e > 0; box: M >= |b|/(2e)^(L-1) and |w_l| <= M", "last part: general model, s_i > 0, e > 0",
		},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1", "s.6"},
		Compare:    "The constant K(M) term by term, the box, and whether the paper's step bound is 1/K or a multiple of it. With a loss of factor 1/2 the factors 2 s become s.",
		NotClaimed: "K is an upper bound, sharp in special cases only; larger steps may work too.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "certificate", Part: "diagonal", Tier: claim.TierProved, Scope: "all L, all weights in the box",
			Title: "box and Hessian bound as sums of nonnegative terms, from L_R with free symbols for the other layers", Steps: certificateSteps(s),
		},
		{
			Name: "branch-and-bound", Part: "diagonal", Tier: claim.TierProved, Scope: "L = 2..5, all weights in the box, all M, b, e, s",
			Title: "box and Hessian bound in scale-free variables, tight points factored out", Steps: branchSteps(s),
		},
		{
			Name: "box-exact", Part: "box", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "one step from the definition stays in the box", Sample: boxSample(s),
		},
		{
			Name: "hessian-exact", Part: "hessian", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "the Hessian from the definition is at most K", Sample: hessianSample(s),
		},
		{
			Name: "general-certified", Part: "general", Tier: claim.TierCertified, Scope: "L = 2..4, d = 1..3, general model",
			Title: "the Hessian from the definition is at most the general constant at F_0 = F(W)", Sample: generalSample(s),
		},
	}
}

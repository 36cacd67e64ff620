package descent_lemma

import "github.com/ssamverify/ssamverify/internal/claim"

// Claim is S.9.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.9",
		Label:  "S.9",
		Title:  "Descent lemma",
		Folder: "lemmas/descent_lemma",
		Short:  "alpha <= 1/K: L_R(W - alpha g) <= L_R(W) - (alpha/2)|g|^2",
		Statement: "Linear diagonal model, s_i > 0, e > 0: for W in the box |w_li| <= M_i, M_i >= |b_i|/(2e)^(L-1), and alpha <= 1/max_i K_i(M_i) (Lemma C.1), " +
			"a descent step lowers L_R by at least (alpha/2) |grad L_R(W)|^2. The same holds in the general model with s_i > 0 for any W and alpha <= 1/K, K the general " +
			"constant of Lemma C.1 at F_0 = F(W).",
		TeX:        `L_R\bigl(W-\alpha\nabla L_R(W)\bigr)\le L_R(W)-\frac{\alpha}{2}\,\|\nabla L_R(W)\|^2\qquad(\alpha\le 1/K)`,
		Hypotheses: []string{"L >= 2, s_i > 0, e > 0", "linear diagonal model: W in the box; general model: any W"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"lemmac.1"},
		Compare:    "whether the paper states it, and under which label; the amount (alpha/2)|g|^2",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "algebra", Tier: claim.TierProved, Scope: "all L, all d, given |Hess L_R| <= K",
			Title: "Taylor's formula with curvature at most K gives the amount; a step 1/K keeps the box", Steps: algebraSteps(s),
		},
		{
			Name: "fall-exact", Part: "diagonal", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, diagonal model",
			Title: "the fall of L_R in one step from the definition", Sample: diagonalSample(s),
		},
		{
			Name: "fall-general", Part: "general", Tier: claim.TierExact, Scope: "L = 2..4, d = 1..3, general model",
			Title: "the fall of L_R in one step from the definition", Sample: generalSample(s),
		},
	}
}

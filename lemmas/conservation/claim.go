package conservation

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.5.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.5",
		Label:  "S.5",
		Title:  "Conservation without noise",
		Folder: "lemmas/conservation",
		Short:  "at e = 0 the flow keeps w_l^2 - w_m^2; descent multiplies it by 1 - (2 alpha [Sigma(b-p)]_i p_-lm)^2",
		Statement: "For e = 0, general model: along the gradient flow d/dt (w_li^2 - w_mi^2) = 0 for every coordinate and pair of layers. A gradient descent step multiplies " +
			"D = w_li^2 - w_mi^2 by 1 - c^2, c = 2 alpha [Sigma (b-p)]_i p_-lm,i, so it keeps D only if alpha = 0, D = 0 or [Sigma (b-p)]_i p_-lm,i = 0. " +
			"From (1, 1/2) with b = 2, s = 1, alpha = 1/10 the factor is 91/100.",
		TeX:        `\eta=0:\quad \tfrac{d}{dt}\bigl(w_{\ell i}^2-w_{mi}^2\bigr)=0,\qquad D^{+}=\Bigl(1-\bigl(2\alpha[\Sigma(b-p)]_i\,p_{-\ell m,i}\bigr)^2\Bigr)D`,
		Hypotheses: []string{"L >= 2, d >= 1", "e = 0", "Sigma positive semidefinite, singular allowed", "any step size alpha"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1", "s.3"},
		Compare:    "whether the paper states it, and under which label; with a loss of factor 1/2 the factor 2 in c goes",
		NotClaimed: "Conservation holds as long as the flow exists; that it exists for all times is not claimed at e = 0.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "flow and descent step as two weights see them, everything else behind free symbols",
			Steps: freeSteps(s),
		},
		{
			Name: "grid-fixed", Tier: claim.TierProved, Scope: "L = 2..4, d = 1; L = d = 2 with a full Sigma",
			Title: "flow and descent step for every pair of layers, from the expected loss at e = 0",
			Steps: gridSteps(s),
		},
		{
			Name: "example", Part: "descent", Tier: claim.TierProved, Scope: "one instance",
			Title: "D+ / D = 91/100 at ((1, 1/2), b = 2, alpha = 1/10): descent does not conserve",
			Steps: exampleStep(s),
		},
		{
			Name: "identities-exact", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, general and diagonal model",
			Title: "flow and descent step on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(domain(5)), Cases: claim.Count{Quick: 230, Default: 2300, Deep: 115000}, MinValid: 8,
				NewJudge: proof.ExactJudge([]string{alphaName}, s.identities),
			},
		},
		{
			Name: "keeps-exact", Part: "descent", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, general and diagonal model",
			Title:  "a descent step keeps D exactly in the stated cases, both directions",
			Sample: keepsSample(s),
		},
	}
}

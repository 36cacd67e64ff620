package pairwise_averaging

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.4.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.4",
		Label:  "S.4",
		Title:  "Pairwise averaging",
		Folder: "lemmas/pairwise_averaging",
		Short:  "(x^2+e^2)(y^2+e^2) - (|xy|+e^2)^2 = e^2 (|x|-|y|)^2: averaging two layers lowers L_R",
		Statement: "(x^2+e^2)(y^2+e^2) - (|xy|+e^2)^2 = e^2 (|x|-|y|)^2 for all real x, y, e. Hence replacing w_li and w_mi by sqrt|w_li w_mi| with signs that keep the product " +
			"lowers L_R (and R) by s_i e^2 P_-lm,i (|w_li|-|w_mi|)^2 >= 0, strictly unless |w_li| = |w_mi|, s_i = 0 or e = 0.",
		TeX:        `(x^2+\eta^2)(y^2+\eta^2)-(|xy|+\eta^2)^2=\eta^2\,(|x|-|y|)^2`,
		Hypotheses: []string{"L >= 2, d >= 1, any two layers of one coordinate", "Sigma positive semidefinite, singular allowed", "e >= 0; strict for s_i > 0 and e > 0"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1"},
		Compare:    "whether the paper states it, and under which label",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "the identity, and the drop of L_R with everything else behind free symbols; moduli as squares, both signs",
			Steps: freeSteps(s),
		},
		{
			Name: "grid-fixed", Tier: claim.TierProved, Scope: "L = 2..5, d = 1; L = d = 2 with a full Sigma",
			Title: "every pair of layers, with the expected loss of both networks from the definition",
			Steps: gridSteps(s),
		},
		{
			Name: "drop-exact", Tier: claim.TierExact, Scope: "L = 2..4, d = 1..3, general and diagonal model",
			Title: "product and drop on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 115, Default: 1150, Deep: 69000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
		{
			Name: "lowers-exact", Tier: claim.TierExact, Scope: "L = 2..4, d = 1..3, general and diagonal model",
			Title:  "averaging any two layers never raises L_R, and leaves it as it is exactly in the stated cases",
			Sample: lowersSample(s),
		},
	}
}

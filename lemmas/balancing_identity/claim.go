package balancing_identity

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.3.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.3",
		Label:  "S.3",
		Title:  "Balancing identity",
		Folder: "lemmas/balancing_identity",
		Short:  "w_l g_l - w_m g_m = 2 s e^2 P_-lm (w_l^2 - w_m^2), general model",
		Statement: "For every coordinate i and layers l, m the gradient g of L_R has w_li g_li - w_mi g_mi = 2 s_i e^2 P_-lm,i (w_li^2 - w_mi^2), " +
			"P_-lm the product of w^2 + e^2 over the other layers. The target, the off-diagonal entries of Sigma and the other coordinates do not enter.",
		TeX:        `w_{\ell i}\,\partial_{\ell i}L_R-w_{mi}\,\partial_{mi}L_R=2\,s_i\,\eta^2\,P_{-\ell m,i}\,\bigl(w_{\ell i}^2-w_{mi}^2\bigr)`,
		Hypotheses: []string{"L >= 2, d >= 1", "Sigma positive semidefinite, singular allowed", "e >= 0"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1"},
		Compare:    "whether the paper states it, and under which label; with a loss of factor 1/2 the factor 2 goes",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 4}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "two weights, the other layers and coordinates behind free symbols, derivatives by dual numbers",
			Steps: freeSteps(s),
		},
		{
			Name: "grid-diagonal", Tier: claim.TierProved, Scope: "L = 2..8, d = 1",
			Title: "every pair of layers, with the dual-number gradient of the expected loss",
			Steps: diagonalSteps(s),
		},
		{
			Name: "grid-general", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), (4,2), general model",
			Title: "every coordinate and pair of layers with a full Sigma",
			Steps: generalSteps(s),
		},
		{
			Name: "random-field", Tier: claim.TierExact, Scope: "L <= 24, d <= 6",
			Title: "the identity at random points of a field with 2^61 - 1 elements; error probability per step in the statistics",
			Steps: fieldSteps(s),
		},
		{
			Name: "identity-exact", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..4, general and diagonal model",
			Title: "every coordinate and pair of layers on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 230, Default: 4600, Deep: 115000}, MinValid: 8,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
		{
			Name: "float-bounds", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, float64 entries up to extreme scales",
			Title:  "the float64 gradient satisfies the identity within its documented error bound",
			Sample: floatSample(s),
		},
	}
}

package marginalization

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is S.1.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.1",
		Label:  "S.1",
		Title:  "Marginalization over the noise",
		Folder: "lemmas/marginalization",
		Short:  "E prod (w + e xi) = p and E prod (w + e xi)^2 = P, for any independent noise of mean 0 and variance 1",
		Statement: "For independent xi_1, ..., xi_L with mean 0 and variance 1, the product of the perturbed weights of a coordinate has " +
			"E prod_l (w_l + e xi_l) = prod_l w_l = p and E (prod_l (w_l + e xi_l))^2 = prod_l (w_l^2 + e^2) = P. No other property of the law enters.",
		TeX:        `\mathbb{E}\prod_\ell (w_\ell+\eta\xi_\ell)=p,\qquad \mathbb{E}\Bigl(\prod_\ell (w_\ell+\eta\xi_\ell)\Bigr)^2=\prod_\ell (w_\ell^2+\eta^2)`,
		Hypotheses: []string{"L >= 1", "e any real number", "noise independent over the layers, mean 0, variance 1"},
		Provenance: claim.Supporting,
		Compare:    "whether the paper states it, and under which label; whether it uses that the noise is Gaussian",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 3, Diagonal: true}
	return []claim.Check{
		{
			Name: "induction", Tier: claim.TierProved, Scope: "all L, any law of mean 0 and variance 1",
			Title: "one more independent factor multiplies E q by w and E q^2 by w^2 + e^2; third and fourth moments are free symbols",
			Steps: inductionSteps(s),
		},
		{
			Name: "expansion", Tier: claim.TierProved, Scope: "L = 1..7, any law of mean 0 and variance 1",
			Title: "the whole product multiplied out in the noise, its expectation taken monomial by monomial",
			Steps: expansionSteps(s),
		},
		{
			Name: "enumeration", Tier: claim.TierProved, Scope: "L = 1..5, fair signs, a skewed and a heavy-tailed law",
			Title: "the sum over all outcomes of three discrete laws",
			Steps: enumerationSteps(s),
		},
		{
			Name: "moments-exact", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, Gaussian and Rademacher noise",
			Title: "both moments on random instances, multiplied out and by the moments that the other claims start from",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 200, Default: 4000, Deep: 100000}, MinValid: 8,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
	}
}

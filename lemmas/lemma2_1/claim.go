package lemma2_1

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is Lemma 2.1.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "lemma2.1",
		Label:  "Lemma 2.1",
		Title:  "Closed-form gradient of the regularized loss",
		Folder: "lemmas/lemma2_1",
		Short:  "dL_R/dw_li = -2 p_-l [Sigma(b-p)]_i + 2 s_i w_li (P_-l - p_-l^2); diagonal: 2 s_i (w_li P_-l - b_i p_-l)",
		Statement: "For every layer l and coordinate i, with L_R(W) = E_xi L(W + e xi), p_i the product of the weights of coordinate i and " +
			"P_i = prod_l (w_li^2 + e^2): dL_R/dw_li = -2 p_-l,i [Sigma (b - p)]_i + 2 s_i w_li (P_-l,i - p_-l,i^2), which for Sigma = diag(s) is " +
			"2 s_i (w_li P_-l,i - b_i p_-l,i). Also L_R(W) = L(W) + sum_i s_i (P_i - p_i^2), and E_xi grad L(W + e xi) = grad L_R(W).",
		TeX: `\frac{\partial L_R}{\partial w_{\ell i}} = -2\,p_{-\ell,i}\,[\Sigma(b-p)]_i + 2\,s_i\,w_{\ell i}\bigl(P_{-\ell,i}-p_{-\ell,i}^2\bigr)`,
		Hypotheses: []string{
			"L >= 2 (L = 1 is rejected), d >= 1", "Sigma positive semidefinite, singular allowed", "e >= 0",
			"noise independent over the weights with mean 0 and variance 1 (Gaussian in the paper; only these properties are used)",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"s.1"},
		Compare: "The factor in front of the loss (none here; with 1/2 the gradient halves), whether the noise level is a standard deviation, " +
			"and whether Lemma 2.1 is stated for the linear diagonal model only (the words at hand say so) while this also covers any Sigma.",
		Checks:   checks(lemma()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{MinDepth: 2, MaxDepth: 10, MinWidth: 1, MaxWidth: 6}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "gradient, average sharpness and exchange of E and grad, with free symbols for the other layers and coordinates",
			Steps: func(claim.Profile) []claim.Step { return freeSteps(s) },
		},
		{
			Name: "grid-diagonal", Tier: claim.TierProved, Scope: "L = 2..8, d = 1, diagonal model",
			Title: "the closed form equals the dual-number derivative of the expected loss",
			Steps: gridSteps(s, proof.DiagonalShapes),
		},
		{
			Name: "grid-general", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), (4,2), general model",
			Title: "the closed form equals the dual-number derivative of the expected loss",
			Steps: gridSteps(s, proof.GeneralShapes),
		},
		{
			Name: "enumeration", Tier: claim.TierProved, Scope: "L d <= 6, noise of fair signs",
			Title: "the sum of grad L over all sign patterns is the closed form: only mean 0 and variance 1 matter",
			Steps: enumerationSteps(s),
		},
		{
			Name: "random-field", Tier: claim.TierExact, Scope: "L <= 10, d <= 6 and beyond, general and diagonal model",
			Title: "the identity at random points of a field with 2^61 - 1 elements; error probability per step in the statistics",
			Steps: func(p claim.Profile) []claim.Step { return proof.Randoms(nil, s.identities, 256, fieldShapes(p)...) },
		},
		{
			Name: "gradient-exact", Tier: claim.TierExact, Scope: "L = 2..10, d = 1..6, general and diagonal model",
			Title: "every partial derivative and L_R - L on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 460, Default: 6900, Deep: 230000}, MinValid: 8,
				NewJudge: proof.ExactJudge(nil, s.identities),
			},
		},
		{
			Name: "gauss-hermite", Tier: claim.TierExact, Scope: "L = 2, 3, d = 1, 2",
			Title:  "tensor Gauss-Hermite quadrature of grad L(W + e xi), exact in Q(sqrt 3), equals the closed form",
			Sample: quadratureSample(s),
		},
		{
			Name: "monte-carlo", Tier: claim.TierStatistical, Scope: "L = 2..6, d = 1",
			Title:  "the average of the loss under Gaussian noise agrees with L + s (P - p^2)",
			Sample: monteCarloSample(s),
		},
		{
			Name: "float-bounds", Tier: claim.TierExact, Scope: "L = 2..10, d = 1..4, float64 entries up to extreme scales",
			Title:  "the float64 loss, L_R, average sharpness, Hessian trace and gradients are within their documented error bounds",
			Sample: floatSample(s),
		},
	}
}

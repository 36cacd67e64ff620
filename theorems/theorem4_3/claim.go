package theorem4_3

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// Claim is Theorem 4.3.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "theorem4.3",
		Label:  "Theorem 4.3",
		Title:  "One S-SAM step in expectation",
		Folder: "theorems/theorem4_3",
		Short:  "E g = grad L_R; E g^2 in closed form; E D+ = D (1 - 4 alpha s e^2 P_-lm - 4 alpha^2 s^2 B), B > 0",
		Statement: "One step W+ = W - alpha g of S-SAM, g the gradient at v = W + e xi of the population loss (noise only) or of the loss of one fresh sample. " +
			"(1) E g = grad L_R(W), general model, both variants. (2) With m2 = w^2+e^2, m3 = w^3+3we^2, m4 = w^4+6w^2e^2+3e^4 and products over the other layers: noise only, " +
			"diagonal model, E g_l^2 = 4 s^2 [b^2 prod m2 - 2 b w_l prod m3 + m2(w_l) prod m4]; one sample, X Gaussian, any Sigma, " +
			"E g_li^2 = 4 E[v_-l,i^2 (tau2 s_i + (b-q)^T M_i (b-q))], M_i = s_i Sigma + 2 Sigma_i Sigma_i^T. (3) Diagonal model, D = w_l^2 - w_m^2: noise only, " +
			"E D+ = D (1 - 4 alpha s e^2 P_-lm - 4 alpha^2 s^2 B), B = b^2 P_-lm - 2 b w_l w_m prod m3 + prod m4 (m2(w_l) m2(w_m) + 2 e^4), products over k != l, m, and B > 0 for e > 0; " +
			"one sample, s^2 B becomes s P_-lm (tau2 + sum over j != i of s_j (b_j^2 - 2 b_j p_j + P_j)) + 3 s^2 B.",
		TeX: `\mathbb{E}\,D^{+}=D\,\bigl(1-4\alpha s\eta^2P_{-\ell m}-4\alpha^2s^2B\bigr),\qquad B>0`,
		Hypotheses: []string{
			"L >= 2, d >= 1", "xi standard normal, i.i.d.; X centered with covariance Sigma, Gaussian for the second moments and the drift with one sample; E eps = 0, Var eps = tau2; all independent",
			"general model for the mean and the second moment with one sample; linear diagonal model for the second moment with noise only and for the drift", "e > 0 for B > 0 (e >= 0 elsewhere)",
		},
		Provenance: claim.Derived,
		RestsOn:    []string{"lemma2.1", "s.1", "s.12"},
		Compare:    "the sign at alpha^2, and which of the two noise models (noise only, one fresh sample) the paper uses; with a loss of factor 1/2, alpha becomes alpha/2 and second moments a quarter",
		NotClaimed: "The drift is that of E D+. It says nothing of E |D+| (from D = 0 it rises) nor of single paths, and for large alpha its factor is below -1.",
		Errata:     []string{"E7"},
		Checks:     checks(theorem()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	general := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 2}
	step := generators.Domain{
		MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 2, Diagonal: true,
		Params: []generators.ParamSpec{{Name: alphaName, Lo: new(big.Rat), Hi: big.NewRat(2, 1)}},
	}
	return []claim.Check{
		{
			Name: "free-symbols", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "mean, second moment and drift, both variants, with free symbols for the other layers and coordinates",
			Steps: s.freeSteps,
		},
		{
			Name: "grid-diagonal", Part: "1-3", Tier: claim.TierProved, Scope: "L = 2..5, d = 1 (mean), L = 2..4 (second moment), L = 2, 3 (drift); (2,2); diagonal model",
			Title: "expectations from the definition, every xi, X and eps written out and integrated monomial by monomial",
			Steps: s.diagonalGrids,
		},
		{
			Name: "grid-general", Part: "1-2", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3) (mean), (2,2) (second moment, one sample), general model",
			Title: "the same with a full Sigma: Gaussian fourth moments by Isserlis",
			Steps: s.generalGrids,
		},
		{
			Name: "random-field", Tier: claim.TierExact, Scope: "L <= 6, d <= 5, general and diagonal model",
			Title: "mean, second moment and drift at random points of a field with 2^61 - 1 elements; error probability per step in the statistics",
			Steps: s.fields,
		},
		{
			Name: "mean-exact", Part: "1", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, general and diagonal model",
			Title: "E g is the closed form of grad L_R on random instances, both variants, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(general), Cases: claim.Count{Quick: 92, Default: 1150, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.means),
			},
		},
		{
			Name: "second-exact", Part: "2", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, general and diagonal model",
			Title: "E g^2 on random instances, one sample in both models and noise only in the diagonal one, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(general), Cases: claim.Count{Quick: 92, Default: 1150, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.seconds),
			},
		},
		{
			Name: "drift-exact", Part: "3", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, diagonal model, 0 <= alpha <= 2",
			Title: "E D+ on random instances and step sizes, both variants, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(step), Cases: claim.Count{Quick: 84, Default: 630, Deep: 21000}, MinValid: 4,
				NewJudge: proof.ExactJudge([]string{alphaName}, s.drifts),
			},
		},
		{
			Name: "positive", Part: "3", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "B is a sum of squares plus A_4 (e^2 (w_l^2 + w_m^2) + 3 e^4)",
			Steps: s.positiveSteps,
		},
		{
			Name: "positive-exact", Part: "3", Tier: claim.TierExact, Scope: "L = 2..5, d = 1",
			Title:  "B, read off the second moments from the definition, is the formula's and at least 3 e^4 prod m4 > 0",
			Sample: s.positiveSample(),
		},
		{
			Name: "path", Part: "3", Tier: claim.TierProved, Scope: "one instance",
			Title: "a balanced point becomes unbalanced along a path",
			Steps: s.pathSteps,
		},
		{
			Name: "monte-carlo-noise", Tier: claim.TierStatistical, Scope: "L = 2, 3, d = 1, alpha = 1/8, noise only",
			Title:  "averages of one simulated step agree with E W+ and E D+",
			Sample: s.monteCarlo(moments.NoiseOnly),
		},
		{
			Name: "monte-carlo-sample", Tier: claim.TierStatistical, Scope: "L = 2, 3, d = 1, alpha = 1/8, one sample",
			Title:  "averages of one simulated step agree with E W+ and E D+",
			Sample: s.monteCarlo(moments.OneSample),
		},
	}
}

package pacbayes

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is the PAC-Bayes bounds.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "pacbayes",
		Label:  "PAC-Bayes",
		Title:  "Generalization bounds for Gaussian posteriors",
		Folder: "theorems/pacbayes",
		Short:  "E_Q R = L_R for Q = N(W, e^2 I); kl(emp||true) <= (KL + log(2 sqrt n/delta))/n; a bound for the squared loss",
		Statement: "Posterior Q = N(theta, e^2 I), prior N(theta_0, sp^2 I), n samples, confidence 1-delta. (2) E_Q of the risk is L_R (with tau2 and sum s_i e^{2L}), at least L, and the " +
			"empirical Gibbs risk is the same formula with Sigma-hat and b-hat. (3) For losses in [0,1], kl(emp||true) <= (KL + log(2 sqrt n/delta))/n; its inverse is below the square-root form " +
			"and below Catoni's bound at the same budget; sqrt n <= xi(n) <= 2 sqrt n. (4) For the squared loss and Gaussian data, (1/2) E_Q log(1 + 2 lambda t2) <= lambda E_Q r_n + (KL + log(1/delta))/n, " +
			"hence E_Q R <= E_Q r_n + lambda E_Q t2^2 + (KL + log(1/delta))/(lambda n). Bounds that need an exponential moment of the risk under the prior are infinite for L >= 2. (1) and (5) are S.14.",
		TeX: `\mathrm{kl}\bigl(\mathbb E_Q r_n\,\big\|\,\mathbb E_Q R\bigr)\le\frac{\mathrm{KL}(Q\|P)+\log(2\sqrt n/\delta)}{n}`,
		Hypotheses: []string{
			"prior, lambda and Catoni's constant fixed before the data; n independent samples", "losses in [0,1] for (3)",
			"for (4): Gaussian features and noise, lambda > 0", "e > 0, sp > 0, 0 < delta <= 1",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"lemma2.1", "s.14"},
		Compare:    "The prior and its variance, the loss (bounded or squared), the constant inside the logarithm (2 sqrt n here), and whether the bound is for the Gibbs risk E_Q R = L_R.",
		NotClaimed: "Coverage over all laws of the data is a theorem of the literature, not of this check: it is tested on the stated instances at the stated error. Passing says little, because the " +
			"bounds are slack; the evidence is that the same test refutes the bounds with half of KL. The Longley figures are an illustration: its years are no independent sample.",
		Checks:   checks(theorem()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "gibbs-grid", Part: "2", Tier: claim.TierProved, Scope: "L = 2..6, d = 1; (2,2), (3,2) general model",
			Title: "E_Q of the risk, from the definition, is L + sum s_i (P_i - p_i^2)", Steps: s.riskSteps,
		},
		{
			Name: "gibbs-empirical", Part: "2", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, n = 1..6",
			Title: "the empirical Gibbs risk, sample by sample, is the same formula with Sigma-hat and b-hat; L <= L_R", Sample: s.empiricalSample(),
		},
		{
			Name: "second-grid", Part: "4", Tier: claim.TierProved, Scope: "L = 1..3, d = 1",
			Title: "the closed form of E_Q t2^2 is the expectation of the multiplied-out square", Steps: s.secondSteps,
		},
		{
			Name: "second-field", Part: "4", Tier: claim.TierExact, Scope: "L <= 6, d <= 3, general model",
			Title: "the same at random points of a field with 2^61 - 1 elements", Steps: s.secondFieldSteps,
		},
		{
			Name: "float-moments", Part: "4", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, float64 code",
			Title: "the float64 variance of the loss and Gibbs risk are within their bounds of the exact values", Sample: s.floatSample(),
		},
		{
			Name: "xi-bounds", Part: "3", Tier: claim.TierProved, Scope: "n = 1..200",
			Title: "sqrt n <= xi(n) <= 2 sqrt n, in exact arithmetic", Steps: s.xiSteps,
		},
		{
			Name: "xi-moment", Part: "3", Tier: claim.TierExact, Scope: "n = 1..32, losses in {0, 1}",
			Title: "E exp(n kl(r_n||p)) = xi(n), summed over the binomial law", Sample: s.momentSample(),
		},
		{
			Name: "derivatives", Part: "3, 4", Tier: claim.TierProved, Scope: "all p, q, x",
			Title: "the derivative identities behind kl >= 2(p-q)^2 and behind the second form", Steps: s.derivativeSteps,
		},
		{
			Name: "kl-inverse", Part: "3", Tier: claim.TierCertified, Scope: "planted roots",
			Title: "the inverse of kl at B = kl(q||p) encloses p, to 2^-80", Sample: s.inverseSample(),
		},
		{
			Name: "ordering", Part: "3", Tier: claim.TierCertified, Scope: "random risks, budgets and constants",
			Title: "kl inverse <= square root, kl inverse <= Catoni at the same budget", Sample: s.orderingSample(),
		},
		{
			Name: "catoni-tight", Part: "3", Tier: claim.TierCertified, Scope: "random q < p",
			Title: "Catoni's bound at the best constant is the kl inverse", Sample: s.tightSample(),
		},
		{
			Name: "gaussian-integral", Part: "4", Tier: claim.TierCertified, Scope: "lambda t2 from 0 to 2^20",
			Title: "E exp(-lambda r^2) = (1 + 2 lambda t2)^(-1/2), by validated quadrature of the definition", Sample: s.integralSample(),
		},
		{
			Name: "second-form", Part: "4", Tier: claim.TierCertified, Scope: "x = lambda t2 from 2^-20 to 2^20",
			Title: "(1/2) log(1 + 2x) >= x - x^2, the step to the second form", Sample: s.secondFormSample(),
		},
		{
			Name: "prior-moment", Part: "4", Tier: claim.TierExact, Scope: "L = 1..4",
			Title: "E_P exp(t R(v)) is infinite for L >= 2, and finite at L = 1 exactly for 2 t sp^2 < 1", Sample: s.priorSample(),
		},
		{
			Name: "regression", Part: "4", Tier: claim.TierExact, Scope: "the Longley data and a synthetic regression, trained by descent on L_R",
			Title: "the shipped data have the certified least-squares solution; their Gibbs risks are exact sums; bounds in the statistics", Steps: s.regressionSteps,
		},
		{
			Name: "thresholds", Tier: claim.TierProved, Scope: "N = 7, 100, 200, 500, 1000, 2000 at rate 1/20 and error 1e-9",
			Title: "the thresholds of a coverage test are least, by exact binomial tails", Steps: s.thresholdSteps,
		},
		{
			Name: "coverage-bounded", Part: "3", Tier: claim.TierStatistical, Scope: "clipped loss, n = d = 20, interpolating mean",
			Title: "the kl bound fails on at most a share delta of the data sets", Sample: s.boundedSample(),
		},
		{
			Name: "coverage-squared", Part: "4", Tier: claim.TierStatistical, Scope: "L = 1, n = 400, d = 200, least squares; L = 2, n = 60, d = 2",
			Title: "the bound for the squared loss fails on at most a share delta of the data sets", Sample: s.squaredSample(),
		},
	}
}

package gaussian_kl

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is S.14.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.14",
		Label:  "S.14",
		Title:  "Divergence of Gaussians and the Donsker-Varadhan inequality",
		Folder: "lemmas/gaussian_kl",
		Short:  "KL = (1/2)[D(e^2/sp^2 - 1 - log(e^2/sp^2)) + |theta-theta_0|^2/sp^2]; E_Q f <= KL + log E_P exp f",
		Statement: "For Q = N(theta, e^2 I) and P = N(theta_0, sp^2 I) in D dimensions KL = E_Q log(dQ/dP) = (1/2)[ D (e^2/sp^2 - 1 - log(e^2/sp^2)) + |theta-theta_0|^2/sp^2 ], " +
			"which is |theta-theta_0|^2/(2e^2) at sp = e, is never negative, and is 0 only for equal laws. For any laws E_Q f <= KL + log E_P exp f, with equality at dQ/dP proportional to exp f.",
		TeX:        `\mathrm{KL}(Q\|P)=\tfrac12\Bigl[D\bigl(\tfrac{\eta^2}{\sigma_p^2}-1-\log\tfrac{\eta^2}{\sigma_p^2}\bigr)+\tfrac{|\theta-\theta_0|^2}{\sigma_p^2}\Bigr]`,
		Hypotheses: []string{"e > 0 and sp > 0 (standard deviations), D >= 1", "Donsker-Varadhan: E_P exp f finite; verified on finite measures and on Gaussians with quadratic f"},
		Provenance: claim.Supporting,
		Compare:    "whether the paper states it, under which label, and whether its posterior and prior have the same variance (then the D-term vanishes)",
		NotClaimed: "Donsker-Varadhan for arbitrary measurable f is a theorem of the literature; here it is decided for finite measures and for Gaussians with quadratic f, which is what the bounds use.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "kl-free", Part: "1", Tier: claim.TierProved, Scope: "all D, all theta, theta_0, e, sp",
			Title: "the closed form is the expectation of the log-density ratio, and Donsker-Varadhan is an equality at the Gaussian tilt",
			Steps: s.freeSteps,
		},
		{
			Name: "kl-exact", Part: "1", Tier: claim.TierExact, Scope: "D = 2..24",
			Title:  "rational part and coefficient of the logarithm against the definition, on random Gaussians",
			Sample: s.exactSample(),
		},
		{
			Name: "kl-sign", Part: "1", Tier: claim.TierCertified, Scope: "D = 2..24",
			Title:  "KL is positive, and 0 exactly for equal laws",
			Sample: s.signSample(),
		},
		{
			Name: "donsker-varadhan", Part: "5", Tier: claim.TierCertified, Scope: "finite measures on 1..6 points",
			Title:  "E_Q f <= KL + log E_P exp f, with equality exactly at the tilted measure",
			Sample: s.finiteSample(),
		},
		{
			Name: "float-bounds", Part: "1", Tier: claim.TierCertified, Scope: "D = 2..24, float64 code",
			Title:  "the float64 divergence is within its documented bound of the certified one",
			Sample: s.floatSample(),
		},
	}
}

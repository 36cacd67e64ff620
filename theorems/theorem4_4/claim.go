package theorem4_4

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is Theorem 4.4.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "theorem4.4",
		Label:  "Theorem 4.4",
		Title:  "Projected S-SAM: hypotheses, KKT set and a bound for finite times",
		Folder: "theorems/theorem4_4",
		Short:  "KKT points on the box; E|g|^2 <= G2; weighted E|G(W(k))|^2 <= (9/2)(L_R(W(0)) - L_R* + K G2 sum alpha^2)/sum alpha",
		Statement: "S-SAM projected on the box |w_li| <= M, linear diagonal model. Verified: (1) the KKT points of L_R on the box are, per coordinate, the stationary points of Lemma 2.3 in the box and, " +
			"iff t_- <= M <= t_+, the corners |w_l| = M with the sign of b as product (t_-, t_+ the square roots of the two u; L = 2: t_- = 0): a finite set; " +
			"(2) E|g|^2 <= G2 on the box, explicit; (3) alpha_k = a (k+k0)^(-r) has sum alpha_k = infinity and sum alpha_k^2 < infinity iff 1/2 < r <= 1; " +
			"(4) with |Hess L_R| <= K on the box and G the gradient mapping at the step 1/(2K), for any alpha_k > 0, " +
			"min over k < n of E|G(W(k))|^2 <= sum alpha_k E|G(W(k))|^2 / sum alpha_k <= (9/2)(L_R(W(0)) - L_R* + K G2 sum alpha_k^2)/sum alpha_k, L_R* the minimum over the box.",
		TeX: `\min_{k<n}\mathbb{E}\,|G_{1/(2K)}(W(k))|^2\le\frac{9}{2}\,\frac{L_R(W(0))-L_R^*+K\,G_2\sum_{k<n}\alpha_k^2}{\sum_{k<n}\alpha_k}`,
		Hypotheses: []string{
			"L >= 2, d >= 1, Sigma = diag(s), s_i > 0, e > 0, M > 0 (at s_i = 0 or e = 0 the KKT set is not finite)",
			"noise only, or one sample with X Gaussian", "1/2 < r <= 1 for the convergence that the theorem asserts; any alpha_k > 0 for part 4",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"lemma2.3", "lemma3.2", "lemmac.1", "theorem4.3", "s.3", "s.12", "s.13"},
		Compare:    "the size of the box, whether the limit is said to be a stationary or a KKT point, and the conditions on the step sizes; almost-sure convergence itself is not what a simulation can show",
		NotClaimed: "Almost-sure convergence is not verified, and no simulation here is offered as evidence for it: verified are its hypotheses, the KKT set and the bound for finite times. " +
			"The simulation of part 4 tests the bound at 48 steps; its margin says how far the bound is from the mean, not how sharp it is in general.",
		Errata:   []string{"E8"},
		Checks:   checks(theorem()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "kkt-identities", Part: "1", Tier: claim.TierProved, Scope: "all L, per coordinate; L = 3..7 for M = t_- = t_+",
			Title: "w_l g_l - w_m g_m and w_l g_l from the definition: no mixed KKT points, and the sign of g at a corner; the corner at the double root",
			Steps: s.identitySteps,
		},
		{
			Name: "kkt-exact", Part: "1", Tier: claim.TierExact, Scope: "L = 2..7, d = 1",
			Title:  "corners, stationary, mixed and other points: KKT by definition iff in the theorem's list",
			Sample: s.kktSample(),
		},
		{
			Name: "kkt-corners", Part: "1", Tier: claim.TierCertified, Scope: "L = 2..10, d = 1, M on the roots, within 2^-40 of them, and elsewhere",
			Title:  "the corner is a KKT point iff t_- <= M <= t_+, with certified t_- and t_+",
			Sample: s.cornerSample(),
		},
		{
			Name: "kkt-faces", Part: "1", Tier: claim.TierProved, Scope: "L = 2, 3, 4, twelve values of (b, M), e = s = 1",
			Title: "all KKT points on all 3^L faces by subdivision, without the theory: the list, and nothing else",
			Steps: s.faceSteps,
		},
		{
			Name: "moment-bound", Part: "2", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "G2 minus E g_l^2 is a polynomial with nonnegative coefficients in nonnegative quantities",
			Steps: s.boundSteps,
		},
		{
			Name: "moment-bound-exact", Part: "2", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3",
			Title:  "E|g|^2 <= G2 at random points and corners of boxes, both variants, in exact arithmetic",
			Sample: s.boundSample(),
		},
		{
			Name: "schedule", Part: "3", Tier: claim.TierExact, Scope: "L = 2..7, r = 0, 1/2, 3/4, 1, 5/4 and within 2^-40 of 1/2 and 1",
			Title:  "the noise does not vanish at the limit, so that sum alpha_k^2 < infinity is needed, and sum alpha_k = infinity",
			Sample: s.floorSample(),
		},
		{
			Name: "descent", Part: "4", Tier: claim.TierProved, Scope: "all L, all d",
			Title: "the algebra of the bound: its constants follow from weak and strong convexity",
			Steps: s.descentSteps,
		},
		{
			Name: "finite-time", Part: "4", Tier: claim.TierStatistical, Scope: "L = 2, 3, d = 1, 2, 2000 seeds a case, 48 steps, both variants",
			Title:  "the mean of the weighted |G|^2 over seeds is below the bound",
			Sample: s.finiteSample(),
		},
	}
}

package step_schedules

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is S.13.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.13",
		Label:  "S.13",
		Title:  "Step-size schedules",
		Folder: "lemmas/step_schedules",
		Short:  "alpha_k = a (k+k0)^-r: sum alpha_k = infinity iff r <= 1, sum alpha_k^2 < infinity iff r > 1/2",
		Statement: "For alpha_k = a (k + k0)^(-r), a, k0 > 0, r >= 0: sum alpha_k = infinity iff r <= 1, and sum alpha_k^2 < infinity iff r > 1/2, decided exactly for rational r. " +
			"The partial sum of (k + k0)^(-p) over k < K lies between the integral of x^(-p) from k0 to k0 + K and that plus k0^(-p).",
		TeX:        `\alpha_k=a\,(k+k_0)^{-r}:\quad \sum\alpha_k=\infty\iff r\le 1,\qquad \sum\alpha_k^2<\infty\iff r>\tfrac12`,
		Hypotheses: []string{"a > 0, k0 > 0, r >= 0"},
		Provenance: claim.Supporting,
		Compare:    "whether the paper states it, and under which label; whether its step sizes have this form",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	sums := []string{anyR, halfR, oneR, nearHalf, nearOne, zeroR, inside, steep}
	n := len(sums) - 1
	all := sums[:n]
	return []claim.Check{
		{
			Name: "condensation", Tier: claim.TierCertified, Scope: "0 <= r <= 3, with r = 1/2, r = 1 and both within 2^-50",
			Title: "the dyadic blocks shrink by at most, and grow by at least, 2^(1-p); the exact test agrees with what follows",
			Sample: &claim.Sample{
				Space: space(false, all...), Cases: claim.Count{Quick: 6 * n, Default: 40 * n, Deep: 2000 * n}, MinValid: 4,
				NewJudge: func() claim.Judge { return s.condensation },
			},
		},
		{
			Name: "partial-sums", Tier: claim.TierCertified, Scope: "0 <= r <= 3, K <= 64",
			Title: "sums added up term by term lie in the bracket of integrals, at p = r and p = 2 r",
			Sample: &claim.Sample{
				Space: space(false, sums...), Cases: claim.Count{Quick: 6 * (n + 1), Default: 40 * (n + 1), Deep: 2000 * (n + 1)}, MinValid: 4,
				MarginIs: "distance of the sum from the bracket's ends, relative",
				NewJudge: func() claim.Judge { return s.brackets },
			},
		},
		{
			Name: "float-schedule", Tier: claim.TierCertified, Scope: "0 <= r <= 3, k <= 64, float64 entries",
			Title: "the float64 step sizes are within 7 units in the last place",
			Sample: &claim.Sample{
				Space: space(true, all...), Cases: claim.Count{Quick: 10 * n, Default: 400 * n, Deep: 20000 * n}, MinValid: 4,
				MarginIs: "1 - error / tolerance",
				NewJudge: func() claim.Judge { return s.float },
			},
		},
	}
}

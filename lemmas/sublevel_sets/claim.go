package sublevel_sets

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is S.8.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.8",
		Label:  "S.8",
		Title:  "Sublevel sets",
		Folder: "lemmas/sublevel_sets",
		Short:  "(sqrt P - |b|)^2 <= F/s; hence |w_l| e^(L-1) <= |b| + sqrt(F/s) for e > 0; unbounded at e = 0",
		Statement: "Linear diagonal model, F the part of L_R of one coordinate without tau2: (sqrt P - |b|)^2 <= F/s. Hence for e > 0 every weight " +
			"obeys (w_l^2 + e^2) e^(2(L-1)) <= (|b| + sqrt(F/s))^2, so that {F <= c} is bounded for every c. At e = 0 it is not: F vanishes on " +
			"the hyperbola w_1 w_2 = b, w_3 = ... = w_L = 1.",
		TeX:        `\bigl(\sqrt{P}-|b|\bigr)^2 \le \tfrac1s\,F(w),\qquad (w_\ell^2+e^2)\,e^{2(L-1)} \le \bigl(|b|+\sqrt{F(w)/s}\bigr)^2`,
		Hypotheses: []string{"linear diagonal model, one coordinate, L >= 2, s > 0", "e > 0 for the bounds; e = 0 for the failure"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.1"},
		Compare:    "Whether the paper states that sublevel sets are bounded (coercivity), and for which e.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "certificate", Tier: claim.TierProved, Scope: "all L (factors), L = 2..8 (against the definition)",
			Title: "F - s (sqrt P - |b|)^2 = 2 s (|b| sqrt P - b p), and P >= p^2, P >= e^(2L) one factor at a time", Steps: certificateSteps(s),
		},
		{
			Name: "lower-bound", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "(sqrt P - |b|)^2 <= F/s on random instances, decided exactly by squaring", Sample: lowerSample(s),
		},
		{
			Name: "radius", Tier: claim.TierExact, Scope: "L = 2..8, d = 1",
			Title: "the bound of every weight on random instances, decided exactly by squaring", Sample: radiusSample(s),
		},
		{
			Name: "unbounded-without-noise", Tier: claim.TierProved, Scope: "L = 2..6, e = 0",
			Title: "the sublevel sets at e = 0 hold points with a weight of any size", Steps: escapeSteps(s),
		},
	}
}

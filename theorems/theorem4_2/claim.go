package theorem4_2

import "github.com/ssamverify/ssamverify/internal/claim"

// Claim is Theorem 4.2.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "theorem4.2",
		Label:  "Theorem 4.2",
		Title:  "Gradient descent converges",
		Folder: "theorems/theorem4_2",
		Short:  "alpha_k <= 1/K(M): invariant box, L_R falls by (alpha_k/2)|grad|^2, balancing without overshoot; with sum alpha_k = infinity one limit",
		Statement: "Linear diagonal model, s_i, e > 0, box |w_li| <= M_i with M_i >= |b_i|/(2e)^(L-1), K = max_i K_i(M_i) of Lemma C.1. With alpha_k <= 1/K the box is " +
			"invariant, L_R falls by at least (alpha_k/2)|grad L_R|^2 in every step, and w_l^2 - w_m^2 shrinks by a factor in [0, (1 - 2 alpha_k s e^(2(L-1)))^2]. With " +
			"sum alpha_k = infinity the iterates converge to one stationary point. With constant alpha < 1/K almost every start avoids the strict saddles, but not every start: from " +
			"(1, -1), b = 2, e = 1, alpha = 1/10 the iterates stay on the antidiagonal and end at the saddle 0; and for L >= 3 the origin is a minimum that attracts an open set. " +
			"The local linear factor at a minimum is max_j |1 - alpha lambda_j|.",
		TeX: `L_R(W_{k+1})\le L_R(W_k)-\frac{\alpha_k}{2}\|\nabla L_R(W_k)\|^2,\qquad W_k\to W_\infty,\qquad \text{local factor }\max_j|1-\alpha\lambda_j|`,
		Hypotheses: []string{
			"linear diagonal model, L >= 2, s_i > 0, e > 0, 0 <= alpha_k <= 1/K", "limit: sum alpha_k = infinity", "local factor: constant alpha < 2/max_j lambda_j",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"lemmac.1", "s.9", "s.11", "theorem4.1", "lemma2.3", "lemma3.2"},
		Compare: "The bound on the step size (here 1/K(M) with the constant of Lemma C.1), whether the paper asks for a constant step, and what it says about the starts that end " +
			"at a saddle or, for L >= 3, at the origin.",
		NotClaimed: "Convergence of every run is an argument (package doc), not a computation: checked are the hypotheses, each step of many runs, and the limits of individual runs. That almost " +
			"every start avoids the saddles cannot be tested by sampling; its hypotheses are S.11. The counts of the basins are for the listed starts only.",
		Checks:   checks(theorem()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "condition", Part: "1", Tier: claim.TierProved, Scope: "all L",
			Title: "a step 1/K satisfies the step conditions of Lemma C.1 and Theorem 4.1", Steps: conditionSteps(s),
		},
		{
			Name: "run-exact", Part: "1", Tier: claim.TierExact, Scope: "L = 2..5, d = 1, 2, 4 steps at L = 2 to 1 at L = 5",
			Title: "box, fall of L_R and balancing without overshoot at every step of exact runs", Sample: runExact(s),
		},
		{
			Name: "run-certified", Part: "1", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, 64 steps",
			Title: "box and fall of L_R at every step of long runs in interval arithmetic", Sample: runCertified(s),
		},
		{
			Name: "limit-certified", Part: "2", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, up to 4000 steps",
			Title: "the limit of a run is a certified minimum: the iterate enters a ball around it on which the map is proved to contract", Sample: limitSample(s),
		},
		{
			Name: "examples", Part: "3", Tier: claim.TierExact, Scope: "an identity and two instances",
			Title: "the antidiagonal at L = 2 leads to the saddle; a finite sum of step sizes does not converge to a stationary point", Steps: exampleSteps(s),
		},
		{
			Name: "basins", Part: "3", Tier: claim.TierCertified, Scope: "L = 3, 4, 5, d = 1, a lattice of starts",
			Title: "for L >= 3 some starts go to the origin and some to the global minimum; each limit certified", Steps: basinSteps(s),
		},
		{
			Name: "local-exact", Part: "4", Tier: claim.TierExact, Scope: "L = 2..5, d = 1, alpha < 2/lambda_max",
			Title: "max_j |1 - alpha lambda_j| is the spectral radius of the linearized map at exact minima", Sample: localExact(s),
		},
		{
			Name: "local-measured", Part: "4", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, alpha < 2/lambda_max, 12 steps",
			Title: "the measured factor near exact minima, within a bound of the nonlinearity", Sample: localMeasured(s),
		},
	}
}

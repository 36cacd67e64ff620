package local_rate

import "github.com/ssamverify/ssamverify/internal/claim"

// Claim is S.10.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "s.10",
		Label:  "S.10",
		Title:  "Local linear rate",
		Folder: "lemmas/local_rate",
		Short:  "near a strict minimum |W - W*| falls like exp(-lambda t) and rho^k, lambda = min{A (L u - (L-2) e^2), 2 A e^2}, rho = max |1 - alpha lambda_j|",
		Statement: "Let W* be a strict minimum of a coordinate, u = w_l^2, A = 2 s (u+e^2)^(L-2), lambda_1 = A (L u - (L-2) e^2), lambda_2 = 2 A e^2 its Hessian eigenvalues, " +
			"lambda the smaller, and |Hess L_R - Hess L_R(W*)| <= delta for |x| <= r, x = W - W*, |x(0)| <= r. Flow, delta < lambda: |x(t)| <= exp(-(lambda - delta) t) |x(0)|, and from an " +
			"eigenvector of lambda |x(t)| >= exp(-lambda t) (2 - exp(delta t)) |x(0)|. Descent with step alpha, rho = max_j |1 - alpha lambda_j|, rho + alpha delta <= 1: " +
			"|x_k| <= (rho + alpha delta)^k |x_0|, and from an eigenvector that attains rho |x_k| >= (2 rho^k - (rho + alpha delta)^k) |x_0|.",
		TeX: `\|x(t)\|\le e^{-(\lambda-\delta)t}\|x(0)\|,\quad \|x_k\|\le(\rho+\alpha\delta)^k\|x_0\|,\quad ` +
			`\lambda=\min\{A(Lu-(L-2)\eta^2),\,2A\eta^2\},\ \rho=\max_j|1-\alpha\lambda_j|`,
		Hypotheses: []string{"linear diagonal model, s_i > 0, e > 0", "W* a strict minimum with u > 0 (the large root; any root at L = 2)", "constant step alpha"},
		Provenance: claim.Supporting,
		RestsOn:    []string{"s.6", "lemma3.2"},
		Compare:    "whether the paper states it, and under which label; with a loss of factor 1/2 the eigenvalues halve",
		NotClaimed: "The bounds are local: delta is computed for starts within about 2^-9 of the weights' size.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "telescope", Part: "descent", Tier: claim.TierProved, Scope: "k = 1..12",
			Title: "the sum behind the lower bound is (rho + alpha delta)^k - rho^k",
			Steps: telescope(s),
		},
		{
			Name: "eigenpairs-exact", Tier: claim.TierExact, Scope: "L = 2..6, d = 1, planted minima",
			Title:  "all eigenvalues of the definition's Hessian at exact stationary points; the rate is the least",
			Sample: s.eigenpairs(),
		},
		{
			Name: "flow-rate", Part: "flow", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, starts along, across and between the eigenvectors",
			Title:  "the validated flow near the minimum, upper and lower bound",
			Sample: s.flowRate(),
		},
		{
			Name: "descent-rate", Part: "descent", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, 6 steps of size up to 31/16 of 1/max_j lambda_j",
			Title:  "interval descent near the minimum, upper and lower bound at every step",
			Sample: s.descentRate(),
		},
	}
}

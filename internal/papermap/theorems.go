package papermap

import "github.com/ssamverify/ssamverify/internal/claim"

func theoremLabels() []Label {
	return []Label{
		{
			Label: "Theorem 3.1", Title: "Gradient flow on the regularized loss balances and converges",
			Provenance: claim.Summary, Folder: "theorems/theorem3_1",
			Statement:  "|w_l^2 - w_m^2|(t) <= exp(-4 s e^{2(L-1)} t) |w_l^2 - w_m^2|(0), equality at L = 2; every flow exists for all times and converges to one stationary point, which is balanced",
			Hypotheses: "general model for balancing; linear diagonal model with s_i > 0 for the box, the limit and its rate; e > 0",
			Compare:    "the rate 4 s e^{2(L-1)}, and which starts reach the global minimum",
		},
		{
			Label: "Theorem 4.1", Title: "Gradient descent balances",
			Provenance: claim.Summary, Folder: "theorems/theorem4_1",
			Statement:  "D = w_l^2 - w_m^2 obeys D(k+1) = [(1-a)^2 - c^2] D(k) exactly; for small steps |D(k)| <= prod_j (1 - 2 alpha_j s e_j^{2(L-1)})^2 |D(0)|",
			Hypotheses: "general model for the factor; a + |c| <= 1 for the bound",
			Compare:    "the step-size condition, and whether sum alpha_k e_k^{2(L-1)} = infinity is required",
		},
		{
			Label: "Theorem 4.2", Title: "Gradient descent converges",
			Provenance: claim.Summary, Folder: "theorems/theorem4_2",
			Statement:  "For alpha_k <= 1/K(M) the box is invariant, L_R decreases by at least (alpha_k/2) |grad|^2, and with sum alpha_k = infinity the iterates converge to one stationary point",
			Hypotheses: "linear diagonal model, s_i > 0, e > 0, the box of Theorem 3.1, K(M) of Lemma C.1",
			Compare:    "the bound on the step size, and the exceptional starts that end at a saddle",
		},
		{
			Label: "Theorem 4.3", Title: "One S-SAM step in expectation",
			Provenance: claim.Derived, Folder: "theorems/theorem4_3",
			Statement:  "The stochastic gradient is unbiased for grad L_R, its second moment has a closed form, and E D^+ = D (1 - 4 alpha s e^2 P_{-lm} - 4 alpha^2 s^2 B) with B > 0",
			Hypotheses: "general model for unbiasedness; linear diagonal model and noise only for the drift",
			Compare:    "the sign at alpha^2, and which of the two noise models (noise only, one fresh sample) the paper uses",
		},
		{
			Label: "Theorem 4.4", Title: "Projected S-SAM converges",
			Provenance: claim.Summary, Folder: "theorems/theorem4_4",
			Statement:  "The distance of projected S-SAM to the Karush-Kuhn-Tucker points of L_R on the box tends to 0 almost surely",
			Hypotheses: "linear diagonal model, sum alpha_k = infinity, sum alpha_k^2 < infinity, projection on |w| <= M",
			Compare:    "the size of the box; almost-sure convergence itself is not what a simulation can show",
		},
		{
			Label: "PAC-Bayes", Title: "Generalization bounds for Gaussian posteriors",
			Provenance: claim.Summary, Folder: "theorems/pacbayes",
			Statement:  "E_Q of the risk is L_R for the posterior N(theta, e^2 I); kl(emp || true) <= (KL + log(2 sqrt n / delta))/n for losses in [0,1], and a bound for the squared loss",
			Hypotheses: "prior N(theta_0, sp^2 I) fixed before the data; Gaussian data for the squared loss",
			Compare:    "the prior, the loss and the constant inside the logarithm",
		},
	}
}

package papermap

import "github.com/ssamverify/ssamverify/internal/claim"

// supportingLabels returns S.1 to S.14. The list of labels at hand ended with "... and 14 more", so these
// labels are this project's own.
func supportingLabels() []Label {
	const general, diagonal = "general model", "linear diagonal model, s_i > 0, e > 0"
	row := func(label, title, folder, hypotheses, statement string) Label {
		return Label{
			Label: label, Title: title, Provenance: claim.Supporting, Folder: "lemmas/" + folder,
			Statement: statement, Hypotheses: hypotheses,
			Compare: "whether the paper states it, and under which label",
		}
	}
	return []Label{
		row("S.1", "Marginalization over the noise", "marginalization", general+"; any noise with mean 0 and variance 1",
			"E prod (w + e xi) = prod w and E prod (w + e xi)^2 = P"),
		row("S.2", "Expansion of the average sharpness", "sharpness_expansion", general,
			"R = (e^2/2) tr Hess L + sum_{k>=2} e^{2k} sum_i s_i E_{L-k}(w_{1i}^2, ..., w_{Li}^2)"),
		row("S.3", "Balancing identity", "balancing_identity", general,
			"w_l g_l - w_m g_m = 2 s e^2 P_{-lm} (w_l^2 - w_m^2)"),
		row("S.4", "Pairwise averaging", "pairwise_averaging", "any two layers",
			"(x^2+e^2)(y^2+e^2) - (|xy|+e^2)^2 = e^2 (|x|-|y|)^2"),
		row("S.5", "Conservation without noise", "conservation", general+", e = 0",
			"The flow keeps w_l^2 - w_m^2; gradient descent does not"),
		row("S.6", "Hessian of the regularized loss", "hessian", general,
			"The Hessian of L_R entry by entry, and its eigenvalues at stationary points"),
		row("S.7", "Threshold of the global minimum", "global_minimum", diagonal,
			"The large root beats the origin iff beta > beta_2(L), and beta_1 < beta_2 for L >= 3"),
		row("S.8", "Sublevel sets", "sublevel_sets", diagonal,
			"(sqrt P - |b|)^2 <= L_R coordinate / s, so sublevel sets are bounded; they are not at e = 0"),
		row("S.9", "Descent lemma", "descent_lemma", diagonal+"; the box of Lemma C.1",
			"A step alpha <= 1/K(M) lowers L_R by at least (alpha/2) |grad|^2"),
		row("S.10", "Local linear rate", "local_rate", diagonal,
			"Flow and descent approach a strict minimum at the rate of the smallest Hessian eigenvalue"),
		row("S.11", "The descent map is a local diffeomorphism", "diffeomorphism", diagonal+"; alpha < 1/K",
			"The descent map is locally invertible and the saddles are strict"),
		row("S.12", "Moments of the stochastic gradient", "ssam_moments", general,
			"The stochastic gradient is unbiased, and its second moment has a closed form"),
		row("S.13", "Step-size schedules", "step_schedules", "alpha_k = a (k + k0)^{-r}",
			"sum alpha_k = infinity iff r <= 1, and sum alpha_k^2 < infinity iff r > 1/2"),
		row("S.14", "Divergence of Gaussians", "gaussian_kl", "N(theta, e^2 I) and N(theta_0, sp^2 I)",
			"KL in closed form, and the Donsker-Varadhan inequality with equality at the tilted measure"),
	}
}

package papermap

import "github.com/ssamverify/ssamverify/internal/claim"

func lemmaLabels() []Label {
	return []Label{
		{
			Label: "Lemma 2.1", Title: "Closed-form gradient of the regularized loss",
			Provenance: claim.Summary, Folder: "lemmas/lemma2_1",
			Statement:  "d L_R / d w_{li} = -2 p_{-l,i} [Sigma (b - p)]_i + 2 s_i w_{li} (P_{-l,i} - p_{-l,i}^2); in the linear diagonal model 2 s_i (w_{li} P_{-l,i} - b_i p_{-l,i})",
			Hypotheses: "general model; noise independent, mean 0, variance 1",
			Compare:    "the factor 2, the factor s_i, and whether the penalty is P - p^2 at every depth",
		},
		{
			Label: "Lemma 2.2", Title: "Balanced factorizations are the flattest",
			Provenance: claim.Summary, Folder: "lemmas/lemma2_2",
			Statement:  "Among all W with the same product p, R(W) >= sum_i s_i ((|p_i|^{2/L} + e^2)^L - p_i^2), with equality iff every coordinate is balanced; the trace of the Hessian of L is least there too",
			Hypotheses: "L >= 2, s_i > 0, e > 0",
			Compare:    "the corner p_i = 0 with L >= 3, where a least trace does not imply balance",
		},
		{
			Label: "Lemma 2.3", Title: "Stationary points: balancing and the shrinkage equation",
			Provenance: claim.Summary, Folder: "lemmas/lemma2_3",
			Statement:  "W is stationary for L_R iff per coordinate all w_{li}^2 equal one u_i, and u_i = 0 or sign(p_i) = sign(b_i) and (u_i + e^2)^{L-1} = |b_i| u_i^{(L-2)/2}",
			Hypotheses: "linear diagonal model, L >= 2, s_i > 0, e > 0",
			Compare:    "the exponents L-1 and (L-2)/2 of the shrinkage equation, and soft thresholding at e^2 for L = 2",
		},
		{
			Label: "Lemma 3.2", Title: "Shrinkage equation: thresholds, number and kind of roots",
			Provenance: claim.Derived, Folder: "lemmas/lemma3_2",
			Statement:  "With beta = |b|/e^L: no, one or two positive roots as beta is below, at or above beta_1(L); the large root is a strict minimum, the small one a saddle, and the large one is global iff beta > beta_2(L)",
			Hypotheses: "linear diagonal model, per coordinate, L >= 2, s > 0, e > 0",
			Compare:    "beta_1(L) = (2(L-1)/L)^{L-1} (L/(L-2))^{(L-2)/2}, and whether the paper counts sign patterns",
		},
		{
			Label: "Lemma C.1", Title: "Explicit constants on a box",
			Provenance: claim.Supporting, Folder: "lemmas/lemmac_1",
			Statement:  "The descent step keeps the box |w| <= M for alpha <= 1/(2 s (M^2+e^2)^{L-1}), and the Hessian of L_R is bounded there by K(M)",
			Hypotheses: "linear diagonal model (general model for the last part), e > 0, M >= |b|/(2e)^{L-1}",
			Compare:    "the constant K(M) term by term",
		},
	}
}

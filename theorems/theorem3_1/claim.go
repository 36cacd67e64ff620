package theorem3_1

import (
	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is Theorem 3.1.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "theorem3.1",
		Label:  "Theorem 3.1",
		Title:  "Gradient flow on the regularized loss balances and converges",
		Folder: "theorems/theorem3_1",
		Short:  "|w_l^2 - w_m^2|(t) <= exp(-4 s e^(2(L-1)) t) |w_l^2 - w_m^2|(0), equality at L = 2; the flow tends to one stationary point, which is balanced",
		Statement: "Along dW/dt = -grad L_R(W), per coordinate: (1) d/dt (w_l^2 - w_m^2) = -4 s e^2 P_-lm (w_l^2 - w_m^2), general model. " +
			"(2) Hence |w_l^2 - w_m^2|(t) <= exp(-4 s e^(2(L-1)) t) |w_l^2 - w_m^2|(0), with equality at L = 2; the sign of w_l^2 - w_m^2 never changes, " +
			"and at e = 0 the differences are conserved. (3) Linear diagonal model: the box |w_l| <= max(max_l |w_l(0)|, |b|/(2e)^(L-1)) is invariant; " +
			"general model: sum_i s_i w_li^2 <= F(0)/e^(2(L-1)) for all t, F = L_R - tau2 - sum_i s_i e^(2L). The flow exists for all t, L_R decreases, and the " +
			"flow tends to one stationary point, which is balanced. (4) At a strict minimum the smallest Hessian eigenvalue, the local rate, is " +
			"min{A (L u - (L-2) e^2), 2 A e^2}, A = 2 s (u+e^2)^(L-2). (5) L = 2, |b| > e^2: the limit is a global minimum iff w_1(0) + sign(b) w_2(0) != 0. " +
			"L >= 3: from the open cube max|w(0)|^(L-2) |b| < e^(2(L-1)) the flow tends to the origin, max|w(t)| <= m exp(-2 s (e^(2(L-1)) - |b| m^(L-2)) t), m = max|w(0)|; from " +
			"L_R(W(0)) < L_R(0) it tends to a large root. L = 2, |b| = e^2, on the balanced line: u(t) = u_0/(1 + 4 s u_0 t).",
		TeX: `\bigl|w_\ell^2-w_m^2\bigr|(t)\le e^{-4 s\eta^{2(L-1)}t}\,\bigl|w_\ell^2-w_m^2\bigr|(0)`,
		Hypotheses: []string{
			"general model (Sigma positive semidefinite) for (1), (2) and the sublevel bound; s_i > 0 for a positive rate",
			"linear diagonal model with s_i > 0 for the box and for (4), (5)", "L >= 2", "e > 0, but for conservation",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"s.3", "s.6", "s.7", "s.10", "lemma2.3", "lemma3.2"},
		Compare: "The rate 4 s e^(2(L-1)) (2 s e^(2(L-1)) for a loss with 1/2), whether it is stated for squares or for the weights themselves, and which starts " +
			"are said to reach a global minimum.",
		NotClaimed: "That a bounded gradient flow of a polynomial tends to one point is Lojasiewicz's theorem, used and not verified. Which point it is, is decided on the " +
			"sampled instances, and for L >= 3 said by the theorem only in the two stated sets: it does not say that every start reaches the global minimum.",
		Checks:   checks(lemma()),
		Variants: claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "drift-free", Part: "1", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "d/dt (w_l^2 - w_m^2) with free symbols for the other layers and coordinates",
			Steps: steps(s.driftFree()),
		},
		{
			Name: "drift-diagonal", Part: "1", Tier: claim.TierProved, Scope: "L = 2..8, d = 1",
			Title: "the same for every pair of layers, with the gradient of the expected loss",
			Steps: driftGrids(s, true),
		},
		{
			Name: "drift-general", Part: "1", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), general model",
			Title: "the same for every coordinate and pair of layers with a full Sigma",
			Steps: driftGrids(s, false),
		},
		{
			Name: "drift-exact", Part: "1", Tier: claim.TierExact, Scope: "L = 2..8, d = 1..4, general and diagonal model",
			Title: "the same on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(wide()), Cases: claim.Count{Quick: 184, Default: 1380, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge(nil, s.driftFixed),
			},
		},
		{
			Name: "floor", Part: "2", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "the rate at L = 2 is exact, and every further layer multiplies it by e^2 at least",
			Steps: steps(s.floor()...),
		},
		{
			Name: "rate-pointwise", Part: "2", Tier: claim.TierExact, Scope: "L = 2..8, d = 1..4, general and diagonal model",
			Title:  "-D'/D is at least the rate on random instances, equal to it at L = 2, in exact arithmetic",
			Sample: s.ratePointwise(),
		},
		{
			Name: "rate-diagonal", Part: "2", Tier: claim.TierCertified, Scope: "L = 2..6, d = 1, three times each",
			Title:  "the validated flow: |D(t)| against the exponential, sign of D, equality at L = 2, conservation at e = 0",
			Sample: s.rateDiagonal(),
		},
		{
			Name: "rate-general", Part: "2", Tier: claim.TierCertified, Scope: "L = 2, 3, d = 2, 3, general model, three times each",
			Title:  "the same with coupled coordinates",
			Sample: s.rateGeneral(),
		},
		{
			Name: "box-certificate", Part: "3", Tier: claim.TierProved, Scope: "all L, linear diagonal model",
			Title: "the field points nowhere outward on the faces of the box",
			Steps: steps(s.boxCertificate()...),
		},
		{
			Name: "box-branch", Part: "3", Tier: claim.TierProved, Scope: "L = 2..4, |b| <= (7/8) (2e)^(L-1) M",
			Title: "the field on the faces points inward, by branch and bound over all reals",
			Steps: boxBranch(s),
		},
		{
			Name: "sublevel-certificate", Part: "3", Tier: claim.TierProved, Scope: "all L, all d, general model",
			Title: "F >= e^(2(L-1)) sum_i s_i w_li^2 as a sum of nonnegative terms",
			Steps: steps(s.sublevelCertificate()...),
		},
		{
			Name: "sublevel-exact", Part: "3", Tier: claim.TierExact, Scope: "L = 2..8, d = 1..4, general and diagonal model",
			Title:  "the same on random instances, F from the definition",
			Sample: s.sublevelExact(),
		},
		{
			Name: "descends", Part: "3", Tier: claim.TierCertified, Scope: "L = 2..4, d = 1, 2, three times each",
			Title:  "the validated flow: L_R falls, the weights stay in the box and below the sublevel bound",
			Sample: s.descends(),
		},
		{
			Name: "local-example", Part: "4", Tier: claim.TierProved, Scope: "L = 2, b = 5/4, e = 1",
			Title: "the smallest eigenvalue is 1, not 2 A e^2 = 4",
			Steps: steps(claim.Step{Name: "example", Scope: "L = 2, b = 5/4, e = s = 1", Run: s.localExample}),
		},
		{
			Name: "local-exact", Part: "4", Tier: claim.TierExact, Scope: "L = 2..6, d = 1, planted minima",
			Title:  "the smallest eigenvalue of the definition's Hessian at exact stationary points",
			Sample: s.localExact(),
		},
		{
			Name: "depth-two", Part: "5", Tier: claim.TierProved, Scope: "L = 2, linear diagonal model",
			Title: "w_1 + sign(b) w_2 keeps its sign and grows near the saddle; the line where it vanishes is invariant",
			Steps: steps(s.depthTwo()...),
		},
		{
			Name: "limit", Part: "5", Tier: claim.TierCertified, Scope: "L = 2..4, d = 1",
			Title:  "the validated flow enters a ball that attracts to a certified stationary point: the one that is claimed",
			Sample: s.limit(),
		},
		{
			Name: "cube-certificate", Part: "5", Tier: claim.TierProved, Scope: "all L >= 3, linear diagonal model",
			Title: "the largest weight decays in the open cube",
			Steps: steps(s.cubeCertificate()...),
		},
		{
			Name: "cube-flow", Part: "5", Tier: claim.TierCertified, Scope: "L = 3..5, d = 1, three times each",
			Title:  "the validated flow from the open cube stays below the exponential",
			Sample: s.cube(),
		},
		{
			Name: "threshold-slope", Part: "5", Tier: claim.TierProved, Scope: "L = 2, |b| = e^2, balanced line",
			Title: "du/dt = -4 s u^2",
			Steps: steps(s.thresholdSlope()...),
		},
		{
			Name: "threshold-flow", Part: "5", Tier: claim.TierCertified, Scope: "L = 2, |b| = e^2, balanced line, three times each",
			Title:  "the validated flow meets u_0/(1 + 4 s u_0 t)",
			Sample: s.atThreshold(),
		},
		{
			Name: "float-flow", Tier: claim.TierCertified, Scope: "L = 2..4, d = 1, 2, dyadic entries",
			Title:  "the float64 integrator is within its error estimate, propagated, of the validated one",
			Sample: s.floatFlow(),
		},
	}
}

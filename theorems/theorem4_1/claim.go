package theorem4_1

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
)

// Claim is Theorem 4.1.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "theorem4.1",
		Label:  "Theorem 4.1",
		Title:  "Gradient descent balances",
		Folder: "theorems/theorem4_1",
		Short:  "D(k+1) = [(1-a)^2 - c^2] D(k); for small steps |D(k)| <= prod_j (1 - 2 alpha_j s e_j^(2(L-1)))^2 |D(0)|",
		Statement: "W(k+1) = W(k) - alpha_k grad L_R(W(k)), where the noise level e = e_k may vary with k. For two layers l, m and a coordinate, exactly: " +
			"(w_l +- w_m)(k+1) = (1 - 2 alpha [s e^2 P_-lm -+ h]) (w_l +- w_m)(k), with h = [Sigma(b-p)]_i p_-lm - s w_l w_m (P_-lm - p_-lm^2), which in the " +
			"linear diagonal model is s (b p_-lm - w_l w_m P_-lm). Hence D = w_l^2 - w_m^2 obeys D(k+1) = [(1-a)^2 - c^2] D(k), a = 2 alpha s e^2 P_-lm, " +
			"c = 2 alpha h. If a + |c| <= 1 at every step, which in the linear diagonal model alpha <= 1/(2 s (|b| M^(L-2) + (M^2+e^2)^(L-1))) guarantees " +
			"while |w| <= M, then |D(k)| <= prod_j (1 - 2 alpha_j s e_j^(2(L-1)))^2 |D(0)| and D keeps its sign. sum_k alpha_k e_k^(2(L-1)) = infinity " +
			"suffices for D -> 0; it is not necessary.",
		TeX: `D_{k+1} = \bigl[(1-a)^2-c^2\bigr]D_k,\qquad |D_k| \le \prod_{j<k}\bigl(1-2\alpha_j s\,e_j^{2(L-1)}\bigr)^2\,|D_0|`,
		Hypotheses: []string{
			"L >= 2, d >= 1; factors: Sigma positive semidefinite, any alpha_k, any e_k >= 0",
			"bound: a + |c| <= 1 at every step (general model), or the condition on alpha_k in the linear diagonal model",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"s.1", "s.3", "lemma2.1"},
		Compare: "The condition on the step size, the exponent 2(L-1), and whether the paper asks for sum alpha_k e_k^(2(L-1)) = infinity as necessary. With a loss " +
			"of factor 1/2 the factors 2 of a, c and of the rate go.",
		NotClaimed: "Nothing is said about steps that violate a + |c| <= 1, except the example where D grows by the factor 8.",
		Checks:     checks(theorem()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	exact := generators.Domain{
		MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3,
		Params: []generators.ParamSpec{{Name: alphaName, Lo: new(big.Rat), Hi: big.NewRat(2, 1)}},
	}
	return []claim.Check{
		{
			Name: "free-symbols", Part: "factors", Tier: claim.TierProved, Scope: "all L, all d, every schedule",
			Title: "one step on w_l + w_m, w_l - w_m and D, with free symbols for the other layers and coordinates", Steps: freeSteps(s),
		},
		{
			Name: "grid-fixed", Part: "factors", Tier: claim.TierProved, Scope: "L = 2..8, d = 1; (2,2) and (3,2) with a full Sigma",
			Title: "one step on w_l + w_m and w_l - w_m, from the expected loss", Steps: gridSteps(s),
		},
		{
			Name: "grid-squares", Part: "factors", Tier: claim.TierProved, Scope: "L = 2..4, d = 1",
			Title: "one step on D, from the expected loss", Steps: squareSteps(s),
		},
		{
			Name: "random-field", Part: "factors", Tier: claim.TierExact, Scope: "up to L = 24 or d = 6",
			Title: "one step at random points of a field with 2^61 - 1 elements", Steps: fieldSteps(s),
		},
		{
			Name: "factor-exact", Part: "factors", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, general and diagonal model",
			Title: "one step on random instances, in exact arithmetic",
			Sample: &claim.Sample{
				Space: generators.NewSpace(exact), Cases: claim.Count{Quick: 96, Default: 960, Deep: 46000}, MinValid: 4,
				NewJudge: proof.ExactJudge([]string{alphaName}, s.identities(true)),
			},
		},
		{
			Name: "condition", Part: "bound", Tier: claim.TierProved, Scope: "all L",
			Title: "the condition on alpha gives a + |c| <= 1, the factor lies in [0, (1-a)^2], and a is at least the rate: certificates", Steps: conditionSteps(s),
		},
		{
			Name: "condition-exact", Part: "bound", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, general and diagonal model",
			Title: "one step with a + |c| <= 1: no overshoot, and the rate", Sample: conditionSample(s),
		},
		{
			Name: "descent-exact", Part: "bound", Tier: claim.TierExact, Scope: "L = 2..4, d = 1, 2, 2 to 5 steps",
			Title: "the bound at every step of exact descent with varying step sizes and noise levels", Sample: exactSample(s),
		},
		{
			Name: "descent-sharp", Part: "bound", Tier: claim.TierExact, Scope: "L = 2..6, d = 1, 40 to 400 steps",
			Title: "instances where the bound is an equality at every step, although the step sizes and noise levels vary", Steps: sharpSteps(s),
		},
		{
			Name: "descent-certified", Part: "bound", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, 48 steps",
			Title: "the bound at every step of long runs in interval arithmetic", Sample: certifiedSample(s),
		},
		{
			Name: "float-descent", Part: "bound", Tier: claim.TierCertified, Scope: "L = 2..5, d = 1, 24 steps, float64",
			Title: "the float64 descent stays within its tracked rounding error of the certified weights", Sample: floatSample(s),
		},
		{
			Name: "examples", Part: "limits", Tier: claim.TierExact, Scope: "four instances",
			Title: "a step that is too large, descent without noise, a finite sum that balances and one that does not", Steps: exampleSteps(s),
		},
	}
}

package lemma2_2

import (
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Claim is Lemma 2.2.
func Claim() claim.Claim {
	return claim.Claim{
		ID:     "lemma2.2",
		Label:  "Lemma 2.2",
		Title:  "Balanced factorizations are the flattest",
		Folder: "lemmas/lemma2_2",
		Short:  "R(W) >= sum_i s_i ((|p_i|^(2/L) + e^2)^L - p_i^2) with equality iff balanced; the trace of Hess L likewise, up to a corner",
		Statement: "Among all W with the same entrywise product p: (a) R(W) >= sum_i s_i ((|p_i|^(2/L) + e^2)^L - p_i^2), with equality iff in every coordinate all w_li^2 are equal over l " +
			"(balanced; at p_i = 0: all zero). (b) tr Hess L(W) = 2 sum_i s_i sum_l p_-l,i^2 >= 2 L sum_i s_i |p_i|^(2-2/L), with equality iff in every coordinate p_i != 0 and it is balanced, " +
			"or p_i = 0 and at least two layers vanish there. (c) R = (e^2/2) tr Hess L + sum_{k>=2} e^(2k) sum_i s_i E_{L-k}(w_1i^2, ..., w_Li^2).",
		TeX: `R(W)\;\ge\;\sum_i s_i\Bigl(\bigl(|p_i|^{2/L}+\eta^2\bigr)^L-p_i^2\Bigr),\qquad \operatorname{tr}\nabla^2 L(W)\;\ge\;2L\sum_i s_i\,|p_i|^{2-2/L}`,
		Hypotheses: []string{
			"L >= 2, d >= 1", "general model: Sigma positive semidefinite; its off-diagonal entries and the target do not enter",
			"s_i > 0 for every i and e > 0 (for the equality cases; the inequalities need neither)",
		},
		Provenance: claim.Summary,
		RestsOn:    []string{"s.1", "s.2", "s.4"},
		Compare: "Whether the paper says that balanced factorizations minimize the average sharpness, the trace of the Hessian, or both, and whether it excludes p_i = 0: " +
			"there a least trace does not imply balance for L >= 3, as (0, 0, 5) shows.",
		NotClaimed: "That a least trace of the Hessian implies balance: at p_i = 0 and L >= 3 it does not.",
		Checks:     checks(lemma()),
		Variants:   claim.Bind(checks, variants()...),
	}
}

// checks builds the checks of a statement.
func checks(s statement) []claim.Check {
	return []claim.Check{
		{
			Name: "smoothing", Part: "a, b", Tier: claim.TierProved, Scope: "all L, all k",
			Title: "the drop of P and of every bracket in a step that makes one more layer equal to the geometric mean, a product of nonnegative factors",
			Steps: smoothingSteps(s),
		},
		{
			Name: "certificate", Part: "a", Tier: claim.TierProved, Scope: "L = 2..8",
			Title: "P - (G+t)^L is the sum of the brackets E_k - C(L,k) G^k, which vanish at balance; free a, G, t",
			Steps: certificateSteps(s),
		},
		{
			Name: "muirhead", Part: "a, b", Tier: claim.TierProved, Scope: "L = 2..5, all k, all real inputs",
			Title: "each bracket is a sum of monomials times squares times sums of monomials in the roots: nonnegative for all reals",
			Steps: muirheadSteps(s),
		},
		{
			Name: "muirhead-field", Part: "a, b", Tier: claim.TierExact, Scope: "L = 3..7",
			Title: "the same identity at random points of a field with 2^61 - 1 elements, beyond the grids",
			Steps: muirheadFieldSteps(s),
		},
		{
			Name: "brackets-exact", Part: "a, b", Tier: claim.TierExact, Scope: "L = 2..8, all k, any product",
			Title:  "E_k >= C(L,k) G^k and its equality cases, as a comparison of rationals",
			Sample: s.bracketsSample(),
		},
		{
			Name: "chain-exact", Part: "a", Tier: claim.TierExact, Scope: "L = 2..6, rational balanced counterpart",
			Title:  "the chain of smoothing steps of the proof for every depth ends at the least value after at most L-1 steps, falling strictly",
			Sample: s.chainSample(),
		},
		{
			Name: "sharpness-exact", Part: "a", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, rational balanced counterpart",
			Title:  "R from the definition against its least value, equality exactly in the balanced case, the counterpart attains it",
			Sample: s.exactSample(s.sharpness()),
		},
		{
			Name: "trace-exact", Part: "b", Tier: claim.TierExact, Scope: "L = 2..6, d = 1..3, rational balanced counterpart",
			Title:  "tr Hess L by dual numbers against its least value, equality exactly in the stated cases, the counterpart attains it",
			Sample: s.exactSample(s.trace()),
		},
		{
			Name: "inequality-exact", Part: "a, b", Tier: claim.TierExact, Scope: "L = 2..5, d = 1..3, s_i >= 0, e >= 0, rational balanced counterpart",
			Title:  "both inequalities, attained by the balanced counterpart, need neither s_i > 0 nor e > 0",
			Sample: s.inequalitySample(),
		},
		{
			Name: "certified", Part: "a, b", Tier: claim.TierCertified, Scope: "L = 2..6, d = 1..3, any product",
			Title:  "both inequalities with certified roots, strict off the equality cases",
			Sample: s.certifiedSample(),
		},
		{
			Name: "corners", Part: "a, b", Tier: claim.TierProved, Scope: "nine factorizations",
			Title: "the equality cases at and beside p = 0: (0, 0, 5) has least trace and is not balanced",
			Steps: cornerSteps(s),
		},
		{
			Name: "link", Part: "c", Tier: claim.TierProved, Scope: "L = 2..8, d = 1; (L, d) = (2,2), (3,2), (2,3), general model",
			Title: "R minus (e^2/2) tr Hess L is the sum of the higher orders",
			Steps: linkSteps(s),
		},
		{
			Name: "only-diagonal", Tier: claim.TierProved, Scope: "(L, d) = (2,2), (3,2), (2,3), general model",
			Title: "the derivatives of R and tr Hess L by the off-diagonal entries of Sigma, the target and tau2 are zero",
			Steps: entersSteps(s),
		},
	}
}

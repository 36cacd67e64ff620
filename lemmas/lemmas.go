// Package lemmas lists the claims that are lemmas or supporting results, in the order of the paper.
package lemmas

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/balancing_identity"
	"github.com/ssamverify/ssamverify/lemmas/conservation"
	"github.com/ssamverify/ssamverify/lemmas/descent_lemma"
	"github.com/ssamverify/ssamverify/lemmas/diffeomorphism"
	"github.com/ssamverify/ssamverify/lemmas/gaussian_kl"
	"github.com/ssamverify/ssamverify/lemmas/global_minimum"
	"github.com/ssamverify/ssamverify/lemmas/hessian"
	"github.com/ssamverify/ssamverify/lemmas/lemma2_1"
	"github.com/ssamverify/ssamverify/lemmas/lemma2_2"
	"github.com/ssamverify/ssamverify/lemmas/lemma2_3"
	"github.com/ssamverify/ssamverify/lemmas/lemma3_2"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/lemmas/local_rate"
	"github.com/ssamverify/ssamverify/lemmas/marginalization"
	"github.com/ssamverify/ssamverify/lemmas/pairwise_averaging"
	"github.com/ssamverify/ssamverify/lemmas/sharpness_expansion"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/lemmas/step_schedules"
	"github.com/ssamverify/ssamverify/lemmas/sublevel_sets"
)

// Claims returns the claims of this folder.
func Claims() []claim.Claim {
	return []claim.Claim{
		lemma2_1.Claim(),
		lemma2_2.Claim(),
		lemma2_3.Claim(),
		lemma3_2.Claim(),
		lemmac_1.Claim(),
		marginalization.Claim(),
		sharpness_expansion.Claim(),
		balancing_identity.Claim(),
		pairwise_averaging.Claim(),
		conservation.Claim(),
		hessian.Claim(),
		global_minimum.Claim(),
		sublevel_sets.Claim(),
		descent_lemma.Claim(),
		local_rate.Claim(),
		diffeomorphism.Claim(),
		ssam_moments.Claim(),
		step_schedules.Claim(),
		gaussian_kl.Claim(),
	}
}

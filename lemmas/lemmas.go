// Package lemmas lists the claims that are lemmas or supporting results, in the order of the paper.
package lemmas

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/lemma2_1"
)

// Claims returns the claims of this folder.
func Claims() []claim.Claim {
	return []claim.Claim{
		lemma2_1.Claim(),
	}
}

// Package theorems lists the claims that are theorems and the PAC-Bayes bounds, in the order of the paper.
package theorems

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/theorems/pacbayes"
	"github.com/ssamverify/ssamverify/theorems/theorem3_1"
	"github.com/ssamverify/ssamverify/theorems/theorem4_1"
	"github.com/ssamverify/ssamverify/theorems/theorem4_2"
	"github.com/ssamverify/ssamverify/theorems/theorem4_3"
	"github.com/ssamverify/ssamverify/theorems/theorem4_4"
)

// Claims returns the claims of this folder.
func Claims() []claim.Claim {
	return []claim.Claim{
		theorem3_1.Claim(),
		theorem4_1.Claim(),
		theorem4_2.Claim(),
		theorem4_3.Claim(),
		theorem4_4.Claim(),
		pacbayes.Claim(),
	}
}

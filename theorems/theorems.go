// Package theorems lists the claims that are theorems and the PAC-Bayes bounds, in the order of the paper.
package theorems

import "github.com/ssamverify/ssamverify/internal/claim"

// Claims returns the claims of this folder.
func Claims() []claim.Claim { return nil }

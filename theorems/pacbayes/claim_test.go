package pacbayes

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestClaim(t *testing.T) { claimtest.Run(t, Claim()) }

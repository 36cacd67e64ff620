package gaussian_kl

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestCases(t *testing.T) { claimtest.Cases(t, Claim()) }

package conservation

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestPlan(t *testing.T) { claimtest.Plan(t, Claim()) }

package theorem3_1

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claimtest"
)

func TestPlan(t *testing.T) { claimtest.Plan(t, Claim()) }

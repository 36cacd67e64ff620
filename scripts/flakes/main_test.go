package main

import (
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

func fake(tier claim.Tier, fails bool) claim.Claim {
	d := generators.Domain{MaxDepth: 2, MaxWidth: 1}
	return claim.Claim{
		ID: "fake", Label: "f", Title: "t", Folder: "f", Statement: "s", Short: "s", TeX: "x", Hypotheses: []string{"h"},
		Provenance: claim.Supporting, Compare: "c",
		Checks: []claim.Check{{Name: "k", Title: "t", Scope: "s", Tier: tier, Sample: &claim.Sample{
			Space: generators.NewSpace(d, generators.RegimeNamed(d, generators.Unit)...), Cases: claim.Count{Quick: 10, Default: 10, Deep: 10}, FalseAlarm: 1e-12,
			NewJudge: func() claim.Judge {
				return func(c *claim.Case) claim.Outcome {
					if fails && c.Index == 7 {
						return claim.Violate("flake", 1, "seen")
					}
					return claim.Hold()
				}
			},
		}}},
	}
}

func TestRun(t *testing.T) {
	rows := []struct {
		reason string
		claims []claim.Claim
		says   string
		fails  bool
	}{
		{"no failure", []claim.Claim{fake(claim.TierStatistical, false)}, "3 seeds, 1 claims, 30 cases, 0 failures", false},
		{"a flake in each seed", []claim.Claim{fake(claim.TierStatistical, true)}, "30 cases, 3 failures", true},
		{"nothing statistical is not a pass", []claim.Claim{fake(claim.TierExact, true)}, "", true},
	}
	for _, row := range rows {
		var out strings.Builder
		err := run(t.Context(), &out, row.claims, 1, 3)
		if (err != nil) != row.fails || !strings.Contains(out.String(), row.says) {
			t.Errorf("%s: error %v, output %q", row.reason, err, out.String())
		}
	}
}

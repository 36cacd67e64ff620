package reports

import "github.com/ssamverify/ssamverify/internal/claim"

// passing is the evidence of a small audit in which everything passed, with texts that need escapes.
func passing() *claim.Evidence {
	e := &claim.Evidence{
		Schema: claim.EvidenceSchema, Tool: "ssamverify", Seed: 1, Profile: claim.Default, Complete: true,
		Claims: []claim.ClaimEvidence{{
			ID: "lemma2.1", Label: "Lemma 2.1", Title: "Gradient of L_R", Short: "g = 2 s (w P - b p)",
			Statement: "For every l:\n  |p_i|^2 <= P_i  # not a heading\n\nAlso a <b> & `c`.", TeX: `\nabla`,
			Hypotheses: []string{"L >= 2", "s_i > 0 | e > 0"}, Provenance: claim.Summary, Compare: "the factor *2*",
			NotClaimed: "nothing about [SGD](x)", Errata: []string{"E1"}, RestsOn: []string{"s.1"},
			Checks: []claim.CheckEvidence{
				{
					Name: "grid", Part: "1", Title: "the identity for all reals", Tier: claim.TierProved, Scope: "all L, all d",
					PlannedSteps: 2, Points: 1234, Steps: []claim.StepEvidence{
						{Name: "L2", Scope: "L = 2", Verdict: claim.Proved, Method: "grid", Points: 234, Token: "t:L2", Stats: []claim.Value{{Name: "degrees", Value: "w:2 | e:4"}}},
						{Name: "L3", Scope: "L = 3", Verdict: claim.Proved, Method: "grid", Points: 1000, Token: "t:L3"},
					},
				},
				{
					Name: "exact", Title: "equality on each instance", Tier: claim.TierExact, Scope: "L = 2..4",
					Domain: []string{"L = 2..4", "e > 0"}, Planned: 20, Cases: 20, Valid: 20, MinValid: 3,
					Regimes:  []claim.RegimeCount{{Name: "generic", Cases: 10, Valid: 10}, {Name: "zero_one", Cases: 10, Valid: 10}},
					MarginIs: "error over bound", FailureRate95: 0.139, Margin: &claim.Margin{Value: 0.25, Index: 3, Regime: "zero_one", Token: "t:3"},
				},
				{
					Name: "simulated", Title: "the mean of many draws", Tier: claim.TierStatistical, Scope: "L = 2",
					Planned: 4, Cases: 4, Valid: 4, MinValid: 1, FalseAlarm: 1e-12, FailureRate95: 0.527,
					Regimes:  []claim.RegimeCount{{Name: "generic", Cases: 4, Valid: 4}},
					MarginIs: "", Margin: nil,
				},
			},
			Variants: []claim.VariantEvidence{
				variant("e-not-squared", "grid"), variant("no|factor", "exact"), variant("shared-noise", "simulated"),
			},
		}},
		Timing: &claim.Timing{Seconds: 1.5, Workers: 2, Checks: map[string]map[string]float64{
			"lemma2.1": {"grid": 0.5, "exact": 0.25, "variant e-not-squared": 0.125},
		}},
		Environment: &claim.Environment{Go: "go1.26", OS: "linux", Arch: "amd64", Commit: "abc", Started: "2026-01-02T03:04:05Z"},
	}
	claim.Finalize(e)
	return e
}

func variant(name, check string) claim.VariantEvidence {
	return claim.VariantEvidence{
		Name: name, Title: "e for e^2", Check: check, Verdict: claim.Refuted, Cases: 2,
		Minimal: &claim.Counterexample{
			Token: "t:v", Failure: "differs", Detail: "1 != 2 | x", Depth: 2, Width: 1, Confirmed: true, Severity: 1,
			Instance: []claim.Value{{Name: "w_1", Value: "(1/2)"}},
		},
	}
}

// failing is the evidence of an audit in which everything that can go wrong did.
func failing() *claim.Evidence {
	refuted := claim.CheckEvidence{
		Name: "exact", Title: "equality", Tier: claim.TierExact, Scope: "L = 2", Planned: 10, Cases: 10, Valid: 8, Violated: 2, MinValid: 1,
		Regimes: []claim.RegimeCount{{Name: "generic", Cases: 10, Valid: 8}},
		Minimal: &claim.Counterexample{
			Token: "t:min", Index: 4, Regime: "generic", Failure: "differs", Detail: "left 1, right 2", Depth: 2, Width: 1, ShrinkCalls: 12, Confirmed: true,
			Instance: []claim.Value{{Name: "w_1", Value: "(1)"}, {Name: "e", Value: "1"}},
		},
		Worst: &claim.Counterexample{Token: "t:worst", Index: 7, Regime: "generic", Failure: "differs", Detail: "left 1, right 200", Depth: 3, Width: 2, Severity: 199, Confirmed: true},
	}
	undecided := claim.CheckEvidence{
		Name: "roots", Title: "root count", Tier: claim.TierCertified, Scope: "L = 3", Planned: 5, Cases: 5, Valid: 4, Undecided: 1, MinValid: 1,
		Regimes:        []claim.RegimeCount{{Name: "generic", Cases: 5, Valid: 4}},
		FirstUndecided: &claim.Undecision{Index: 2, Token: "t:und", Reason: "precision 4096 was not enough"},
	}
	stuck := claim.CheckEvidence{
		Name: "boxes", Title: "branch and bound", Tier: claim.TierProved, Scope: "L = 3", PlannedSteps: 1, Points: 9,
		Steps: []claim.StepEvidence{{Name: "L3", Scope: "L = 3", Verdict: claim.Undecided, Method: "branch and bound", Points: 9, Detail: "budget of 9 boxes", Token: "t:step"}},
	}
	unconfirmed := claim.CheckEvidence{
		Name: "flaky", Title: "equality", Tier: claim.TierExact, Scope: "L = 2", Planned: 1, Cases: 1, Violated: 1, MinValid: 1,
		Regimes: []claim.RegimeCount{{Name: "generic", Cases: 1}},
		Minimal: &claim.Counterexample{Token: "t:flaky", Failure: "differs", Detail: "once"},
	}
	text := func(id, label string, rests ...string) claim.ClaimEvidence {
		return claim.ClaimEvidence{ID: id, Label: label, Title: "T", Short: "S", Statement: "S", Hypotheses: []string{"H"}, Provenance: claim.Derived, Compare: "C", RestsOn: rests}
	}
	a, b, c, d := text("a", "S.1"), text("b", "S.2", "a"), text("c", "S.3", "missing"), text("d", "S.4", "b")
	a.Checks = []claim.CheckEvidence{refuted, unconfirmed}
	a.Variants = []claim.VariantEvidence{variant("w", "exact")}
	b.Checks = []claim.CheckEvidence{undecided, stuck}
	b.Variants = []claim.VariantEvidence{variant("w", "roots"), {Name: "x", Title: "the wrong one", Check: "boxes", Verdict: claim.Held, Reason: "the wrong statement survived its check", Cases: 7}}
	c.Checks = []claim.CheckEvidence{{Name: "empty", Title: "nothing", Tier: claim.TierExact, Scope: "none"}}
	d.Checks = passing().Claims[0].Checks[:1]
	d.Variants = []claim.VariantEvidence{variant("w", "grid")}
	e := &claim.Evidence{
		Schema: claim.EvidenceSchema, Tool: "ssamverify", Seed: 7, Profile: claim.Quick, Cases: 10, Shard: &claim.Shard{Index: 2, Count: 3},
		Claims: []claim.ClaimEvidence{a, b, c, d},
	}
	claim.Finalize(e)
	return e
}

package main

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// statement is what the fake claim's checks take: what a judge and a step say.
type statement struct {
	judge func(*claim.Case) claim.Outcome
	step  func() claim.StepResult
}

// square is a true statement, with auxiliary draws, margins and traces: w^2 >= 0.
func square(c *claim.Case) claim.Outcome {
	w := c.Weights[0][0]
	c.Trace("w", w.RatString())
	c.Trace("draw", c.Rand().Uint64())
	m, _ := new(big.Rat).Mul(w, w).Float64()
	return claim.HoldBy(m)
}

// positive is a wrong statement: w > 0.
func positive(c *claim.Case) claim.Outcome {
	if w := c.Weights[0][0]; w.Sign() <= 0 {
		s, _ := w.Float64()
		return claim.Violate("not positive", -s, "w = %s", w.RatString())
	}
	return claim.Hold()
}

func step(v claim.Verdict) func() claim.StepResult {
	return func() claim.StepResult {
		return claim.StepResult{Verdict: v, Method: "grid", Points: 3, Detail: "a detail", Stats: []claim.Value{{Name: "degree", Value: "2"}}}
	}
}

// fake is a claim that passes unless change makes it worse.
func fake(id string, change func(*claim.Claim)) claim.Claim {
	checks := func(s statement) []claim.Check {
		return []claim.Check{
			{
				Name: "sampled", Title: "a square is not negative", Tier: claim.TierExact, Scope: "L = 2..3",
				Sample: &claim.Sample{
					Space:    generators.NewSpace(generators.Domain{MaxDepth: 3, MaxWidth: 2}),
					Cases:    claim.Count{Quick: 100, Default: 300, Deep: 900},
					NewJudge: func() claim.Judge { return s.judge },
					MarginIs: "w^2",
				},
			},
			{
				Name: "stepped", Title: "two steps", Tier: claim.TierProved, Scope: "all L",
				Steps: func(claim.Profile) []claim.Step {
					run := func(context.Context) claim.StepResult { return s.step() }
					return []claim.Step{{Name: "one", Scope: "L = 1", Run: run}, {Name: "two", Scope: "L = 2", Run: run}}
				},
			},
		}
	}
	right := statement{square, step(claim.Proved)}
	wrong := statement{positive, step(claim.Refuted)}
	c := claim.Claim{
		ID: id, Label: "Fake " + id, Title: "A fake", Folder: "lemmas/fake", Statement: "w^2 >= 0.", Short: "w^2 >= 0", TeX: "w^2",
		Hypotheses: []string{"none"}, Provenance: claim.Supporting, Compare: "nothing",
		Checks: checks(right),
		Variants: claim.Bind(checks,
			claim.Wrong[statement]{Name: "positive", Title: "w > 0", Check: "sampled", Statement: wrong},
			claim.Wrong[statement]{Name: "steps", Title: "steps that fail", Check: "stepped", Statement: wrong}),
	}
	if change != nil {
		change(&c)
	}
	return c
}

// outcome makes the fake's own sampled check say o in every case.
func outcome(o claim.Outcome) func(*claim.Claim) {
	return func(c *claim.Claim) {
		s := *c.Checks[0].Sample
		s.NewJudge = func() claim.Judge { return func(*claim.Case) claim.Outcome { return o } }
		c.Checks[0].Sample = &s
	}
}

// steps makes the fake's own steps give v.
func steps(v claim.Verdict) func(*claim.Claim) {
	return func(c *claim.Claim) {
		c.Checks[1].Steps = func(claim.Profile) []claim.Step {
			return []claim.Step{{Name: "one", Scope: "L = 1", Run: func(context.Context) claim.StepResult { return step(v)() }}}
		}
	}
}

// survivor makes the fake's first wrong variant a true statement.
func survivor(c *claim.Claim) { c.Variants[0].Check = c.Checks[0] }

// slow is a claim of many steps that take d each and do not look at the context.
func slow(id string, d time.Duration) claim.Claim {
	return fake(id, func(c *claim.Claim) {
		c.Checks[1].Steps = func(claim.Profile) []claim.Step {
			all := make([]claim.Step, 10000)
			for k := range all {
				all[k] = claim.Step{Name: fmt.Sprintf("s%d", k), Scope: "slow", Run: func(context.Context) claim.StepResult {
					time.Sleep(d)
					return step(claim.Proved)()
				}}
			}
			return all
		}
	})
}

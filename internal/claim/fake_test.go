package claim

import (
	"context"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// The claims of these tests: sum over the weights of w^2 is at least bound times e^2, on instances
// that make it true or false as the test wants.

func domain() generators.Domain {
	return generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3, PositiveNoise: true}
}

// sample is a property of random instances decided by judge.
func sample(cases int, judge Judge) *Sample {
	return &Sample{
		Space: generators.NewSpace(domain()), Cases: Count{cases, cases, cases},
		NewJudge: func() Judge { return judge },
	}
}

func hold(*Case) Outcome { return Hold() }

// squares is the sum of the squared weights.
func squares(c *Case) *big.Rat {
	sum := new(big.Rat)
	for _, row := range c.Weights {
		for _, w := range row {
			sum.Add(sum, new(big.Rat).Mul(w, w))
		}
	}
	return sum
}

// atMost is the false statement "the squared weights sum to at most 2", with a margin.
func atMost(c *Case) Outcome {
	f, _ := squares(c).Float64()
	if f > 2 {
		return Violate("too large", f-2, "sum of squares %s", squares(c).RatString())
	}
	return HoldBy(2 - f)
}

// nonnegative is a true statement with a margin.
func nonnegative(c *Case) Outcome {
	f, _ := squares(c).Float64()
	return HoldBy(f)
}

func check(name string, s *Sample) Check {
	return Check{Name: name, Title: "a test", Tier: TierExact, Scope: "tests", Sample: s}
}

func newClaim(id string, checks []Check, variants ...Variant) Claim {
	return Claim{
		ID: id, Label: id, Title: "title", Folder: "tests/" + id, Statement: "statement", Short: "short", TeX: "x",
		Hypotheses: []string{"none"}, Provenance: Supporting, Compare: "nothing", Checks: checks, Variants: variants,
	}
}

// bitten is a claim with the given check and a wrong variant that it refutes.
func bitten(id string, c Check) Claim {
	wrong := c
	switch {
	case c.Sample != nil:
		s := *c.Sample
		s.NewJudge = func() Judge { return atMost }
		wrong.Sample = &s
	default:
		wrong.Steps = func(Profile) []Step { return []Step{step("wrong", Refuted)} }
	}
	return newClaim(id, []Check{c}, Variant{Name: "wrong", Title: "a wrong statement", Check: wrong})
}

func step(name string, v Verdict) Step {
	return Step{Name: name, Scope: "tests", Run: func(context.Context) StepResult {
		return StepResult{Verdict: v, Method: "test", Points: 1, Detail: "because"}
	}}
}

func steps(ss ...Step) func(Profile) []Step { return func(Profile) []Step { return ss } }

func run(t *testing.T, o Options, claims ...Claim) *Evidence {
	t.Helper()
	if o.Profile == "" {
		o.Profile = Quick
	}
	e, err := Run(t.Context(), claims, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// panics is a judge with a defect.
func panics(*Case) Outcome { panic("a defect of the check") }

package claim

import (
	"context"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// TestVerdicts: each row is a way in which a check can end. Only proved and held pass.
func TestVerdicts(t *testing.T) {
	flaky := 0
	skips := sample(60, func(c *Case) Outcome {
		if c.Index == 3 {
			return Skip("outside")
		}
		return Hold()
	})
	allowed := *skips
	allowed.MaxSkips = 1
	thin := sample(60, hold)
	thin.MinValid = 50
	proof := func(ss ...Step) Check {
		return Check{Name: "proof", Title: "a test", Tier: TierProved, Scope: "tests", Steps: steps(ss...)}
	}
	rows := []struct {
		reason string
		claim  Claim
		want   Verdict
		says   string
	}{
		{"every case holds and the variant is refuted", bitten("c", check("k", sample(60, hold))), Held, ""},
		{"a false statement", bitten("c", check("k", sample(60, atMost))), Refuted, "too large"},
		{"one undecided case outweighs all others", bitten("c", check("k", sample(60, func(c *Case) Outcome {
			if c.Index == 7 {
				return Undecide("precision ran out")
			}
			return Hold()
		}))), Undecided, "precision ran out"},
		{"a panic of the judge decides nothing", bitten("c", check("k", sample(60, panics))), Undecided, "panic: a defect"},
		{"no wrong variant", newClaim("c", []Check{check("k", sample(60, hold))}), Vacuous, "no wrong variant"},
		{"too few valid cases in a regime", bitten("c", check("k", thin)), Vacuous, "regime"},
		{"a case outside the hypotheses without a budget for it", bitten("c", check("k", skips)), Vacuous, "outside the hypotheses"},
		{"the same within its budget", bitten("c", check("k", &allowed)), Held, ""},
		{"a counterexample that does not come back", bitten("c", check("k", sample(60, func(c *Case) Outcome {
			if c.Index == 5 {
				if flaky++; flaky == 1 {
					return Violate("flaky", 1, "seen once")
				}
			}
			return Hold()
		}))), Undecided, "not confirmed"},
		{"all steps proved", bitten("c", proof(step("a", Proved), step("b", Proved))), Proved, ""},
		{"a refuted step", bitten("c", proof(step("a", Proved), step("b", Refuted))), Refuted, "because"},
		{"an undecided step", bitten("c", proof(step("a", Proved), step("b", Undecided))), Undecided, "step b"},
		{"no step at all", bitten("c", proof()), Vacuous, "nothing was planned"},
		{"a step that decided no point", bitten("c", proof(Step{Name: "empty", Run: func(context.Context) StepResult {
			return StepResult{Verdict: Proved}
		}})), Vacuous, "no point"},
		{"a step that panics", bitten("c", proof(Step{Name: "boom", Run: func(context.Context) StepResult { panic("boom") }})), Undecided, "panic: boom"},
	}
	for _, row := range rows {
		t.Run(strings.ReplaceAll(row.reason, " ", "_"), func(t *testing.T) {
			flaky = 0
			e := run(t, Options{Workers: 1}, row.claim)
			c := e.Claims[0].Checks[0]
			if c.Verdict != row.want || !strings.Contains(c.Reason, row.says) {
				t.Errorf("got %s (%s), want %s with %q", c.Verdict, c.Reason, row.want, row.says)
			}
			if e.Verdict != row.want || e.Claims[0].Verdict != row.want {
				t.Errorf("the claim is %s and the audit %s, want %s", e.Claims[0].Verdict, e.Verdict, row.want)
			}
		})
	}
}

// TestSurvivor: a wrong variant that its check accepts fails the audit.
func TestSurvivor(t *testing.T) {
	good := bitten("c", check("k", sample(60, hold)))
	good.Variants = append(good.Variants, Variant{Name: "survivor", Title: "also holds", Check: check("k", sample(60, hold))})
	e := run(t, Options{}, good)
	if v := e.Claims[0].Variants[1]; v.Verdict != Held || e.Verdict.Passes() {
		t.Errorf("the survivor is %s and the audit %s, want held and a failure", v.Verdict, e.Verdict)
	}
}

// TestVariantDepthBound: a counterexample deeper than promised does not count.
func TestVariantDepthBound(t *testing.T) {
	deep := check("k", sample(60, func(c *Case) Outcome {
		if c.Depth() >= 3 {
			return Violate("deep", 1, "depth %d", c.Depth())
		}
		return Hold()
	}))
	c := newClaim("c", []Check{check("k", sample(60, hold))}, Variant{Name: "deep", Title: "fails from depth 3 on", Check: deep, MaxDepth: 2})
	if v := run(t, Options{}, c).Claims[0].Variants[0]; v.Verdict != Undecided || v.Minimal.Depth != 3 {
		t.Errorf("got %s with depth %d, want undecided with depth 3", v.Verdict, v.Minimal.Depth)
	}
}

// TestRestsOn: a failure is visible in what rests on it, through several levels.
func TestRestsOn(t *testing.T) {
	bottom := bitten("bottom", check("k", sample(60, atMost)))
	middle, top := bitten("middle", check("k", sample(60, hold))), bitten("top", check("k", sample(60, hold)))
	middle.RestsOn, top.RestsOn = []string{"bottom"}, []string{"middle", "elsewhere"}
	e := run(t, Options{}, top, middle, bottom)
	c := e.Claim("top")
	if len(c.RestsOnFailed) != 1 || c.RestsOnFailed[0] != "bottom" || len(c.RestsOnMissing) != 1 {
		t.Errorf("top rests on failed %v and missing %v, want bottom and elsewhere", c.RestsOnFailed, c.RestsOnMissing)
	}
	if c.Verdict != Held {
		t.Errorf("top's own verdict is %s, want held", c.Verdict)
	}
}

func TestMargin(t *testing.T) {
	s := sample(120, nonnegative)
	s.MarginIs = "sum of squares"
	e := run(t, Options{}, bitten("c", check("k", s)))
	m := e.Claims[0].Checks[0].Margin
	if m == nil || m.Value != 0 || !strings.HasPrefix(m.Regime, generators.AllZeroLayers) && m.Regime == "" {
		t.Fatalf("margin %+v, want 0 at an all-zero instance", m)
	}
	tok, err := ParseToken(m.Token)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Replay(t.Context(), []Claim{bitten("c", check("k", s))}, tok)
	if err != nil || r.Outcome != "held" || r.Margin != "0" {
		t.Errorf("replay of the witness: %+v, %v", r, err)
	}
}

func TestMisuse(t *testing.T) {
	defer func() {
		if r := recover(); r == nil {
			t.Error("HoldBy of a negative margin did not panic")
		}
	}()
	HoldBy(-1)
}

// TestShallowerCounterexample: where shrinking is stuck at a deep instance, another case within the
// variant's depth is found; and a variant looks as far as the default profile does.
func TestShallowerCounterexample(t *testing.T) {
	s := sample(60, func(c *Case) Outcome {
		if (c.Index%2 == 0 && c.Depth() == 4) || (c.Index%7 == 3 && c.Depth() == 2) {
			return Violate("by index", 1, "depth %d", c.Depth())
		}
		return Hold()
	})
	late := sample(10, func(c *Case) Outcome {
		if c.Index >= 40 {
			return Violate("late", 1, "index %d", c.Index)
		}
		return Hold()
	})
	late.Cases = Count{Quick: 10, Default: 60, Deep: 60}
	c := newClaim("c", []Check{check("k", sample(60, hold))},
		Variant{Name: "stuck", Title: "fails on a narrow set", Check: check("k", s), MaxDepth: 2},
		Variant{Name: "late", Title: "fails beyond the quick profile", Check: check("k", late)})
	vs := run(t, Options{Profile: Quick}, c).Claims[0].Variants
	if v := vs[0]; v.Verdict != Refuted || v.Minimal.Depth != 2 || v.Cases != v.Minimal.Index+1 {
		t.Errorf("stuck: %s at depth %d, case %d of %d (%s), want refuted at depth 2", v.Verdict, v.Minimal.Depth, v.Minimal.Index, v.Cases, v.Reason)
	}
	if v := vs[1]; v.Verdict != Refuted || v.Minimal.Index != 40 {
		t.Errorf("late: %s (%s), want refuted at case 40", v.Verdict, v.Reason)
	}
}

package claim

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/ssamverify/ssamverify/generators"
)

// Finishing a task: counterexamples are shrunk and confirmed, and the tally becomes evidence. It
// depends on the tally alone, hence not on the order in which the blocks ran.

// checkEvidence is the evidence of the claim's own check; verdicts are decided in Finalize.
func (t *task) checkEvidence(ctx context.Context) CheckEvidence {
	c := t.check
	e := CheckEvidence{Name: c.Name, Part: c.Part, Title: c.Title, Tier: c.Tier, Scope: c.Scope}
	if c.Sample == nil {
		e.PlannedSteps = len(t.steps)
		e.Steps = t.sortedSteps()
		for _, s := range e.Steps {
			e.Points += s.Points
		}
		e.Minimal = t.stepCounterexample(ctx)
	} else {
		e.Domain = c.Sample.Space.Domain.Describe()
		e.Planned, e.MaxSkips = t.cases, c.Sample.MaxSkips
		e.MinValid = max(1, c.Sample.MinValid)
		e.FalseAlarm, e.MarginIs = c.Sample.FalseAlarm, c.Sample.MarginIs
		t.fill(ctx, &e)
	}
	return e
}

// fill copies the tally into e.
func (t *task) fill(ctx context.Context, e *CheckEvidence) {
	y := t.tally
	e.Cases, e.Valid, e.Violated, e.Undecided, e.OutOfDomain = y.cases, y.valid, y.violated, y.undecided, y.skips
	e.Regimes = y.regimes
	e.FailureRate95 = excludedRate(y.valid, y.violated)
	if y.margin.at >= 0 && e.MarginIs != "" {
		e.Margin = &Margin{
			Value: y.margin.value, Index: y.margin.at, Token: t.token(ModeCase, y.margin.at, ""),
			Regime: y.regimes[y.margin.at%len(y.regimes)].Name,
		}
	}
	if y.undecidedAt >= 0 {
		e.FirstUndecided = &Undecision{y.undecidedAt, t.token(ModeCase, y.undecidedAt, ""), y.undecidedWhy}
	}
	if y.first >= 0 {
		e.Minimal = t.minimal(y.first)
		e.Worst = t.drawn(y.worst.at)
	}
	_ = ctx
}

// variantEvidence is the evidence that the check refutes the wrong statement.
func (t *task) variantEvidence(ctx context.Context) VariantEvidence {
	e := VariantEvidence{Name: t.variant.Name, Title: t.variant.Title, Check: t.check.Name, Verdict: Held}
	switch {
	case t.check.Sample == nil:
		e.Minimal = t.stepCounterexample(ctx)
		e.Cases = len(t.steps)
		if e.Minimal != nil {
			e.Cases = e.Minimal.Index + 1
		}
	case t.tally.first >= 0:
		e.Minimal = t.shallow(t.tally.first)
		e.Cases = e.Minimal.Index + 1
	default:
		e.Cases = t.tally.cases
	}
	switch {
	case e.Minimal == nil && t.cancel != nil:
		e.Verdict, e.Reason = Undecided, fmt.Sprintf("stopped: %v", t.cancel)
	case e.Minimal == nil:
		e.Reason = "the wrong statement survived its check"
	case !e.Minimal.Confirmed:
		e.Verdict, e.Reason = Undecided, "the counterexample was not confirmed in a fresh state"
	case t.variant.MaxDepth > 0 && e.Minimal.Depth > t.variant.MaxDepth:
		e.Verdict = Undecided
		e.Reason = fmt.Sprintf("the minimal counterexample has depth %d, more than %d", e.Minimal.Depth, t.variant.MaxDepth)
	default:
		e.Verdict = Refuted
	}
	return e
}

// stepCounterexample reports the first refuted step, run once more.
func (t *task) stepCounterexample(ctx context.Context) *Counterexample {
	for b := range t.steps {
		r, ok := t.refuted[b]
		if !ok {
			continue
		}
		again := runStepSafely(ctx, t.steps[b])
		return &Counterexample{
			Token: t.token(ModeStep, 0, t.steps[b].Name), Index: b, Step: t.steps[b].Name,
			Failure: r.Method, Detail: r.Detail, Depth: r.Depth, Width: r.Width, Instance: r.Values,
			Confirmed: again.Verdict == Refuted && again.Detail == r.Detail,
		}
	}
	return nil
}

// maxShallow caps the counterexamples that are shrunk in search of one within the variant's depth.
const maxShallow = 24

// shallow is the minimal counterexample of the first violating case, from case i on, that shrinks to
// the variant's depth; the one of case i when none of the next maxShallow does. Some failures live
// on a narrow set (beside a threshold that depends on the depth), where layers can't be dropped
// one at a time, and another case shows them at a smaller depth.
func (t *task) shallow(i int) *Counterexample {
	first := t.minimal(i)
	within := func(c *Counterexample) bool { return t.variant.MaxDepth == 0 || c.Depth <= t.variant.MaxDepth }
	if within(first) {
		return first
	}
	s, j := t.subject(), t.check.Sample.NewJudge()
	for k, tries := i+1, 1; k < t.cases && tries < maxShallow; k++ {
		if s.run(k, j).out.Kind != KindViolated {
			continue
		}
		tries++
		if c := t.minimal(k); within(c) {
			return c
		}
	}
	return first
}

// minimal shrinks case i and confirms the result with a fresh judge.
func (t *task) minimal(i int) *Counterexample {
	s := t.subject()
	m, calls, err := s.shrink(i, t.check.Sample.NewJudge())
	if err != nil {
		return &Counterexample{Token: t.token(ModeCase, i, ""), Index: i, Detail: err.Error()}
	}
	c := t.counterexample(ModeMin, i, m)
	c.ShrinkCalls = calls
	return c
}

// drawn reports case i as it was drawn.
func (t *task) drawn(i int) *Counterexample {
	return t.counterexample(ModeCase, i, t.subject().run(i, t.check.Sample.NewJudge()))
}

func (t *task) counterexample(m Mode, i int, j judged) *Counterexample {
	s := t.subject()
	again := s.judge(t.check.Sample.NewJudge(), newCase(i, s.seed(i), j.in.Clone(), nil))
	return &Counterexample{
		Token: t.token(m, i, ""), Index: i,
		Regime:  t.check.Sample.Space.Regime(i).Name,
		Failure: j.out.Failure, Detail: j.out.Detail, Severity: -j.out.Margin,
		Depth: j.in.Depth(), Width: j.in.Width(), Instance: describe(j.in),
		Confirmed: again.Kind == KindViolated && again.Failure == j.out.Failure && again.Detail == j.out.Detail,
	}
}

// describe lists the entries of an instance exactly.
func describe(in *generators.Instance) []Value {
	vs := make([]Value, 0, 8)
	for l, w := range in.Weights {
		vs = append(vs, Value{fmt.Sprintf("w_%d", l+1), rats(w)})
	}
	vs = append(vs, Value{"b", rats(in.Target)})
	for i, row := range in.Sigma {
		vs = append(vs, Value{fmt.Sprintf("Sigma_%d", i+1), rats(row)})
	}
	vs = append(vs, Value{"e", in.Noise.RatString()}, Value{"tau2", in.Tau2.RatString()})
	for _, p := range in.Params {
		vs = append(vs, Value{p.Name, p.Value.RatString()})
	}
	return vs
}

func rats(xs []*big.Rat) string {
	s := make([]string, len(xs))
	for i, x := range xs {
		s[i] = x.RatString()
	}
	return "(" + strings.Join(s, ", ") + ")"
}

package claim

import (
	"fmt"
	"slices"
)

// Finalize decides every verdict of e from the counts, margins and counterexamples in it. It is the
// one place where verdicts are decided, so a merged audit and a single one can't disagree.
func Finalize(e *Evidence) {
	verdicts := make([]Verdict, 0, len(e.Claims))
	for k := range e.Claims {
		c := &e.Claims[k]
		parts := make([]Verdict, 0, len(c.Checks))
		for i := range c.Checks {
			finalizeCheck(&c.Checks[i], c.Variants)
			parts = append(parts, c.Checks[i].Verdict)
		}
		c.Verdict = Worst(parts...)
		// A surviving variant leaves the claim's own verdict to its checks, but the audit must
		// fail: the survivor may show a statement that the checks can't tell from the right one.
		for _, v := range c.Variants {
			if v.Verdict != Refuted && c.Verdict.Passes() {
				c.Verdict = Worst(c.Verdict, Undecided)
			}
		}
		verdicts = append(verdicts, c.Verdict)
	}
	for k := range e.Claims {
		rests(e, &e.Claims[k])
	}
	e.Verdict = Worst(verdicts...)
	if !e.Complete {
		e.Verdict = Worst(append(verdicts, Undecided)...)
	}
}

// finalizeCheck decides one check.
func finalizeCheck(c *CheckEvidence, variants []VariantEvidence) {
	c.Variants, c.Refuted, c.Reason = 0, 0, ""
	for _, v := range variants {
		if v.Check == c.Name {
			c.Variants++
			if v.Verdict == Refuted {
				c.Refuted++
			}
		}
	}
	set := func(v Verdict, format string, args ...any) {
		c.Verdict, c.Reason = v, fmt.Sprintf(format, args...)
	}
	decided := c.Tier.verdict()
	switch {
	case c.Minimal != nil && !c.Minimal.Confirmed:
		set(Undecided, "a counterexample was not confirmed in a fresh state: %s", c.Minimal.Token)
	case c.Minimal != nil:
		set(Refuted, "%s: %s", c.Minimal.Failure, c.Minimal.Detail)
	case c.Undecided > 0:
		set(Undecided, "%d of %d cases undecided; the first: %s", c.Undecided, c.Cases, c.FirstUndecided.Reason)
	case c.Cases < c.Planned:
		set(Undecided, "%d of %d cases were run", c.Cases, c.Planned)
	case len(c.Steps) < c.PlannedSteps:
		set(Undecided, "%d of %d steps were run", len(c.Steps), c.PlannedSteps)
	case c.Planned == 0 && c.PlannedSteps == 0:
		set(Vacuous, "nothing was planned")
	case c.OutOfDomain > c.MaxSkips:
		set(Vacuous, "%d cases outside the hypotheses, at most %d are allowed", c.OutOfDomain, c.MaxSkips)
	case badStep(c) >= 0:
		s := c.Steps[badStep(c)]
		set(s.Verdict, "step %s: %s", s.Name, s.Detail)
	case thinRegime(c) >= 0:
		r := c.Regimes[thinRegime(c)]
		set(Vacuous, "regime %s has %d valid cases, at least %d are needed", r.Name, r.Valid, c.MinValid)
	case c.Refuted == 0:
		set(Vacuous, "no wrong variant was refuted by this check (%d bound to it)", c.Variants)
	default:
		c.Verdict = decided
	}
}

func badStep(c *CheckEvidence) int {
	return slices.IndexFunc(c.Steps, func(s StepEvidence) bool { return !s.Verdict.Passes() })
}

func thinRegime(c *CheckEvidence) int {
	return slices.IndexFunc(c.Regimes, func(r RegimeCount) bool { return r.Valid < c.MinValid })
}

// rests lists what c rests on, transitively, and did not pass or was not run.
func rests(e *Evidence, c *ClaimEvidence) {
	c.RestsOnFailed, c.RestsOnMissing = nil, nil
	seen := map[string]bool{c.ID: true}
	var visit func(ids []string)
	visit = func(ids []string) {
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			below := e.Claim(id)
			switch {
			case below == nil:
				c.RestsOnMissing = append(c.RestsOnMissing, id)
				continue
			case !below.Verdict.Passes():
				c.RestsOnFailed = append(c.RestsOnFailed, id)
			}
			visit(below.RestsOn)
		}
	}
	visit(c.RestsOn)
	slices.Sort(c.RestsOnFailed)
	slices.Sort(c.RestsOnMissing)
}

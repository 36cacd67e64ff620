package claim

import (
	"errors"
	"fmt"
)

// mergeable reports what keeps b from being a part of the audit that a is a part of.
func mergeable(a, b *Evidence) error {
	if !b.Complete {
		return fmt.Errorf("%s was stopped before the end; finish it with --resume", b.part())
	}
	for _, f := range []struct {
		name string
		a, b any
	}{
		{"schema", a.Schema, b.Schema}, {"tool", a.Tool, b.Tool}, {"version (commit)", a.commit(), b.commit()},
		{"seed", a.Seed, b.Seed}, {"profile", a.Profile, b.Profile}, {"cases", a.Cases, b.Cases},
		{"number of claims", len(a.Claims), len(b.Claims)},
	} {
		if f.a != f.b {
			return fmt.Errorf("%s: %v and %v are of different audits", f.name, f.a, f.b)
		}
	}
	for k := range a.Claims {
		c, d := skeleton(&a.Claims[k]), skeleton(&b.Claims[k])
		if c.ID != d.ID {
			return fmt.Errorf("claims: %s and %s are of different audits", c.ID, d.ID)
		}
		if marshal(c) != marshal(d) {
			return fmt.Errorf("claim %s: its text, checks or variants differ", c.ID)
		}
	}
	for k := range b.Parts {
		p := &b.Parts[k]
		if p.Shard == nil || b.Shard == nil || p.Shard.Count != b.Shard.Count || len(p.Parts) > 0 {
			return errors.New("parts: a part is not a shard of its merge")
		}
		if err := mergeable(a, p); err != nil {
			return err
		}
	}
	return nil
}

// part names the part of an audit that e is.
func (e *Evidence) part() string {
	switch {
	case e.Shard == nil:
		return "the audit"
	case e.Shard.Index == 0:
		return fmt.Sprintf("a merge of shards of %d", e.Shard.Count)
	default:
		return fmt.Sprintf("shard %d of %d", e.Shard.Index, e.Shard.Count)
	}
}

func (e *Evidence) commit() string {
	if e.Environment == nil || e.Environment.Commit == "" {
		return "unknown"
	}
	return e.Environment.Commit
}

// skeleton is what the evidence on a claim says before any case is run: what all shards share.
func skeleton(c *ClaimEvidence) *ClaimEvidence {
	s := *c
	s.Verdict, s.RestsOnFailed, s.RestsOnMissing = "", nil, nil
	s.Checks, s.Variants = make([]CheckEvidence, len(c.Checks)), make([]VariantEvidence, len(c.Variants))
	for k := range c.Checks {
		s.Checks[k] = *planned(&c.Checks[k])
	}
	for k := range c.Variants {
		v := &c.Variants[k]
		s.Variants[k] = VariantEvidence{Name: v.Name, Title: v.Title, Check: v.Check}
	}
	return &s
}

// planned is the evidence of a check of which nothing was run.
func planned(c *CheckEvidence) *CheckEvidence {
	p := &CheckEvidence{
		Name: c.Name, Part: c.Part, Title: c.Title, Tier: c.Tier, Scope: c.Scope, Domain: c.Domain, Planned: c.Planned,
		MaxSkips: c.MaxSkips, MinValid: c.MinValid, FalseAlarm: c.FalseAlarm, MarginIs: c.MarginIs, PlannedSteps: c.PlannedSteps,
	}
	for _, r := range c.Regimes {
		p.Regimes = append(p.Regimes, RegimeCount{Name: r.Name})
	}
	return p
}

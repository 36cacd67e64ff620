package reports

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// validate reports the first thing that keeps e from being the evidence of an audit: a name from
// outside its list, a count below zero, a claim twice, or a verdict that does not follow.
func validate(e *claim.Evidence) error {
	if _, err := claim.ParseProfile(string(e.Profile)); err != nil {
		return err
	}
	if err := validateShard(e); err != nil {
		return err
	}
	ids := map[string]bool{}
	for k := range e.Claims {
		c := &e.Claims[k]
		if c.ID == "" || ids[c.ID] {
			return fmt.Errorf("claims[%d].id: %q is empty or given twice", k, c.ID)
		}
		ids[c.ID] = true
		if err := validateClaim(c); err != nil {
			return fmt.Errorf("claim %s: %w", c.ID, err)
		}
	}
	return consistent(e)
}

// validateShard: a shard has an index; a merge that lacks some shards has none, and has parts.
func validateShard(e *claim.Evidence) error {
	s := e.Shard
	if s == nil {
		if len(e.Parts) > 0 {
			return errors.New("parts: only a merge that lacks shards has them")
		}
		return nil
	}
	least := 1
	if len(e.Parts) > 0 {
		least = 0
	}
	if s.Index < least || s.Index > s.Count || (s.Index > 0 && len(e.Parts) > 0) {
		return fmt.Errorf("shard: %d of %d, want 1 <= index <= count, or parts and no index", s.Index, s.Count)
	}
	for k := range e.Parts {
		p := &e.Parts[k]
		if p.Shard == nil || p.Shard.Count != s.Count || len(p.Parts) > 0 {
			return fmt.Errorf("parts[%d]: not a shard of %d", k, s.Count)
		}
		if err := validate(p); err != nil {
			return fmt.Errorf("parts[%d]: %w", k, err)
		}
	}
	return nil
}

func validateClaim(c *claim.ClaimEvidence) error {
	switch c.Provenance {
	case claim.Summary, claim.Derived, claim.Supporting:
	default:
		return fmt.Errorf("provenance: %q is unknown", c.Provenance)
	}
	names := map[string]bool{}
	for k := range c.Checks {
		ch := &c.Checks[k]
		if ch.Name == "" || names[ch.Name] {
			return fmt.Errorf("checks[%d].name: %q is empty or given twice", k, ch.Name)
		}
		names[ch.Name] = true
		if err := validateCheck(ch); err != nil {
			return fmt.Errorf("check %s: %w", ch.Name, err)
		}
	}
	for k := range c.Variants {
		v := &c.Variants[k]
		switch {
		case v.Name == "" || names["variant "+v.Name]:
			return fmt.Errorf("variants[%d].name: %q is empty or given twice", k, v.Name)
		case len(c.Checks) > 0 && !names[v.Check]:
			return fmt.Errorf("variant %s: check: %q is not a check of this claim", v.Name, v.Check)
		case v.Verdict == claim.Refuted && (v.Minimal == nil || !v.Minimal.Confirmed):
			return fmt.Errorf("variant %s: refuted without a confirmed counterexample", v.Name)
		case v.Cases < 0:
			return fmt.Errorf("variant %s: cases: %d is negative", v.Name, v.Cases)
		}
		if err := known(v.Verdict); err != nil {
			return fmt.Errorf("variant %s: %w", v.Name, err)
		}
		names["variant "+v.Name] = true
	}
	return nil
}

func validateCheck(c *claim.CheckEvidence) error {
	switch c.Tier {
	case claim.TierProved, claim.TierExact, claim.TierCertified, claim.TierStatistical:
	default:
		return fmt.Errorf("tier: %q is unknown", c.Tier)
	}
	for _, n := range []struct {
		field string
		value int64
	}{
		{"planned", int64(c.Planned)}, {"cases", int64(c.Cases)}, {"valid", int64(c.Valid)}, {"violated", int64(c.Violated)},
		{"undecided", int64(c.Undecided)}, {"out_of_domain", int64(c.OutOfDomain)}, {"planned_steps", int64(c.PlannedSteps)}, {"points", c.Points},
	} {
		if n.value < 0 {
			return fmt.Errorf("%s: %d is negative", n.field, n.value)
		}
	}
	switch {
	case c.Valid+c.Violated+c.Undecided+c.OutOfDomain != c.Cases:
		return fmt.Errorf("cases: %d, but %d valid, %d violated, %d undecided and %d out of the domain",
			c.Cases, c.Valid, c.Violated, c.Undecided, c.OutOfDomain)
	case c.Undecided > 0 && c.FirstUndecided == nil:
		return fmt.Errorf("undecided: %d, without first_undecided", c.Undecided)
	case c.Violated > 0 && c.Minimal == nil:
		return fmt.Errorf("violated: %d, without minimal_counterexample", c.Violated)
	}
	valid := 0
	for _, r := range c.Regimes {
		valid += r.Valid
	}
	if valid != c.Valid {
		return fmt.Errorf("regimes: %d valid cases, but valid is %d", valid, c.Valid)
	}
	var points int64
	for _, s := range c.Steps {
		if err := known(s.Verdict); err != nil {
			return fmt.Errorf("step %s: %w", s.Name, err)
		}
		points += s.Points
	}
	if points != c.Points {
		return fmt.Errorf("points: %d, but the steps have %d", c.Points, points)
	}
	return nil
}

func known(v claim.Verdict) error {
	switch v {
	case claim.Proved, claim.Held, claim.Refuted, claim.Undecided, claim.Vacuous:
		return nil
	}
	return fmt.Errorf("verdict: %q is unknown", v)
}

// consistent decides every verdict again, from a copy, and compares: an edited verdict is an error.
func consistent(e *claim.Evidence) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	var again claim.Evidence
	if err := json.Unmarshal(data, &again); err != nil {
		return err
	}
	claim.Finalize(&again)
	for k := range e.Claims {
		c, d := &e.Claims[k], &again.Claims[k]
		for i := range c.Checks {
			if c.Checks[i].Verdict != d.Checks[i].Verdict {
				return fmt.Errorf("claim %s: check %s: verdict: %q, but its counts decide %q", c.ID, c.Checks[i].Name, c.Checks[i].Verdict, d.Checks[i].Verdict)
			}
		}
		if c.Verdict != d.Verdict {
			return fmt.Errorf("claim %s: verdict: %q, but its checks and variants decide %q", c.ID, c.Verdict, d.Verdict)
		}
	}
	if e.Verdict != again.Verdict {
		return fmt.Errorf("verdict: %q, but the claims decide %q", e.Verdict, again.Verdict)
	}
	return nil
}

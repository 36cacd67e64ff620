package claim

import (
	"fmt"
	"regexp"
)

var slug = regexp.MustCompile(`^[a-z0-9][a-zA-Z0-9.+_-]*$`)

// Validate reports the first defect of a registry: a missing text, a name that is used twice or
// does not fit a token, a check without anything to run, a variant bound to no check, a rest on an
// unknown claim is left to the caller (an audit may run a part of the registry).
func Validate(claims []Claim) error {
	ids := map[string]bool{}
	for i := range claims {
		c := &claims[i]
		if !slug.MatchString(c.ID) || ids[c.ID] {
			return fmt.Errorf("claim %q: the ID is not a slug or is used twice", c.ID)
		}
		ids[c.ID] = true
		for name, text := range map[string]string{
			"Label": c.Label, "Title": c.Title, "Folder": c.Folder, "Statement": c.Statement, "Short": c.Short,
			"TeX": c.TeX, "Provenance": string(c.Provenance), "Compare": c.Compare,
		} {
			if text == "" {
				return fmt.Errorf("claim %s: %s is empty", c.ID, name)
			}
		}
		if len(c.Hypotheses) == 0 || len(c.Checks) == 0 {
			return fmt.Errorf("claim %s: no hypotheses or no checks", c.ID)
		}
		if err := validateChecks(c); err != nil {
			return err
		}
	}
	return nil
}

func validateChecks(c *Claim) error {
	names := map[string]bool{}
	for _, ch := range c.Checks {
		if !slug.MatchString(ch.Name) || names[ch.Name] {
			return fmt.Errorf("claim %s: check %q: the name is not a slug or is used twice", c.ID, ch.Name)
		}
		names[ch.Name] = true
		switch {
		case (ch.Steps == nil) == (ch.Sample == nil):
			return fmt.Errorf("claim %s: check %s: want exactly one of Steps and Sample", c.ID, ch.Name)
		case !ch.Tier.valid():
			return fmt.Errorf("claim %s: check %s: tier %q is unknown", c.ID, ch.Name, ch.Tier)
		case ch.Tier == TierProved && ch.Sample != nil:
			return fmt.Errorf("claim %s: check %s: a sampled check proves nothing for all reals", c.ID, ch.Name)
		case ch.Title == "" || ch.Scope == "":
			return fmt.Errorf("claim %s: check %s: no title or no scope", c.ID, ch.Name)
		case ch.Tier == TierStatistical && ch.Sample != nil && ch.Sample.FalseAlarm <= 0:
			return fmt.Errorf("claim %s: check %s: a statistical check states its error probability", c.ID, ch.Name)
		}
		if ch.Steps != nil {
			for _, p := range []Profile{Quick, Default, Deep} {
				if err := validateSteps(c.ID, ch.Name, ch.Steps(p)); err != nil {
					return err
				}
			}
		}
	}
	vs := map[string]bool{}
	for _, v := range c.Variants {
		if !slug.MatchString(v.Name) || vs[v.Name] {
			return fmt.Errorf("claim %s: variant %q: the name is not a slug or is used twice", c.ID, v.Name)
		}
		vs[v.Name] = true
		if !names[v.Check.Name] || v.Title == "" {
			return fmt.Errorf("claim %s: variant %s: bound to the unknown check %q, or without a title", c.ID, v.Name, v.Check.Name)
		}
	}
	return nil
}

func validateSteps(id, check string, steps []Step) error {
	names := map[string]bool{}
	for _, s := range steps {
		if !slug.MatchString(s.Name) || names[s.Name] {
			return fmt.Errorf("claim %s: check %s: step %q: the name is not a slug or is used twice", id, check, s.Name)
		}
		names[s.Name] = true
	}
	return nil
}

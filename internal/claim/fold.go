package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// fold adds up shards of count, which are mergeable and in order. Sums and extremes are the ones of
// tally.merge and of task.variantEvidence: ties go to the lower index.
func fold(shards []*Evidence, count int) *Evidence {
	a := shards[0]
	e := &Evidence{Schema: a.Schema, Tool: a.Tool, Seed: a.Seed, Profile: a.Profile, Cases: a.Cases, Complete: true}
	for k := range a.Claims {
		c := skeleton(&a.Claims[k])
		for i := range c.Checks {
			each := make([]*CheckEvidence, len(shards))
			for n, s := range shards {
				each[n] = &s.Claims[k].Checks[i]
			}
			foldCheck(&c.Checks[i], each)
			interleave(&c.Checks[i], shards, each, count)
		}
		for i := range c.Variants {
			each := make([]*VariantEvidence, len(shards))
			for n, s := range shards {
				each[n] = &s.Claims[k].Variants[i]
			}
			foldVariant(&c.Variants[i], each, stepped(c, c.Variants[i].Check))
		}
		e.Claims = append(e.Claims, *c)
	}
	e.Timing, e.Environment = foldTiming(shards), foldEnvironment(shards)
	return e
}

func stepped(c *ClaimEvidence, check string) bool {
	return slices.ContainsFunc(c.Checks, func(ch CheckEvidence) bool { return ch.Name == check && ch.PlannedSteps > 0 })
}

func foldCheck(c *CheckEvidence, each []*CheckEvidence) {
	for _, s := range each {
		c.Cases += s.Cases
		c.Valid += s.Valid
		c.Violated += s.Violated
		c.Undecided += s.Undecided
		c.OutOfDomain += s.OutOfDomain
		c.Points += s.Points
		for k := range s.Regimes {
			c.Regimes[k].Cases += s.Regimes[k].Cases
			c.Regimes[k].Valid += s.Regimes[k].Valid
		}
		c.Margin = least(c.Margin, s.Margin, func(a, b *Margin) int {
			return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Index, b.Index))
		})
		c.FirstUndecided = least(c.FirstUndecided, s.FirstUndecided, func(a, b *Undecision) int { return cmp.Compare(a.Index, b.Index) })
		c.Minimal = least(c.Minimal, s.Minimal, byIndex)
		c.Worst = least(c.Worst, s.Worst, func(a, b *Counterexample) int {
			return cmp.Or(cmp.Compare(b.Severity, a.Severity), byIndex(a, b))
		})
	}
	c.FailureRate95 = excludedRate(c.Valid, c.Violated)
}

// excludedRate is the probability of a failing case that zero failures in valid cases exclude at
// 95%, 1 - 0.05^(1/valid); 0 when there was a failure or no case.
func excludedRate(valid, violated int) float64 {
	if violated > 0 || valid == 0 {
		return 0
	}
	return 1 - math.Pow(0.05, 1/float64(valid))
}

func byIndex(a, b *Counterexample) int { return cmp.Compare(a.Index, b.Index) }

// least is the smaller of two, a if they are equal; nil is none.
func least[T any](a, b *T, compare func(a, b *T) int) *T {
	if a == nil || (b != nil && compare(b, a) < 0) {
		return b
	}
	return a
}

// interleave puts the steps of the shards into the order of the proof. Shard i of n ran the steps
// i-1, i-1+n, i-1+2n, ... in this order.
func interleave(c *CheckEvidence, shards []*Evidence, each []*CheckEvidence, count int) {
	for n, s := range each {
		for k := range s.Steps {
			st := s.Steps[k]
			st.order = shards[n].Shard.Index + k*count // one more than its place
			c.Steps = append(c.Steps, st)
		}
	}
	slices.SortFunc(c.Steps, func(a, b StepEvidence) int { return cmp.Compare(a.order, b.order) })
}

// foldVariant: the lowest counterexample decides, as it does in one piece. Without one a sampled
// variant has the sum of the cases, and a stepped one all its steps, which each shard states.
func foldVariant(v *VariantEvidence, each []*VariantEvidence, steps bool) {
	v.Verdict = Held
	for _, s := range each {
		switch {
		case s.Minimal != nil && (v.Minimal == nil || s.Minimal.Index < v.Minimal.Index):
			v.Verdict, v.Reason, v.Cases, v.Minimal = s.Verdict, s.Reason, s.Cases, s.Minimal
		case v.Minimal != nil:
		case steps:
			v.Verdict, v.Reason, v.Cases = s.Verdict, s.Reason, s.Cases
		default:
			v.Verdict, v.Reason, v.Cases = s.Verdict, s.Reason, v.Cases+s.Cases
		}
	}
}

// foldTiming adds worker seconds and workers and takes the longest wall time, as if the shards had
// run side by side.
func foldTiming(shards []*Evidence) *Timing {
	t := &Timing{Checks: map[string]map[string]float64{}}
	for _, s := range shards {
		if s.Timing == nil {
			continue
		}
		t.Seconds = max(t.Seconds, s.Timing.Seconds)
		t.Workers += s.Timing.Workers
		for id, times := range s.Timing.Checks {
			if t.Checks[id] == nil {
				t.Checks[id] = map[string]float64{}
			}
			for name, x := range times {
				t.Checks[id][name] += x
			}
		}
	}
	return t
}

// foldEnvironment lists each value that the shards had, the earliest start first.
func foldEnvironment(shards []*Evidence) *Environment {
	list := func(of func(*Environment) string) string {
		var values []string
		for _, s := range shards {
			if s.Environment != nil && of(s.Environment) != "" {
				values = append(values, of(s.Environment))
			}
		}
		slices.Sort(values)
		return strings.Join(slices.Compact(values), ", ")
	}
	first, _, _ := strings.Cut(list(func(v *Environment) string { return v.Started }), ", ")
	return &Environment{
		Go: list(func(v *Environment) string { return v.Go }), OS: list(func(v *Environment) string { return v.OS }),
		Arch:   list(func(v *Environment) string { return v.Arch }),
		Commit: list(func(v *Environment) string { return v.Commit }), Started: first,
	}
}

package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Change is one difference between two audits.
type Change struct {
	Kind  ChangeKind
	Where string // "lemma2.1", "lemma2.1 gradient-exact", "lemma2.1 variant factor-two"
	What  string // "verdict: held, was proved"
}

// ChangeKind says what a difference means for the strength of the evidence.
type ChangeKind string

// The kinds of change. Only a Regression fails a comparison.
const (
	Regression  ChangeKind = "weaker"
	Improvement ChangeKind = "stronger"
	Note        ChangeKind = "changed"
)

// Rounding is the relative drop of a margin that is no change: margins are float64 values of decisions
// that were made exactly, and the fused operations of another processor may move their last bits.
// 2^-40 leaves a formula of ten thousand operations room and is far below what a reader sees.
const Rounding = 0x1p-40

// Diff lists what changed from the audit before to the audit after, regressions first: a claim, check,
// wrong variant or proof step that is gone, a weaker verdict or tier, a variant no longer refuted, fewer
// valid cases, a smaller margin. Cases and margins are compared only if both audits drew the same
// cases (seed, profile and --cases): otherwise they differ without a meaning.
func Diff(before, after *claim.Evidence) []Change {
	d := &differ{sameCases: before.Seed == after.Seed && before.Profile == after.Profile && before.Cases == after.Cases}
	if !d.sameCases {
		d.add(Note, "audit", "seed %d, profile %s, cases %d; was %d, %s, %d: numbers of cases and margins are not compared",
			after.Seed, after.Profile, after.Cases, before.Seed, before.Profile, before.Cases)
	}
	if before.Complete && !after.Complete {
		d.add(Regression, "audit", "stopped before the end")
	}
	d.verdict("audit", before.Verdict, after.Verdict)
	for k := range before.Claims {
		old := &before.Claims[k]
		if now := after.Claim(old.ID); now == nil {
			d.add(Regression, old.ID, "the claim is gone")
		} else {
			d.claim(old, now)
		}
	}
	for k := range after.Claims {
		if c := &after.Claims[k]; before.Claim(c.ID) == nil {
			d.add(cmp.Or(map[bool]ChangeKind{true: Improvement}[c.Verdict.Passes()], Note), c.ID, "a new claim: %s", c.Verdict)
		}
	}
	rank := map[ChangeKind]int{Regression: 0, Note: 1, Improvement: 2}
	slices.SortStableFunc(d.changes, func(a, b Change) int { return cmp.Compare(rank[a.Kind], rank[b.Kind]) })
	return d.changes
}

// Regressions counts the changes that make the evidence weaker.
func Regressions(changes []Change) int {
	n := 0
	for _, c := range changes {
		if c.Kind == Regression {
			n++
		}
	}
	return n
}

// WriteDiff writes one line per change and one in sum.
func WriteDiff(w io.Writer, changes []Change) error {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%-8s  %s: %s\n", c.Kind, c.Where, oneLine(c.What))
	}
	fmt.Fprintf(&b, "%s, %s\n", count(len(changes), "change"), count(Regressions(changes), "regression"))
	_, err := io.WriteString(w, b.String())
	return err
}

// differ collects changes.
type differ struct {
	sameCases bool
	changes   []Change
}

func (d *differ) add(k ChangeKind, where, format string, args ...any) {
	d.changes = append(d.changes, Change{k, where, fmt.Sprintf(format, args...)})
}

// ordered adds a change of a quality whose larger rank is stronger.
func (d *differ) ordered(where, name string, before, after any, old, now int) {
	switch {
	case now < old:
		d.add(Regression, where, "%s: %v, was %v", name, after, before)
	case now > old:
		d.add(Improvement, where, "%s: %v, was %v", name, after, before)
	}
}

func (d *differ) verdict(where string, before, after claim.Verdict) {
	d.ordered(where, "verdict", before, after, strength(before), strength(after))
}

// strength orders verdicts for a comparison: proved, held, then vacuous and undecided, which show
// nothing, then refuted.
func strength(v claim.Verdict) int {
	switch v {
	case claim.Proved:
		return 3
	case claim.Held:
		return 2
	case claim.Refuted:
		return 0
	default:
		return 1
	}
}

func tierStrength(t claim.Tier) int {
	return -slices.Index([]claim.Tier{claim.TierProved, claim.TierExact, claim.TierCertified, claim.TierStatistical}, t)
}

func (d *differ) claim(old, now *claim.ClaimEvidence) {
	d.verdict(old.ID, old.Verdict, now.Verdict)
	if oneLine(old.Statement) != oneLine(now.Statement) || old.TeX != now.TeX || !slices.Equal(old.Hypotheses, now.Hypotheses) {
		d.add(Note, old.ID, "the statement or its hypotheses were reworded: compare them")
	}
	if len(now.RestsOnFailed) > len(old.RestsOnFailed) {
		d.add(Regression, old.ID, "rests on claims that did not pass: %s", strings.Join(now.RestsOnFailed, ", "))
	}
	names(d, old.ID, "check", old.Checks, now.Checks, func(c *claim.CheckEvidence) string { return c.Name }, d.check)
	names(d, old.ID, "variant", old.Variants, now.Variants, func(v *claim.VariantEvidence) string { return v.Name }, d.variant)
}

// names pairs two lists by name: what is gone is a regression, what is new an improvement.
func names[T any](d *differ, where, kind string, old, now []T, name func(*T) string, both func(where string, old, now *T)) {
	at := func(list []T, want string) int {
		return slices.IndexFunc(list, func(x T) bool { return name(&x) == want })
	}
	for k := range old {
		n := name(&old[k])
		if i := at(now, n); i < 0 {
			d.add(Regression, where, "%s %s is gone", kind, n)
		} else {
			both(where+" "+kind+" "+n, &old[k], &now[i])
		}
	}
	for k := range now {
		if n := name(&now[k]); at(old, n) < 0 {
			d.add(Improvement, where, "a new %s: %s", kind, n)
		}
	}
}

func (d *differ) check(where string, old, now *claim.CheckEvidence) {
	d.verdict(where, old.Verdict, now.Verdict)
	d.ordered(where, "tier", old.Tier, now.Tier, tierStrength(old.Tier), tierStrength(now.Tier))
	d.ordered(where, "wrong variants refuted", old.Refuted, now.Refuted, old.Refuted, now.Refuted)
	if old.Scope != now.Scope {
		d.add(Note, where, "scope: %q, was %q", now.Scope, old.Scope)
	}
	if !d.sameCases {
		return
	}
	d.ordered(where, "valid cases", old.Valid, now.Valid, old.Valid, now.Valid)
	names(d, where, "regime", old.Regimes, now.Regimes, func(r *claim.RegimeCount) string { return r.Name },
		func(at string, old, now *claim.RegimeCount) {
			d.ordered(at, "valid cases", old.Valid, now.Valid, old.Valid, now.Valid)
		})
	names(d, where, "step", old.Steps, now.Steps, func(s *claim.StepEvidence) string { return s.Name },
		func(at string, old, now *claim.StepEvidence) {
			d.verdict(at, old.Verdict, now.Verdict)
			if old.Points != now.Points {
				d.add(Note, at, "points: %d, was %d", now.Points, old.Points)
			}
		})
	d.margin(where, old, now)
}

// margin: a smaller margin is weaker, one that is not measured any more too.
func (d *differ) margin(where string, old, now *claim.CheckEvidence) {
	switch {
	case old.Margin == nil && now.Margin == nil:
	case old.MarginIs != now.MarginIs:
		d.add(Note, where, "the margin is %q, was %q", now.MarginIs, old.MarginIs)
	case now.Margin == nil:
		d.add(Regression, where, "no margin was measured")
	case old.Margin == nil:
		d.add(Improvement, where, "margin %v, was not measured", now.Margin.Value)
	case now.Margin.Value < old.Margin.Value*(1-Rounding):
		d.add(Regression, where, "margin: %v in case %d, was %v in case %d", now.Margin.Value, now.Margin.Index, old.Margin.Value, old.Margin.Index)
	case now.Margin.Value > old.Margin.Value*(1+Rounding):
		d.add(Improvement, where, "margin: %v in case %d, was %v in case %d", now.Margin.Value, now.Margin.Index, old.Margin.Value, old.Margin.Index)
	}
}

func (d *differ) variant(where string, old, now *claim.VariantEvidence) {
	switch was, is := old.Verdict == claim.Refuted, now.Verdict == claim.Refuted; {
	case was && !is:
		d.add(Regression, where, "is no longer refuted: %s", cmp.Or(now.Reason, string(now.Verdict)))
	case is && !was:
		d.add(Improvement, where, "is refuted now")
	}
	if old.Check != now.Check {
		d.add(Note, where, "is bound to check %s, was bound to %s", now.Check, old.Check)
	}
}

package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports/mathml"
)

// claimView is one claim on the page: its row in the table and its card.
type claimView struct {
	ID, Label, Title          string
	Position                  int
	Verdict                   badge
	RestsOnFailed             bool
	TierWords, Provenance     string
	Cases, Points             string
	CaseCount                 int
	PointCount                int64
	Refuted, VariantCount     int
	TierCounts                []string
	Margin, MarginCheck       string
	MarginSort, Seconds       string
	Formula                   template.HTML // or "", and then Source
	Source                    string
	Statement, ProvenanceText string
	Compare, NotClaimed       string
	Hypotheses                []string
	Errata                    string
	RestsOn                   []restView
	Checks                    []checkView
	Variants                  []variantView
}

type restView struct {
	ID    string
	Known bool // the page has it
	Note  string
}

type checkView struct {
	Name, Title, Reason, More string
	Verdict                   badge
	Facts, Lines              []string
	Regimes                   []claim.RegimeCount
	Steps                     []stepView
	StepToken                 string
}

type stepView struct{ Name, Scope, Verdict, Method, Points, Stats string }

type variantView struct {
	Name, Title, Check, Found, Reason string
	Verdict                           badge
	Lines                             []string
}

func newClaimView(e *claim.Evidence, k int, r row) claimView {
	c := r.claim
	v := claimView{
		ID: c.ID, Label: c.Label, Title: c.Title, Position: k, Verdict: verdictBadge(c.Verdict), RestsOnFailed: len(c.RestsOnFailed) > 0,
		TierWords: r.tiers, Provenance: string(c.Provenance), Cases: grouped(int64(r.cases)), CaseCount: r.cases,
		Points: grouped(r.points), PointCount: r.points, Refuted: r.refuted, VariantCount: r.variants,
		Seconds: r.seconds, TierCounts: tierCounts(c),
		Statement: strings.TrimSpace(c.Statement), Hypotheses: c.Hypotheses, Compare: c.Compare, NotClaimed: c.NotClaimed,
		Errata: strings.Join(c.Errata, ", "),
	}
	v.Margin, v.MarginCheck, v.MarginSort = "-", "", ""
	if ch := tightest(c); ch != nil {
		v.Margin, v.MarginCheck, v.MarginSort = number(ch.Margin.Value), ch.Name, fmt.Sprint(ch.Margin.Value)
	}
	for _, m := range provenanceMeanings() {
		if m.word == string(c.Provenance) {
			v.ProvenanceText = m.text
		}
	}
	if ml, err := mathml.Block(c.TeX); err == nil {
		v.Formula = template.HTML(ml) //nolint:gosec // the converter escapes the text of the formula
	} else {
		v.Source = c.TeX
	}
	for _, id := range c.RestsOn {
		rest := restView{ID: id, Known: e.Claim(id) != nil}
		switch {
		case slices.Contains(c.RestsOnFailed, id):
			rest.Note = "did not pass"
		case slices.Contains(c.RestsOnMissing, id):
			rest.Note = "not in this audit"
		}
		v.RestsOn = append(v.RestsOn, rest)
	}
	for i := range c.Checks {
		v.Checks = append(v.Checks, newCheckView(e, c.ID, &c.Checks[i]))
	}
	for i := range c.Variants {
		v.Variants = append(v.Variants, newVariantView(&c.Variants[i]))
	}
	return v
}

// tierCounts says how many checks of each tier a claim has: "3 proved", "2 exact".
func tierCounts(c *claim.ClaimEvidence) []string {
	var ts []string
	for _, t := range []claim.Tier{claim.TierProved, claim.TierExact, claim.TierCertified, claim.TierStatistical} {
		n := 0
		for k := range c.Checks {
			if c.Checks[k].Tier == t {
				n++
			}
		}
		if n > 0 {
			ts = append(ts, fmt.Sprintf("%d\u00a0%s", n, t))
		}
	}
	return ts
}

func newCheckView(e *claim.Evidence, id string, c *claim.CheckEvidence) checkView {
	v := checkView{Name: c.Name, Title: strings.TrimSuffix(c.Title, "."), Reason: c.Reason, Verdict: verdictBadge(c.Verdict), Regimes: c.Regimes, Lines: checkLines(c)}
	fact := func(format string, args ...any) { v.Facts = append(v.Facts, fmt.Sprintf(format, args...)) }
	if c.Part != "" {
		fact("part %s", c.Part)
	}
	fact("tier %s", c.Tier)
	fact("%s", c.Scope)
	if c.Planned > 0 {
		fact("%s of %s cases valid", grouped(int64(c.Valid)), grouped(int64(c.Planned)))
		fact("%s, at least %d valid in each", count(len(c.Regimes), "regime"), leastValid(c.Regimes))
	}
	if c.PlannedSteps > 0 {
		fact("%s, %s points", count(len(c.Steps), "step"), grouped(c.Points))
	}
	if m := c.Margin; m != nil {
		fact("smallest margin %s (%s)", number(m.Value), c.MarginIs)
	}
	fact("%d of %d wrong variants refuted", c.Refuted, c.Variants)
	if e.Timing != nil {
		fact("%s s", number(e.Timing.Checks[id][c.Name]))
	}
	if c.Planned > 0 {
		v.Lines = append(v.Lines, sampleLines(c)...)
	}
	for _, s := range c.Steps {
		stats := make([]string, len(s.Stats))
		for k, x := range s.Stats {
			stats[k] = x.Name + " " + x.Value
		}
		v.Steps = append(v.Steps, stepView{s.Name, s.Scope, string(s.Verdict), s.Method, grouped(s.Points), strings.Join(stats, ", ")})
	}
	if len(c.Steps) > 0 {
		v.StepToken = Replay(c.Steps[0].Token)
	}
	v.More = map[bool]string{true: "steps and replay tokens", false: "regimes, sampler and replay tokens"}[c.PlannedSteps > 0]
	return v
}

func leastValid(rs []claim.RegimeCount) int {
	if len(rs) == 0 {
		return 0
	}
	return slices.MinFunc(rs, func(a, b claim.RegimeCount) int { return a.Valid - b.Valid }).Valid
}

// sampleLines says what was drawn and what it excludes.
func sampleLines(c *claim.CheckEvidence) []string {
	lines := []string{fmt.Sprintf("%d valid, %d violated, %d undecided, %d outside the hypotheses (at most %d allowed); at least %d valid per regime are needed",
		c.Valid, c.Violated, c.Undecided, c.OutOfDomain, c.MaxSkips, c.MinValid)}
	if len(c.Domain) > 0 {
		lines = append(lines, "instances: "+strings.Join(c.Domain, "; "))
	}
	if c.FailureRate95 > 0 {
		lines = append(lines, fmt.Sprintf("no failure in %d cases excludes, at 95%% and for this sampler only, a failure rate above %s", c.Valid, number(c.FailureRate95)))
	}
	if c.FalseAlarm > 0 {
		lines = append(lines, fmt.Sprintf("false alarm at most %s per case, %s in all", number(c.FalseAlarm), number(c.FalseAlarm*float64(c.Cases))))
	}
	if m := c.Margin; m != nil {
		lines = append(lines, fmt.Sprintf("tightest case %d, regime %s: %s", m.Index, m.Regime, Replay(m.Token)))
	}
	return lines
}

func newVariantView(x *claim.VariantEvidence) variantView {
	v := variantView{Name: x.Name, Title: x.Title, Check: x.Check, Reason: x.Reason, Verdict: variantBadge(x.Verdict), Found: count(x.Cases, "case or step")}
	if x.Minimal != nil {
		v.Found = fmt.Sprintf("found in case or step %d", x.Cases)
		v.Lines = exampleLines("counterexample", x.Minimal)
	}
	return v
}

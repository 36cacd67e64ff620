package reports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// row is what a table shows of one claim.
type row struct {
	claim    *claim.ClaimEvidence
	tiers    string
	cases    int
	points   int64
	refuted  int
	variants int
	seconds  string // worker seconds, "-" when the evidence has no timing
	margin   string
}

// totals adds up an audit.
type totals struct {
	verdicts          map[claim.Verdict]int
	checks, proved    int
	refuted, variants int
	cases             int
	points            int64
}

func summarize(e *claim.Evidence) ([]row, totals) {
	rows := make([]row, len(e.Claims))
	t := totals{verdicts: map[claim.Verdict]int{}}
	for k := range e.Claims {
		c := &e.Claims[k]
		r := row{claim: c, tiers: tiers(c), refuted: c.Refuted(), variants: len(c.Variants), seconds: seconds(e, c), margin: smallestMargin(c)}
		for _, ch := range c.Checks {
			r.cases += ch.Cases
			r.points += ch.Points
			if ch.Verdict == claim.Proved {
				t.proved++
			}
		}
		rows[k] = r
		t.verdicts[c.Verdict]++
		t.checks += len(c.Checks)
		t.cases += r.cases
		t.points += r.points
		t.refuted += r.refuted
		t.variants += r.variants
	}
	return rows, t
}

// allVerdicts lists the verdicts in the order of the page.
func allVerdicts() []claim.Verdict {
	return []claim.Verdict{claim.Proved, claim.Held, claim.Refuted, claim.Undecided, claim.Vacuous}
}

// standing is a claim's verdict, with a mark when it rests on a claim that did not pass.
func standing(c *claim.ClaimEvidence) string {
	if len(c.RestsOnFailed) > 0 {
		return string(c.Verdict) + " (rests on a failed claim)"
	}
	return string(c.Verdict)
}

// sentence says what an audit found in one line.
func sentence(e *claim.Evidence, t totals) string {
	var parts []string
	for _, v := range allVerdicts() {
		if n := t.verdicts[v]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	s := fmt.Sprintf("%s (%s); %s, %s, %s; %d of %s refuted; seed %d, profile %s",
		count(len(e.Claims), "claim"), strings.Join(parts, ", "), count(t.checks, "check"),
		count(t.cases, "case"), count(int(t.points), "grid point or box"), t.refuted, count(t.variants, "wrong variant"), e.Seed, e.Profile)
	if len(e.Claims) == 0 {
		s = fmt.Sprintf("no claims; seed %d, profile %s", e.Seed, e.Profile)
	}
	if e.Cases > 0 {
		s += fmt.Sprintf(", %s per sampled check", count(e.Cases, "case"))
	}
	if e.Shard != nil {
		s += ", " + shardText(e)
	}
	if !e.Complete {
		s += "; stopped before the end"
	}
	return s
}

// shardText says which part of an audit e is: "shard 2 of 5", "shards 1, 3 of 5".
func shardText(e *claim.Evidence) string {
	if len(e.Parts) == 0 {
		return fmt.Sprintf("shard %d of %d", e.Shard.Index, e.Shard.Count)
	}
	have := make([]string, len(e.Parts))
	for k := range e.Parts {
		have[k] = strconv.Itoa(e.Parts[k].Shard.Index)
	}
	return fmt.Sprintf("shards %s of %d", strings.Join(have, ", "), e.Shard.Count)
}

// count writes n and its noun, "1 case" and "2 cases"; of "A or B" both take the plural.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	nouns := strings.Split(noun, " or ")
	for k, s := range nouns {
		if strings.HasSuffix(s, "x") {
			s += "e"
		}
		nouns[k] = s + "s"
	}
	return strconv.Itoa(n) + " " + strings.Join(nouns, " or ")
}

// tiers names the tiers of a claim's checks, from the strongest to the weakest.
func tiers(c *claim.ClaimEvidence) string {
	var ts []string
	for _, t := range []claim.Tier{claim.TierProved, claim.TierExact, claim.TierCertified, claim.TierStatistical} {
		for _, ch := range c.Checks {
			if ch.Tier == t {
				ts = append(ts, string(t))
				break
			}
		}
	}
	return strings.Join(ts, "+")
}

// seconds adds the worker time of a claim's checks and variants.
func seconds(e *claim.Evidence, c *claim.ClaimEvidence) string {
	if e.Timing == nil {
		return "-"
	}
	sum := 0.0
	times := e.Timing.Checks[c.ID]
	for _, ch := range c.Checks { // the order of the checks, so that the sum does not depend on a map's
		sum += times[ch.Name]
	}
	for _, v := range c.Variants {
		sum += times["variant "+v.Name]
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

// smallestMargin is the smallest margin of the claim's checks with the check that showed it; the
// margins of two checks may have different units, which the claim's section names.
func smallestMargin(c *claim.ClaimEvidence) string {
	ch := tightest(c)
	if ch == nil {
		return "-"
	}
	return number(ch.Margin.Value) + " (" + ch.Name + ")"
}

// tightest is the check with the smallest margin, or nil.
func tightest(c *claim.ClaimEvidence) *claim.CheckEvidence {
	var best *claim.CheckEvidence
	for k := range c.Checks {
		if ch := &c.Checks[k]; ch.Margin != nil && (best == nil || ch.Margin.Value < best.Margin.Value) {
			best = ch
		}
	}
	return best
}

// number writes a float64 with three digits, for reading; the evidence has all of them.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }

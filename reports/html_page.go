package reports

import (
	"fmt"
	"html/template"
	"strconv"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// page is what the template of report.html shows.
type page struct {
	Style                          template.CSS
	Script                         template.JS
	ScriptHash                     string
	Verdict                        badge
	Headline, Sentence, Disclaimer string
	Tiles                          []tile
	Verdicts, Tiers, Provenances   []string // of the filters
	Columns                        []column
	Claims                         []claimView
	Failures                       []failureView
	Figures                        []figureView
	Glossary                       []glossary
	ReplayCommand                  string
	Environment                    []claim.Value
}

// badge is a verdict with a sign, so that color is not all that tells them apart.
type badge struct{ Word, Sign, Shown string }

// Rank orders badges from the strongest verdict to the weakest.
func (b badge) Rank() int {
	for k, v := range allVerdicts() {
		if string(v) == b.Word {
			return k
		}
	}
	return len(allVerdicts())
}

type tile struct{ Number, Noun, Class string }

type column struct {
	Name    string
	Numeric bool
}

type failureView struct {
	Head, Reason string
	Lines        []string
}

type figureView struct {
	ID, Title, Caption string
	SVG                template.HTML
}

type glossary struct {
	Kind  string
	Words []wordView
}

type wordView struct{ Word, Text string }

// signs of the verdicts.
func sign(v claim.Verdict) string {
	return map[claim.Verdict]string{claim.Proved: "■", claim.Held: "●", claim.Refuted: "✕", claim.Undecided: "?", claim.Vacuous: "○"}[v]
}

func verdictBadge(v claim.Verdict) badge { return badge{string(v), sign(v), string(v)} }

// variantBadge is the verdict of a wrong variant, for which refuted is good.
func variantBadge(v claim.Verdict) badge {
	switch {
	case v == claim.Refuted:
		return badge{"wanted", "✓", "refuted"}
	case v.Passes():
		return badge{"survived", "✕", "survived"}
	default:
		return verdictBadge(v)
	}
}

func newPage(e *claim.Evidence) (*page, error) {
	rows, t := summarize(e)
	figs, err := pageFigures()
	if err != nil {
		return nil, err
	}
	p := &page{
		Style: template.CSS(pageStyle), Script: template.JS(pageScript), ScriptHash: scriptHash(), //nolint:gosec // both are constants of this program
		Verdict: verdictBadge(e.Verdict), Headline: headline(e, t), Sentence: sentence(e, t), Disclaimer: disclaimer,
		Tiles: tiles(t, len(e.Claims)), Figures: figs, ReplayCommand: Replay("TOKEN"),
		Tiers:       []string{"proved", "exact", "certified", "statistical"},
		Provenances: []string{"summary", "derived", "supporting"},
		Columns: []column{
			{"label", false}, {"claim", false}, {"verdict", false}, {"checks by tier", false}, {"provenance", false}, {"cases", true},
			{"grid points", true}, {"variants refuted", true}, {"smallest margin", true}, {"seconds", true},
		},
		Glossary: []glossary{
			{"Verdicts", words(verdictMeanings())}, {"Tiers", words(tierMeanings())}, {"Provenance", words(provenanceMeanings())},
		},
		Environment: surroundings(e),
	}
	for _, v := range allVerdicts() {
		p.Verdicts = append(p.Verdicts, string(v))
	}
	for k, r := range rows {
		p.Claims = append(p.Claims, newClaimView(e, k, r))
	}
	for _, f := range failures(e) {
		p.Failures = append(p.Failures, failureView{f.head, f.reason, f.lines})
	}
	return p, nil
}

func words(ms []meaning) []wordView {
	ws := make([]wordView, len(ms))
	for k, m := range ms {
		ws[k] = wordView{m.word, m.text}
	}
	return ws
}

// headline is the outcome in a few words: "24 claims: 15 proved, 9 held".
func headline(e *claim.Evidence, t totals) string {
	s := count(len(e.Claims), "claim")
	sep := ": "
	for _, v := range allVerdicts() {
		if n := t.verdicts[v]; n > 0 {
			s += fmt.Sprintf("%s%d %s", sep, n, v)
			sep = ", "
		}
	}
	return s
}

func tiles(t totals, claims int) []tile {
	ts := []tile{{strconv.Itoa(claims), "claims", ""}}
	for _, v := range allVerdicts() {
		if n := t.verdicts[v]; n > 0 || v.Passes() {
			ts = append(ts, tile{strconv.Itoa(n), string(v), string(v)})
		}
	}
	return append(ts, tile{grouped(int64(t.proved)), "checks proved for all reals at their scope", ""}, tile{grouped(int64(t.checks - t.proved)), "other checks", ""}, tile{grouped(int64(t.cases)), "random cases", ""},
		tile{grouped(t.points), "grid points and boxes", ""}, tile{fmt.Sprintf("%d/%d", t.refuted, t.variants), "wrong variants refuted", ""})
}

// grouped writes n with narrow no-break spaces between groups of three digits.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for k := len(s) - 3; k > 0 && s[k-1] != '-'; k -= 3 {
		s = s[:k] + "\u202f" + s[k:]
	}
	return s
}

// surroundings lists where and how the audit ran.
func surroundings(e *claim.Evidence) []claim.Value {
	vs := []claim.Value{{Name: "Evidence", Value: e.Schema}, {Name: "Seed", Value: strconv.FormatUint(e.Seed, 10)}, {Name: "Profile", Value: string(e.Profile)}}
	add := func(name, value string) {
		if value != "" {
			vs = append(vs, claim.Value{Name: name, Value: value})
		}
	}
	if e.Cases > 0 {
		add("Cases", strconv.Itoa(e.Cases)+" per sampled check")
	}
	if e.Shard != nil {
		add("Part", shardText(e))
	}
	if t := e.Timing; t != nil {
		add("Time", fmt.Sprintf("%s wall seconds, %s", strconv.FormatFloat(t.Seconds, 'f', 1, 64), count(t.Workers, "worker")))
	}
	if v := e.Environment; v != nil {
		add("Go", v.Go)
		add("System", v.OS+"/"+v.Arch)
		add("Commit", v.Commit)
		add("Started", v.Started)
	}
	return vs
}

package claim

import (
	"math"

	"github.com/ssamverify/ssamverify/generators"
)

// tally accumulates judged cases. Merging is associative and commutative (ties go to the lower
// index), so the order in which workers finish does not matter.
type tally struct {
	cases, valid, violated, undecided, skips int
	regimes                                  []RegimeCount
	margin                                   extreme
	worst                                    extreme // of -severity
	first                                    int     // lowest violating index, -1 for none
	undecidedAt                              int     // lowest undecided index, -1 for none
	undecidedWhy                             string
}

// extreme is the smallest value seen and the lowest index that had it; at < 0 for none.
type extreme struct {
	value float64
	at    int
}

func (e *extreme) add(v float64, at int) {
	if at >= 0 && (e.at < 0 || v < e.value || (v == e.value && at < e.at)) {
		e.value, e.at = v, at
	}
}

func newTally(s generators.Space) *tally {
	t := &tally{first: -1, undecidedAt: -1, margin: extreme{at: -1}, worst: extreme{at: -1}}
	t.regimes = make([]RegimeCount, len(s.Regimes))
	for k, r := range s.Regimes {
		t.regimes[k].Name = r.Name
	}
	return t
}

func (t *tally) add(i int, o Outcome) {
	r := &t.regimes[i%len(t.regimes)]
	t.cases++
	r.Cases++
	switch o.Kind {
	case KindHeld:
		t.valid++
		r.Valid++
		if !math.IsNaN(o.Margin) {
			t.margin.add(o.Margin, i)
		}
	case KindViolated:
		t.violated++
		t.worst.add(o.Margin, i)
		if t.first < 0 || i < t.first {
			t.first = i
		}
	case KindUndecided:
		t.undecided++
		if t.undecidedAt < 0 || i < t.undecidedAt {
			t.undecidedAt, t.undecidedWhy = i, o.Detail
		}
	default:
		t.skips++
	}
}

func (t *tally) merge(u *tally) {
	t.cases += u.cases
	t.valid += u.valid
	t.violated += u.violated
	t.undecided += u.undecided
	t.skips += u.skips
	for k := range t.regimes {
		t.regimes[k].Cases += u.regimes[k].Cases
		t.regimes[k].Valid += u.regimes[k].Valid
	}
	t.margin.add(u.margin.value, u.margin.at)
	t.worst.add(u.worst.value, u.worst.at)
	if u.first >= 0 && (t.first < 0 || u.first < t.first) {
		t.first = u.first
	}
	if u.undecidedAt >= 0 && (t.undecidedAt < 0 || u.undecidedAt < t.undecidedAt) {
		t.undecidedAt, t.undecidedWhy = u.undecidedAt, u.undecidedWhy
	}
}

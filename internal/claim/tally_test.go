package claim

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

type oneCase struct {
	i int
	o Outcome
}

// reference counts judged cases from the list sorted by index: no running state.
func reference(cases []oneCase, regimes int) tally {
	cases = slices.Clone(cases)
	slices.SortFunc(cases, func(a, b oneCase) int { return cmp.Compare(a.i, b.i) })
	r := tally{cases: len(cases), regimes: make([]RegimeCount, regimes), first: -1, undecidedAt: -1, margin: extreme{at: -1}, worst: extreme{at: -1}}
	of := func(k Kind) (out []oneCase) {
		for _, c := range cases {
			if c.o.Kind == k {
				out = append(out, c)
			}
		}
		return out
	}
	held, violated, undecided := of(KindHeld), of(KindViolated), of(KindUndecided)
	r.valid, r.violated, r.undecided = len(held), len(violated), len(undecided)
	r.skips = len(cases) - r.valid - r.violated - r.undecided
	for k := range regimes {
		for _, c := range cases {
			if c.i%regimes == k {
				r.regimes[k].Cases++
				if c.o.Kind == KindHeld {
					r.regimes[k].Valid++
				}
			}
		}
	}
	// the least value; among equal ones the first in the sorted list
	least := func(list []oneCase) extreme {
		e := extreme{at: -1}
		for _, c := range list {
			if !math.IsNaN(c.o.Margin) && (e.at < 0 || c.o.Margin < e.value) {
				e = extreme{c.o.Margin, c.i}
			}
		}
		return e
	}
	r.margin, r.worst = least(held), least(violated)
	if len(violated) > 0 {
		r.first = violated[0].i
	}
	if len(undecided) > 0 {
		r.undecidedAt, r.undecidedWhy = undecided[0].i, undecided[0].o.Detail
	}
	return r
}

func same(a, b tally) bool {
	return a.cases == b.cases && a.valid == b.valid && a.violated == b.violated && a.undecided == b.undecided && a.skips == b.skips &&
		slices.EqualFunc(a.regimes, b.regimes, func(x, y RegimeCount) bool { return x.Cases == y.Cases && x.Valid == y.Valid }) &&
		a.margin == b.margin && a.worst == b.worst && a.first == b.first && a.undecidedAt == b.undecidedAt && a.undecidedWhy == b.undecidedWhy
}

// TestTally: cases added in any order, over any number of tallies that are merged in any order, count as the sorted list does.
func TestTally(t *testing.T) {
	const regimes = 3
	space := generators.Space{Regimes: make([]generators.Regime, regimes)}
	r := rand.New(rand.NewPCG(1, 2))
	outcomes := []Outcome{Hold(), HoldBy(1), HoldBy(2), HoldBy(0.5), Violate("a", 1, "x"), Violate("b", 3, "y"), Violate("c", 0, "z"), Undecide("u"), Undecide("v"), Skip("s")}
	for round := range 300 {
		var cases []oneCase
		for _, i := range r.Perm(40)[:round%12] {
			cases = append(cases, oneCase{i, outcomes[r.IntN(len(outcomes))]})
		}
		parts := []*tally{newTally(space), newTally(space), newTally(space)}
		for _, c := range cases {
			parts[r.IntN(len(parts))].add(c.i, c.o)
		}
		got := newTally(space)
		for _, k := range r.Perm(len(parts)) {
			got.merge(parts[k])
		}
		if want := reference(cases, regimes); !same(*got, want) {
			t.Fatalf("round %d, %+v:\ngot  %+v\nwant %+v", round, cases, *got, want)
		}
	}
}

// TestSeverity: a severity orders violations; what is no number, or below zero, is the least; the order stays finite.
func TestSeverity(t *testing.T) {
	for _, tt := range []struct{ severity, margin float64 }{
		{0, 0}, {2, -2}, {math.Inf(1), -math.MaxFloat64}, {-1, 0}, {math.NaN(), 0}, {math.Inf(-1), 0},
	} {
		if o := Violate("f", tt.severity, "d"); o.Margin != tt.margin || o.Kind != KindViolated {
			t.Errorf("Violate(%v) has margin %v, want %v", tt.severity, o.Margin, tt.margin)
		}
	}
	for _, bad := range []float64{-1, math.NaN(), math.Inf(-1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("HoldBy(%v) does not panic", bad)
				}
			}()
			HoldBy(bad)
		}()
	}
	if o := HoldBy(math.Inf(1)); o.Margin != math.MaxFloat64 {
		t.Errorf("HoldBy(Inf) has margin %v", o.Margin)
	}
}

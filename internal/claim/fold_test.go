package claim

import (
	"reflect"
	"strings"
	"testing"
)

// TestFoldVariant: the counterexample of the lowest index decides, the first of two of one index; without one a sampled variant has the sum of the
// cases, and a stepped one the steps of each.
func TestFoldVariant(t *testing.T) {
	at := func(i int, reason string) *VariantEvidence {
		return &VariantEvidence{Verdict: Refuted, Reason: reason, Cases: i + 1, Minimal: &Counterexample{Index: i}}
	}
	held := func(n int) *VariantEvidence { return &VariantEvidence{Verdict: Held, Reason: "survived", Cases: n} }
	for _, tt := range []struct {
		reason string
		each   []*VariantEvidence
		steps  bool
		cases  int
		says   string
		min    int // -1 for none
	}{
		{"cases add up", []*VariantEvidence{held(3), held(4), held(2)}, false, 9, "survived", -1},
		{"steps do not", []*VariantEvidence{held(5), held(5)}, true, 5, "survived", -1},
		{"one has it, last", []*VariantEvidence{held(3), at(7, "a")}, false, 8, "a", 7},
		{"one has it, first", []*VariantEvidence{at(7, "a"), held(3)}, false, 8, "a", 7},
		{"one of the steps", []*VariantEvidence{at(2, "a"), held(3)}, true, 3, "a", 2},
		{"the lower, last", []*VariantEvidence{at(7, "a"), at(4, "b")}, false, 5, "b", 4},
		{"the lower, first", []*VariantEvidence{at(4, "a"), at(7, "b")}, false, 5, "a", 4},
		{"equal ones", []*VariantEvidence{at(4, "a"), at(4, "b")}, false, 5, "a", 4},
	} {
		v := &VariantEvidence{}
		foldVariant(v, tt.each, tt.steps)
		lowest := -1
		if v.Minimal != nil {
			lowest = v.Minimal.Index
		}
		want := Held
		if tt.min >= 0 {
			want = Refuted
		}
		if v.Verdict != want || v.Cases != tt.cases || v.Reason != tt.says || lowest != tt.min {
			t.Errorf("%s: %+v, counterexample %d", tt.reason, *v, lowest)
		}
	}
	c := &ClaimEvidence{Checks: []CheckEvidence{{Name: "sampled"}, {Name: "proof", PlannedSteps: 1}}}
	if stepped(c, "sampled") || !stepped(c, "proof") || stepped(c, "none") {
		t.Error("a check has steps when some are planned")
	}
}

// TestLeast: nil is none; of equal ones the first.
func TestLeast(t *testing.T) {
	compare := func(a, b *int) int { return *a - *b }
	x, y, z := new(int), new(int), new(int)
	*z = 1
	if least(x, y, compare) != x || least(z, x, compare) != x || least(x, z, compare) != x || least(nil, z, compare) != z || least(z, nil, compare) != z || least(nil, nil, compare) != nil {
		t.Error("least is not the first of the smallest")
	}
	if Worst(Refuted, "unknown") != Refuted || Worst("unknown", Refuted) != "unknown" || Worst() != Vacuous {
		t.Error("of two verdicts of one rank the first decides")
	}
}

// TestFoldTiming: worker seconds and workers add up, the longest wall time stays; an environment lists what the shards had.
func TestFoldTiming(t *testing.T) {
	shards := []*Evidence{
		{Timing: &Timing{Seconds: 3, Workers: 2, Checks: map[string]map[string]float64{"a": {"k": 1, "variant v": 2}}}, Environment: &Environment{Go: "go2", OS: "linux", Arch: "b", Commit: "c", Started: "2026-02"}},
		{},
		{Timing: &Timing{Seconds: 5, Workers: 4, Checks: map[string]map[string]float64{"a": {"k": 8}, "b": {"k": 16}}}, Environment: &Environment{Go: "go1", OS: "linux", Arch: "a", Started: "2026-01"}},
	}
	want := &Timing{Seconds: 5, Workers: 6, Checks: map[string]map[string]float64{"a": {"k": 9, "variant v": 2}, "b": {"k": 16}}}
	if got := foldTiming(shards); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, want := *foldEnvironment(shards), (Environment{Go: "go1, go2", OS: "linux", Arch: "a, b", Commit: "c", Started: "2026-01"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestChoose: of two records of one work the one whose timing comes first as text, in either order; the first of two equal ones.
func TestChoose(t *testing.T) {
	a, b, c := &Evidence{Timing: &Timing{Seconds: 1}}, &Evidence{Timing: &Timing{Seconds: 2}}, &Evidence{Timing: &Timing{Seconds: 1}}
	for _, tt := range []struct{ x, y, want *Evidence }{{a, b, a}, {b, a, a}, {a, c, a}, {c, a, c}} {
		if got, err := choose(tt.x, tt.y); err != nil || got != tt.want {
			t.Errorf("%v and %v: %v, %v", tt.x.Timing, tt.y.Timing, got.Timing, err)
		}
	}
}

// TestPartsAreShards: the parts of a merge are shards of its division, without parts of their own, and of the same audit.
func TestPartsAreShards(t *testing.T) {
	part := func(index, count int, change func(e *Evidence)) Evidence {
		e := Evidence{Complete: true, Seed: 3, Shard: &Shard{index, count}}
		change(&e)
		return e
	}
	same := func(*Evidence) {}
	for _, tt := range []struct {
		reason string
		shard  *Shard
		parts  []Evidence
		says   string
	}{
		{"two shards", &Shard{Count: 3}, []Evidence{part(1, 3, same), part(2, 3, same)}, ""},
		{"of a whole", nil, []Evidence{part(1, 3, same)}, "a part is not a shard of its merge"},
		{"a whole", &Shard{Count: 3}, []Evidence{part(1, 3, func(e *Evidence) { e.Shard = nil })}, "a part is not a shard of its merge"},
		{"of another division", &Shard{Count: 3}, []Evidence{part(1, 4, same)}, "a part is not a shard of its merge"},
		{"a merge", &Shard{Count: 3}, []Evidence{part(1, 3, func(e *Evidence) { e.Parts = []Evidence{part(1, 3, same)} })}, "a part is not a shard of its merge"},
		{"of another seed", &Shard{Count: 3}, []Evidence{part(1, 3, same), part(2, 3, func(e *Evidence) { e.Seed = 4 })}, "seed: 3 and 4"},
		{"stopped", &Shard{Count: 3}, []Evidence{part(1, 3, func(e *Evidence) { e.Complete = false })}, "shard 1 of 3 was stopped"},
	} {
		whole := &Evidence{Complete: true, Seed: 3}
		err := mergeable(whole, &Evidence{Complete: true, Seed: 3, Shard: tt.shard, Parts: tt.parts})
		if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.reason, err, tt.says)
		}
	}
	for _, tt := range []struct {
		e    Evidence
		want string
	}{{Evidence{}, "unknown"}, {Evidence{Environment: &Environment{}}, "unknown"}, {Evidence{Environment: &Environment{Commit: "c"}}, "c"}} {
		if got := tt.e.commit(); got != tt.want {
			t.Errorf("commit %q, want %q", got, tt.want)
		}
	}
}

// TestRests: what a claim rests on, through others and cycles, each once, sorted, and never itself.
func TestRests(t *testing.T) {
	bad := func(id string, on ...string) ClaimEvidence {
		return ClaimEvidence{ID: id, RestsOn: on, Checks: []CheckEvidence{{Name: "k", Minimal: &Counterexample{Confirmed: true}}}}
	}
	e := &Evidence{Complete: true, Claims: []ClaimEvidence{bad("a", "z", "b", "y"), bad("b", "a", "d", "x"), bad("d", "b", "a", "y")}}
	Finalize(e)
	c := e.Claim("a")
	if got := strings.Join(c.RestsOnFailed, " ") + " | " + strings.Join(c.RestsOnMissing, " "); got != "b d | x y z" {
		t.Errorf("a rests on %s", got)
	}
	if got := strings.Join(e.Claim("d").RestsOnFailed, " "); got != "a b" {
		t.Errorf("d rests on %s", got)
	}
}

package claim

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mergeClaims is a registry in which everything that a merge handles occurs: margins, violations
// with a minimal and a worst case, undecided and skipped cases, proofs with passing, refuted and
// undecided steps, refuted and surviving variants of both kinds.
func mergeClaims() []Claim {
	some := func(c *Case) Outcome {
		switch c.Index % 7 {
		case 3:
			return Undecide("case %d", c.Index)
		case 5:
			return Skip("case %d", c.Index)
		}
		return nonnegative(c)
	}
	marginal := sample(150, nonnegative)
	marginal.MarginIs = "sum of squares"
	many := func(bad int, v Verdict) func(Profile) []Step {
		return func(Profile) []Step {
			var ss []Step
			for k := range 11 {
				s := step(fmt.Sprintf("s%d", k), Proved)
				if k == bad || k == bad+3 {
					s = step(fmt.Sprintf("s%d", k), v)
				}
				ss = append(ss, s)
			}
			return ss
		}
	}
	proof := func(bad int, v Verdict) Check {
		return Check{Name: "k", Title: "a test", Tier: TierProved, Scope: "tests", Steps: many(bad, v)}
	}
	survivor := bitten("survivor", check("k", sample(40, hold)))
	survivor.Variants = append(survivor.Variants, Variant{Name: "lives", Title: "true", Check: check("k", sample(40, hold))})
	stepSurvivor := bitten("step-survivor", proof(-9, Proved))
	stepSurvivor.Variants = append(stepSurvivor.Variants, Variant{Name: "lives", Title: "true", Check: proof(-9, Proved)})
	stepSurvivor.Variants = append(stepSurvivor.Variants, Variant{Name: "late", Title: "wrong at one step", Check: proof(7, Refuted)})
	rests := bitten("rests", check("k", sample(1, hold)))
	rests.RestsOn = []string{"false", "absent"}
	return []Claim{
		bitten("margin", check("k", marginal)),
		bitten("false", check("k", sample(200, atMost))),
		bitten("mixed", check("k", sample(90, some))),
		bitten("proof", proof(-9, Proved)),
		bitten("refuted-step", proof(4, Refuted)),
		bitten("open-step", proof(5, Undecided)),
		survivor, stepSurvivor, rests,
	}
}

// shards runs each of n shards, with what another machine would write beside the findings.
func shards(t *testing.T, n int, claims ...Claim) []*Evidence {
	t.Helper()
	es := make([]*Evidence, n)
	for i := range es {
		es[i] = through(t, run(t, Options{Seed: 3, Shard: &Shard{i + 1, n}}, claims...))
		es[i].Environment = &Environment{Go: "go1.26", OS: "linux", Arch: []string{"amd64", "arm64"}[i%2], Commit: "c", Started: fmt.Sprint("2026-01-0", 9-i%9)}
	}
	return es
}

// through writes e as JSON and reads it back, as a merge of files does.
func through(t *testing.T, e *Evidence) *Evidence {
	t.Helper()
	var back Evidence
	if err := json.Unmarshal([]byte(marshal(e)), &back); err != nil {
		t.Fatal(err)
	}
	return &back
}

func merge(t *testing.T, es ...*Evidence) *Evidence {
	t.Helper()
	e, err := Merge(es...)
	if err != nil {
		t.Fatal(err)
	}
	return through(t, e)
}

// TestMergedIsTheSingleRun: the findings of n merged shards are those of one run, byte for byte.
func TestMergedIsTheSingleRun(t *testing.T) {
	claims := mergeClaims()
	whole := run(t, Options{Seed: 3}, claims...)
	if p := whole.Claim("false").Checks[0]; p.Minimal == nil || p.Worst == nil || p.Minimal.Index == p.Worst.Index {
		t.Fatal("the sample shows no minimal and worst counterexample apart: the test would compare too little")
	}
	for _, n := range []int{1, 2, 3, 7, 300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			es := shards(t, n, claims...)
			rand.New(rand.NewSource(int64(n))).Shuffle(n, func(i, j int) { es[i], es[j] = es[j], es[i] })
			if d := cmp.Diff(findings(whole), findings(merge(t, es...))); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestMergeIsAUnion: associative, commutative and idempotent; with timing and environment too when
// no shard was run twice.
func TestMergeIsAUnion(t *testing.T) {
	es := shards(t, 4, mergeClaims()...)
	again := through(t, es[1]) // the same shard run twice: another time, the same findings
	again.Timing.Seconds++
	for _, c := range []struct {
		reason string
		es     []*Evidence
		text   func(*Evidence) string
	}{
		{"each shard run once", es, func(e *Evidence) string { return marshal(e) }},
		{"a shard run twice", append(slices.Clone(es), again), findings},
	} {
		t.Run(c.reason, func(t *testing.T) {
			want := c.text(merge(t, c.es...))
			r := rand.New(rand.NewSource(1))
			for range 25 {
				// A random tree of merges over a random multiset that holds all of them.
				pool := slices.Clone(c.es)
				for range r.Intn(4) {
					pool = append(pool, c.es[r.Intn(len(c.es))])
				}
				r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
				for len(pool) > 1 {
					k := 2 + r.Intn(len(pool)-1)
					pool = append(pool[k:], merge(t, pool[:k]...))
				}
				if got := c.text(merge(t, pool...)); got != want {
					t.Fatalf("another order gives other evidence:\n%s", cmp.Diff(want, got))
				}
			}
		})
	}
	if e := merge(t, es[0], es[2]); e.Verdict.Passes() || e.Shard == nil || len(e.Parts) != 2 || marshal(merge(t, e, e, es[2])) != marshal(e) {
		t.Errorf("a partial merge: verdict %s, %d parts", e.Verdict, len(e.Parts))
	}
}

// TestMergeRefuses: what does not belong together is not added up.
func TestMergeRefuses(t *testing.T) {
	claims := []Claim{bitten("a", check("k", sample(30, hold)))}
	for _, c := range []struct {
		reason string
		change func(*Evidence)
		says   string
	}{
		{"another seed", func(e *Evidence) { e.Seed = 4 }, "seed: 3 and 4"},
		{"another profile", func(e *Evidence) { e.Profile = Deep }, "profile: quick and deep"},
		{"another number of cases", func(e *Evidence) { e.Cases = 9 }, "cases: 0 and 9"},
		{"another schema", func(e *Evidence) { e.Schema = "x" }, "schema"},
		{"another tool", func(e *Evidence) { e.Tool = "x" }, "tool"},
		{"another commit", func(e *Evidence) { e.Environment.Commit = "d" }, "version (commit): c and d"},
		{"a commit that is not known", func(e *Evidence) { e.Environment = nil }, "version (commit): c and unknown"},
		{"another division", func(e *Evidence) { e.Shard.Count = 5 }, "shard counts"},
		{"a stopped run", func(e *Evidence) { e.Complete = false }, "shard 2 of 3 was stopped before the end"},
		{"fewer claims", func(e *Evidence) { e.Claims = nil }, "number of claims"},
		{"another claim", func(e *Evidence) { e.Claims[0].ID = "b" }, "claims: a and b"},
		{"another statement", func(e *Evidence) { e.Claims[0].Statement = "other" }, "claim a: its text"},
		{"another scope", func(e *Evidence) { e.Claims[0].Checks[0].Scope = "other" }, "claim a: its text"},
		{"a regime of another name", func(e *Evidence) { e.Claims[0].Checks[0].Regimes[0].Name = "other" }, "claim a: its text"},
		{"another variant", func(e *Evidence) { e.Claims[0].Variants[0].Title = "other" }, "claim a: its text"},
		{"the same shard, other findings", func(e *Evidence) { e.Shard.Index = 1 }, "shard 1 of 3 is given twice: the findings differ"},
		{"a part of another merge", func(e *Evidence) { e.Parts = []Evidence{{Complete: true}} }, "is not a shard of its merge"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			es := shards(t, 3, claims...)
			c.change(es[1])
			if _, err := Merge(es...); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %q", err, c.says)
			}
		})
	}
	if _, err := Merge(); err == nil {
		t.Error("no evidence was merged")
	}
	whole := run(t, Options{Seed: 3}, claims...)
	other := through(t, whole)
	other.Claims[0].Checks[0].Valid--
	if _, err := Merge(whole, other); err == nil {
		t.Error("two audits with different findings were merged")
	}
	if e, err := Merge(whole, whole); err != nil || marshal(e) != marshal(whole) {
		t.Errorf("an audit merged with itself: %v", err)
	}
}

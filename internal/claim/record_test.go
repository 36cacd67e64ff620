package claim

import (
	"context"
	"strings"
	"testing"
)

// TestRecordsContinue: an audit continued from any number of records has the evidence of one run, and
// runs nothing that the records hold.
func TestRecordsContinue(t *testing.T) {
	claims := mergeClaims()
	var records []Record
	whole := run(t, Options{Seed: 3, Record: func(r Record) { records = append(records, r) }}, claims...)
	tasks := 0
	for k := range whole.Claims {
		tasks += len(whole.Claims[k].Checks) + len(whole.Claims[k].Variants)
	}
	if len(records) != tasks {
		t.Fatalf("%d records of %d checks and variants", len(records), tasks)
	}
	for n := 0; n <= len(records); n += 5 {
		again := 0
		e := run(t, Options{Seed: 3, Known: records[:n], Record: func(Record) { again++ }}, claims...)
		if findings(e) != findings(whole) {
			t.Errorf("continued from %d records: other evidence", n)
		}
		if again != len(records)-n {
			t.Errorf("continued from %d records: %d were run, want %d", n, again, len(records)-n)
		}
	}
}

// TestStoppedIsNotRecorded: a part during which the context ended is not a finished one, even when it
// was the last block of its task.
func TestStoppedIsNotRecorded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	stops := Check{Name: "k", Title: "t", Tier: TierProved, Scope: "s", Steps: func(Profile) []Step {
		return []Step{{Name: "only", Scope: "s", Run: func(context.Context) StepResult {
			cancel()
			return StepResult{Verdict: Undecided, Method: "test", Points: 1, Detail: "no time"}
		}}}
	}}
	var records []Record
	e, err := Run(ctx, []Claim{newClaim("c", []Check{stops})}, Options{Profile: Quick, Record: func(r Record) { records = append(records, r) }})
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 0 || e.Complete {
		t.Errorf("%d records of a stopped audit (complete: %v)", len(records), e.Complete)
	}
}

// TestForeignRecord: a record of something that the audit does not have is an error.
func TestForeignRecord(t *testing.T) {
	_, err := Run(t.Context(), []Claim{bitten("a", check("k", sample(5, hold)))}, Options{
		Profile: Quick, Known: []Record{{Claim: "a", Check: &CheckEvidence{Name: "other"}}},
	})
	if err == nil || !strings.Contains(err.Error(), `claim "a" has no check or variant "other"`) {
		t.Errorf("error %v", err)
	}
}

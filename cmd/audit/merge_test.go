package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

// TestShardsMergeToTheWhole runs the shards as a batch system would, by its variables, and merges
// their files: the findings are those of one run.
func TestShardsMergeToTheWhole(t *testing.T) {
	claims := []claim.Claim{fake("a", nil), fake("b", outcome(claim.Violate("x", 1, "y"))), fake("c", survivor)}
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole")
	invoke(t, claims, "", "run", "--profile", "quick", "--out", whole)
	for _, batch := range []struct {
		name string
		vars func(k, n int) map[string]string
	}{
		{"slurm", func(k, n int) map[string]string {
			return map[string]string{"SLURM_ARRAY_TASK_ID": fmt.Sprint(10 + 2*k), "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": fmt.Sprint(n), "SLURM_ARRAY_TASK_STEP": "2"}
		}},
		{"kubernetes", func(k, n int) map[string]string {
			return map[string]string{"JOB_COMPLETION_INDEX": fmt.Sprint(k), "JOB_COMPLETIONS": fmt.Sprint(n)}
		}},
	} {
		t.Run(batch.name, func(t *testing.T) {
			const n = 3
			files := []string{"merge", filepath.Join(dir, batch.name)}
			for k := range n {
				vars := batch.vars(k, n)
				out := filepath.Join(dir, fmt.Sprintf("%s-%d", batch.name, k))
				var so, se strings.Builder
				a := &app{claims: known(claims...), getenv: func(v string) string { return vars[v] }, stdin: strings.NewReader(""), stdout: &so, stderr: &se}
				a.run(t.Context(), []string{"run", "--profile", "quick", "--out", out})
				if s := evidence(t, out).Shard; s == nil || s.Index != k+1 || s.Count != n {
					t.Fatalf("job %d ran shard %v\n%s", k, s, se.String())
				}
				files = append(files, filepath.Join(out, reports.EvidenceFile))
			}
			part := invoke(t, nil, "", append([]string{"merge", filepath.Join(dir, "part")}, files[2:4]...)...)
			if part.status != exitFailed || !strings.Contains(part.stdout, "shards 1, 2 of 3") {
				t.Errorf("two of three shards: status %d\n%s", part.status, part.stdout)
			}
			if r := invoke(t, nil, "", append(files, filepath.Join(dir, "part"))...); r.status != exitFailed {
				t.Errorf("a merge of refuted claims: status %d\n%s", r.status, r.stderr)
			}
			if d := cmp.Diff(stripped(t, whole), stripped(t, files[1])); d != "" {
				t.Error(d)
			}
			page, err := os.ReadFile(filepath.Join(files[1], "report.html"))
			if err != nil || !strings.Contains(string(page), `id="a"`) {
				t.Errorf("no page: %v", err)
			}
		})
	}
}

// TestBadEnvironment: a batch system that sets half of its variables is an error that names one; a
// flag overrides it.
func TestBadEnvironment(t *testing.T) {
	for _, c := range []struct {
		reason string
		vars   map[string]string
		says   string
	}{
		{"no number of completions", map[string]string{"JOB_COMPLETION_INDEX": "0"}, "JOB_COMPLETIONS"},
		{"an index beyond the end", map[string]string{"JOB_COMPLETION_INDEX": "3", "JOB_COMPLETIONS": "3"}, "part 4 of 3"},
		{"no count", map[string]string{"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_MIN": "1"}, "SLURM_ARRAY_TASK_COUNT"},
		{"no least ID", map[string]string{"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "2"}, "SLURM_ARRAY_TASK_MIN"},
		{"an ID between the steps", map[string]string{"SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_STEP": "2"}, "SLURM_ARRAY_TASK_STEP"},
		{"an array with gaps", map[string]string{"SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "1"}, "part 9 of 2"},
		{"no number", map[string]string{"SLURM_ARRAY_TASK_ID": "x"}, "SLURM_ARRAY_TASK_ID=\"x\""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			var so, se strings.Builder
			a := &app{claims: known(fake("a", nil)), getenv: func(v string) string { return c.vars[v] }, stdin: strings.NewReader(""), stdout: &so, stderr: &se}
			dir := filepath.Join(t.TempDir(), "out")
			if s := a.run(t.Context(), []string{"run", "--out", dir}); s != exitUsage || !strings.Contains(se.String(), c.says) {
				t.Errorf("status %d, stderr %q; want %q in it", s, se.String(), c.says)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Error("a folder was made")
			}
			a.run(t.Context(), []string{"run", "--profile", "quick", "--shard", "1/2", "--out", dir})
			if s := evidence(t, dir).Shard; s == nil || *s != (claim.Shard{Index: 1, Count: 2}) {
				t.Errorf("--shard 1/2 ran %v", s)
			}
		})
	}
}

// TestMergeAndDiffRefuse: bad files are exit status 2 and one line, and nothing is written.
func TestMergeAndDiffRefuse(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good")
	must(t, []claim.Claim{fake("a", nil)}, "", "run", "--profile", "quick", "--out", good)
	other := filepath.Join(dir, "other")
	must(t, []claim.Claim{fake("a", nil)}, "", "run", "--profile", "quick", "--seed", "2", "--out", other)
	bad := filepath.Join(dir, "bad.json")
	if err := os.WriteFile(bad, []byte(`{"schema":"ssamverify/evidence/1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"merge"}, "at least 2 arg"},
		{[]string{"merge", out}, "at least 2 arg"},
		{[]string{"merge", out, filepath.Join(dir, "none")}, "none"},
		{[]string{"merge", out, bad}, "bad.json"},
		{[]string{"merge", out, good, other}, "seed: 1 and 2"},
		{[]string{"merge", filepath.Join(bad, "x"), good}, "can't write there"},
		{[]string{"diff", good}, "accepts 2 arg"},
		{[]string{"diff", good, bad}, "bad.json"},
		{[]string{"diff", bad, good}, "bad.json"},
		{[]string{"cost", bad}, "bad.json"},
		{[]string{"cost", "--cases", "0", good}, "--cases 0"},
		{[]string{"figures", "--out", filepath.Join(bad, "x")}, "can't write there"},
	} {
		refused(t, invoke(t, nil, "", c.args...), c.says)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a folder was made")
	}
}

// TestDiffStatus: equal audits differ in nothing, a weaker one is a regression, a stronger one is not.
func TestDiffStatus(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good"), filepath.Join(dir, "bad")
	must(t, []claim.Claim{fake("a", nil)}, "", "run", "--profile", "quick", "--out", good)
	invoke(t, []claim.Claim{fake("a", steps(claim.Undecided))}, "", "run", "--profile", "quick", "--out", bad)
	if r := must(t, nil, "", "diff", good, filepath.Join(good, reports.EvidenceFile)); r.stdout != "0 changes, 0 regressions\n" {
		t.Errorf("an audit and itself: %s", r.stdout)
	}
	if r := invoke(t, nil, "", "diff", good, bad); r.status != exitFailed || !strings.Contains(r.stdout, "a check stepped: verdict: undecided, was proved") {
		t.Errorf("a weaker audit: status %d\n%s", r.status, r.stdout)
	}
	if r := must(t, nil, "", "diff", bad, good); !strings.Contains(r.stdout, "stronger  a check stepped") {
		t.Errorf("a stronger audit:\n%s", r.stdout)
	}
}

// TestCost: the estimate is the measured time scaled to the cases asked for.
func TestCost(t *testing.T) {
	dir := t.TempDir()
	must(t, []claim.Claim{fake("a", nil)}, "", "run", "--profile", "quick", "--out", dir)
	e := evidence(t, dir)
	e.Timing.Checks["a"]["sampled"] = 2 // 100 cases in 2 seconds
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "timed.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	r := must(t, nil, "", "cost", "--cases", "360000", file)
	// 360000 cases at 50 per second are 7200 seconds.
	if !strings.Contains(r.stdout, "2 core-hours in all for 360000 cases") || !strings.Contains(r.stdout, " 50 ") {
		t.Errorf("stdout:\n%s", r.stdout)
	}
}

// TestFigures: every figure in three formats.
func TestFigures(t *testing.T) {
	dir := t.TempDir()
	r := must(t, nil, "", "figures", "--out", dir)
	if n := strings.Count(r.stdout, "\n"); n != 21 {
		t.Errorf("%d files, want 7 figures as SVG, PNG and CSV:\n%s", n, r.stdout)
	}
	for _, line := range strings.Fields(r.stdout) {
		if info, err := os.Stat(line); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", line, err)
		}
	}
}

package claimtest

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// casesFile is what the judges see and say, in the claim's folder.
const casesFile = "testdata/cases.txt"

// Cases replays the first case of each regime of each sampled check and compares the drawn instance, the outcome, the margin and the traced values
// (as hashes; a replay shows them) with testdata/cases.txt: a bound that is twice as wide holds everywhere, and only its margin tells. It is a record of the code, not a second
// opinion on it; the margins are checked by hand values elsewhere. After a change that is meant, run the test with UPDATE_PLAN=1 and read the
// difference. Only on amd64: elsewhere float64 products and sums may be fused.
func Cases(t *testing.T, c claim.Claim) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip("the last bits of float64 values differ from platform to platform")
	}
	got, err := casesOf(t, c)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_PLAN") != "" {
		if err := os.MkdirAll(filepath.Dir(casesFile), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(casesFile, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("the first cases changed (-%s +code); if that is meant, run the test with UPDATE_PLAN=1\n%s", casesFile, d)
	}
}

func casesOf(t *testing.T, c claim.Claim) (string, error) {
	t.Helper()
	var b strings.Builder
	for _, ch := range c.Checks {
		if ch.Sample == nil {
			continue
		}
		fmt.Fprintf(&b, "%s\n", ch.Name)
		for k := range ch.Sample.Space.Regimes {
			r, err := claim.Replay(t.Context(), []claim.Claim{c}, claim.Token{Mode: claim.ModeCase, Seed: Seed, Claim: c.ID, Check: ch.Name, Index: k})
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "  %s: instance %s, %s\n", r.Regime, fingerprint(r.Instance), strings.Join(slices.DeleteFunc(
				[]string{r.Outcome, r.Failure, r.Detail, r.Margin}, func(s string) bool { return s == "" }), ", "))
			if len(r.Values) > 0 {
				fmt.Fprintf(&b, "    %d values %s, last %s = %s\n", len(r.Values), fingerprint(r.Values), r.Values[len(r.Values)-1].Name, short(r.Values[len(r.Values)-1].Value))
			}
		}
	}
	return b.String(), nil
}

// fingerprint is the hash of all values.
func fingerprint(vs []claim.Value) string {
	h := fnv.New64a()
	for _, v := range vs {
		_, _ = fmt.Fprintln(h, v.Name, v.Value)
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// short is a value in at most 60 characters.
func short(s string) string { return s[:min(len(s), 60)] }

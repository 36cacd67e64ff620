package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func header() Header {
	return Header{Schema: claim.EvidenceSchema, Build: "b", Seed: 7, Profile: claim.Quick, Shard: &claim.Shard{Index: 2, Count: 3}, Claims: []string{"a", "b"}}
}

func records() []claim.Record {
	return []claim.Record{
		{Claim: "a", Seconds: 0.25, Check: &claim.CheckEvidence{
			Name: "k", Tier: claim.TierExact, Cases: 3, Valid: 3, FailureRate95: 0.6315968501359612,
			Margin: &claim.Margin{Value: 0.1 + 0.2, Token: "t\n"}, Regimes: []claim.RegimeCount{{Name: "r", Cases: 3, Valid: 3}},
		}},
		{Claim: "a", Variant: &claim.VariantEvidence{Name: "k", Verdict: claim.Refuted, Minimal: &claim.Counterexample{Token: "x", Confirmed: true}}},
		{Claim: "b", Check: &claim.CheckEvidence{Name: "p", PlannedSteps: 1, Points: 4, Steps: []claim.StepEvidence{{Name: "s", Verdict: claim.Proved, Points: 4}}}},
	}
}

func write(t *testing.T, path string) {
	t.Helper()
	j, err := Create(path, header())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records() {
		if err := j.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func resume(t *testing.T, path string) []claim.Record {
	t.Helper()
	j, rs, err := Resume(path, header())
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return rs
}

// TestEveryCut kills the writer after every single byte: what is read is a prefix of what was written,
// every complete line is there, and the journal can be continued to the full one.
func TestEveryCut(t *testing.T) {
	dir := t.TempDir()
	full := filepath.Join(dir, "full")
	write(t, full)
	data, err := os.ReadFile(full)
	if err != nil {
		t.Fatal(err)
	}
	want := records()
	for n := range len(data) + 1 {
		path := filepath.Join(dir, "cut")
		if err := os.WriteFile(path, data[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		j, got, err := Resume(path, header())
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		if lines := max(0, bytes.Count(data[:n], []byte("\n"))-1); len(got) != lines {
			t.Fatalf("cut at %d: %d records, want %d", n, len(got), lines)
		}
		for _, r := range want[len(got):] {
			if err := j.Append(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("cut at %d: the journal continued is not the full one: %v", n, err)
		}
	}
	if d := cmp.Diff(want, resume(t, full), cmpopts.IgnoreUnexported(claim.StepEvidence{})); d != "" {
		t.Error(d)
	}
}

// TestDamage: a byte changed anywhere is found, and nothing after it is believed.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	full := filepath.Join(dir, "full")
	write(t, full)
	data, err := os.ReadFile(full)
	if err != nil {
		t.Fatal(err)
	}
	first := bytes.IndexByte(data, '\n') + 1
	for n := first; n < len(data); n++ {
		bad := bytes.Clone(data)
		bad[n] ^= 0x20
		path := filepath.Join(dir, "bad")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		line := bytes.Count(data[first:n], []byte("\n"))
		if got := resume(t, path); len(got) != line {
			t.Fatalf("byte %d, in record %d: %d records are believed", n, line, len(got))
		}
	}
}

// TestTailIsCutOff: what follows the last complete line is removed, so that nothing of it can follow a
// shorter line written later.
func TestTailIsCutOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	write(t, path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(bytes.Clone(data), strings.Repeat("x", 5000)+"\n12345678 {}\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := resume(t, path); len(got) != len(records()) {
		t.Errorf("%d records", len(got))
	}
	if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, data) {
		t.Errorf("%d bytes are left of the tail: %v", len(again)-len(data), err)
	}
}

// TestOtherAudit: a journal of another audit is refused, and the difference is named.
func TestOtherAudit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	write(t, path)
	for _, c := range []struct {
		says   string
		change func(*Header)
	}{
		{"schema", func(h *Header) { h.Schema = "x" }}, {"build", func(h *Header) { h.Build = "x" }}, {"seed", func(h *Header) { h.Seed++ }},
		{"profile", func(h *Header) { h.Profile = claim.Deep }}, {"cases", func(h *Header) { h.Cases = 5 }}, {"shard", func(h *Header) { h.Shard = nil }},
		{"shard", func(h *Header) { h.Shard = &claim.Shard{Index: 1, Count: 3} }}, {"claims", func(h *Header) { h.Claims = h.Claims[:1] }},
	} {
		h := header()
		c.change(&h)
		if _, _, err := Resume(path, h); err == nil || !strings.Contains(err.Error(), "another audit: "+c.says) {
			t.Errorf("%s: error %v", c.says, err)
		}
	}
	if got := resume(t, path); len(got) != len(records()) {
		t.Errorf("a refused journal was changed: %d records are left", len(got))
	}
}

// TestNoFolder: a folder that is not there is an error, not a panic.
func TestNoFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "j")
	if _, err := Create(path, header()); err == nil {
		t.Error("created")
	}
	if _, _, err := Resume(path, header()); err == nil {
		t.Error("resumed")
	}
}

// FuzzRead: any bytes give records or an error, never a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte("00000000 {}\n"))
	f.Add([]byte(sum([]byte("{}")) + " {}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, size, err := read(bytes.NewReader(data), header()); err == nil && size > int64(len(data)) {
			t.Errorf("%d bytes read of %d", size, len(data))
		}
	})
}

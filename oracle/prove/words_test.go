package prove

import "testing"

// TestWords: what reports print for a verdict; an unknown one counts as undecided.
func TestWords(t *testing.T) {
	for v, want := range map[Verdict]string{Proved: "proved", Refuted: "refuted", Undecided: "undecided", Verdict(99): "undecided"} {
		if v.String() != want {
			t.Errorf("verdict %d is printed as %q", v, v.String())
		}
	}
}

package claim

import "testing"

// TestCount: each profile has its own number of cases.
func TestCount(t *testing.T) {
	c := Count{Quick: 2, Default: 3, Deep: 5}
	for p, want := range map[Profile]int{Quick: 2, Default: 3, Deep: 5} {
		if c.In(p) != want {
			t.Errorf("profile %v has %d cases, want %d", p, c.In(p), want)
		}
	}
}

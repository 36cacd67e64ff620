package main

import (
	"strconv"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestMostCases: the largest accepted --cases starts at once, in little memory, and stops at the
// time limit: 10^9 cases of 50 claims with 4 tasks each would be 3 * 10^9 blocks if they were listed.
func TestMostCases(t *testing.T) {
	claims := make([]claim.Claim, 50)
	for k := range claims {
		claims[k] = fake("f"+strconv.Itoa(k), nil)
	}
	dir := t.TempDir()
	r := invoke(t, claims, "", "run", "--out", dir, "--cases", strconv.Itoa(claim.MaxCases), "--timeout", "100ms")
	if e := evidence(t, dir); r.status != exitFailed || e.Complete || len(e.Claims) != len(claims) {
		t.Errorf("status %d, complete %v, %d claims", r.status, e.Complete, len(e.Claims))
	}
}

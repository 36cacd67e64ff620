package theorem4_3

import (
	"fmt"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func TestFlake(t *testing.T) {
	if os.Getenv("FLAKE") == "" {
		t.Skip()
	}
	for seed := uint64(100); seed < 125; seed++ {
		e, err := claim.Run(t.Context(), []claim.Claim{Claim()}, claim.Options{Seed: seed, Profile: claim.Quick})
		if err != nil {
			t.Fatal(err)
		}
		if seed == 100 {
			fmt.Println("quick seconds", e.Timing.Seconds)
		}
		if !e.Verdict.Passes() {
			for _, c := range e.Claims[0].Checks {
				if !c.Verdict.Passes() {
					fmt.Println(seed, c.Name, c.Verdict, c.Reason)
				}
			}
			for _, v := range e.Claims[0].Variants {
				if v.Verdict != claim.Refuted {
					fmt.Println(seed, v.Name, v.Verdict, v.Reason)
				}
			}
			t.Error(seed)
		}
	}
}

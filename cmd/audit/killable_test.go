package main

import (
	"fmt"
	"time"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// killable is a registry of many short parts, with every kind of outcome among them.
func killable() []claim.Claim {
	var claims []claim.Claim
	for k := range 12 {
		change := []func(*claim.Claim){nil, steps(claim.Refuted), survivor, outcome(claim.Violate("x", 1, "y"))}[k%4]
		claims = append(claims, fake(fmt.Sprintf("k%d", k), func(c *claim.Claim) {
			if change != nil {
				change(c)
			}
			s := *c.Checks[0].Sample
			inner := s.NewJudge
			s.NewJudge = func() claim.Judge {
				judge := inner()
				return func(x *claim.Case) claim.Outcome { time.Sleep(100 * time.Microsecond); return judge(x) }
			}
			c.Checks[0].Sample = &s
		}))
	}
	return claims
}

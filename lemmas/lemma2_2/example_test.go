package lemma2_2_test

import (
	"context"
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/lemma2_2"
)

// The corner that keeps "trace-minimal" from implying "balanced": (0, 0, 5) at depth 3.
func ExampleClaim() {
	c := lemma2_2.Claim()
	corners, _ := c.CheckNamed("corners")
	step := corners.Steps(claim.Quick)[0]
	r := step.Run(context.Background())
	fmt.Println(step.Name, r.Verdict)
	for _, v := range r.Values {
		fmt.Println(v.Name, "=", v.Value)
	}
	// Output:
	// two-of-three-vanish proved
	// R = 26
	// least value of R = 1
	// stated equality case of R = false
	// tr Hess L = 0
	// least value of tr Hess L = 0
	// stated equality case of tr Hess L = true
}

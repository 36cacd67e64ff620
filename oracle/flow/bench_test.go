package flow_test

import (
	"context"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/flow"
)

// BenchmarkFlow30 is the reference case: L = 3, T = 5, 30 digits.
func BenchmarkFlow30(b *testing.B) {
	p := one("2", "1", "1/2", "1", "1/2", "-1/3")
	b.ReportAllocs()
	for range b.N {
		r, err := flow.Integrate(context.Background(), p, rat("5"), flow.Options{})
		if err != nil || r.Status != flow.Certified {
			b.Fatal(r, err)
		}
	}
}

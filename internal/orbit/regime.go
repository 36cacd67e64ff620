package orbit

import (
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
)

// Named returns the regime under a new name, at one depth only when depth > 0 (which the domain must allow).
func Named(g generators.Regime, name string, depth int) generators.Regime {
	inner := g.Make
	g.Name = name
	g.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance {
		if depth > 0 {
			d.MinDepth, d.MaxDepth = depth, depth
		}
		in := inner(r, d)
		in.Regime = name
		return in
	}
	return g
}

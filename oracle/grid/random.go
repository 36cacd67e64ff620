package grid

import (
	"context"
	"math/big"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Random evaluates the identities at n uniformly random points of the field (rounded up to whole
// blocks of circuit.Lanes). If one of them is not an identity it survives with probability at most
// (total degree / p)^points, that is 2^-ErrorBits.
func Random(ctx context.Context, b *circuit.Builder, ids []Identity, n int, seed uint64) Result {
	p, err := newProblem(b, ids, nil)
	if err != nil {
		p.res.Status, p.res.Reason = Undecided, err.Error()
		return p.res
	}
	rng := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	m := circuit.NewFieldMachine(p.diff)
	for p.res.Points < int64(n) {
		if err := ctx.Err(); err != nil {
			p.res.Status, p.res.Reason = Undecided, err.Error()
			return p.res
		}
		for v := range p.res.Degrees {
			in := m.Input(v)
			for i := range in {
				in[i] = rng.Uint64N(circuit.Prime)
			}
		}
		m.Run()
		p.res.Points += circuit.Lanes
		if lane, id, bad := failure(m, len(p.ids), circuit.Lanes); bad {
			pt := make([]*big.Int, len(p.res.Degrees))
			for v := range pt {
				pt[v] = new(big.Int).SetUint64(m.Input(v)[lane])
			}
			p.res.Status, p.res.Counter = Nonzero, p.counter(id, pt)
			return p.res
		}
	}
	// log2(p) > 60.99, log2(degree) <= its bit length.
	p.res.ErrorBits = float64(p.res.Points) * (60.99 - log2up(max(1, p.res.Total)))
	return p.res
}

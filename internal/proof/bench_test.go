package proof

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// gradient is Lemma 2.1's gradient, all layers and coordinates, with leave-one-out products by
// prefix and suffix: the statement that the exact checks are timed on.
func gradient(m *Model) []grid.Identity {
	return gradients(m, func(i int, w, p, all circuit.Node) circuit.Node {
		r := m.C.Int(0)
		for j := range m.B {
			r = r.Add(m.Sigma[i][j].Mul(m.B[j].Sub(m.C.Prod(m.Layer(j)...))))
		}
		return p.Mul(r).Times(-2).Add(m.Sigma[i][i].Mul(w).Mul(all.Sub(p.Sqr())).Times(2))
	})
}

// diagonalGradient is Lemma 2.1's gradient in the linear diagonal model, all layers and coordinates, likewise: what the other tools of
// section 3 of docs/PERFORMANCE.md check.
func diagonalGradient(m *Model) []grid.Identity {
	return gradients(m, func(i int, w, p, all circuit.Node) circuit.Node {
		return w.Mul(all).Sub(m.B[i].Mul(p)).Mul(m.Sigma[i][i]).Times(2)
	})
}

// gradients compares every derivative with a closed form in w_l, p_-l and P_-l.
func gradients(m *Model, form func(i int, w, p, all circuit.Node) circuit.Node) []grid.Identity {
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	var ids []grid.Identity
	for i := range m.B {
		ws := m.Layer(i)
		left := circuit.Gradient(f, ws...)
		pre, preP := []circuit.Node{m.C.Int(1)}, []circuit.Node{m.C.Int(1)}
		for k, x := range ws {
			pre, preP = append(pre, pre[k].Mul(x)), append(preP, preP[k].Mul(x.Sqr().Add(m.E.Sqr())))
		}
		suf, sufP := m.C.Int(1), m.C.Int(1)
		for l := len(ws) - 1; l >= 0; l-- {
			w := ws[l]
			ids = append(ids, GridIdentity("g", left[l], form(i, w, pre[l].Mul(suf), preP[l].Mul(sufP))))
			suf, sufP = suf.Mul(w), sufP.Mul(w.Sqr().Add(m.E.Sqr()))
		}
	}
	return ids
}

// entries are the instances of a row of the benchmark.
func entries(b *testing.B, s Shape, regime string) []*claim.Case {
	b.Helper()
	d := generators.Domain{MinDepth: s.Depth, MaxDepth: s.Depth, MinWidth: s.Width, MaxWidth: s.Width, Diagonal: s.Diagonal}
	space := generators.NewSpace(d, generators.RegimeNamed(d, regime)...)
	cases := make([]*claim.Case, 64)
	for i := range cases {
		cases[i] = &claim.Case{Instance: space.Draw(i, newRand(uint64(i))), Index: i}
	}
	return cases
}

// fill replaces weights, target and noise: 32-bit numerators over the denominators that den gives.
func fill(cases []*claim.Case, den func(r *rand.Rand) int64) []*claim.Case {
	r := newRand(9)
	set := func(x *big.Rat) { x.SetFrac64(int64(r.Uint32())-1<<31, den(r)) }
	for _, c := range cases {
		for _, row := range c.Weights {
			for _, x := range row {
				set(x)
			}
		}
		for _, x := range c.Target {
			set(x)
		}
		set(c.Noise)
	}
	return cases
}

// BenchmarkExactCheck counts exact gradient checks per second, all layers and coordinates, one worker.
// The rows A and B are L = 8, d = 1 with 64-bit denominators and with the denominator 2^32.
func BenchmarkExactCheck(b *testing.B) {
	four, full, eight := Shape{4, 4, true}, Shape{4, 4, false}, Shape{8, 1, true}
	rows := []struct {
		name      string
		shape     Shape
		cases     []*claim.Case
		statement Identities
	}{
		{"L4-d4-diag-rational", four, entries(b, four, generators.Generic), gradient},
		{"L4-d4-full", full, entries(b, full, generators.FullSigma), gradient},
		{"L8-d1-A", eight, fill(entries(b, eight, generators.Unit), func(r *rand.Rand) int64 { return r.Int63() | 1<<62 | 1 }), diagonalGradient},
		{"L8-d1-B", eight, fill(entries(b, eight, generators.Unit), func(*rand.Rand) int64 { return 1 << 32 }), diagonalGradient},
	}
	for _, row := range rows {
		b.Run(row.name, func(b *testing.B) {
			judge := ExactJudge(nil, row.statement)()
			i := 0
			for b.Loop() {
				if out := judge(row.cases[i%len(row.cases)]); out.Kind != claim.KindHeld {
					b.Fatal(out.Detail)
				}
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "checks/s")
		})
	}
}

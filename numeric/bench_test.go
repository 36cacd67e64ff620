package numeric

import (
	"fmt"
	"math"
	"testing"

	"github.com/ssamverify/ssamverify/internal/growth"
)

var benchDepths = []int{2, 4, 8, 16, 32, 64}

func benchProblem(b *testing.B, depth int) (*Model, *Network, *Workspace, []float64) {
	width := 65536 / depth // 512 kB of weights
	w := make([]float64, depth*width)
	for k := range w {
		w[k] = 0.9 + 0.2*float64(k%17)/17
	}
	t, s := make([]float64, width), make([]float64, width)
	for i := range t {
		t[i], s[i] = 1.5, 1
	}
	n, err := NewFlatNetwork(depth, width, w)
	if err != nil {
		b.Fatal(err)
	}
	m, err := NewDiagonalModel(t, s, 0.1, 0)
	if err != nil {
		b.Fatal(err)
	}
	ws := mustWorkspace(b, n)
	return m, n, ws, make([]float64, len(w))
}

// BenchmarkGradient reports ns per (layer, coordinate) of the linear diagonal
// model's L_R gradient.
func BenchmarkGradient(b *testing.B) {
	for _, depth := range benchDepths {
		b.Run(fmt.Sprintf("L=%d", depth), func(b *testing.B) {
			m, n, ws, g := benchProblem(b, depth)
			for b.Loop() {
				ws.Gradient(g, Regularized, m, n)
			}
			b.ReportMetric(perEntry(b, len(g)), "ns/entry")
		})
	}
}

func perEntry(b *testing.B, entries int) float64 {
	return float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(entries)
}

// BenchmarkGradientGrowth fits time per coordinate = c L^x over L = 2..64 and
// reports x: 1 is linear. The best of several rounds stands for each depth.
func BenchmarkGradientGrowth(b *testing.B) {
	for _, alg := range []struct {
		name string
		f    func(*Workspace, []float64, *Model, *Network)
	}{
		{"prefix", func(ws *Workspace, g []float64, m *Model, n *Network) { ws.Gradient(g, Regularized, m, n) }},
		{"naive", func(_ *Workspace, g []float64, m *Model, n *Network) { naiveGradient(g, m, n) }},
	} {
		b.Run(alg.name, func(b *testing.B) {
			var sizes, costs []float64
			for _, depth := range benchDepths {
				m, n, ws, g := benchProblem(b, depth)
				best := math.Inf(1)
				for range b.N {
					best = min(best, growth.Best(12, func() { alg.f(ws, g, m, n) }))
				}
				// the network has 65,536 weights at every depth: per coordinate the cost is best L / 65,536
				sizes, costs = append(sizes, float64(depth)), append(costs, best*float64(depth))
			}
			b.ReportMetric(growth.Exponent(sizes, costs), "exponent")
		})
	}
}

// naiveGradient is the O(L^2 d) evaluation, for comparison only.
func naiveGradient(g []float64, m *Model, n *Network) {
	L, e2 := n.depth, m.noise*m.noise
	for i, s := range m.scale {
		row := n.w[i*L : i*L+L]
		for l, w := range row {
			P, p := 1.0, 1.0
			for k, v := range row {
				if k != l {
					P *= v*v + e2
					p *= v
				}
			}
			g[i*L+l] = 2 * s * (w*P - m.target[i]*p)
		}
	}
}

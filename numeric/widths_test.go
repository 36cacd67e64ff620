package numeric

import "testing"

// TestWidths: kernels take coordinates in pairs and have a remainder, so widths 1 to 7 at depths 2 to 9 visit every start and end of
// their loops; each entry against the exact side. Weights, targets and scales differ from coordinate to coordinate, so that a value
// taken from a neighbor shows.
func TestWidths(t *testing.T) {
	checked := 0
	for depth := 2; depth <= 9; depth++ {
		for width := 1; width <= 7; width++ {
			w, b, s := make([]float64, depth*width), make([]float64, width), make([]float64, width)
			for k := range w {
				w[k] = float64((7*k+3)%11)/8 - 0.5
			}
			for i := range b {
				b[i], s[i] = float64(i)/4-0.75, 0.5+float64(i)/8
			}
			n, err := NewFlatNetwork(depth, width, w)
			if err != nil {
				t.Fatal(err)
			}
			m, err := NewDiagonalModel(b, s, 0.375, 0.25)
			if err != nil {
				t.Fatal(err)
			}
			ws, err := NewWorkspace(depth, width)
			if err != nil {
				t.Fatal(err)
			}
			p := newRatProblem(m, n)
			for _, o := range []Objective{Plain, Regularized} {
				g, bound := make([]float64, len(w)), make([]float64, len(w))
				ws.Gradient(g, o, m, n)
				GradientBound(bound, o, m, n)
				for l := range depth {
					for i := range width {
						k := n.Index(l, i)
						if want := p.gradient(o == Regularized, l, i); !within(g[k], want, bound[k]) {
							t.Errorf("L = %d, d = %d, %v, weight (%d,%d): %g, want %s within %g", depth, width, o, l, i, g[k], want.FloatString(17), bound[k])
						}
						checked++
					}
				}
			}
		}
	}
	if want := 2 * (2 + 3 + 4 + 5 + 6 + 7 + 8 + 9) * 28; checked != want {
		t.Errorf("%d entries were checked, want %d", checked, want)
	}
}

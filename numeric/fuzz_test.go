package numeric

import (
	"math"
	"testing"
)

// FuzzExact holds losses, gradients and Hessians against the exact side (exact_test.go) at one instance of L = 2 or 3 and
// d = 2 with a full Sigma = A A^T: every difference is within the documented forward bound, and a value that is not finite
// has a bound that is not finite either.
func FuzzExact(f *testing.F) {
	f.Add(1.0, -2.0, 0.5, 3.0, 1.0, 1.0, 2.0, -1.0, 0.25, 1.0, 0.5, false)
	f.Add(0.0, 0.0, 1e-9, 4.0, -1.0, 1e9, 0.0, 1.0, 1e-3, 0.0, 1.0, true)
	f.Add(1e-150, 1e150, -3.0, 0.1, 1e-8, 1e8, 7.0, 7.0, 1.0, 1e-3, -1.0, true)
	f.Fuzz(func(t *testing.T, w11, w12, w21, w22, w31, w32, b1, b2, e, a11, a12 float64, deep bool) {
		all := []float64{w11, w12, w21, w22, w31, w32, b1, b2, e, a11, a12}
		for k, x := range all {
			// Beyond 2^+-100 products of six factors leave the range of the exact side's patience, not of its exactness.
			if math.IsNaN(x) || math.Abs(x) > 0x1p100 || x != 0 && math.Abs(x) < 0x1p-100 {
				all[k] = float64(k%3) - 0.5
			}
		}
		layers := [][]float64{all[0:2], all[2:4]}
		if deep {
			layers = append(layers, all[4:6])
		}
		n, err := NewNetwork(layers)
		if err != nil {
			t.Fatal(err)
		}
		x, y := all[9], all[10]
		m, err := NewModel(all[6:8], []float64{x * x, x * y, x * y, y*y + 1}, math.Abs(all[8]), 0.5)
		if err != nil {
			t.Fatal(err) // finite, symmetric and with a nonnegative diagonal: always accepted
		}
		checkExact(t, m, n)
	})
}

func checkExact(t *testing.T, m *Model, n *Network) {
	t.Helper()
	p := newRatProblem(m, n)
	ws, err := NewWorkspace(n.Depth(), n.Width())
	if err != nil {
		t.Fatal(err)
	}
	if got, bound := ws.Loss(m, n), LossBound(m, n); !within(got, p.value(false), bound) {
		t.Errorf("loss %g is off %s by more than %g", got, p.value(false).FloatString(20), bound)
	}
	if got, bound := ws.RegularizedLoss(m, n), RegularizedLossBound(m, n); !within(got, p.value(true), bound) {
		t.Errorf("regularized loss %g is off %s by more than %g", got, p.value(true).FloatString(20), bound)
	}
	size := n.Depth() * n.Width()
	for _, noisy := range []bool{false, true} {
		o := map[bool]Objective{false: Plain, true: Regularized}[noisy]
		g, gb := make([]float64, size), make([]float64, size)
		ws.Gradient(g, o, m, n)
		GradientBound(gb, o, m, n)
		h, hb := make([]float64, size*size), make([]float64, size*size)
		ws.Hessian(h, o, m, n)
		HessianBound(hb, o, m, n)
		for l := range n.Depth() {
			for i := range n.Width() {
				k := n.Index(l, i)
				if want := p.gradient(noisy, l, i); !within(g[k], want, gb[k]) {
					t.Errorf("%v gradient (%d,%d): %g is off %s by more than %g", o, l, i, g[k], want.FloatString(20), gb[k])
				}
				// one row of the Hessian is enough per case: the fuzzer visits the others by permuting its inputs
				if l == 0 && i == 0 {
					for c := range n.Depth() {
						for j := range n.Width() {
							q := k*size + n.Index(c, j)
							if want := p.hessian(noisy, l, i, c, j); !within(h[q], want, hb[q]) {
								t.Errorf("%v Hessian (%d,%d),(%d,%d): %g is off %s by more than %g", o, l, i, c, j, h[q], want.FloatString(20), hb[q])
							}
						}
					}
				}
			}
		}
	}
}

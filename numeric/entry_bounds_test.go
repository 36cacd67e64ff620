package numeric

import (
	"strings"
	"testing"
)

// positive has no cancellation in any derivative: weights, noise and Sigma are positive and targets negative, so that T of each bound is the
// entry's own size. Each coordinate's weights are larger by the factor than the last one's, so that a bound taken from a neighbor shows.
func positive(t *testing.T, depth, width int, off, factor float64) (*Model, *Network) {
	t.Helper()
	w, b, sigma := make([]float64, depth*width), make([]float64, width), make([]float64, width*width)
	for k := range w {
		w[k] = float64(k%7+3) / 4
		for range k / depth {
			w[k] *= factor
		}
		w[k] *= float64(k%depth + 1)
	}
	for i := range b {
		b[i] = -float64(i + 1)
		for j := range b {
			sigma[i*width+j] = off * float64(1+i+j)
		}
		sigma[i*width+i] = float64(i + 1)
	}
	n, err := NewFlatNetwork(depth, width, w)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(b, sigma, 0.75, 0)
	if err != nil {
		t.Fatal(err)
	}
	return m, n
}

// TestEntryBounds: without cancellation the bound of an entry is between u and the stated number of roundings, 4L + d + 8 in a gradient and
// 8L + d + 12 in a Hessian, times the entry (and 1 + 2^-19); and each entry of a Hessian formed in a fresh workspace is within it.
func TestEntryBounds(t *testing.T) {
	checked := 0
	for _, shape := range [][2]int{{2, 1}, {2, 3}, {3, 2}, {4, 3}, {5, 2}} {
		for k := range 4 {
			off, factor := float64(k/2)/4, []float64{64, 1. / 64}[k%2]
			m, n := positive(t, shape[0], shape[1], off, factor)
			p, N := newRatProblem(m, n), len(n.w)
			L, d := float64(n.depth), float64(n.width)
			for _, o := range []Objective{Plain, Regularized} {
				g, gb, h, hb := make([]float64, N), make([]float64, N), make([]float64, N*N), make([]float64, N*N)
				mustWorkspace(t, n).Gradient(g, o, m, n)
				GradientBound(gb, o, m, n)
				mustWorkspace(t, n).Hessian(h, o, m, n)
				HessianBound(hb, o, m, n)
				check := func(what string, k int, x, bound, roundings float64) {
					checked++
					if x < 0 || !(bound >= unitRoundoff*x) || !(bound <= roundings*unitRoundoff*x*(1+0x1p-19)+100*tiny) {
						t.Fatalf("%v L=%v d=%v off=%v: %s entry %d = %v has bound %v: %v u", o, L, d, off, what, k, x, bound, bound/x/unitRoundoff)
					}
				}
				for k, x := range g {
					check("gradient", k, x, gb[k], 4*L+d+8)
				}
				for k, x := range h {
					check("Hessian", k, x, hb[k], 8*L+d+12)
					a, b := k/N, k%N
					if want := p.hessian(o == Regularized, a%n.depth, a/n.depth, b%n.depth, b/n.depth); !within(x, want, hb[k]) {
						t.Fatalf("%v L=%v d=%v off=%v: Hessian entry (%d,%d) = %v, want %s within %v", o, L, d, off, a, b, x, want.FloatString(20), hb[k])
					}
				}
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d entries were checked", checked)
	}
}

// TestPlainBoundIgnoresNoise: L does not depend on the noise level, nor do the bounds of its derivatives.
func TestPlainBoundIgnoresNoise(t *testing.T) {
	for _, off := range []float64{0, 0.25} {
		m, n := positive(t, 3, 2, off, 64)
		loud, err := m.WithNoise(1e6)
		if err != nil {
			t.Fatal(err)
		}
		a, b := make([]float64, 6), make([]float64, 6)
		GradientBound(a, Plain, m, n)
		GradientBound(b, Plain, loud, n)
		for k := range a {
			if a[k] != b[k] {
				t.Errorf("entry %d: bound %v, with noise %v", k, a[k], b[k])
			}
		}
	}
}

// TestMorePanics: indices and buffers one past their ends, and at them.
func TestMorePanics(t *testing.T) {
	n, _ := NewFlatNetwork(3, 2, []float64{1, 2, 3, 4, 5, 6})
	f := &Factor{width: 2, rank: 1, f: []float64{2, 3}}
	vector := func(n int) []float64 { return append([]float64(nil), f.f...)[:n] }
	longer := func(n int) []float64 { return append(vector(2), vector(n-2)...) }
	for _, tt := range []struct {
		name  string
		call  func()
		panic bool
	}{
		{"the last weight", func() { n.At(2, 1) }, false}, {"beyond the layers", func() { n.At(3, 1) }, true}, {"beyond the coordinates", func() { n.At(2, 2) }, true},
		{"a negative layer", func() { n.At(-1, 0) }, true}, {"a negative coordinate", func() { n.At(0, -1) }, true},
		{"the largest Hessian", func() { checkHessian(MaxHessianSize, MaxHessianSize*MaxHessianSize) }, false},
		{"a larger one", func() { checkHessian(MaxHessianSize+1, (MaxHessianSize+1)*(MaxHessianSize+1)) }, true},
		{"a buffer of the Hessian's bound long by one", func() {
			m, _ := NewDiagonalModel([]float64{1, 2}, []float64{1, 1}, 1, 0)
			HessianBound(make([]float64, 37), Plain, m, n)
		}, true},
		{"a Hessian buffer short by one", func() { checkHessian(3, 8) }, true}, {"the right buffer", func() { checkHessian(3, 9) }, false},
		{"vectors of the factor's sizes", func() { f.Apply(vector(2), vector(1)) }, false},
		{"a longer vector", func() { f.Apply(longer(3), vector(1)) }, true}, {"more normals", func() { f.Apply(vector(2), vector(2)) }, true},
	} {
		func() {
			defer func() {
				s, ok := recover().(string)
				if ok != tt.panic || ok && !strings.HasPrefix(s, "numeric: ") {
					t.Errorf("%s: panic %q, %v", tt.name, s, ok)
				}
			}()
			tt.call()
		}()
	}
}

package numeric

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkNormals reports ns per normal, drawn in blocks of 1024.
func BenchmarkNormals(b *testing.B) {
	s := NewStream(1, 0)
	buf := make([]float64, 1024)
	for b.Loop() {
		s.Normals(buf)
	}
	b.ReportMetric(perEntry(b, len(buf)), "ns/normal")
}

func ssamProblem(b *testing.B, depth, width int) (*SSAM, *Network) {
	w, t, s := make([]float64, depth*width), make([]float64, width), make([]float64, width)
	for k := range w {
		w[k] = 1
	}
	for i := range t {
		t[i], s[i] = 1.5, 1
	}
	n, err := NewFlatNetwork(depth, width, w)
	if err != nil {
		b.Fatal(err)
	}
	m, err := NewDiagonalModel(t, s, 0.1, 0.01)
	if err != nil {
		b.Fatal(err)
	}
	return &SSAM{Model: m, Step: Constant(1e-4), Box: 10}, n
}

// BenchmarkSSAM reports thousand steps per second at d = 1000, L = 3, and ns per
// step at d = 1, L = 2.
func BenchmarkSSAM(b *testing.B) {
	for _, tt := range []struct {
		name         string
		depth, width int
		v            Variant
		steps        int
	}{
		{"population", 3, 1000, NoiseOnly, 2000},
		{"sample", 3, 1000, OneSample, 2000},
		{"scalar", 2, 1, NoiseOnly, 2_000_000},
	} {
		b.Run(tt.name, func(b *testing.B) {
			c, n := ssamProblem(b, tt.depth, tt.width)
			c.Variant, c.Steps = tt.v, tt.steps
			s := NewStream(1, 0)
			for b.Loop() {
				if _, err := c.Run(context.Background(), n, s); err != nil {
					b.Fatal(err)
				}
			}
			ns := perEntry(b, tt.steps)
			b.ReportMetric(ns, "ns/step")
			b.ReportMetric(1e6/ns, "ksteps/s")
		})
	}
}

// BenchmarkSSAMWorkers shows the gain from two workers.
func BenchmarkSSAMWorkers(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			c, n := ssamProblem(b, 3, 1000)
			c.Steps = 200
			for b.Loop() {
				if _, err := c.RunMany(context.Background(), n, 1, 16, workers); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDescentScalar reports seconds per 10^7 steps at d = 1, L = 2.
func BenchmarkDescentScalar(b *testing.B) {
	for _, r := range []float64{0, 0.5, 0.75, 1} {
		b.Run(fmt.Sprintf("r=%v", r), func(b *testing.B) {
			n, _ := NewFlatNetwork(2, 1, []float64{1, 2})
			m, _ := NewDiagonalModel([]float64{3}, []float64{1}, 0.5, 0)
			c := &Descent{Model: m, Objective: Regularized, Step: Schedule{1e-3, r, 1}, Steps: 10_000_000}
			for b.Loop() {
				if _, err := c.Run(context.Background(), n); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/1e7steps")
		})
	}
}

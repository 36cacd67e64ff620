package numeric

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFactorPSD: planted Sigma = G G^T with small integer G (exact), of every
// rank; F F^T must reproduce it within the documented residual, with the rank planted.
func TestFactorPSD(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for k := range 300 {
		d := 2 + k%7
		rank := 1 + k/7%d
		g := make([]float64, d*rank)
		for i := range g {
			g[i] = float64(r.IntN(7) - 3)
		}
		shift := []int{0, -600, 700}[k%3]
		sigma := make([]float64, d*d)
		top := 0.0
		for i := range d {
			for j := range d {
				for q := range rank {
					sigma[i*d+j] += g[i*rank+q] * g[j*rank+q]
				}
				sigma[i*d+j] = math.Ldexp(sigma[i*d+j], shift)
			}
			top = max(top, sigma[i*d+i])
		}
		m, err := NewModel(make([]float64, d), sigma, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		f, err := FactorPSD(m)
		if err != nil {
			t.Fatalf("rank %d of %d: %v: %v", rank, d, err, sigma)
		}
		if !m.Diagonal() && f.Rank() > rank {
			t.Errorf("rank %d, want at most %d: %v", f.Rank(), rank, sigma)
		}
		// Column q of F is F e_q.
		back := make([]float64, d*d)
		x, z := make([]float64, d), make([]float64, f.Rank())
		for q := range z {
			clear(z)
			z[q] = 1
			f.Apply(x, z)
			for i := range d {
				for j := range d {
					back[i*d+j] += x[i] * x[j]
				}
			}
		}
		// The documented 16 d^2 u max s, and d+2 roundings of this sum and of the scaling.
		tol := (16*float64(d*d) + float64(d) + 2) * unitRoundoff * top
		for i := range back {
			if math.Abs(back[i]-sigma[i]) > tol {
				t.Fatalf("F F^T = %v, want %v", back, sigma)
			}
		}
	}
}

func TestFactorRejectsIndefinite(t *testing.T) {
	for name, sigma := range map[string][]float64{
		"negative eigenvalue":     {1, 2, 2, 1},
		"barely negative":         {1, 1 + 0x1p-20, 1 + 0x1p-20, 1},
		"zero diagonal":           {0, 1, 1, 0},
		"zero pivot, nonzero row": {1, 0, 0, 0, 0, 1, 0, 1, 0},
		"huge off-diagonal":       {1, 1e300, 1e300, 1},
		"indefinite of size 3":    {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1},
	} {
		d := int(math.Sqrt(float64(len(sigma))))
		m, err := NewModel(make([]float64, d), sigma, 1, 0)
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := FactorPSD(m); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

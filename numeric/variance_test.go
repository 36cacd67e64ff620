package numeric

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// exactVariance is Var t2 for t2 = sum_ij S_ij D_i D_j + tau2, D = b - q, straight from the moments: the q_i are independent products of
// independent w + e xi, whose first four moments are w, w^2 + e^2, w^3 + 3 w e^2, w^4 + 6 w^2 e^2 + 3 e^4. E t2^2 is a sum over four indices.
func exactVariance(m *Model, n *Network) *big.Rat {
	mul := func(xs ...*big.Rat) *big.Rat {
		p := big.NewRat(1, 1)
		for _, x := range xs {
			p.Mul(p, x)
		}
		return p
	}
	k := func(n int64) *big.Rat { return big.NewRat(n, 1) }
	e2 := mul(rat(m.Noise()), rat(m.Noise()))
	d := n.Width()
	D := make([][5]*big.Rat, d) // E D_i^k
	for i := range D {
		q := [5]*big.Rat{k(1), k(1), k(1), k(1), k(1)}
		for l := range n.Depth() {
			w := rat(n.At(l, i))
			q[1].Mul(q[1], w)
			q[2].Mul(q[2], new(big.Rat).Add(mul(w, w), e2))
			q[3].Mul(q[3], new(big.Rat).Add(mul(w, w, w), mul(k(3), w, e2)))
			x := new(big.Rat).Add(mul(w, w, w, w), mul(k(6), w, w, e2))
			q[4].Mul(q[4], x.Add(x, mul(k(3), e2, e2)))
		}
		b := rat(m.Target(i))
		for p := range D[i] {
			sum := new(big.Rat)
			power := k(1) // b^(p-j), from j = p down
			for j := p; j >= 0; j-- {
				sign := int64(1 - 2*(j%2))
				sum.Add(sum, mul(new(big.Rat).SetInt(new(big.Int).Binomial(int64(p), int64(j))), k(sign), q[j], power))
				power = mul(power, b)
			}
			D[i][p] = sum
		}
	}
	mean := func(index ...int) *big.Rat {
		times := make([]int, d)
		for _, i := range index {
			times[i]++
		}
		p := k(1)
		for i, c := range times {
			p.Mul(p, D[i][c])
		}
		return p
	}
	first, second := new(big.Rat), new(big.Rat)
	for i := range d {
		for j := range d {
			first.Add(first, mul(rat(m.Sigma(i, j)), mean(i, j)))
			for a := range d {
				for b := range d {
					second.Add(second, mul(rat(m.Sigma(i, j)), rat(m.Sigma(a, b)), mean(i, j, a, b)))
				}
			}
		}
	}
	return second.Sub(second, first.Mul(first, first))
}

// TestLossVariance: within its bound of the exact variance, at all shapes up to three coordinates, diagonal and full Sigma; by hand once; and
// no variance without noise.
func TestLossVariance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 4))
	sharp := 0
	for _, g := range regimes()[:4] {
		for c := range 24 {
			m, n := g.instance(r, 2+c%3, 1+c/3%3, c%2 == 0)
			got, bound := LossVariance(m, n)
			want := exactVariance(m, n)
			if !within(got, want, bound) {
				t.Fatalf("%s: variance %v, want %s within %v: %+v %+v", g.name, got, want.FloatString(20), bound, *m, *n)
			}
			if bound < 1e-9*got {
				sharp++
			}
			still, err := m.WithNoise(0)
			if err != nil {
				t.Fatal(err)
			}
			if v, bound := LossVariance(still, n); v != 0 || bound != 0 {
				t.Errorf("%s: variance %v, bound %v without noise", g.name, v, bound)
			}
		}
	}
	if sharp < 48 {
		t.Errorf("only %d of 96 bounds are sharp", sharp)
	}
	// L = 2, d = 1, w = 0, e = 1, b = 0, s = 1: q = xi xi', t2 = q^2, E t2^2 - (E t2)^2 = 9 - 1.
	m, _ := NewDiagonalModel([]float64{0}, []float64{1}, 1, 0)
	n, _ := NewFlatNetwork(2, 1, []float64{0, 0})
	if v, _ := LossVariance(m, n); v != 8 {
		t.Errorf("variance of the square of a product of two normals is %v, want 8", v)
	}
	if _, err := m.WithNoise(-1); err == nil {
		t.Error("a negative noise level was accepted")
	}
	defer func() {
		if recover() == nil {
			t.Error("a model of another width was accepted")
		}
	}()
	wide, _ := NewDiagonalModel([]float64{0, 0}, []float64{1, 1}, 1, 0)
	LossVariance(wide, n)
}

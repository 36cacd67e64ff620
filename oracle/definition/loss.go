package definition

import (
	"slices"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Loss returns L(W) = E (Y - <p, X>)^2 = (b-p)^T Sigma (b-p) + tau2, p the product of the weights.
func Loss(b *circuit.Builder, s *Symbols) circuit.Node {
	r := make([]circuit.Node, s.Width())
	for i := range r {
		r[i] = s.B[i].Sub(b.Prod(s.Layer(i)...))
	}
	sum := s.Tau2
	for i := range r {
		for j := range r {
			sum = sum.Add(s.Sigma[i][j].Mul(r[i].Mul(r[j])))
		}
	}
	return sum
}

// Law gives the moments E xi^k, k = 1..4, of the noise of one weight.
type Law struct {
	Name           string
	M1, M2, M3, M4 int64
}

// The laws that are used: standard normal noise, and noise of ±1.
var (
	gaussian   = Law{"Gaussian", 0, 1, 0, 3}
	rademacher = Law{"Rademacher", 0, 1, 0, 1}
)

// Gaussian is the law of a standard normal variable.
func Gaussian() Law { return gaussian }

// Rademacher is the law of a fair sign.
func Rademacher() Law { return rademacher }

// Moment returns E (w + e xi)^k for k = 0..4 by the binomial theorem.
func (m Law) Moment(w, e circuit.Node, b *circuit.Builder, k int) circuit.Node {
	moments := [...]int64{1, m.M1, m.M2, m.M3, m.M4}
	if k < 0 || k >= len(moments) {
		panic("definition: moments 0 to 4 only")
	}
	sum, choose := b.Int(0), int64(1)
	for j := 0; j <= k; j++ { // choose = C(k, j)
		term := w.Pow(k - j).Mul(e.Pow(j)).Times(moments[j] * choose)
		sum = sum.Add(term)
		choose = choose * int64(k-j) / int64(j+1)
	}
	return sum
}

// ProductMoment returns E (prod_l (w_l + e xi_l))^k = prod_l E (w_l + e xi_l)^k, the factors being
// independent.
func (m Law) ProductMoment(ws []circuit.Node, e circuit.Node, b *circuit.Builder, k int) circuit.Node {
	z := b.Int(1)
	for _, w := range ws {
		z = z.Mul(m.Moment(w, e, b, k))
	}
	return z
}

// ExpectedLoss returns E_xi L(W + e xi). The coordinates are independent, so that
// E (b_i - q_i)(b_j - q_j) is a product for i != j and b_i^2 - 2 b_i E q_i + E q_i^2 for i = j.
func ExpectedLoss(b *circuit.Builder, s *Symbols, m Law) circuit.Node {
	d := s.Width()
	mean := make([]circuit.Node, d) // E (b_i - q_i)
	sum := s.Tau2
	for i := range d {
		q := m.ProductMoment(s.Layer(i), s.E, b, 1)
		mean[i] = s.B[i].Sub(q)
		square := s.B[i].Sqr().Sub(s.B[i].Mul(q).Times(2)).Add(m.ProductMoment(s.Layer(i), s.E, b, 2))
		sum = sum.Add(s.Sigma[i][i].Mul(square))
	}
	for i := range d {
		for j := range d {
			if i != j {
				sum = sum.Add(s.Sigma[i][j].Mul(mean[i].Mul(mean[j])))
			}
		}
	}
	return sum
}

// Gradient returns df/dw_{li} for every layer and coordinate, by adjoints (circuit.Gradient).
func Gradient(f circuit.Node, s *Symbols) [][]circuit.Node {
	all := circuit.Gradient(f, slices.Concat(s.W...)...)
	g := make([][]circuit.Node, s.Depth())
	for l := range g {
		g[l] = all[l*s.Width():][:s.Width()]
	}
	return g
}

// HessianTrace returns the sum of d^2 f / dw_{li}^2: adjoints, then a tangent of each.
func HessianTrace(b *circuit.Builder, f circuit.Node, s *Symbols) circuit.Node {
	sum := b.Int(0)
	for l, row := range Gradient(f, s) {
		for i, g := range row {
			sum = sum.Add(circuit.Derive(g, s.W[l][i]))
		}
	}
	return sum
}

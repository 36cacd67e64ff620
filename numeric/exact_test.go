package numeric

import "math/big"

// The exact side of the tests: the loss from its definition as an expectation
// over the data, L_R as an expectation over the noise by moments of each
// factor, derivatives as exact central differences. No closed form is used.

type ratProblem struct {
	w     [][]*big.Rat // [layer][coordinate]
	b     []*big.Rat
	sigma [][]*big.Rat
	e2    *big.Rat
	tau2  *big.Rat
}

func rat(x float64) *big.Rat {
	r := new(big.Rat)
	if r.SetFloat64(x) == nil {
		panic("rat: not finite")
	}
	return r
}

func newRatProblem(m *Model, n *Network) *ratProblem {
	p := &ratProblem{tau2: rat(m.Tau2())}
	e := rat(m.Noise())
	p.e2 = new(big.Rat).Mul(e, e)
	for l := 0; l < n.Depth(); l++ {
		row := make([]*big.Rat, n.Width())
		for i := range row {
			row[i] = rat(n.At(l, i))
		}
		p.w = append(p.w, row)
	}
	for i := 0; i < n.Width(); i++ {
		p.b = append(p.b, rat(m.Target(i)))
		row := make([]*big.Rat, n.Width())
		for j := range row {
			row[j] = rat(m.Sigma(i, j))
		}
		p.sigma = append(p.sigma, row)
	}
	return p
}

// value returns E (Y - <q, X>)^2 = sum_ij Sigma_ij E (b_i-q_i)(b_j-q_j) + tau2
// with q_i = prod_l (w_li + e xi_li); noisy false means e = 0. Different
// coordinates are independent; within one, E q = prod E v, E q^2 = prod E v^2.
func (p *ratProblem) value(noisy bool) *big.Rat {
	d := len(p.b)
	first, second := make([]*big.Rat, d), make([]*big.Rat, d)
	for i := range first {
		m1, m2 := big.NewRat(1, 1), big.NewRat(1, 1)
		for l := range p.w {
			w := p.w[l][i]
			m1.Mul(m1, w)
			v2 := new(big.Rat).Mul(w, w)
			if noisy {
				v2.Add(v2, p.e2)
			}
			m2.Mul(m2, v2)
		}
		first[i], second[i] = m1, m2
	}
	sum := new(big.Rat).Set(p.tau2)
	for i := range first {
		for j := range first {
			var t *big.Rat
			if i == j {
				// E (b-q)^2 = b^2 - 2 b E q + E q^2
				t = new(big.Rat).Mul(p.b[i], p.b[i])
				c := new(big.Rat).Mul(p.b[i], first[i])
				t.Sub(t, c.Add(c, c))
				t.Add(t, second[i])
			} else {
				x := new(big.Rat).Sub(p.b[i], first[i])
				y := new(big.Rat).Sub(p.b[j], first[j])
				t = x.Mul(x, y)
			}
			sum.Add(sum, t.Mul(t, p.sigma[i][j]))
		}
	}
	return sum
}

// shifted evaluates f with w_{li} += h and restores it.
func (p *ratProblem) shifted(l, i int, h int64, f func() *big.Rat) *big.Rat {
	old := p.w[l][i]
	p.w[l][i] = new(big.Rat).Add(old, big.NewRat(h, 1))
	v := f()
	p.w[l][i] = old
	return v
}

// gradient: the losses are of degree two in each single weight, so the central
// difference with step 1 is the derivative, exactly.
func (p *ratProblem) gradient(noisy bool, l, i int) *big.Rat {
	f := func() *big.Rat { return p.value(noisy) }
	g := p.shifted(l, i, 1, f)
	g.Sub(g, p.shifted(l, i, -1, f))
	return g.Mul(g, big.NewRat(1, 2))
}

// hessian: second differences with step 1 are exact for the same reason.
func (p *ratProblem) hessian(noisy bool, l, i, m, j int) *big.Rat {
	f := func() *big.Rat { return p.value(noisy) }
	if l == m && i == j {
		h := p.shifted(l, i, 1, f)
		h.Add(h, p.shifted(l, i, -1, f))
		v := f()
		return h.Sub(h, v.Add(v, v))
	}
	g := func() *big.Rat { return p.gradient(noisy, m, j) }
	h := p.shifted(l, i, 1, g)
	h.Sub(h, p.shifted(l, i, -1, g))
	return h.Mul(h, big.NewRat(1, 2))
}

func (p *ratProblem) hessianTrace() *big.Rat {
	sum := new(big.Rat)
	for l := range p.w {
		for i := range p.b {
			sum.Add(sum, p.hessian(false, l, i, l, i))
		}
	}
	return sum
}

// within reports |got - want| <= bound, exactly; a non-finite got is within
// only an infinite bound.
func within(got float64, want *big.Rat, bound float64) bool {
	if !isFinite(bound) {
		return bound > 0
	}
	if !isFinite(got) {
		return false
	}
	d := rat(got)
	d.Sub(d, want)
	return d.Abs(d).Cmp(rat(bound)) <= 0
}

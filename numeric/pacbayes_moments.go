package numeric

import (
	"fmt"
	"math"
)

// tracked is a computed number with the mag of its chain, so that one chain gives value and error bound.
type tracked struct {
	v float64
	m mag
}

func given(x float64) tracked { return tracked{x, exact(x)} }

func (a tracked) add(b tracked) tracked { return tracked{a.v + b.v, a.m.add(b.m)} }
func (a tracked) mul(b tracked) tracked { return tracked{a.v * b.v, a.m.mul(b.m)} }
func (a tracked) neg() tracked          { return tracked{-a.v, a.m} }

// times is k a for a small integer k: one product.
func (a tracked) times(k float64) tracked { return a.mul(given(k)) }

// central holds the mean p and the central moments V, K3, K4 of a product of independent w_l + e xi_l.
type central struct{ p, V, K3, K4 tracked }

// extend multiplies in one layer. With c = q - p, q(w + e xi) - p w = c w + e xi (c + p), so that
//
//	V'  = w^2 V + e^2 (V + p^2)
//	K3' = w^3 K3 + 3 w e^2 (K3 + 2 p V)
//	K4' = w^4 K4 + 6 w^2 e^2 (K4 + 2 p K3 + p^2 V) + 3 e^4 (K4 + 4 p K3 + 6 p^2 V + p^4),
//
// where p K3 >= 0 throughout: nothing cancels.
func (a central) extend(w, e2 tracked) central {
	w2, p2 := w.mul(w), a.p.mul(a.p)
	pV, pK := a.p.mul(a.V), a.p.mul(a.K3)
	p2V := p2.mul(a.V)
	k4 := w2.mul(w2).mul(a.K4).
		add(w2.mul(e2).mul(a.K4.add(pK.times(2)).add(p2V)).times(6)).
		add(e2.mul(e2).mul(a.K4.add(pK.times(4)).add(p2V.times(6)).add(p2.mul(p2))).times(3))
	return central{
		p:  a.p.mul(w),
		V:  w2.mul(a.V).add(e2.mul(a.V.add(p2))),
		K3: w2.mul(w).mul(a.K3).add(w.mul(e2).mul(a.K3.add(pV.times(2))).times(3)),
		K4: k4,
	}
}

// LossVariance returns the variance of L(W + e xi) over the noise, Var_Q t2 for the posterior Q = N(W, e^2 I), with a bound of its rounding error
// (+Inf where an overflow may have happened). With A = Sigma, mu = b - p, and V, K3, K4 the central moments of q_i,
//
//	Var = 4 sum_i (A mu)_i^2 V_i - 4 sum_i (A mu)_i A_ii K3_i + sum_i A_ii^2 (K4_i - V_i^2) + 2 sum_{i != j} A_ij^2 V_i V_j;
//
// E_Q t2^2 is its sum with L_R(W)^2. O(L d) for diagonal Sigma, O(L d + d^2) otherwise; allocates O(d). Panics when the widths differ.
// Source: MATH.md, PAC-Bayes 4 (E_Q t2^2), from the law of total covariance of independent coordinates.
func LossVariance(m *Model, n *Network) (variance, bound float64) {
	checkPair(m, n)
	L, d := n.depth, n.width
	e := given(m.noise)
	e2 := e.mul(e)
	cs, mu := make([]central, d), make([]tracked, d)
	for i := range cs {
		zero := tracked{}
		c := central{given(1), zero, zero, zero}
		for _, w := range n.w[i*L : i*L+L] {
			c = c.extend(given(w), e2)
		}
		cs[i], mu[i] = c, given(m.target[i]).add(c.p.neg())
	}
	sum := tracked{}
	for i, c := range cs {
		a := given(m.scale[i])
		r := a.mul(mu[i])
		if m.sigma != nil {
			r = tracked{}
			for j := range mu {
				r = r.add(given(m.sigma[i*d+j]).mul(mu[j]))
				if j != i {
					x := given(m.sigma[i*d+j])
					sum = sum.add(x.mul(x).mul(c.V).mul(cs[j].V).times(2))
				}
			}
		}
		sum = sum.add(r.mul(r).mul(c.V).times(4)).add(r.mul(a).mul(c.K3).times(4).neg()).
			add(a.mul(a).mul(c.K4.add(c.V.mul(c.V).neg())))
	}
	return sum.v, sum.m.bound()
}

// EmpiricalGibbs returns the empirical Gibbs risk of the squared loss,
//
//	E_Q r_n = (1/n) sum_k [ (y_k - <p, x_k>)^2 + sum_i x_ki^2 V_i ],   V_i = prod_l (w_li^2 + e^2) - p_i^2,
//
// for the posterior Q = N(W, e^2 I) on the layers, each of length d, with a bound of its rounding error (+Inf where an overflow may have happened).
// One layer (L = 1) is allowed. Shapes: x is n x d, y has length n >= 1. Errors name what does not fit or is not finite. Source: MATH.md, PAC-Bayes 2.
func EmpiricalGibbs(x [][]float64, y []float64, layers [][]float64, e float64) (risk, bound float64, err error) {
	if len(y) == 0 || len(x) != len(y) {
		return 0, 0, fmt.Errorf("numeric: x has %d rows, y has %d entries, want as many and at least 1", len(x), len(y))
	}
	if len(layers) == 0 || len(layers[0]) == 0 {
		return 0, 0, fmt.Errorf("numeric: weights have no layer or no coordinate")
	}
	if err := checkNonnegative("e", e); err != nil {
		return 0, 0, err
	}
	if err := checkFinite("y", y); err != nil {
		return 0, 0, err
	}
	d := len(layers[0])
	for k, row := range x {
		if len(row) != d {
			return 0, 0, fmt.Errorf("numeric: x[%d] has %d entries, the weights have %d", k, len(row), d)
		}
		if err := checkFinite(fmt.Sprintf("x[%d]", k), row); err != nil {
			return 0, 0, err
		}
	}
	for l, row := range layers {
		if len(row) != d {
			return 0, 0, fmt.Errorf("numeric: weights[%d] has %d entries, weights[0] has %d", l, len(row), d)
		}
		if err := checkFinite(fmt.Sprintf("weights[%d]", l), row); err != nil {
			return 0, 0, err
		}
	}
	e2 := given(e).mul(given(e))
	p, v := make([]tracked, d), make([]tracked, d)
	for i := range p {
		q, spread := given(1), tracked{}
		for _, row := range layers {
			w := given(row[i])
			w2 := w.mul(w)
			spread = w2.mul(spread).add(e2.mul(spread.add(q.mul(q))))
			q = q.mul(w)
		}
		p[i], v[i] = q, spread
	}
	sum := tracked{}
	for k, row := range x {
		r, s := given(y[k]), tracked{}
		for i, z := range row {
			r = r.add(given(z).mul(p[i]).neg())
			s = s.add(given(z).mul(given(z)).mul(v[i]))
		}
		sum = sum.add(r.mul(r)).add(s)
	}
	n := float64(len(y))
	risk = sum.v / n
	// The division: sum within its bound, one rounding more, and underflow.
	bound = (sum.m.bound()/n+unitRoundoff*risk)*(1+0x1p-20) + tiny
	if !isFinite(bound) { // as it is where risk is not finite
		bound = math.Inf(1)
	}
	return risk, bound, nil
}

package lemma2_1

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

// both replaces the general and the diagonal closed form by ones that share a penalty gradient.
func both(penalty func(v view) circuit.Node) statement {
	return with(func(s *statement) {
		s.general = func(v view) circuit.Node { return v.B.Mul(v.R).Times(-2).Add(penalty(v)) }
		s.diagonal = s.general
	})
}

func variants() []claim.Wrong[statement] {
	sumOfSquares := both(func(v view) circuit.Node { return v.S.Mul(v.E.Sqr()).Mul(v.W).Times(2) })
	sumOfSquares.sharpness = func(v view) circuit.Node { return v.E.Sqr().Mul(v.Squares).Add(v.Constant) }
	linearNoise := with(func(s *statement) {
		s.sharpness = func(v view) circuit.Node { return v.W.Sqr().Add(v.E).Mul(v.A).Sub(v.W.Mul(v.B).Sqr()) }
	})
	halved := with(func(s *statement) {
		s.general = func(v view) circuit.Node { return v.S.Mul(v.W).Mul(v.A.Sub(v.B.Sqr())).Sub(v.B.Mul(v.R)) }
		s.diagonal = func(v view) circuit.Node { return v.S.Mul(v.W.Mul(v.A).Sub(v.Target.Mul(v.B))) }
	})
	signFlipped := both(func(v view) circuit.Node { return v.S.Mul(v.W).Mul(v.A.Sub(v.B.Sqr())).Times(-2) })
	return []claim.Wrong[statement]{
		{Name: "sum-of-squares-penalty", Title: "L_R = L + sum s_i (e^2 sum_l w_li^2 + e^(2L)) for every depth; true at L = 2 only", Check: "gradient-exact", Statement: sumOfSquares, MaxDepth: 3},
		{Name: "sum-of-squares-penalty-grid", Title: "the same wrong penalty, put to the grids", Check: "grid-diagonal", Statement: sumOfSquares},
		{Name: "noise-not-squared", Title: "e in place of e^2 in the average sharpness", Check: "gradient-exact", Statement: linearNoise, MaxDepth: 2},
		{Name: "noise-not-squared-simulated", Title: "e in place of e^2 in the average sharpness, put to the simulation", Check: "monte-carlo", Statement: linearNoise},
		{Name: "shared-noise", Title: "one xi shared by all layers gives the same L_R", Check: "grid-diagonal", Statement: with(func(s *statement) { s.expected = sharedNoise })},
		{Name: "factor-two-dropped", Title: "the gradient without the factor 2", Check: "gradient-exact", Statement: halved, MaxDepth: 2},
		{Name: "factor-two-dropped-enumerated", Title: "the gradient without the factor 2, against all sign patterns", Check: "enumeration", Statement: halved},
		{Name: "factor-two-dropped-quadrature", Title: "the gradient without the factor 2, against the quadrature", Check: "gauss-hermite", Statement: halved, MaxDepth: 2},
		{Name: "own-product-not-subtracted", Title: "P_-l in place of P_-l - p_-l^2 in the general model", Check: "grid-general", Statement: with(func(s *statement) {
			s.general = func(v view) circuit.Node {
				return v.B.Mul(v.R).Times(-2).Add(v.S.Mul(v.W).Mul(v.A).Times(2))
			}
		})},
		{Name: "own-product-not-subtracted-free", Title: "P_-l in place of P_-l - p_-l^2, with free symbols", Check: "free-symbols", Statement: both(func(v view) circuit.Node { return v.S.Mul(v.W).Mul(v.A).Times(2) })},
		{Name: "penalty-sign", Title: "the penalty's gradient with the opposite sign", Check: "random-field", Statement: signFlipped},
		{Name: "all-layers-product", Title: "P over all layers in place of P_-l", Check: "gradient-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			all := func(v view) view { v.A = v.A.Mul(v.W.Sqr().Add(v.E.Sqr())); return v }
			g, d := s.general, s.diagonal
			s.general = func(v view) circuit.Node { return g(all(v)) }
			s.diagonal = func(v view) circuit.Node { return d(all(v)) }
		})},
		{Name: "float-first-layer-scaled", Title: "a float64 gradient whose first entry is off by one part in 2^40", Check: "float-bounds", MaxDepth: 2, Statement: with(func(s *statement) {
			s.gradient = func(ws *numeric.Workspace, dst []float64, m *numeric.Model, n *numeric.Network) {
				ws.Gradient(dst, numeric.Regularized, m, n)
				dst[0] *= 1 + 0x1p-40
			}
		})},
	}
}

// sharedNoise is E L(W + e xi) with one xi for all layers and coordinates: the coefficients of the
// polynomial in xi are multiplied out and E xi^k = (k-1)!! for even k, 0 for odd k.
func sharedNoise(m *proof.Model) circuit.Node {
	c := m.C
	mean := func(ws []circuit.Node) circuit.Node { // E prod (w + e xi)
		coef := []circuit.Node{c.Int(1)}
		for _, w := range ws {
			next := make([]circuit.Node, len(coef)+1)
			for k := range next {
				next[k] = c.Int(0)
			}
			for k, x := range coef {
				next[k] = next[k].Add(x.Mul(w))
				next[k+1] = next[k+1].Add(x.Mul(m.E))
			}
			coef = next
		}
		return gaussianMean(c, coef)
	}
	sum := m.Tau2
	for i := range m.B {
		for j := range m.B {
			e := m.B[i].Mul(m.B[j]).Sub(m.B[i].Mul(mean(m.Layer(j)))).Sub(m.B[j].Mul(mean(m.Layer(i)))).
				Add(mean(append(m.Layer(i), m.Layer(j)...)))
			sum = sum.Add(m.Sigma[i][j].Mul(e))
		}
	}
	return sum
}

func gaussianMean(c *circuit.Builder, coef []circuit.Node) circuit.Node {
	sum, moment := c.Int(0), int64(1)
	for k := 0; k < len(coef); k += 2 {
		if k > 0 {
			moment *= int64(k - 1)
		}
		sum = sum.Add(coef[k].Times(moment))
	}
	return sum
}

package sharpness_expansion

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	traceOnly := with(func(s *statement) {
		s.series = func(v coordinate) circuit.Node { return v.E.Sqr().Mul(v.Squares[v.Depth-1]) }
		s.tail = func(v coordinate) circuit.Node { return v.c.Int(0) }
	})
	halfTrace := with(func(s *statement) {
		s.trace = func(v coordinate) circuit.Node { return v.Squares[v.Depth-1] }
		s.curvature = func(_, b circuit.Node) circuit.Node { return b.Sqr() }
	})
	linear := with(func(s *statement) {
		s.series = func(v coordinate) circuit.Node {
			sum := v.c.Int(0)
			for k := 1; k <= v.Depth; k++ {
				sum = sum.Add(v.E.Pow(k).Mul(v.Squares[v.Depth-k]))
			}
			return sum
		}
	})
	shifted := with(func(s *statement) {
		s.series = func(v coordinate) circuit.Node {
			sum := v.c.Int(0)
			for k := 1; k <= v.Depth; k++ {
				sum = sum.Add(v.E.Pow(2 * k).Mul(v.Squares[k]))
			}
			return sum
		}
	})
	return []claim.Wrong[statement]{
		{Name: "trace-only", Title: "R = (e^2/2) tr Hess L at every depth", Check: "expansion-exact", Statement: traceOnly, MaxDepth: 2},
		{Name: "trace-only-depth-three", Title: "R = (e^2/2) tr Hess L + e^4 sum s_i at every depth; true at L = 2 only", Check: "expansion-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.tail = func(v coordinate) circuit.Node { return v.E.Pow(4) }
		})},
		{Name: "trace-only-grid", Title: "R = (e^2/2) tr Hess L + e^4 sum s_i at every depth, put to the grids", Check: "grid-diagonal", Statement: with(func(s *statement) {
			s.tail = func(v coordinate) circuit.Node { return v.E.Pow(4) }
		})},
		{Name: "no-tail-at-depth-two", Title: "no higher orders at L = 2", Check: "depth-two", Statement: traceOnly},
		{Name: "half-trace", Title: "tr Hess L without its factor 2", Check: "expansion-exact", Statement: halfTrace, MaxDepth: 2},
		{Name: "half-curvature", Title: "d^2 L/dw^2 = s p_-l^2", Check: "free-symbols", Statement: halfTrace},
		{Name: "odd-powers", Title: "e^k in place of e^(2k)", Check: "random-field", Statement: linear},
		{Name: "indices-reversed", Title: "E_k in place of E_{L-k}", Check: "expansion-exact", Statement: shifted, MaxDepth: 2},
		{Name: "weights-not-squared", Title: "the symmetric polynomials of the weights in place of their squares", Check: "grid-diagonal", Statement: with(func(s *statement) {
			s.series = func(v coordinate) circuit.Node { v.Squares = v.Plain; return v.powers(1) }
		})},
		{Name: "off-diagonal-enters", Title: "R has a term e^(2L) Sigma_ij for i != j (the product form applied to the whole of Sigma)", Check: "grid-general", Statement: with(func(s *statement) {
			s.across = func(v, _ coordinate) circuit.Node { return v.E.Pow(2 * v.Depth) }
		})},
		{Name: "own-product-kept", Title: "R = P: the square of the product is not subtracted", Check: "free-symbols", Statement: with(func(s *statement) {
			s.sharpness = func(w, e, a, _ circuit.Node) circuit.Node { return w.Sqr().Add(e.Sqr()).Mul(a) }
		})},
		{Name: "recurrence-plain", Title: "the recurrence with w^2 v + u, indices exchanged", Check: "free-symbols", Statement: with(func(s *statement) {
			s.coefficient = func(a, u, v circuit.Node) circuit.Node { return a.Mul(v).Add(u) }
		})},
		{Name: "tail-without-noise", Title: "the tail T + w^2 U, its own noise left out", Check: "free-symbols", Statement: with(func(s *statement) {
			s.rest = func(w, _, t, u circuit.Node) circuit.Node { return t.Add(w.Sqr().Mul(u)) }
		})},
	}
}

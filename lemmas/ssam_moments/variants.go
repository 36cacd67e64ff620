package ssam_moments

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	squared := with(func(s *statement) {
		s.factor = func(w, e circuit.Node, k int) circuit.Node {
			if k == 4 {
				return Factor(w, e, 2).Sqr()
			}
			return Factor(w, e, k)
		}
	})
	frozen := with(func(s *statement) { // c^2 in place of c2: the other coordinates without noise
		second := s.second
		s.second = func(v view) circuit.Node { v.CrossTwo = v.Cross.Sqr(); return second(v) }
	})
	third := with(func(s *statement) {
		s.factor = func(w, e circuit.Node, k int) circuit.Node {
			if k == 3 {
				return w.Pow(3).Add(w.Mul(e.Sqr()))
			}
			return Factor(w, e, k)
		}
	})
	plain := with(func(s *statement) {
		s.mean = func(v view) circuit.Node {
			return v.A[1].Mul(v.S.Mul(v.Target.Sub(v.W.Mul(v.A[1]))).Add(v.Cross)).Times(-2)
		}
	})
	return []claim.Wrong[statement]{
		{Name: "fourth-moment-squared", Title: "m4 replaced by m2^2", Check: "second-exact", Statement: squared, MaxDepth: 3},
		{Name: "fourth-moment-squared-free", Title: "m4 replaced by m2^2, with free symbols", Check: "free-symbols", Statement: squared},
		{Name: "third-moment-without-three", Title: "m3 = w^3 + w e^2", Check: "second-exact", Statement: third, MaxDepth: 3},
		{Name: "neighbors-without-noise", Title: "c^2 in place of E U^2", Check: "second-exact", Statement: frozen, MaxDepth: 3},
		{Name: "unbiased-for-the-plain-loss", Title: "E g = grad L, with fair signs", Check: "grid", Statement: plain},
		{Name: "isserlis-without-two", Title: "s_i u^T Sigma u + (Sigma_i^T u)^2", Check: "isserlis-grid", Statement: with(func(s *statement) {
			s.isserlis = func(s, form, column circuit.Node) circuit.Node { return s.Mul(form).Add(column.Sqr()) }
		})},
		{Name: "isserlis-uncorrelated", Title: "s_i u^T Sigma u alone", Check: "isserlis-grid", Statement: with(func(s *statement) {
			s.isserlis = func(s, form, _ circuit.Node) circuit.Node { return s.Mul(form) }
		})},
		{Name: "calculator-without-residual", Title: "a calculator that drops tau2", Check: "values-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.values = func(m definition.Model, v moments.Variant) (*moments.Values, error) {
				m.Tau2 = new(big.Rat)
				return moments.Evaluate(m, v)
			}
		})},
	}
}

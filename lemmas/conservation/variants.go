package conservation

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
	conserves := with(func(s *statement) {
		s.factor = func(c *circuit.Builder, _, _ circuit.Node) circuit.Node { return c.Int(1) }
		s.keeps = func(_, _, _ bool) bool { return true }
		s.ratio = 100
	})
	noisy := with(func(s *statement) { s.noisy = true })
	return []claim.Wrong[statement]{
		{Name: "descent-conserves", Title: "gradient descent keeps w_l^2 - w_m^2 at e = 0", Check: "identities-exact", Statement: conserves, MaxDepth: 2},
		{Name: "descent-conserves-always", Title: "gradient descent keeps w_l^2 - w_m^2 at e = 0, at every step size", Check: "keeps-exact", Statement: conserves, MaxDepth: 2},
		{Name: "descent-conserves-example", Title: "the example's factor is 1", Check: "example", Statement: conserves},
		{Name: "flow-conserves-with-noise", Title: "the flow keeps w_l^2 - w_m^2 at e > 0 too", Check: "free-symbols", Statement: noisy},
		{Name: "flow-conserves-with-noise-grid", Title: "the flow keeps w_l^2 - w_m^2 at e > 0 too, put to the grids", Check: "grid-fixed", Statement: noisy},
		{Name: "first-order-factor", Title: "the factor is (1 - c)^2", Check: "free-symbols", Statement: with(func(s *statement) {
			s.factor = func(c *circuit.Builder, alpha, h circuit.Node) circuit.Node {
				return c.Int(1).Sub(alpha.Mul(h).Times(2)).Sqr()
			}
		})},
		{Name: "imbalance-grows", Title: "the factor is 1 + c^2", Check: "identities-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.factor = func(c *circuit.Builder, alpha, h circuit.Node) circuit.Node {
				return c.Int(1).Add(alpha.Mul(h).Times(2).Sqr())
			}
		})},
		{Name: "weights-not-squared", Title: "the flow keeps w_l - w_m", Check: "identities-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.invariant = func(x, y circuit.Node) circuit.Node { return x.Sub(y) }
		})},
		{Name: "sum-of-squares", Title: "the flow keeps w_l^2 + w_m^2", Check: "grid-fixed", Statement: with(func(s *statement) {
			s.invariant = func(x, y circuit.Node) circuit.Node { return x.Sqr().Add(y.Sqr()) }
		})},
		{Name: "keeps-only-balanced", Title: "a step with alpha > 0 keeps D only if D = 0", Check: "keeps-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.keeps = func(alphaZero, _, dZero bool) bool { return alphaZero || dZero }
		})},
	}
}

package hessian

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
	singled := with(func(s *statement) { // the derivative of 2 s w_l P_-l taken as if P_-lm were P_-lm / 2
		s.layers = func(p pair) circuit.Node {
			return p.S.Mul(p.X.Mul(p.Y)).Mul(p.A.Sub(p.B.Sqr())).Sub(p.B.Mul(p.R)).Times(2)
		}
		s.diagonal = func(p pair) circuit.Node {
			return p.S.Mul(p.X.Mul(p.Y).Mul(p.A).Sub(p.Target.Mul(p.B))).Times(2)
		}
	})
	halved := with(func(s *statement) {
		s.same = func(sc, others circuit.Node) circuit.Node { return sc.Mul(others) }
	})
	uncoupled := with(func(s *statement) {
		s.coordinates = func(sigma, _, _ circuit.Node) circuit.Node { return sigma.Times(0) }
	})
	curvature := with(func(s *statement) { // the sign of (L-2) e^2
		s.radial = func(p at) circuit.Node { return p.A.Mul(p.L.Mul(p.U.Add(p.E2)).Sub(p.E2.Times(2))) }
	})
	return []claim.Wrong[statement]{
		{Name: "cross-layer-once", Title: "P_-lm in place of 2 P_-lm between two layers", Check: "free-symbols", Statement: singled},
		{Name: "cross-layer-once-sampled", Title: "P_-lm in place of 2 P_-lm between two layers, on instances", Check: "hessian-exact", Statement: singled, MaxDepth: 2},
		{Name: "diagonal-halved", Title: "s P_-l on the diagonal (the loss with a factor 1/2)", Check: "grid", Statement: halved},
		{Name: "diagonal-halved-field", Title: "s P_-l on the diagonal, at random points", Check: "random-field", Statement: halved},
		{Name: "coordinates-uncoupled", Title: "no entries between coordinates when Sigma is not diagonal", Check: "hessian-exact", Statement: uncoupled, MaxDepth: 2},
		{Name: "radial-sign", Title: "A (L u + (L-2) e^2): every nonzero stationary point is a minimum", Check: "stationary-free", Statement: curvature},
		{Name: "radial-sign-planted", Title: "A (L u + (L-2) e^2), at planted stationary points", Check: "eigenvalues-exact", Statement: curvature, MaxDepth: 3},
		{Name: "balance-curvature-halved", Title: "A e^2 across the weights", Check: "line-grid", Statement: with(func(s *statement) {
			s.balance = func(p at) circuit.Node { return p.A.Mul(p.E2) }
		})},
		{Name: "origin-saddle", Title: "-2 [Sigma b]_i beside the diagonal at the origin for every L: the origin is a saddle at L >= 3 too", Check: "origin", Statement: with(func(s *statement) {
			s.originOff = func(_ int, _, r circuit.Node) circuit.Node { return r.Times(-2) }
		})},
	}
}

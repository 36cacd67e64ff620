package lemmac_1

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

// k replaces the bracket of K/(2s).
func k(bracket func(v symbols) circuit.Node) statement {
	return with(func(s *statement) { s.k = func(v symbols) circuit.Node { return v.S.Mul(bracket(v)).Times(2) } })
}

func variants() []claim.Wrong[statement] {
	layers := func(v symbols) circuit.Node { return v.Beta.Mul(v.H).Add(v.M.Sqr().Mul(v.G).Times(2)) }
	noLayers := k(func(v symbols) circuit.Node { return v.top() })
	one := k(func(v symbols) circuit.Node { return v.top().Add(layers(v)) })
	noTarget := k(func(v symbols) circuit.Node { return v.top().Add(v.Rest.Mul(v.M.Sqr()).Mul(v.G).Times(2)) })
	single := k(func(v symbols) circuit.Node { return v.top().Add(v.Rest.Mul(v.Beta.Mul(v.H).Add(v.M.Sqr().Mul(v.G)))) })
	smallBox := with(func(s *statement) { s.perLayer = func(e circuit.Node) circuit.Node { return e.Times(4) } })
	longStep := with(func(s *statement) { s.inverse = func(v symbols) circuit.Node { return v.S.Mul(v.G) } })
	return []claim.Wrong[statement]{
		{Name: "no-layers-term", Title: "K = 2 s (M^2+e^2)^(L-1)", Check: "hessian-exact", Statement: noLayers, MaxDepth: 2},
		{Name: "no-layers-term-proof", Title: "K = 2 s (M^2+e^2)^(L-1), put to the certificate", Check: "certificate", Statement: noLayers},
		{Name: "no-layers-term-link", Title: "K = 2 s (M^2+e^2)^(L-1), put to the branch and bound", Check: "branch-and-bound", Statement: noLayers},
		{Name: "layers-term-once", Title: "K without the factor L-1", Check: "hessian-exact", Statement: one, MaxDepth: 3},
		{Name: "no-target-term", Title: "K without the term of b", Check: "hessian-exact", Statement: noTarget, MaxDepth: 2},
		{Name: "single-curvature", Title: "M^2 for 2 M^2 in K", Check: "hessian-exact", Statement: single, MaxDepth: 2},
		{Name: "small-box", Title: "the box M >= |b|/(4e)^(L-1)", Check: "box-exact", Statement: smallBox, MaxDepth: 2},
		{Name: "small-box-proof", Title: "the box M >= |b|/(4e)^(L-1), put to the certificate", Check: "certificate", Statement: smallBox},
		{Name: "half-box", Title: "the box M >= |b|/(2 (2e)^(L-1))", Check: "box-exact", MaxDepth: 2, Statement: with(func(s *statement) { s.percent = 50 })},
		{Name: "box-one-percent-small", Title: "the box M >= (99/100) |b|/(2e)^(L-1)", Check: "box-exact", MaxDepth: 2, Statement: with(func(s *statement) { s.percent = 99 })},
		{Name: "long-step", Title: "steps up to 1/(s (M^2+e^2)^(L-2)) keep the box", Check: "box-exact", Statement: longStep, MaxDepth: 2},
		{Name: "long-step-link", Title: "steps up to 1/(s (M^2+e^2)^(L-2)), put to the branch and bound", Check: "branch-and-bound", Statement: longStep},
		{Name: "general-without-residual", Title: "the general constant without sqrt(s F_0) M^(L-2)", Check: "general-certified", MaxDepth: 2, Statement: with(func(s *statement) { s.residual = 0 })},
		{Name: "general-less-residual", Title: "the general constant with 1.99 sqrt(s F_0) M^(L-2) for 2 sqrt(s F_0) M^(L-2)", Check: "general-certified", MaxDepth: 2, Statement: with(func(s *statement) { s.residual = 199 })},
		{Name: "general-without-noise", Title: "the general constant with M^(2(L-1)) for (M^2+e^2)^(L-1)", Check: "general-certified", MaxDepth: 2, Statement: with(func(s *statement) { s.noise = false })},
	}
}

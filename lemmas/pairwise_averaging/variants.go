package pairwise_averaging

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	signed := with(func(s *statement) {
		s.drop = func(p local.Pair, u, v circuit.Node, sign int64) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(u.Sqr().Sub(v.Sqr().Times(sign)).Sqr())
		}
	})
	copied := with(func(s *statement) { s.mean = func(u, _ circuit.Node) circuit.Node { return u.Sqr() } })
	return []claim.Wrong[statement]{
		{Name: "fourth-power", Title: "e^4 (|x|-|y|)^2", Check: "free-symbols", Statement: with(func(s *statement) {
			s.defect = func(x, y, e circuit.Node) circuit.Node { return e.Pow(4).Mul(x.Sub(y).Sqr()) }
		})},
		{Name: "difference-of-squares", Title: "e^2 (x^2 - y^2)", Check: "free-symbols", Statement: with(func(s *statement) {
			s.defect = func(x, y, e circuit.Node) circuit.Node { return e.Sqr().Mul(x.Sqr().Sub(y.Sqr())) }
		})},
		{Name: "signed-difference", Title: "(x - y)^2 without the moduli; wrong for opposite signs", Check: "drop-exact", Statement: signed, MaxDepth: 2},
		{Name: "signed-difference-grid", Title: "(x - y)^2 without the moduli, put to the grids", Check: "grid-fixed", Statement: signed},
		{Name: "other-layers-missing", Title: "the factor P_-lm left out", Check: "drop-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.drop = func(p local.Pair, u, v circuit.Node, _ int64) circuit.Node {
				return p.S.Mul(p.E.Sqr()).Mul(u.Sqr().Sub(v.Sqr()).Sqr())
			}
		})},
		{Name: "one-layer-copied", Title: "both layers get the first one's modulus: the product does not stay", Check: "grid-fixed", Statement: copied},
		{Name: "one-layer-copied-lowers", Title: "both layers get the first one's modulus, and L_R drops", Check: "lowers-exact", Statement: copied, MaxDepth: 2},
		{Name: "always-strict", Title: "averaging unequal layers lowers L_R strictly, without s_i > 0 and e > 0", Check: "lowers-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.strict = func(equalModuli, _, _ bool) bool { return !equalModuli }
		})},
		{Name: "strict-without-noise", Title: "averaging lowers L_R strictly at e = 0 too", Check: "lowers-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.strict = func(equalModuli, scalePositive, _ bool) bool { return !equalModuli && scalePositive }
		})},
	}
}

package balancing_identity

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func variants() []claim.Wrong[statement] {
	says := func(f func(p local.Pair) circuit.Node) statement { return statement{imbalance: f} }
	difference := func(p local.Pair) circuit.Node { return p.X.Sqr().Sub(p.Y.Sqr()) }
	noNoise := says(func(p local.Pair) circuit.Node { return p.S.Mul(p.A).Mul(difference(p)).Times(2) })
	plainProduct := says(func(p local.Pair) circuit.Node {
		return p.S.Mul(p.E.Sqr()).Mul(p.B.Sqr()).Mul(difference(p)).Times(2)
	})
	return []claim.Wrong[statement]{
		{Name: "noise-missing", Title: "2 s P_-lm (w_l^2 - w_m^2), without e^2", Check: "free-symbols", Statement: noNoise},
		{Name: "noise-missing-exact", Title: "without e^2, put to random instances", Check: "identity-exact", Statement: noNoise, MaxDepth: 2},
		{Name: "noise-missing-float", Title: "without e^2, put to the float64 gradient", Check: "float-bounds", Statement: noNoise, MaxDepth: 2},
		{Name: "noiseless-product", Title: "p_-lm^2 in place of P_-lm", Check: "identity-exact", Statement: plainProduct, MaxDepth: 3},
		{Name: "noiseless-product-grid", Title: "p_-lm^2 in place of P_-lm, put to the grids", Check: "grid-general", Statement: plainProduct},
		{Name: "own-layer-kept", Title: "P_-l in place of P_-lm: the other weight's factor is not left out", Check: "grid-diagonal", Statement: says(func(p local.Pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(p.Y.Sqr().Add(p.E.Sqr())).Mul(difference(p)).Times(2)
		})},
		{Name: "factor-four", Title: "4 s e^2 P_-lm (w_l^2 - w_m^2): the rate of the flow, not of the identity", Check: "random-field", Statement: says(func(p local.Pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(difference(p)).Times(4)
		})},
		{Name: "weights-not-squared", Title: "the difference of the weights in place of that of their squares", Check: "identity-exact", MaxDepth: 2, Statement: says(func(p local.Pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(p.X.Sub(p.Y)).Times(2)
		})},
		{Name: "neighbors-enter", Title: "the other coordinates enter through c p_-lm", Check: "grid-general", Statement: says(func(p local.Pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(difference(p)).Times(2).Add(p.Cross.Mul(p.B).Mul(p.X.Sub(p.Y)))
		})},
	}
}

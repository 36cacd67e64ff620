package lemma2_1

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// The free-symbol proof of the package doc: one weight, everything else behind A, B and c.

// local makes the symbols of one weight. R = s (b - w B) + c.
func local(b *circuit.Builder, diagonal bool) (v view, cross circuit.Node) {
	v = view{c: b, W: b.Var("w"), A: b.Var("A"), B: b.Var("B"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s")}
	cross = b.Int(0)
	if !diagonal {
		cross = b.Var("c")
	}
	v.R = v.S.Mul(v.Target.Sub(v.W.Mul(v.B))).Add(cross)
	return v, cross
}

// expectation is L_R as a function of w, up to terms without w, from the moments of v = w + e xi.
func expectation(v view, cross circuit.Node, law definition.Law) circuit.Node {
	m1, m2 := law.Moment(v.W, v.E, v.c, 1), law.Moment(v.W, v.E, v.c, 2)
	square := v.Target.Sqr().Sub(v.Target.Mul(m1).Mul(v.B).Times(2)).Add(m2.Mul(v.A))
	return v.S.Mul(square).Add(cross.Mul(v.Target.Sub(m1.Mul(v.B))).Times(2))
}

func freeSteps(s statement) []claim.Step {
	step := func(name, scope string, diagonal bool, f func(v view, cross circuit.Node) grid.Identity) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			v, cross := local(b, diagonal)
			return []grid.Identity{f(v, cross)}, nil
		})
	}
	gradient := func(diagonal bool) func(view, circuit.Node) grid.Identity {
		return func(v view, cross circuit.Node) grid.Identity {
			return proof.GridIdentity("dL_R/dw", circuit.Derive(expectation(v, cross, definition.Gaussian()), v.W), s.closed(v, diagonal))
		}
	}
	return []claim.Step{
		step("general", "all L, all d, general model", false, gradient(false)),
		step("diagonal", "all L, all d, diagonal model", true, gradient(true)),
		step("sharpness", "all L, all d, general model", false, func(v view, cross circuit.Node) grid.Identity {
			// L has the same form with e = 0: v = w and the other layers' moments B and B^2.
			plain := v.S.Mul(v.Target.Sub(v.W.Mul(v.B)).Sqr()).Add(cross.Mul(v.Target.Sub(v.W.Mul(v.B))).Times(2))
			return proof.GridIdentity("L_R - L", expectation(v, cross, definition.Gaussian()).Sub(plain), v.S.Mul(s.sharpness(v)))
		}),
		step("commute", "all L, all d, general model", false, func(v view, cross circuit.Node) grid.Identity {
			// E of dL/dw at v: -2 q_-l (s (b - v q_-l) + c), with E q_-l = B, E q_-l^2 = A, E v from its
			// moments, and c replaced by its mean (the other coordinates are independent).
			m1 := definition.Gaussian().Moment(v.W, v.E, v.c, 1)
			mean := v.S.Mul(v.Target.Mul(v.B).Sub(m1.Mul(v.A))).Add(cross.Mul(v.B)).Times(-2)
			return proof.GridIdentity("E dL/dw", mean, s.general(v))
		}),
	}
}

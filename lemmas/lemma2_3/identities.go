package lemma2_3

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// freeSteps proves the identities of the package doc for every depth and width: x, y are two weights of a coordinate, A = P_-lm, B = p_-lm.
func freeSteps(s statement) []claim.Step {
	return []claim.Step{proof.Grid("free", "all L, all d", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		x, y, a, b, target := c.Var("x"), c.Var("y"), c.Var("A"), c.Var("B"), c.Var("b")
		e, sc, cross := c.Var("e"), c.Var("s"), c.Var("c")
		law, two := definition.Gaussian(), []circuit.Node{x, y}
		mean, square := law.ProductMoment(two, e, c, 1).Mul(b), law.ProductMoment(two, e, c, 2).Mul(a)
		diagonal := sc.Mul(target.Sqr().Sub(target.Mul(mean).Times(2)).Add(square))
		general := diagonal.Add(cross.Mul(target.Sub(mean)).Times(2))
		e2, p := e.Sqr(), x.Mul(y).Mul(b)
		rest := y.Sqr().Add(e2).Mul(a) // P_-l
		xg, yg := x.Mul(circuit.Derive(general, x)), y.Mul(circuit.Derive(general, y))
		r := sc.Mul(target.Sub(p)).Add(cross)
		// coupled with u C in place: P_-l w_l^2 = u (u+e^2)^(L-1) at a balanced point.
		right := s.coupled(sc, x.Sqr(), rest, p.Sqr()).Sub(p.Mul(r)).Times(2)
		return []grid.Identity{
			proof.GridIdentity("balancing, general model", xg.Sub(yg), sc.Mul(e2).Mul(a).Mul(s.imbalance(x, y)).Times(2)),
			proof.GridIdentity("w g, diagonal model", x.Mul(circuit.Derive(diagonal, x)), sc.Mul(s.shrink(x.Sqr(), rest, target.Mul(p))).Times(2)),
			proof.GridIdentity("w g, general model", xg, right),
			proof.GridIdentity("arithmetic and geometric mean", x.Sqr().Add(e2).Sub(e.Mul(x).Times(2)), x.Sub(e).Sqr()),
		}, nil
	})}
}

// lineSteps proves g_l = 2 s sigma_l t residual(t, pi b) at w_l = sigma_l t for 0..L negative weights.
func lineSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 5
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			for minus := range depth + 1 {
				steps = append(steps, s.line(depth, minus))
			}
		}
		return steps
	}
}

func (s statement) line(depth, minus int) claim.Step {
	name := fmt.Sprintf("depth%d-minus%d", depth, minus)
	scope := fmt.Sprintf("L = %d, %d negative weights, all t, b, e, s", depth, minus)
	return proof.Grid(name, scope, depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := definition.NewSymbols(c, depth, 1, true)
		t := c.Var("t")
		sign, pi := signs(depth, minus)
		to := make([]circuit.Node, depth)
		for l := range sign {
			to[l] = t.Times(sign[l])
		}
		f := definition.ExpectedLoss(c, m, definition.Gaussian())
		want := m.Sigma[0][0].Mul(t).Mul(s.residual(depth, t, m.E.Sqr(), m.B[0].Times(pi))).Times(2)
		var ids []grid.Identity
		for l, w := range m.Layer(0) {
			g := circuit.Substitute(circuit.Derive(f, w), m.Layer(0), to)
			ids = append(ids, proof.GridIdentity(fmt.Sprintf("gradient of layer %d", l+1), g, want.Times(sign[l])))
		}
		return ids, nil
	})
}

// signs are -1 for the first minus layers and 1 for the others, and their product.
func signs(depth, minus int) (sign []int64, pi int64) {
	sign, pi = make([]int64, depth), 1
	for l := range sign {
		sign[l] = 1
		if l < minus {
			sign[l], pi = -1, -pi
		}
	}
	return sign, pi
}

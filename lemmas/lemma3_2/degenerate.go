package lemma3_2

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// layerView is one weight of a coordinate: its value, p_-l and P_-l of the other layers, and the data.
type layerView struct{ W, B, A, Target, E, S circuit.Node }

// degenerate is the gradient (divided by 2) in the degenerate cases.
type degenerate struct {
	noTarget  func(v layerView) circuit.Node // b = 0, times w_l: a sum of squares
	noScale   func(v layerView) circuit.Node // s = 0
	noNoise   func(v layerView) circuit.Node // e = 0
	oneLayer  func(v layerView) circuit.Node // L = 1
	fromDepth int                            // the least depth of the first three
}

func rightDegenerate() degenerate {
	return degenerate{
		noTarget: func(v layerView) circuit.Node { return v.S.Mul(v.W.Sqr()).Mul(v.A) },
		noScale:  func(v layerView) circuit.Node { return v.S.Times(0) },
		noNoise:  func(v layerView) circuit.Node { return v.S.Mul(v.B).Mul(v.W.Mul(v.B).Sub(v.Target)) },
		oneLayer: func(v layerView) circuit.Node { return v.S.Mul(v.W.Sub(v.Target)) },
		// From depth 2 on.
		fromDepth: 2,
	}
}

// degenerateSteps proves the gradient's form in each case; what follows from it:
// b = 0: w_l g_l = 2 s w_l^2 P_-l >= 0 vanishes for e > 0 only at w_l = 0: the origin is the only stationary point;
// s = 0: every point is stationary; L = 1: w = b is the only one, no shrinkage; e = 0: p = b, or every p_-l = 0, that is, at least two
// zero layers, in which case p = 0 and, for b != 0, not p = b.
func degenerateSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		steps := []claim.Step{degenerateStep("one-layer", 1, func(v layerView, g circuit.Node) grid.Identity {
			return proof.GridIdentity("gradient at L = 1", g, s.free.oneLayer(v).Times(2))
		}, "")}
		for depth := s.free.fromDepth; depth <= 6; depth++ {
			steps = append(steps,
				degenerateStep("no-target", depth, func(v layerView, g circuit.Node) grid.Identity {
					return proof.GridIdentity("w_l g_l at b = 0", v.W.Mul(g), s.free.noTarget(v).Times(2))
				}, "b"),
				degenerateStep("no-scale", depth, func(v layerView, g circuit.Node) grid.Identity {
					return proof.GridIdentity("gradient at s = 0", g, s.free.noScale(v).Times(2))
				}, "s"),
				degenerateStep("no-noise", depth, func(v layerView, g circuit.Node) grid.Identity {
					return proof.GridIdentity("gradient at e = 0", g, s.free.noNoise(v).Times(2))
				}, "e"))
		}
		return steps
	}
}

// degenerateStep sets one of b, s, e to 0 in every partial derivative of the definition.
func degenerateStep(name string, depth int, f func(v layerView, g circuit.Node) grid.Identity, vanish string) claim.Step {
	scope := fmt.Sprintf("L = %d, d = 1, all other values", depth)
	return proof.Grid(fmt.Sprintf("%s-depth%d", name, depth), scope, depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := definition.NewSymbols(c, depth, 1, true)
		expected := definition.ExpectedLoss(c, m, definition.Gaussian())
		target, sc, e := m.B[0], m.Sigma[0][0], m.E
		var from []circuit.Node
		switch vanish {
		case "b":
			from = []circuit.Node{target}
		case "s":
			from = []circuit.Node{sc}
		case "e":
			from = []circuit.Node{e}
		}
		to := make([]circuit.Node, len(from))
		for k := range to {
			to[k] = c.Int(0)
		}
		var ids []grid.Identity
		for l, w := range m.Layer(0) {
			v := layerView{W: w, A: c.Int(1), B: c.Int(1), Target: target, E: e, S: sc}
			for k, x := range m.Layer(0) {
				if k != l {
					v.A, v.B = v.A.Mul(x.Sqr().Add(e.Sqr())), v.B.Mul(x)
				}
			}
			id := f(v, circuit.Derive(expected, w))
			id.LHS, id.RHS = circuit.Substitute(id.LHS, from, to), circuit.Substitute(id.RHS, from, to)
			ids = append(ids, id)
		}
		return ids, nil
	})
}

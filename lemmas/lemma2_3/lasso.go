package lemma2_3

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// lassoPoint names one of two candidates p_1 = p_2 of the example Sigma = [[1,1/2],[1/2,1]], b = (1,1), e^2 = 1/2, L = 2.
type lassoPoint uint8

const (
	twoThirds lassoPoint = iota // the solution of the coupled equations
	oneHalf                     // each b_i soft-thresholded at e^2
)

// The example lives in Q(sqrt 2, sqrt 3): e = sqrt(2)/2, and the weights are sqrt p: sqrt(2) sqrt(3) / 3 for p = 2/3, sqrt(2)/2 for p = 1/2.
type (
	inner     = circuit.Surd[*big.Rat]
	innerRing = *circuit.Surds[*big.Rat, circuit.Rats]
	outer     = circuit.Surd[*inner]
)

// exampleSteps evaluates the gradient of the example exactly, and proves that the continuum of a singular Sigma is stationary.
func exampleSteps(s statement) []claim.Step {
	return []claim.Step{
		{Name: "lasso-example", Scope: "L = 2, d = 2, the example of MATH.md", Run: func(context.Context) claim.StepResult { return s.example() }},
		s.continuum(),
	}
}

func (s statement) example() claim.StepResult {
	res := claim.StepResult{Method: "Q(sqrt 2, sqrt 3)", Verdict: claim.Proved, Depth: 2, Width: 2}
	in := circuit.NewSurds(circuit.Rats{}, 2)
	ring := circuit.NewSurds[*inner, innerRing](in, 3)
	number := func(a, b2, b3, b6 *big.Rat) *outer { // a + b2 sqrt 2 + b3 sqrt 3 + b6 sqrt 6
		z := ring.New()
		z.A.A.Set(a)
		z.A.B.Set(b2)
		z.B.A.Set(b3)
		z.B.B.Set(b6)
		return z
	}
	zero, one, half := new(big.Rat), big.NewRat(1, 1), big.NewRat(1, 2)
	weights := map[lassoPoint]*outer{
		twoThirds: number(zero, zero, zero, big.NewRat(1, 3)),
		oneHalf:   number(zero, half, zero, zero),
	}
	m := proof.NewModel(proof.Shape{Depth: 2, Width: 2})
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	var outs []circuit.Node
	for _, row := range definition.Gradient(f, m.Symbols) {
		outs = append(outs, row...)
	}
	k := circuit.NewMachine(ring, m.C.Compile(outs...))
	rat := func(x *big.Rat) *outer { return number(x, zero, zero, zero) }
	for name, w := range weights {
		vanishes := true
		// w (4 entries), b (2), Sigma11, Sigma12, Sigma22, e, tau2
		for _, g := range k.Run([]*outer{w, w, w, w, rat(one), rat(one), rat(one), rat(half), rat(one), number(zero, half, zero, zero), rat(zero)}) {
			vanishes = vanishes && g.A.A.Sign() == 0 && g.A.B.Sign() == 0 && g.B.A.Sign() == 0 && g.B.B.Sign() == 0
		}
		res.Points++
		if vanishes != (name == s.lassoP) {
			res.Verdict = claim.Refuted
			res.Detail = fmt.Sprintf("Sigma = [[1,1/2],[1/2,1]], b = (1,1), e^2 = 1/2: at p = (2/3,2/3), the solution of the coupled equations, "+
				"the gradient vanishes; at (1/2,1/2) it does not; the statement names candidate %d", s.lassoP)
		}
	}
	return res
}

// continuum: Sigma = [[1,1],[1,1]], L = 2, w_1 = w_2 = (x, y), b_1 = x^2 + y^2 + e^2, b_2 = 0: the gradient vanishes for all x, y, so for b_1 > e^2 the circle
// x^2 + y^2 = b_1 - e^2 consists of stationary points.
func (s statement) continuum() claim.Step {
	return proof.Grid("singular-sigma", "L = 2, d = 2, Sigma = [[1,1],[1,1]], all points of the circle", 2, 2,
		func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			m := definition.NewSymbols(c, 2, 2, false)
			x, y := c.Var("x"), c.Var("y")
			one := c.Int(1)
			from := []circuit.Node{m.W[0][0], m.W[1][0], m.W[0][1], m.W[1][1], m.B[0], m.B[1], m.Sigma[0][0], m.Sigma[0][1], m.Sigma[1][1]}
			b := x.Sqr().Add(y.Sqr()).Add(m.E.Sqr().Times(s.circle))
			to := []circuit.Node{x, x, y, y, b, c.Int(0), one, one, one}
			f := definition.ExpectedLoss(c, m, definition.Gaussian())
			var ids []grid.Identity
			for l, row := range definition.Gradient(f, m) {
				for i, g := range row {
					ids = append(ids, proof.GridIdentity(fmt.Sprintf("dL_R/dw%d,%d on the circle", l+1, i+1), circuit.Substitute(g, from, to), c.Int(0)))
				}
			}
			return ids, nil
		})
}

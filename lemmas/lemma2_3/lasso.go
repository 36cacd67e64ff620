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

// The example lives in Q(sqrt 2, sqrt 3): e = sqrt(2)/2, and the weights are sqrt p: sqrt(6)/3 for p = 2/3, sqrt(2)/2 for p = 1/2.
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

// exampleRing is Q(sqrt 2, sqrt 3).
func exampleRing() *circuit.Surds[*inner, innerRing] {
	return circuit.NewSurds[*inner, innerRing](circuit.NewSurds(circuit.Rats{}, 2), 3)
}

// number is a + b sqrt 2 + c sqrt 6.
func number(a, b, c *big.Rat) *outer {
	z := exampleRing().New()
	z.A.A.Set(a)
	z.A.B.Set(b)
	z.B.B.Set(c)
	return z
}

// isZero asks all four parts: sqrt 2, sqrt 3 and sqrt 6 are independent of 1 and of each other over Q.
func isZero(x *outer) bool {
	for _, part := range []*big.Rat{x.A.A, x.A.B, x.B.A, x.B.B} {
		if part.Sign() != 0 {
			return false
		}
	}
	return true
}

// candidates are the weights sqrt p.
func candidates() map[lassoPoint]*outer {
	zero := new(big.Rat)
	return map[lassoPoint]*outer{
		twoThirds: number(zero, zero, big.NewRat(1, 3)),
		oneHalf:   number(zero, big.NewRat(1, 2), zero),
	}
}

func (s statement) example() claim.StepResult {
	res := claim.StepResult{Method: "Q(sqrt 2, sqrt 3)", Verdict: claim.Proved, Depth: 2, Width: 2}
	zero, one, half := new(big.Rat), big.NewRat(1, 1), big.NewRat(1, 2)
	m := proof.NewModel(proof.Shape{Depth: 2, Width: 2})
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	var outs []circuit.Node
	for _, row := range definition.Gradient(f, m.Symbols) {
		outs = append(outs, row...)
	}
	k := circuit.NewMachine(exampleRing(), m.C.Compile(outs...))
	rat := func(x *big.Rat) *outer { return number(x, zero, zero) }
	for name, w := range candidates() {
		vanishes := true
		// w (4 entries), b (2), Sigma11, Sigma12, Sigma22, e, tau2
		for _, g := range k.Run([]*outer{w, w, w, w, rat(one), rat(one), rat(one), rat(half), rat(one), number(zero, half, zero), rat(zero)}) {
			vanishes = vanishes && isZero(g)
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

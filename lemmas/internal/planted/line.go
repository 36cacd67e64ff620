package planted

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Line compiles dF/dw_1 and F at w = (sigma t, t, ..., t), with the variables t, sigma, b, s, e, from the definition.
func Line(depth int) *circuit.Program {
	c := circuit.NewBuilder()
	m := definition.NewSymbols(c, depth, 1, true)
	f := definition.ExpectedLoss(c, m, definition.Gaussian())
	g := circuit.Derive(f, m.W[0][0])
	// Fresh variables after those of the model; the model's own are replaced.
	t, sigma, b, s, e := c.Var("t"), c.Var("sigma"), c.Var("b"), c.Var("s"), c.Var("e")
	from := append(m.Layer(0), m.B[0], m.Sigma[0][0], m.E, m.Tau2)
	to := []circuit.Node{sigma.Mul(t)}
	for range depth - 1 {
		to = append(to, t)
	}
	to = append(to, b, s, e, c.Int(0))
	return c.Compile(circuit.Substitute(g, from, to), circuit.Substitute(f, from, to))
}

// LineInputs are the inputs of Line with zeros for the variables of the model.
func LineInputs[T any](depth int, zero T, t, sigma, b, s, e T) []T {
	in := make([]T, depth+4, depth+9)
	for k := range in {
		in[k] = zero
	}
	return append(in, t, sigma, b, s, e)
}

// GradientPolynomial is dF/dw_1 on the balanced line as a polynomial in t, without the factor t that is always there.
func GradientPolynomial(p *circuit.Program, depth int, sigma int64, b, s, e *big.Rat) *Univariate {
	c := Constant
	one := big.NewRat(1, 1)
	in := LineInputs(depth, c(new(big.Rat)), Monomial(one, 1), c(big.NewRat(sigma, 1)), c(b), c(s), c(e))
	g, _ := circuit.NewMachine(Univariates{}, p).Run(in)[0].WithoutZeros()
	return g
}

// Package local writes the loss as two weights of one coordinate see it.
//
// Fix a coordinate i and two layers l, m; x = w_li, y = w_mi. Write B = E q_-lm and A = E q_-lm^2 for
// the moments of the product of the other perturbed weights of the coordinate. By S.1 B = p_-lm and
// A = P_-lm at every depth (A = B = 1 at depth 2). The other coordinates are independent of this one
// and enter through c = sum over j != i of Sigma_ij (b_j - p_j) alone. Up to terms without x and y
//
//	L_R = s (b^2 - 2 b E[x+e xi] E[y+e xi'] B + E(x+e xi)^2 E(y+e xi')^2 A) + 2 c (b - E[x+e xi] E[y+e xi'] B).
//
// With free symbols for A, B and c a polynomial identity in x, y, A, B, b, e, s, c holds at every depth
// and width. Source: MATH.md, "All depths at once".
package local

import (
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Pair is the symbols of two weights of one coordinate.
type Pair struct {
	C      *circuit.Builder
	X, Y   circuit.Node // w_li, w_mi
	A, B   circuit.Node // P_-lm, p_-lm
	Target circuit.Node // b_i
	E      circuit.Node // noise level
	S      circuit.Node // s_i
	Cross  circuit.Node // sum over j != i of Sigma_ij (b_j - p_j)
}

// Noisy makes the symbols with a free noise level.
func Noisy(c *circuit.Builder) Pair {
	return Pair{
		C: c, X: c.Var("x"), Y: c.Var("y"), A: c.Var("A"), B: c.Var("B"),
		Target: c.Var("b"), E: c.Var("e"), S: c.Var("s"), Cross: c.Var("c"),
	}
}

// Noiseless makes the symbols at e = 0, where A = B^2.
func Noiseless(c *circuit.Builder) Pair {
	p := Pair{C: c, X: c.Var("x"), Y: c.Var("y"), B: c.Var("B"), Target: c.Var("b"), E: c.Int(0), S: c.Var("s"), Cross: c.Var("c")}
	p.A = p.B.Sqr()
	return p
}

// Expected returns L_R up to terms without x and y.
func (p Pair) Expected() circuit.Node {
	law := definition.Gaussian()
	both := func(k int) circuit.Node { return law.Moment(p.X, p.E, p.C, k).Mul(law.Moment(p.Y, p.E, p.C, k)) }
	mean := p.Target.Sub(both(1).Mul(p.B))
	square := p.Target.Sqr().Sub(p.Target.Mul(both(1)).Mul(p.B).Times(2)).Add(both(2).Mul(p.A))
	return p.S.Mul(square).Add(p.Cross.Mul(mean).Times(2))
}

// Residual returns [Sigma (b - p)]_i = s (b - x y B) + c.
func (p Pair) Residual() circuit.Node {
	return p.S.Mul(p.Target.Sub(p.X.Mul(p.Y).Mul(p.B))).Add(p.Cross)
}

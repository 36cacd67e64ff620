package moments

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Define returns the expectations of polynomials in one random step, as nodes of c in the symbols s and extra. The step is drawn in a builder of
// its own, so that c gets no random variables: f writes the polynomials from the draw, from that builder's copies of the symbols
// and of extra, and from the stochastic gradient [layer][coordinate].
//
// s must be made of variables of c, except for entries of Sigma off the diagonal, which may all be the constant 0.
func Define(c *circuit.Builder, s *definition.Symbols, v Variant, extra []circuit.Node, f func(d *Draw, s *definition.Symbols, extra []circuit.Node, g [][]circuit.Node) []circuit.Node) []circuit.Node {
	var diagonal bool // one coordinate has nothing off the diagonal
	if s.Width() > 1 {
		_, full := c.Index(s.Sigma[0][1])
		diagonal = !full
	}
	b := circuit.NewBuilder()
	own := definition.NewSymbols(b, s.Depth(), s.Width(), diagonal)
	names := make([]circuit.Node, len(extra))
	for k := range extra {
		names[k] = b.Var(fmt.Sprintf("extra%d", k))
	}
	d := NewDraw(b, own, v)
	law := d.Law()
	law.Symbols = append(law.Symbols, names...)
	ys := f(d, own, names, d.Gradient())
	for k, y := range ys {
		ys[k] = Expect(b, y, law)
	}
	in := definition.Inputs(nil, s.W, s.B, s.Sigma, diagonal, s.E, s.Tau2)
	return Transport(c, b, ys, append(in, extra...))
}

// Transport rewrites polynomials of one builder in another: variable k becomes in[k], and those beyond in become 0.
func Transport(to, from *circuit.Builder, ys, in []circuit.Node) []circuit.Node {
	prog := from.Compile(ys...)
	zero := to.Int(0)
	ptrs := make([]*circuit.Node, prog.NumVars())
	for k := range ptrs {
		ptrs[k] = &zero
		if k < len(in) {
			ptrs[k] = &in[k]
		}
	}
	out := make([]circuit.Node, len(ys))
	for k, p := range circuit.NewMachine(nodes{to}, prog).Run(ptrs) {
		out[k] = *p
	}
	return out
}

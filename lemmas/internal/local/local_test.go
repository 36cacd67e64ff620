package local

import (
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// What two weights see is what the definition says: both partial derivatives of the expected loss of a
// network with full Sigma agree with those of Pair once A, B and c are filled in, with and without noise.
func TestPairIsTheDefinition(t *testing.T) {
	for _, noisy := range []bool{true, false} {
		b := circuit.NewBuilder()
		s := definition.NewSymbols(b, 3, 2, false)
		e := s.E
		if !noisy {
			s.E = b.Int(0)
		}
		whole := definition.ExpectedLoss(b, s, definition.Gaussian())
		p := Noisy(b)
		if !noisy {
			p = Noiseless(b)
		}
		f := p.Expected()
		rest := s.W[2][0]
		from := []circuit.Node{p.X, p.Y, p.B, p.Target, p.S, p.Cross}
		to := []circuit.Node{s.W[0][0], s.W[1][0], rest, s.B[0], s.Sigma[0][0], s.Sigma[0][1].Mul(s.B[1].Sub(b.Prod(s.Layer(1)...)))}
		if noisy {
			from, to = append(from, p.A, p.E), append(to, rest.Sqr().Add(e.Sqr()), e)
		}
		fill := func(z circuit.Node) circuit.Node { return circuit.Substitute(z, from, to) }
		ids := []grid.Identity{
			{Name: "d/dx", LHS: circuit.Derive(whole, s.W[0][0]), RHS: fill(circuit.Derive(f, p.X))},
			{Name: "d/dy", LHS: circuit.Derive(whole, s.W[1][0]), RHS: fill(circuit.Derive(f, p.Y))},
			{Name: "-d/dx = 2 residual y B at e = 0", LHS: circuit.Derive(definition.Loss(b, s), s.W[0][0]), RHS: fill(p.Residual().Mul(p.Y).Mul(p.B).Times(-2))},
		}
		if r := grid.Prove(t.Context(), b, ids, grid.Options{}); r.Status != grid.Zero {
			t.Errorf("noisy = %v: %v %s %v", noisy, r.Status, r.Reason, r.Counter)
		}
	}
}

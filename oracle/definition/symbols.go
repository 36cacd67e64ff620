package definition

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Symbols are the variables of an instance of depth L and width d.
type Symbols struct {
	W     [][]circuit.Node // [layer][coordinate]
	B     []circuit.Node
	Sigma [][]circuit.Node // symmetric: Sigma[i][j] and Sigma[j][i] are one node
	E     circuit.Node
	Tau2  circuit.Node
}

// Depth returns L.
func (s *Symbols) Depth() int { return len(s.W) }

// Width returns d.
func (s *Symbols) Width() int { return len(s.B) }

// Layer returns w_{1i}, ..., w_{Li}.
func (s *Symbols) Layer(i int) []circuit.Node {
	ws := make([]circuit.Node, len(s.W))
	for l := range ws {
		ws[l] = s.W[l][i]
	}
	return ws
}

// NewSymbols makes the variables of an instance in the order of Inputs. In the linear diagonal
// model the entries of Sigma off the diagonal are the constant 0.
func NewSymbols(b *circuit.Builder, depth, width int, diagonal bool) *Symbols {
	if depth < 1 || width < 1 {
		panic(fmt.Sprintf("definition: depth %d, width %d", depth, width))
	}
	s := &Symbols{W: make([][]circuit.Node, depth), Sigma: make([][]circuit.Node, width)}
	for l := range s.W {
		s.W[l] = make([]circuit.Node, width)
		for i := range s.W[l] {
			s.W[l][i] = b.Var(fmt.Sprintf("w%d,%d", l+1, i+1))
		}
	}
	s.B = b.Vars("b", width)
	for i := range s.Sigma {
		s.Sigma[i] = make([]circuit.Node, width)
	}
	for i := range width {
		for j := i; j < width; j++ {
			x := b.Int(0)
			if i == j || !diagonal {
				x = b.Var(fmt.Sprintf("Sigma%d,%d", i+1, j+1))
			}
			s.Sigma[i][j], s.Sigma[j][i] = x, x
		}
	}
	s.E = b.Var("e")
	s.Tau2 = b.Var("tau2")
	return s
}

// Inputs appends the entries of an instance to in, in the order in which NewSymbols made the
// variables.
func Inputs[T any](in []T, w [][]T, b []T, sigma [][]T, diagonal bool, e, tau2 T) []T {
	for _, layer := range w {
		in = append(in, layer...)
	}
	in = append(in, b...)
	for i := range sigma {
		in = append(in, sigma[i][i])
		if !diagonal {
			in = append(in, sigma[i][i+1:]...)
		}
	}
	return append(in, e, tau2)
}

package proof

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// Model is an instance of fixed depth and width as variables, with the builder that made them.
type Model struct {
	*definition.Symbols
	C        *circuit.Builder
	Diagonal bool
	params   map[string]circuit.Node
}

// Param returns the variable of the named parameter; an unknown name panics.
func (m *Model) Param(name string) circuit.Node {
	p, ok := m.params[name]
	if !ok {
		panic("proof: the model has no parameter " + name)
	}
	return p
}

// Identities writes the identities of a statement for the shape of m.
type Identities func(m *Model) []grid.Identity

func newModel(b *circuit.Builder, s Shape, params []string) *Model {
	m := &Model{Symbols: definition.NewSymbols(b, s.Depth, s.Width, s.Diagonal), C: b, Diagonal: s.Diagonal, params: map[string]circuit.Node{}}
	for _, name := range params {
		m.params[name] = b.Var(name)
	}
	return m
}

// NewModel makes the variables of an instance of shape s, and of the named parameters, with a
// builder of their own.
func NewModel(s Shape, params ...string) *Model {
	return newModel(circuit.NewBuilder(), s, params)
}

// build fixes the shape of a statement. Sigma and tau2 form a group, and so does the target: loss and
// gradient are linear in the former and quadratic in the latter.
func (s Shape) build(params []string, f Identities) Build {
	return func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := newModel(b, s, params)
		linear := []circuit.Node{m.Tau2}
		for i, row := range m.Sigma {
			for j := i; j < len(row); j++ {
				if _, ok := b.Index(row[j]); ok {
					linear = append(linear, row[j])
				}
			}
		}
		return f(m), [][]circuit.Node{linear, m.B}
	}
}

// Grids is the proof of a statement at each of the shapes, one step a shape.
func Grids(params []string, f Identities, shapes ...Shape) []claim.Step {
	steps := make([]claim.Step, len(shapes))
	for k, s := range shapes {
		steps[k] = Grid(s.slug(), s.String(), s.Depth, s.Width, s.build(params, f))
	}
	return steps
}

// Randoms evaluates a statement at n random points of the field for each of the shapes.
func Randoms(params []string, f Identities, n int, shapes ...Shape) []claim.Step {
	steps := make([]claim.Step, len(shapes))
	for k, s := range shapes {
		steps[k] = Random(s.slug(), s.String(), s.Depth, s.Width, n, uint64(k), s.build(params, f))
	}
	return steps
}

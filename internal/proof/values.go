package proof

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Values evaluates expressions of the model at instances, exactly. They are written and compiled once for each shape. A
// Values holds scratch: one for each goroutine.
type Values struct {
	f        func(*Model) []circuit.Node
	machines map[Shape]*circuit.Machine[*big.Rat, circuit.Rats]
}

// NewValues returns an evaluator of the expressions that f writes.
func NewValues(f func(*Model) []circuit.Node) *Values {
	return &Values{f: f, machines: map[Shape]*circuit.Machine[*big.Rat, circuit.Rats]{}}
}

// At returns the values at an instance. They are valid until the next call.
func (v *Values) At(in *generators.Instance) []*big.Rat {
	s := ShapeOf(in)
	m, ok := v.machines[s]
	if !ok {
		model := NewModel(s)
		m = circuit.NewMachine(circuit.Rats{}, model.C.Compile(v.f(model)...))
		v.machines[s] = m
	}
	return m.Run(definition.Inputs(nil, in.Weights, in.Target, in.Sigma, s.Diagonal, in.Noise, in.Tau2))
}

// Gradient writes the gradient of L_R from the definition, layer after layer.
func Gradient(m *Model) []circuit.Node {
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	var outs []circuit.Node
	for _, row := range definition.Gradient(f, m.Symbols) {
		outs = append(outs, row...)
	}
	return outs
}

package definition

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Model is an instance with exact entries: weights [layer][coordinate], target, Sigma (d x d,
// symmetric), noise level, residual variance (nil for 0).
type Model struct {
	Weights [][]*big.Rat
	Target  []*big.Rat
	Sigma   [][]*big.Rat
	Noise   *big.Rat
	Tau2    *big.Rat
}

// Values are exact values of the loss and what is derived from it.
type Values struct {
	Loss, RegularizedLoss, AverageSharpness *big.Rat
	// HessianTrace is the trace of the Hessian of L (not of L_R) with respect to all weights.
	HessianTrace *big.Rat
	// Gradient is the gradient of L_R, [layer][coordinate].
	Gradient [][]*big.Rat
}

// MaxWeights bounds L d in Evaluate, whose circuit has O(L^2 d) operations with a diagonal Sigma, O(L^2 d + d^2) with a full
// one.
const MaxWeights = 4096

// MaxDepth bounds L in Evaluate.
const MaxDepth = 64

// Evaluate computes the exact values of m from the definition. The shapes must agree and L d be at
// most MaxWeights (4096), with a full Sigma at most 64 wide.
func Evaluate(m Model) (*Values, error) {
	depth, width, diagonal, err := m.shape()
	if err != nil {
		return nil, err
	}
	b := circuit.NewBuilder()
	s := NewSymbols(b, depth, width, diagonal)
	loss, expected := Loss(b, s), ExpectedLoss(b, s, Gaussian())
	outs := []circuit.Node{loss, expected, expected.Sub(loss), HessianTrace(b, loss, s)}
	for _, layer := range Gradient(expected, s) {
		outs = append(outs, layer...)
	}
	tau2 := m.Tau2
	if tau2 == nil {
		tau2 = new(big.Rat)
	}
	in := Inputs(nil, m.Weights, m.Target, m.Sigma, diagonal, m.Noise, tau2)
	got := circuit.NewMachine(circuit.Rats{}, b.Compile(outs...)).Run(in)
	rat := func(k int) *big.Rat { return new(big.Rat).Set(got[k]) }
	v := &Values{Loss: rat(0), RegularizedLoss: rat(1), AverageSharpness: rat(2), HessianTrace: rat(3)}
	for l := range depth {
		row := make([]*big.Rat, width)
		for i := range row {
			row[i] = rat(4 + l*width + i)
		}
		v.Gradient = append(v.Gradient, row)
	}
	return v, nil
}

// maxFullWidth bounds d for a Sigma that is not diagonal.
const maxFullWidth = 64

func (m Model) shape() (depth, width int, diagonal bool, err error) {
	depth, width = len(m.Weights), len(m.Target)
	if depth < 2 {
		return 0, 0, false, fmt.Errorf("weights: %d layers, at least 2 are needed", depth)
	}
	if depth > MaxDepth {
		return 0, 0, false, fmt.Errorf("weights: %d layers, at most %d are evaluated", depth, MaxDepth)
	}
	if width < 1 {
		return 0, 0, false, fmt.Errorf("target: %d coordinates, at least 1 is needed", width)
	}
	if depth*width > MaxWeights {
		return 0, 0, false, fmt.Errorf("weights: %d x %d entries, at most %d in all", depth, width, MaxWeights)
	}
	for l, row := range m.Weights {
		if len(row) != width {
			return 0, 0, false, fmt.Errorf("weights: layer %d has %d entries, the target has %d", l+1, len(row), width)
		}
	}
	if len(m.Sigma) != width {
		return 0, 0, false, fmt.Errorf("sigma: %d rows, the target has %d entries", len(m.Sigma), width)
	}
	diagonal = true
	for i, row := range m.Sigma {
		if len(row) != width {
			return 0, 0, false, fmt.Errorf("sigma: row %d has %d entries, want %d", i+1, len(row), width)
		}
		for j, x := range row {
			diagonal = diagonal && (i == j || x.Sign() == 0)
		}
	}
	for i, row := range m.Sigma {
		for j := range row[:i] {
			if row[j].Cmp(m.Sigma[j][i]) != 0 {
				return 0, 0, false, fmt.Errorf("sigma: entry (%d,%d) is %s, entry (%d,%d) is %s", i+1, j+1, row[j].RatString(), j+1, i+1, m.Sigma[j][i].RatString())
			}
		}
	}
	if !diagonal && width > maxFullWidth {
		return 0, 0, false, fmt.Errorf("sigma: full and %d wide, at most %d unless it is diagonal", width, maxFullWidth)
	}
	return depth, width, diagonal, nil
}

package orbit

import (
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Hessian evaluates the Hessian of L_R, second derivatives of the definition, over a ring. It is not safe for concurrent use.
type Hessian[T any, R circuit.Ring[T]] struct {
	n       int
	machine *circuit.Machine[T, R]
	rows    [][]T
}

// NewHessian returns the evaluator at shape s.
func NewHessian[T any, R circuit.Ring[T]](ring R, s proof.Shape) *Hessian[T, R] {
	m := proof.NewModel(s)
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	ws := slices.Concat(m.W...)
	var outs []circuit.Node
	for l, g := range circuit.Gradient(f, ws...) {
		outs = append(outs, circuit.Gradient(g, ws[:l+1]...)...)
	}
	h := &Hessian[T, R]{n: len(ws), machine: circuit.NewMachine(ring, m.C.Compile(outs...)), rows: make([][]T, len(ws))}
	for l := range h.rows {
		h.rows[l] = make([]T, h.n)
	}
	return h
}

// At returns the symmetric matrix at inputs in the order of definition.Inputs, rows and columns in the order of the weights
// there. It is valid until the next call.
func (h *Hessian[T, R]) At(in []T) [][]T {
	outs := h.machine.Run(in)
	k := 0
	for l := range h.n {
		for m := range l + 1 {
			h.rows[l][m], h.rows[m][l] = outs[k], outs[k]
			k++
		}
	}
	return h.rows
}

// ExactHessians is a set of exact evaluators by shape, made when first needed; one per goroutine.
type ExactHessians map[proof.Shape]*Hessian[*big.Rat, circuit.Rats]

// At returns the Hessian at an instance, valid until the next call at the same shape.
func (t ExactHessians) At(in *generators.Instance) [][]*big.Rat {
	s := proof.ShapeOf(in)
	h, ok := t[s]
	if !ok {
		h = NewHessian(circuit.Rats{}, s)
		t[s] = h
	}
	return h.At(definition.Inputs(nil, in.Weights, in.Target, in.Sigma, s.Diagonal, in.Noise, in.Tau2))
}

// PositiveDefinite decides whether every symmetric matrix within the interval matrix a is positive definite: Yes when
// elimination leaves only positive pivots, which holds then for each matrix in a. No other answer is given than Yes or
// Unknown. a is overwritten; only its lower triangle is read.
func PositiveDefinite(c *interval.Context, a [][]*interval.Interval) interval.Truth {
	f, t := interval.New(), interval.New()
	for k := range a {
		if a[k][k].Positive() != interval.Yes {
			return interval.Unknown
		}
		for l := k + 1; l < len(a); l++ {
			c.Div(f, a[l][k], a[k][k])
			for m := k + 1; m <= l; m++ {
				c.Mul(t, f, a[m][k])
				c.Sub(a[l][m], a[l][m], t)
			}
		}
	}
	if c.Err() != nil {
		return interval.Unknown
	}
	return interval.Yes
}

package planted

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Coordinate evaluates value, gradient and Hessian of L_R at d = 1, depth L, from the definition in exact arithmetic. It holds
// scratch: one per goroutine.
type Coordinate struct {
	depth int
	m     *circuit.Machine[*big.Rat, circuit.Rats]
}

// Values are L_R (with tau2 = 0), its gradient and its Hessian at one point.
type Values struct {
	Value    *big.Rat
	Gradient []*big.Rat
	Hessian  [][]*big.Rat // symmetric
}

// New returns the evaluator of depth L >= 1.
func New(depth int) *Coordinate {
	m := proof.NewModel(proof.Shape{Depth: depth, Width: 1, Diagonal: true})
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	outs := []circuit.Node{f}
	for l := range depth {
		outs = append(outs, circuit.Derive(f, m.W[l][0]))
	}
	for l := range depth {
		for k := 0; k <= l; k++ {
			outs = append(outs, circuit.Derive(outs[1+l], m.W[k][0]))
		}
	}
	return &Coordinate{depth, circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))}
}

// At evaluates at the weights w with target b, scale s and noise level e. The results are new numbers.
func (k *Coordinate) At(w []*big.Rat, b, s, e *big.Rat) Values {
	in := append(append([]*big.Rat(nil), w...), b, s, e, new(big.Rat))
	outs := k.m.Run(in)
	next := func() *big.Rat {
		x := new(big.Rat).Set(outs[0])
		outs = outs[1:]
		return x
	}
	v := Values{Value: next(), Gradient: make([]*big.Rat, k.depth), Hessian: make([][]*big.Rat, k.depth)}
	for l := range v.Gradient {
		v.Gradient[l] = next()
		v.Hessian[l] = make([]*big.Rat, k.depth)
	}
	for l := range v.Hessian {
		for m := 0; m <= l; m++ {
			x := next()
			v.Hessian[l][m], v.Hessian[m][l] = x, x
		}
	}
	return v
}

// IsZero reports whether every entry is 0.
func IsZero(v []*big.Rat) bool {
	for _, x := range v {
		if x.Sign() != 0 {
			return false
		}
	}
	return true
}

// Table is a set of evaluators by depth, made when first needed. It holds scratch: one per goroutine.
type Table map[int]*Coordinate

// At returns the evaluator of depth L.
func (t Table) At(depth int) *Coordinate {
	k, ok := t[depth]
	if !ok {
		k = New(depth)
		t[depth] = k
	}
	return k
}

package moments

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// nodes is the ring of the nodes of one builder.
type nodes struct{ b *circuit.Builder }

func (r nodes) New() *circuit.Node {
	z := r.b.Int(0)
	return &z
}
func (r nodes) SetInt(z *circuit.Node, n int64) { *z = r.b.Int(n) }
func (r nodes) Add(z, x, y *circuit.Node)       { *z = x.Add(*y) }
func (r nodes) Sub(z, x, y *circuit.Node)       { *z = x.Sub(*y) }
func (r nodes) Mul(z, x, y *circuit.Node)       { *z = x.Mul(*y) }

// Expand multiplies y out in vars and returns its terms in lexicographic order of the exponents; the coefficients are nodes in the
// other variables of y, which must all be listed in symbols. Terms whose coefficient the circuit shows to be 0 are left out.
//
// It panics when vars or symbols hold something that is not a variable of b, or y has a variable in neither.
func Expand(b *circuit.Builder, y circuit.Node, vars, symbols []circuit.Node) []Term[circuit.Node] {
	prog := b.Compile(y)
	r, zero := nodes{b}, b.Int(0)
	ring := NewPolys(r, len(vars), func(x *circuit.Node) bool { return *x == zero })
	in := make([]*Poly[*circuit.Node], prog.NumVars())
	for k := range symbols {
		in[index(b, symbols[k])] = ring.Constant(&symbols[k])
	}
	for k, v := range vars { // a variable in both lists is expanded in
		in[index(b, v)] = ring.Var(k)
	}
	for i, d := range prog.Degrees()[0].Var {
		if d > 0 && in[i] == nil {
			panic("moments: Expand: the variable " + prog.Vars()[i] + " is in neither list")
		}
	}
	terms := circuit.NewMachine(ring, prog).Run(in)[0].Terms()
	out := make([]Term[circuit.Node], len(terms))
	for k, t := range terms {
		out[k] = Term[circuit.Node]{t.Exps, *t.Coef}
	}
	return out
}

func index(b *circuit.Builder, v circuit.Node) int {
	i, ok := b.Index(v)
	if !ok {
		panic("moments: something that is not a variable")
	}
	return i
}

// Integers multiplies y out in all variables of b: the integer coefficients of the polynomial, without those that are 0.
func Integers(b *circuit.Builder, y circuit.Node) []Term[*big.Int] {
	prog := b.Compile(y)
	ring := NewPolys(circuit.Ints{}, prog.NumVars(), func(x *big.Int) bool { return x.Sign() == 0 })
	in := make([]*Poly[*big.Int], prog.NumVars())
	for i := range in {
		in[i] = ring.Var(i)
	}
	return circuit.NewMachine(ring, prog).Run(in)[0].Terms()
}

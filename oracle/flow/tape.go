package flow

import (
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

type kind uint8

const (
	input kind = iota
	constant
	add
	sub
	mul
)

// node is one value of a tape. fixed tells that it depends on parameters only: its Taylor coefficients beyond the first are 0.
type node struct {
	kind  kind
	x, y  int
	n     int64
	fixed bool
}

// tape is the gradient of L_R in single-assignment form, every node after what it needs: Taylor coefficients are computed order by
// order through all nodes, so no register may be used twice.
type tape struct {
	n     int // unknowns: nodes 0 .. n-1
	nodes []node
	outs  []int // dL_R/dw of unknown k
}

// newTape records the gradient of L_R at the given depth and width. The inputs are those of definition.Inputs.
func newTape(depth, width int) *tape {
	b := circuit.NewBuilder()
	s := definition.NewSymbols(b, depth, width, width == 1)
	var outs []circuit.Node
	for _, layer := range definition.Gradient(definition.ExpectedLoss(b, s, definition.Gaussian()), s) {
		outs = append(outs, layer...)
	}
	t := &tape{n: depth * width}
	in := make([]*int, b.NumVars())
	for k := range in {
		in[k] = t.push(node{kind: input, fixed: k >= t.n})
	}
	for _, o := range circuit.NewMachine[*int](recorder{t}, b.Compile(outs...)).Run(in) {
		t.outs = append(t.outs, *o)
	}
	return t
}

func (t *tape) push(v node) *int {
	k := len(t.nodes)
	t.nodes = append(t.nodes, v)
	return &k
}

// work returns the number of products of coefficients in a step of the order: the series of the point, of Y and of B, and the
// derivatives.
func (t *tape) work(order int) int {
	products := 0
	for _, v := range t.nodes {
		if v.kind == mul && !v.fixed {
			products++
		}
	}
	return products * (3*(order+2)*(order+2)/2 + 2*t.n*(jacobianOrder+2)*(jacobianOrder+2))
}

// recorder is a ring whose elements are positions on the tape: to evaluate a program over it writes the program down.
type recorder struct{ t *tape }

func (recorder) New() *int { return new(int) }

func (r recorder) SetInt(z *int, n int64) { *z = *r.t.push(node{kind: constant, n: n, fixed: true}) }

func (r recorder) op(k kind, z, x, y *int) {
	*z = *r.t.push(node{kind: k, x: *x, y: *y, fixed: r.t.nodes[*x].fixed && r.t.nodes[*y].fixed})
}

func (r recorder) Add(z, x, y *int) { r.op(add, z, x, y) }
func (r recorder) Sub(z, x, y *int) { r.op(sub, z, x, y) }
func (r recorder) Mul(z, x, y *int) { r.op(mul, z, x, y) }

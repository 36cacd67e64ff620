package circuit

import "fmt"

type opcode uint8

const (
	opVar opcode = iota
	opInt
	opAdd
	opSub
	opMul
)

// instr is one node: a variable (k is its index), an integer constant (k is its value) or an
// operation on the nodes x and y.
type instr struct {
	op   opcode
	x, y int32
	k    int64
}

// Builder makes nodes. Equal subexpressions are shared, and the ring laws 0 + x = x, 0 x = 0,
// 1 x = x, x - x = 0 are applied. It is not safe for concurrent use.
type Builder struct {
	nodes []instr
	vars  []string
	seen  map[instr]int32
	limit int // of nodes
}

// Node is a polynomial under construction. The zero Node is invalid.
type Node struct {
	b  *Builder
	id int32
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder { return &Builder{seen: map[instr]int32{}, limit: maxNodes} }

func (b *Builder) node(in instr) Node {
	if id, ok := b.seen[in]; ok {
		return Node{b, id}
	}
	id := int32(len(b.nodes))
	if len(b.nodes) >= b.limit {
		panic(fmt.Sprintf("circuit: more than %d nodes", b.limit))
	}
	b.nodes = append(b.nodes, in)
	b.seen[in] = id
	return Node{b, id}
}

// maxNodes bounds a circuit (1.6 GB of nodes); a statement that needs more is a mistake.
const maxNodes = 1 << 26

// Var returns a new variable. Names are for reports and need not be unique.
func (b *Builder) Var(name string) Node {
	b.vars = append(b.vars, name)
	return b.node(instr{op: opVar, k: int64(len(b.vars) - 1)})
}

// Vars returns n new variables called name1, name2, ...
func (b *Builder) Vars(name string, n int) []Node {
	vs := make([]Node, n)
	for i := range vs {
		vs[i] = b.Var(fmt.Sprintf("%s%d", name, i+1))
	}
	return vs
}

// NumVars returns the number of variables made so far.
func (b *Builder) NumVars() int { return len(b.vars) }

// Int returns the constant n.
func (b *Builder) Int(n int64) Node { return b.node(instr{op: opInt, k: n}) }

func (x Node) same(y Node) {
	if x.b == nil || x.b != y.b {
		panic("circuit: nodes of different builders")
	}
}

func (x Node) constant() (int64, bool) {
	in := x.b.nodes[x.id]
	return in.k, in.op == opInt
}

// small bounds constants that are folded, so that folding can't overflow.
const small = 1 << 30

func folds(a, c int64) bool { return a > -small && a < small && c > -small && c < small }

// Add returns x + y.
func (x Node) Add(y Node) Node {
	x.same(y)
	a, xc := x.constant()
	c, yc := y.constant()
	switch {
	case xc && yc && folds(a, c):
		return x.b.Int(a + c)
	case xc && a == 0:
		return y
	case yc && c == 0:
		return x
	}
	if x.id > y.id { // sums commute: one order for both
		x, y = y, x
	}
	return x.b.node(instr{op: opAdd, x: x.id, y: y.id})
}

// Sub returns x - y.
func (x Node) Sub(y Node) Node {
	x.same(y)
	a, xc := x.constant()
	c, yc := y.constant()
	switch {
	case xc && yc && folds(a, c):
		return x.b.Int(a - c)
	case yc && c == 0:
		return x
	case x.id == y.id:
		return x.b.Int(0)
	}
	return x.b.node(instr{op: opSub, x: x.id, y: y.id})
}

// Mul returns x y.
func (x Node) Mul(y Node) Node {
	x.same(y)
	a, xc := x.constant()
	c, yc := y.constant()
	switch {
	case xc && yc && folds(a, c):
		return x.b.Int(a * c)
	case xc && a == 0, yc && c == 1:
		return x
	case yc && c == 0, xc && a == 1:
		return y
	}
	if x.id > y.id {
		x, y = y, x
	}
	return x.b.node(instr{op: opMul, x: x.id, y: y.id})
}

// Neg returns -x.
func (x Node) Neg() Node { return x.b.Int(0).Sub(x) }

// Sqr returns x^2.
func (x Node) Sqr() Node { return x.Mul(x) }

// Times returns n x.
func (x Node) Times(n int64) Node { return x.b.Int(n).Mul(x) }

// Pow returns x^n for n >= 0, with x^0 = 1; a negative n panics.
func (x Node) Pow(n int) Node {
	if n < 0 {
		panic("circuit: negative power")
	}
	z := x.b.Int(1)
	for s := x; n > 0; n >>= 1 {
		if n&1 == 1 {
			z = z.Mul(s)
		}
		if n > 1 {
			s = s.Sqr()
		}
	}
	return z
}

// Sum returns the sum of xs, 0 for none.
func (b *Builder) Sum(xs ...Node) Node {
	z := b.Int(0)
	for _, x := range xs {
		z = z.Add(x)
	}
	return z
}

// Prod returns the product of xs, 1 for none.
func (b *Builder) Prod(xs ...Node) Node {
	z := b.Int(1)
	for _, x := range xs {
		z = z.Mul(x)
	}
	return z
}

// Index returns the index of the variable x and whether x is one of this builder's.
func (b *Builder) Index(x Node) (int, bool) {
	if x.b != b || b.nodes[x.id].op != opVar {
		return 0, false
	}
	return int(b.nodes[x.id].k), true
}

package circuit

import (
	"fmt"
	"math"
	"testing"
)

// TestSimplifications: each row is a law that the builder applies, with the node that must come out.
func TestSimplifications(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	zero, one := b.Int(0), b.Int(1)
	rows := []struct {
		reason    string
		got, want Node
	}{
		{"0 is neutral for +, left", zero.Add(x), x},
		{"0 is neutral for +, right", x.Add(zero), x},
		{"1 is neutral for *, left", one.Mul(x), x},
		{"1 is neutral for *, right", x.Mul(one), x},
		{"0 absorbs", x.Mul(zero), zero},
		{"x - x = 0", x.Sub(x), zero},
		{"x - 0 = x", x.Sub(zero), x},
		{"+ commutes", x.Add(y), y.Add(x)},
		{"* commutes", x.Mul(y), y.Mul(x)},
		{"constants fold", b.Int(3).Mul(b.Int(-4)).Add(b.Int(5)), b.Int(-7)},
		{"x^0 = 1", x.Pow(0), one},
		{"the empty sum is 0", b.Sum(), zero},
		{"the empty product is 1", b.Prod(), one},
		{"a sum from the left", b.Sum(x, y, x), x.Add(y).Add(x)},
		{"a product from the left", b.Prod(x, y, x), x.Mul(y).Mul(x)},
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("%s: got node %d, want %d", row.reason, row.got.id, row.want.id)
		}
	}
}

// TestFolds: constants below 2^30 in size are folded and no others, whose results could overflow.
func TestFolds(t *testing.T) {
	for _, a := range []int64{0, -1, small - 1, 1 - small, small, -small, math.MaxInt64, math.MinInt64} {
		for _, c := range []int64{0, 1, small - 1, 1 - small, small, -small, math.MaxInt64, math.MinInt64} {
			want := max(a, -1-a) < small && max(c, -1-c) < small && a != -small && c != -small
			if folds(a, c) != want {
				t.Errorf("%d and %d are folded: %v", a, c, !want)
			}
		}
	}
	b := NewBuilder()
	big, most := b.Int(small), b.Int(small-1)
	for what, x := range map[string]Node{"sum": big.Add(most), "difference": most.Sub(big), "product": most.Mul(big)} {
		if _, is := x.constant(); is {
			t.Errorf("the %s of a large constant was folded", what)
		}
	}
	for what, row := range map[string]struct {
		x    Node
		want int64
	}{
		"sum": {most.Add(most), 2 * (small - 1)}, "difference": {most.Neg().Sub(most), -2 * (small - 1)}, "product": {most.Mul(most), (small - 1) * (small - 1)},
	} {
		if n, is := row.x.constant(); !is || n != row.want {
			t.Errorf("the %s of constants is %d (%v), want %d", what, n, is, row.want)
		}
	}
}

// TestNodeCounts: no node is made that is not needed, and none above the limit.
func TestNodeCounts(t *testing.T) {
	for _, row := range []struct {
		why  string
		make func(b *Builder, x Node) Node
		want int // with x
	}{
		{"x^4: the constant 1, x^2, x^4", func(_ *Builder, x Node) Node { return x.Pow(4) }, 4},
		{"x^7: 1, x^2, x^3, x^4, x^7", func(_ *Builder, x Node) Node { return x.Pow(7) }, 6},
		{"x + x twice: one sum", func(_ *Builder, x Node) Node { x.Add(x); return x.Add(x) }, 2},
		{"two variables: two nodes", func(b *Builder, _ Node) Node { return b.Var("x") }, 2},
	} {
		b := NewBuilder()
		b.limit = row.want
		row.make(b, b.Var("x"))
		if len(b.nodes) != row.want {
			t.Errorf("%s: %d nodes, want %d", row.why, len(b.nodes), row.want)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: one node more than the limit was made", row.why)
				}
			}()
			b.Int(12345)
		}()
	}
	if NewBuilder().limit != maxNodes {
		t.Error("a builder without the limit")
	}
}

// TestVariables: names, numbers and which nodes are variables.
func TestVariables(t *testing.T) {
	b, c := NewBuilder(), NewBuilder()
	b.Int(7) // so that nodes and variables are numbered differently
	x := b.Var("x")
	ys := b.Vars("y", 2)
	if got := fmt.Sprint(b.Compile(x).Vars(), b.NumVars()); got != "[x y1 y2] 3" {
		t.Errorf("variables %s", got)
	}
	for _, row := range []struct {
		why   string
		b     *Builder
		x     Node
		index int
		ok    bool
	}{
		{"the first", b, x, 0, true},
		{"the last", b, ys[1], 2, true},
		{"a constant", b, b.Int(7), 0, false},
		{"a sum", b, x.Add(ys[0]), 0, false},
		{"another builder's, beyond the nodes of this one", c, ys[1], 0, false},
		{"none", b, Node{}, 0, false},
	} {
		if k, ok := row.b.Index(row.x); k != row.index || ok != row.ok {
			t.Errorf("%s: index %d, %v, want %d, %v", row.why, k, ok, row.index, row.ok)
		}
	}
}

// TestMisusePanics: a programmer's mistake panics with the package's name.
func TestMisusePanics(t *testing.T) {
	b, c := NewBuilder(), NewBuilder()
	x, y := b.Var("x"), c.Var("y")
	for reason, f := range map[string]func(){
		"sum of two builders' nodes":       func() { x.Add(y) },
		"difference of two builders'":      func() { x.Sub(y) },
		"product of two builders'":         func() { x.Mul(y) },
		"no builder at all":                func() { Node{}.Add(Node{}) },
		"derivative by another's variable": func() { Derive(x, y) },
		"gradient by another's variable":   func() { Gradient(x, y) },
		"negative power":                   func() { x.Pow(-1) },
		"derivative by a sum":              func() { Derive(x, x.Add(b.Int(1))) },
		"gradient by a sum":                func() { Gradient(x, x.Add(b.Int(1))) },
		"wrong number of inputs":           func() { NewMachine(Ints{}, b.Compile(x)).Run(nil) },
		"compiling a node of another":      func() { b.Compile(y) },
		"substitution lists do not match":  func() { Substitute(x, []Node{x}, nil) },
	} {
		func() {
			defer func() {
				if r := recover(); r == nil || fmt.Sprint(r)[:8] != "circuit:" {
					t.Errorf("%s: recovered %v, want a panic that begins with circuit:", reason, r)
				}
			}()
			f()
		}()
	}
}

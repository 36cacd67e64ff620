package circuit

import (
	"fmt"
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
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("%s: got node %d, want %d", row.reason, row.got.id, row.want.id)
		}
	}
	if big := b.Int(1 << 40).Mul(b.Int(1 << 40)); big == b.Int(0) {
		t.Error("a product of large constants was folded with overflow")
	}
}

// TestMisusePanics: a programmer's mistake panics with the package's name.
func TestMisusePanics(t *testing.T) {
	b, c := NewBuilder(), NewBuilder()
	x, y := b.Var("x"), c.Var("y")
	for reason, f := range map[string]func(){
		"nodes of two builders":           func() { x.Add(y) },
		"negative power":                  func() { x.Pow(-1) },
		"derivative by a sum":             func() { Derive(x, x.Add(b.Int(1))) },
		"gradient by a sum":               func() { Gradient(x, x.Add(b.Int(1))) },
		"wrong number of inputs":          func() { NewMachine(Ints{}, b.Compile(x)).Run(nil) },
		"compiling a node of another":     func() { b.Compile(y) },
		"substitution lists do not match": func() { Substitute(x, []Node{x}, nil) },
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

package circuit

import (
	"math/rand/v2"
	"testing"
)

// TestRunDoesNotAllocate: the registers keep their storage.
func TestRunDoesNotAllocate(t *testing.T) {
	prog := example(6)
	fm := NewFieldMachine(prog)
	if n := testing.AllocsPerRun(20, fm.Run); n != 0 {
		t.Errorf("FieldMachine.Run allocates %v times", n)
	}
	m := NewMachine(Ints{}, prog)
	in := ints(rand.New(rand.NewPCG(7, 8)), prog.NumVars())
	if n := testing.AllocsPerRun(20, func() { m.Run(in) }); n != 0 {
		t.Errorf("Machine.Run over the integers allocates %v times", n)
	}
}

// TestCompile: what is compiled of circuits counted by hand: operations that an output needs, their constants, and registers
// for the values that are alive at once.
func TestCompile(t *testing.T) {
	type counts struct{ ops, consts, regs int }
	for _, row := range []struct {
		why  string
		make func(b *Builder, x, y Node) []Node
		want counts
	}{
		{"a variable", func(_ *Builder, x, _ Node) []Node { return []Node{x} }, counts{0, 0, 2}},
		{"a constant", func(b *Builder, _, _ Node) []Node { return []Node{b.Int(5)} }, counts{0, 1, 3}},
		{"one constant of two", func(b *Builder, x, _ Node) []Node { b.Int(6); return []Node{x.Add(b.Int(7))} }, counts{1, 1, 4}},
		{"operations that nothing needs, and what they need", func(b *Builder, x, y Node) []Node {
			x.Mul(y).Add(b.Int(9)).Mul(y)
			return []Node{x.Sub(y)}
		}, counts{1, 0, 3}},
		// s | s, s^2 | s^2 y, in the place of s
		{"a square frees its operand, once", func(_ *Builder, x, y Node) []Node { return []Node{x.Add(y).Sqr().Mul(y)} }, counts{3, 0, 4}},
		// a | a, b | a, b, c, which frees both | c^2 | y c^2
		{"both operands are freed", func(_ *Builder, x, y Node) []Node {
			return []Node{x.Add(y).Mul(x.Sub(y)).Sqr().Mul(y)}
		}, counts{5, 0, 5}},
		// Each sum needs a register beside its operand, whose place the next one takes.
		{"a chain of sums", func(_ *Builder, x, y Node) []Node {
			z := x
			for range 10 {
				z = z.Add(y)
			}
			return []Node{z}
		}, counts{10, 0, 4}},
		{"a chain of differences", func(_ *Builder, x, y Node) []Node {
			z := x
			for range 10 {
				z = y.Sub(z)
			}
			return []Node{z}
		}, counts{10, 0, 4}},
		// s y is dead, so s is free after s x.
		{"a dead reader keeps nothing alive", func(_ *Builder, x, y Node) []Node {
			s := x.Add(y)
			p := s.Mul(x)
			s.Mul(y)
			return []Node{p.Add(x).Add(x).Add(x)}
		}, counts{5, 0, 4}},
		// s, s x, then x + s x in the place of no one: s is an output.
		{"an output stays", func(_ *Builder, x, y Node) []Node {
			s := x.Add(y)
			return []Node{s.Mul(x).Add(x), s}
		}, counts{3, 0, 5}},
	} {
		b := NewBuilder()
		b.Int(5) // node 0 is a constant, which most of them don't need
		x, y := b.Var("x"), b.Var("y")
		p := b.Compile(row.make(b, x, y)...)
		if got := (counts{p.Len(), len(p.consts), p.regs}); got != row.want {
			t.Errorf("%s: %+v, want %+v", row.why, got, row.want)
		}
	}
}

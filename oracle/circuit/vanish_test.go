package circuit

import (
	"math/big"
	"testing"
)

// TestLaneCode: a product with 2 is a sum, in either order; the other steps stay, and each works on the registers of its numbers.
func TestLaneCode(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	for _, row := range []struct {
		why  string
		f    Node
		want []opcode
	}{
		{"2 x", b.Int(2).Mul(x), []opcode{opAdd}},
		{"2 (x y)", x.Mul(y).Times(2), []opcode{opMul, opAdd}},
		{"3 x", x.Times(3), []opcode{opMul}},
		{"-2 x", x.Times(-2), []opcode{opMul}},
		{"x y, whose numbers are not constants'", x.Mul(y), []opcode{opMul}},
		{"2 + x and x - 2", x.Add(b.Int(2)).Mul(x.Sub(b.Int(2))), []opcode{opAdd, opSub, opMul}},
	} {
		p := b.Compile(row.f)
		regs := make([]lanes, p.regs)
		code := laneCode(p, regs)
		if len(code) != len(row.want) {
			t.Fatalf("%s: %d steps", row.why, len(code))
		}
		for k, s := range code {
			from := p.code[k]
			if s.op != row.want[k] || s.z != &regs[from.z] || s.op == from.op && (s.x != &regs[from.x] || s.y != &regs[from.y]) {
				t.Errorf("%s: step %d is %v, of %v", row.why, k, s, from)
			}
		}
		for _, at := range []int64{-3, 0, 5} { // f less its value is zero, f less another one is not
			in := []*big.Rat{big.NewRat(at, 7), big.NewRat(2*at+1, 3)}
			value := NewMachine(Rats{}, p).Run(in)[0]
			n, d := value.Num().Int64(), value.Denom().Int64()
			for _, off := range []int64{0, 1} {
				zero, ok := NewZeroTest(b.Compile(row.f.Mul(b.Int(d)).Sub(b.Int(n + off)))).Zero(in)
				if zero != (off == 0) || !ok {
					t.Errorf("%s at %v, off by %d: zero %v, ok %v", row.why, in, off, zero, ok)
				}
			}
		}
	}
}

// TestVanishAsksEveryOutput: one output that is not zero, at any place and in one lane only, is enough.
func TestVanishAsksEveryOutput(t *testing.T) {
	b := NewBuilder()
	xs := b.Vars("x", 3)
	for at := range xs {
		in := rats("0", "0", "0")
		in[at].SetInt64(1<<62 - int64(primeOffsets[0])) // zero modulo the first prime
		for _, outs := range [][]Node{xs, {xs[at]}} {
			if zero, ok := NewZeroTest(b.Compile(outs...)).Zero(in); zero || !ok {
				t.Errorf("output %d of %d: zero %v, ok %v", at, len(outs), zero, ok)
			}
		}
	}
}

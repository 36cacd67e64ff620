package circuit

import (
	"math/big"
	"testing"
)

// TestLaneCode: a product with 2 is a sum, in either order; the other steps are the program's.
func TestLaneCode(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	for _, row := range []struct {
		why  string
		f    Node
		want []laneOp
	}{
		{"2 x", b.Int(2).Mul(x), []laneOp{laneAdd}},
		{"2 (x y)", x.Mul(y).Times(2), []laneOp{laneMul, laneAdd}},
		{"3 x", x.Times(3), []laneOp{laneMul}},
		{"-2 x", x.Times(-2), []laneOp{laneMul}},
		{"x y, whose numbers are not constants'", x.Mul(y), []laneOp{laneMul}},
		{"2 + x and x - 2", x.Add(b.Int(2)).Mul(x.Sub(b.Int(2))), []laneOp{laneAdd, laneSub, laneMul}},
	} {
		p := b.Compile(row.f)
		code := laneCode(p)
		if len(code) != len(row.want) {
			t.Fatalf("%s: %d steps", row.why, len(code))
		}
		for k, s := range code {
			from := p.code[k]
			if s.op != row.want[k] || s.z != from.z || s.op == laneOp(from.op) && (s.x != from.x || s.y != from.y) {
				t.Errorf("%s: step %d is %v, of %v", row.why, k, s, from)
			}
		}
		for _, at := range []int64{-3, 0, 5} { // f less its value is zero, f less another one is not
			in := []*big.Rat{big.NewRat(at, 7), big.NewRat(2*at+1, 3)}
			value := NewMachine(Rats{}, p).Run(in)[0]
			n, d := value.Num().Int64(), value.Denom().Int64()
			for _, off := range []int64{0, 1} {
				for _, vector := range kinds() {
					zero, ok := newZeroTest(vector, b.Compile(row.f.Mul(b.Int(d)).Sub(b.Int(n+off))), nil).Zero(in)
					if zero != (off == 0) || !ok {
						t.Errorf("%s at %v, off by %d: zero %v, ok %v", row.why, in, off, zero, ok)
					}
				}
			}
		}
	}
}

package prove_test

import (
	"context"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// work is what a proof takes: boxes, the deepest cut, boxes beyond float64, the highest precision.
type work struct {
	boxes, depth, precise int
	prec                  uint
}

// TestWork: the verdicts of TestDecide are reached with this much work and no more. The numbers are those of the code, not derived: they
// are here because a worse choice of the direction, of the half, of the bound or of the precision still gives the right verdict, later.
func TestWork(t *testing.T) {
	want := map[string]work{
		"motzkin+1/1000":  {1311, 18, 0, 53},
		"motzkin-1/10^12": {323, 40, 0, 53},
		"motzkin":         {1, 0, 0, 53},
		"x(1-x)>=0":       {1, 0, 0, 53},
		"x(1-x)>0":        {2, 1, 0, 53},
		"(x-y)^2+10^-12":  {1, 0, 0, 53},
		"beyond float64":  {1, 0, 0, 53},
		"a point":         {1, 0, 0, 53},
		"weak point":      {1, 0, 0, 53},
		"tiny":            {1, 0, 0, 53},
		"weak, refuted":   {1, 0, 0, 53},
	}
	for _, c := range positiveCases {
		run := prove.Positive
		if c.weak {
			run = prove.NonNegative
		}
		r, err := run(context.Background(), c.f, c.box, prove.Options{})
		if got := (work{r.Boxes, r.Depth, r.Precise, r.Prec}); err != nil || got != want[c.name] {
			t.Errorf("%s: %+v, want %+v; %v", c.name, got, want[c.name], err)
		}
	}
}

// TestWorkOfZeros: the same for zeros, and the boxes that are left undecided.
func TestWorkOfZeros(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	one := circuit.NewBuilder()
	z := one.Var("z")
	product := one.Int(1)
	for k := range 7 {
		product = product.Mul(z.Times(7).Sub(one.Int(int64(k*k - 9))))
	}
	for _, c := range []struct {
		why                     string
		eqs, unknowns           []circuit.Node
		box                     []prove.Range
		boxes, zeros, undecided int
	}{
		{"a circle and a hyperbola", []circuit.Node{x.Sqr().Add(y.Sqr()).Sub(b.Int(5)), x.Mul(y).Sub(b.Int(2))}, []circuit.Node{x, y}, cube(2, "-10", "10"), 59, 4, 0},
		{"two cubics", []circuit.Node{x.Pow(3).Sub(x).Sub(y.Times(3)), y.Pow(3).Sub(y.Times(2)).Add(x)}, []circuit.Node{x, y}, cube(2, "-4", "5"), 79, 1, 0},
		{"seven zeros on a line", []circuit.Node{product}, []circuit.Node{z}, cube(1, "-3", "31/4"), 57, 7, 0},
		{"a double zero on a grid of cuts", []circuit.Node{z.Sqr()}, []circuit.Node{z}, cube(1, "-1", "1"), 73, 0, 1},
		{"a double zero beside it", []circuit.Node{z.Times(3).Sub(one.Int(1)).Sqr()}, []circuit.Node{z}, cube(1, "-1", "1"), 75, 0, 1},
		{"no zero", []circuit.Node{z.Sqr().Sub(z).Add(one.Int(1))}, []circuit.Node{z}, cube(1, "-9", "9"), 11, 0, 0},
		{"a zero just outside", []circuit.Node{z.Times(100).Add(one.Int(1))}, []circuit.Node{z}, cube(1, "0", "1"), 1, 0, 0},
		{"a zero just outside on the other side", []circuit.Node{z.Times(100).Sub(one.Int(101))}, []circuit.Node{z}, cube(1, "0", "1"), 1, 0, 0},
		{"a point", []circuit.Node{z.Times(3).Sub(one.Int(1))}, []circuit.Node{z}, cube(1, "1/3", "1/3"), 3, 0, 2},
	} {
		from := b
		if len(c.eqs) == 1 {
			from = one
		}
		r, err := prove.NewSystem(from, c.eqs, c.unknowns).Zeros(context.Background(), c.box, prove.ZeroOptions{})
		if err != nil || r.Boxes != c.boxes || len(r.Zeros) != c.zeros || len(r.Undecided) != c.undecided {
			t.Errorf("%s: %d boxes, %d zeros, %d undecided, %v", c.why, r.Boxes, len(r.Zeros), len(r.Undecided), err)
		}
	}
}

// TestWorkOfStationaryPoints: the same for the systems of Theorem 3.1 at width 1.
func TestWorkOfStationaryPoints(t *testing.T) {
	for _, c := range []struct {
		depth    int
		b        int64
		m        string
		boxes, n int
	}{{2, 3, "3", 125, 3}, {2, -3, "3", 119, 3}, {3, 3, "3", 3033, 1}, {3, 4, "4", 3967, 9}} {
		s, box := stationary(c.depth, big.NewRat(c.b, 1), big.NewRat(1, 1), c.m)
		r, err := s.Zeros(context.Background(), box, prove.ZeroOptions{})
		if err != nil || r.Boxes != c.boxes || len(r.Zeros) != c.n || !r.Complete() {
			t.Errorf("L=%d, b=%d: %d boxes, %d zeros, %v", c.depth, c.b, r.Boxes, len(r.Zeros), err)
		}
	}
}

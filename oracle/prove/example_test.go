package prove_test

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// The arithmetic-geometric mean for x >= 0 and y in [1, 2], with the tight points factored out: x^3 + 2 y^3 - 3 x y^2 is
// (x - y)^2 (x + 2 y), and the second factor is positive on the half-line x >= 0.
func ExampleUnbounded() {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	tc, g, vars := prove.Unbounded(b.Compile(x.Add(y.Times(2))), prove.Ray{Var: 0, From: 0})
	box := []prove.Range{prove.Between("0", "1"), prove.Between("1", "2")}
	r, err := prove.Positive(context.Background(), prove.Polynomial(tc, g, vars...), box, prove.Options{})
	fmt.Println(r, err)
	// Output: proved: >= 1, 1 boxes, depth 0, 53 bits (0 boxes beyond float64) <nil>
}

// A claim that fails returns the point that shows it.
func ExamplePositive() {
	b := circuit.NewBuilder()
	x := b.Var("x")
	f := x.Sqr().Times(4).Sub(x.Times(4)).Add(b.Int(1)) // (2x - 1)^2
	r, err := prove.Positive(context.Background(), prove.Polynomial(b, f, x), []prove.Range{prove.Between("0", "1")}, prove.Options{})
	fmt.Println(r, err)
	// Output: refuted: the value at (1/2) is 0 <nil>
}

// All real solutions of x^2 + y^2 = 5, x y = 2.
func ExampleSystem_Zeros() {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	s := prove.NewSystem(b, []circuit.Node{x.Sqr().Add(y.Sqr()).Sub(b.Int(5)), x.Mul(y).Sub(b.Int(2))}, []circuit.Node{x, y})
	r := prove.Range{Lo: big.NewRat(-10, 1), Hi: big.NewRat(10, 1)}
	z, err := s.Zeros(context.Background(), []prove.Range{r, r}, prove.ZeroOptions{})
	fmt.Println(len(z.Zeros), z.Complete(), err)
	// Output: 4 true <nil>
}

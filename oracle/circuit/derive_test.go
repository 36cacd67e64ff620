package circuit

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestSecondDerivatives compares duals over duals with Derive twice.
func TestSecondDerivatives(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		b := NewBuilder()
		vars := b.Vars("x", 3)
		f, _ := random(r, b, vars, 12)
		i, j := r.IntN(3), r.IntN(3)
		x := ints(r, 3)
		want := NewMachine(Ints{}, b.Compile(Derive(Derive(f, vars[i]), vars[j]))).Run(x)[0]
		type d1 = Dual[*big.Int]
		ring := NewDuals(NewDuals(Ints{}))
		in := make([]*Dual[*d1], 3)
		for k := range in {
			in[k] = ring.New()
			in[k].V.V.Set(x[k])
		}
		in[i].V.D.SetInt64(1)
		in[j].D.V.SetInt64(1)
		if got := NewMachine(ring, b.Compile(f)).Run(in)[0].D.D; got.Cmp(want) != 0 {
			t.Fatalf("coefficient of eps1 eps2 is %v, d2f/dxi dxj is %v", got, want)
		}
	}
}

func TestSubstitute(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	f := x.Sqr().Sub(y) // swapped at once, not one after the other
	g := Substitute(f, []Node{x, y}, []Node{y, x})
	if want := y.Sqr().Sub(x); g != want {
		t.Errorf("simultaneous substitution gave node %d, want %d", g.id, want.id)
	}
}

// TestGradient compares the adjoints with the tangents (Derive), variable by variable, on random circuits: sums, differences on
// either side, products, squares, shared nodes, constants, variables that do not occur and the variables themselves.
func TestGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		b := NewBuilder()
		vars := []Node{b.Var("x"), b.Var("y"), b.Var("z"), b.Var("absent")}
		nodes := append([]Node{b.Int(3), b.Int(-2)}, vars[:3]...)
		for range 12 {
			x, y := nodes[rng.IntN(len(nodes))], nodes[rng.IntN(len(nodes))]
			nodes = append(nodes, [...]Node{x.Add(y), x.Sub(y), x.Mul(y), x.Sqr(), y.Neg()}[rng.IntN(5)])
		}
		f := nodes[len(nodes)-1-rng.IntN(6)]
		var outs []Node
		for k, g := range Gradient(f, vars...) {
			outs = append(outs, g, Derive(f, vars[k]))
		}
		some := rng.IntN(len(vars)) // by one variable alone, the others are constants
		outs = append(outs, Gradient(f, vars[some])[0], Derive(f, vars[some]))
		x := []*big.Int{big.NewInt(rng.Int64N(99) - 49), big.NewInt(rng.Int64N(99) - 49), big.NewInt(rng.Int64N(99) - 49), big.NewInt(7)}
		values := NewMachine(Ints{}, b.Compile(outs...)).Run(x)
		for k := range len(values) / 2 {
			if values[2*k].Cmp(values[2*k+1]) != 0 {
				t.Fatalf("derivative by %d: %v by adjoints, %v by tangents", k, values[2*k], values[2*k+1])
			}
		}
	}
}

// TestGradientCost: all derivatives of a product of n variables take O(n) operations, where one pass of Derive for each takes
// O(n^2).
func TestGradientCost(t *testing.T) {
	for _, n := range []int{4, 16, 64} {
		b := NewBuilder()
		vars := make([]Node, n)
		for k := range vars {
			vars[k] = b.Var("x")
		}
		// The product takes n-1; its adjoints take two products at each of its nodes.
		if ops := b.Compile(Gradient(b.Prod(vars...), vars...)...).Len(); ops > 3*n {
			t.Errorf("n = %d: %d operations", n, ops)
		}
	}
}

// TestGradientNodes: adjoints are carried to what depends on the variables only. Counted by hand.
func TestGradientNodes(t *testing.T) {
	for _, row := range []struct {
		why  string
		make func(x, y, z Node) Node
		want int // nodes that are made
	}{
		{"x + y z w of which y z w is constant: 1 and 0", func(x, y, z Node) Node { return x.Add(y.Mul(z).Mul(z.Sub(y))) }, 2},
		// the adjoint of x y is y; of x, y y; y gets y x and x y, which are not added up
		{"(x y) y: 1, y y and 0", func(x, y, _ Node) Node { return x.Mul(y).Mul(y) }, 3},
		{"-x: 1, 0 is there, 0 - 1", func(x, _, _ Node) Node { return x.Neg() }, 2},
	} {
		b := NewBuilder()
		x := b.Var("x")
		f := row.make(x, b.Var("y"), b.Var("z"))
		before := len(b.nodes)
		Gradient(f, x)
		if got := len(b.nodes) - before; got != row.want {
			t.Errorf("%s: %d nodes, want %d", row.why, got, row.want)
		}
	}
}

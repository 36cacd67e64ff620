package circuit

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestCircuitsAgainstPolynomials evaluates random circuits in every exact representation and
// compares with the polynomial written out: values, derivatives by Derive and by dual numbers,
// degrees, norms, residues.
func TestCircuitsAgainstPolynomials(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p61 := new(big.Int).SetUint64(Prime)
	for trial := range 2000 {
		b := NewBuilder()
		vars := b.Vars("x", 1+r.IntN(4))
		f, p := random(r, b, vars, 2+r.IntN(25))
		v := r.IntN(len(vars))
		df := Derive(f, vars[v])
		prog := b.Compile(f, df)
		x := ints(r, len(vars))

		outs := NewMachine(Ints{}, prog).Run(x)
		want, dwant := p.eval(x), p.derive(v, len(vars)).eval(x)
		if outs[0].Cmp(want) != 0 || outs[1].Cmp(dwant) != 0 {
			t.Fatalf("trial %d: got %v, %v, want %v, %v", trial, outs[0], outs[1], want, dwant)
		}

		duals := NewDuals(Ints{})
		dx := make([]*Dual[*big.Int], len(x))
		for k := range x {
			dx[k] = &Dual[*big.Int]{x[k], big.NewInt(0)}
		}
		dx[v].D.SetInt64(1)
		if d := NewMachine(duals, prog).Run(dx)[0]; d.V.Cmp(want) != 0 || d.D.Cmp(dwant) != 0 {
			t.Fatalf("trial %d: dual number %v + %v eps, want %v + %v eps", trial, d.V, d.D, want, dwant)
		}

		fm := NewFieldMachine(prog)
		for k := range x {
			fm.Input(k)[5] = Residue(x[k].Int64())
		}
		fm.Run()
		if res := new(big.Int).Mod(want, p61); res.Uint64() != fm.Output(0)[5] {
			t.Fatalf("trial %d: residue %d, want %d", trial, fm.Output(0)[5], res)
		}

		norm := new(big.Int)
		top := make([]int, len(vars))
		total := 0
		for m, c := range p {
			norm.Add(norm, new(big.Int).Abs(c))
			sum := 0
			for k := range top {
				top[k] = max(top[k], int(m[k]))
				sum += int(m[k])
			}
			total = max(total, sum)
		}
		if n := prog.Norm()[0]; n.Cmp(norm) < 0 {
			t.Fatalf("trial %d: norm bound %v below the norm %v", trial, n, norm)
		}
		d := prog.Degrees([]int{0})[0]
		for k := range top {
			if d.Var[k] < top[k] || d.Total < total || (k == 0 && d.Group[0] < top[0]) {
				t.Fatalf("trial %d: degree bounds %+v below the degrees %v, %d", trial, d, top, total)
			}
		}
		if d.Zero && len(p) > 0 {
			t.Fatalf("trial %d: claimed to be zero: %v", trial, p)
		}
	}
}

func ExampleDerive() {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	f := x.Pow(3).Mul(y) // 3 x^2 y by x
	p := b.Compile(f, Derive(f, x))
	outs := NewMachine(Rats{}, p).Run([]*big.Rat{big.NewRat(1, 2), big.NewRat(4, 1)})
	fmt.Println(outs[0].RatString(), outs[1].RatString())
	fmt.Println(p.Degrees()[0].Var, p.Norm()[1])
	// Output:
	// 1/2 3
	// [3 1] 3
}

// example is prod (w_l^2 + e^2) - b prod w_l with all partial derivatives.
func example(depth int) *Program {
	b := NewBuilder()
	w := b.Vars("w", depth)
	e, target := b.Var("e"), b.Var("b")
	all, p := b.Int(1), b.Int(1)
	for _, x := range w {
		all = all.Mul(x.Sqr().Add(e.Sqr()))
		p = p.Mul(x)
	}
	f := all.Sub(target.Mul(p))
	outs := []Node{f}
	for _, x := range w {
		outs = append(outs, Derive(f, x))
	}
	return b.Compile(outs...)
}

package circuit

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

// poly is the independent representation that circuits are tested against: a polynomial written
// out, exponents -> coefficient.
type poly map[string]*big.Int

func constPoly(n int64) poly {
	p := poly{}
	p.add("", big.NewInt(n))
	return p
}

func (p poly) add(mono string, c *big.Int) {
	s := new(big.Int)
	if old, ok := p[mono]; ok {
		s.Set(old)
	}
	if s.Add(s, c); s.Sign() == 0 {
		delete(p, mono)
		return
	}
	p[mono] = s
}

func (p poly) plus(q poly, sign int64) poly {
	r := poly{}
	for m, c := range p {
		r.add(m, c)
	}
	for m, c := range q {
		r.add(m, new(big.Int).Mul(c, big.NewInt(sign)))
	}
	return r
}

// Monomials are strings of exponents, one byte a variable.
func (p poly) times(q poly, vars int) poly {
	r := poly{}
	for m, c := range p {
		for n, d := range q {
			e := make([]byte, vars)
			for v := range e {
				if m != "" {
					e[v] += m[v]
				}
				if n != "" {
					e[v] += n[v]
				}
			}
			r.add(string(e), new(big.Int).Mul(c, d))
		}
	}
	return r
}

// normal drops the distinction between the empty monomial and all-zero exponents.
func (p poly) normal(vars int) poly {
	return p.times(constPoly(1), vars)
}

func (p poly) eval(x []*big.Int) *big.Int {
	sum := new(big.Int)
	for m, c := range p {
		t := new(big.Int).Set(c)
		for v := range x {
			if m != "" {
				t.Mul(t, new(big.Int).Exp(x[v], big.NewInt(int64(m[v])), nil))
			}
		}
		sum.Add(sum, t)
	}
	return sum
}

func (p poly) derive(v, vars int) poly {
	r := poly{}
	for m, c := range p.normal(vars) {
		if m[v] == 0 {
			continue
		}
		e := []byte(m)
		e[v]--
		r.add(string(e), new(big.Int).Mul(c, big.NewInt(int64(m[v]))))
	}
	return r
}

// random makes a random circuit and the polynomial that it denotes.
func random(r *rand.Rand, b *Builder, vars []Node, ops int) (Node, poly) {
	var nodes []Node
	var polys []poly
	for v, x := range vars {
		e := make([]byte, len(vars))
		e[v] = 1
		nodes = append(nodes, x)
		polys = append(polys, poly{string(e): big.NewInt(1)})
	}
	for range ops {
		i, j := r.IntN(len(nodes)), r.IntN(len(nodes))
		switch r.IntN(5) {
		case 0:
			n := int64(r.IntN(7) - 3)
			nodes, polys = append(nodes, b.Int(n)), append(polys, constPoly(n))
		case 1:
			nodes, polys = append(nodes, nodes[i].Add(nodes[j])), append(polys, polys[i].plus(polys[j], 1))
		case 2:
			nodes, polys = append(nodes, nodes[i].Sub(nodes[j])), append(polys, polys[i].plus(polys[j], -1))
		default:
			if len(polys[i])*len(polys[j]) > 400 {
				continue
			}
			nodes, polys = append(nodes, nodes[i].Mul(nodes[j])), append(polys, polys[i].times(polys[j], len(vars)))
		}
	}
	k := len(nodes) - 1
	return nodes[k], polys[k].normal(len(vars))
}

func ints(r *rand.Rand, n int) []*big.Int {
	x := make([]*big.Int, n)
	for v := range x {
		x[v] = big.NewInt(int64(r.IntN(2001) - 1000))
	}
	return x
}

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

func TestSubstitute(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	f := x.Sqr().Sub(y) // swapped at once, not one after the other
	g := Substitute(f, []Node{x, y}, []Node{y, x})
	if want := y.Sqr().Sub(x); g != want {
		t.Errorf("simultaneous substitution gave node %d, want %d", g.id, want.id)
	}
}

func TestSurds(t *testing.T) {
	s := NewSurds(Rats{}, 3)
	x := &Surd[*big.Rat]{big.NewRat(2, 1), big.NewRat(1, 1)}
	y := &Surd[*big.Rat]{big.NewRat(2, 1), big.NewRat(-1, 1)}
	z := s.New()
	if s.Mul(z, x, y); z.A.Cmp(big.NewRat(1, 1)) != 0 || z.B.Sign() != 0 {
		t.Errorf("(2+sqrt3)(2-sqrt3) = %v + %v sqrt3, want 1", z.A, z.B)
	}
	if s.Mul(z, x, x); z.A.Cmp(big.NewRat(7, 1)) != 0 || z.B.Cmp(big.NewRat(4, 1)) != 0 {
		t.Errorf("(2+sqrt3)^2 = %v + %v sqrt3, want 7 + 4 sqrt3", z.A, z.B)
	}
}

func TestWeights(t *testing.T) {
	b := NewBuilder()
	w, e, target := b.Var("w"), b.Var("e"), b.Var("b")
	rows := []struct {
		reason string
		f      Node
		want   Weight
	}{
		{"w^2 + e^2 has weight 2", w.Sqr().Add(e.Sqr()), Weight{Homogeneous: true, Weight: 2}},
		{"b (weight 2) - w e", target.Sub(w.Mul(e)), Weight{Homogeneous: true, Weight: 2}},
		{"w^2 + e mixes weights", w.Sqr().Add(e), Weight{}},
		{"mixing survives a product", w.Mul(w.Sqr().Add(e)), Weight{}},
		{"0 has every weight", w.Sub(w), Weight{Zero: true, Homogeneous: true}},
	}
	for _, row := range rows {
		got := b.Compile(row.f).Weights([]int{1, 1, 2})[0]
		if !got.Homogeneous { // a mixture has no weight
			got.Weight = 0
		}
		if got != row.want {
			t.Errorf("%s: got %+v, want %+v", row.reason, got, row.want)
		}
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

func TestFieldArithmetic(t *testing.T) {
	p := new(big.Int).SetUint64(Prime)
	edge := []uint64{0, 1, 2, Prime - 1, Prime - 2, Prime / 2, 1 << 60, 1<<60 + 1, 1 << 32, 1<<32 - 1}
	r := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		edge = append(edge, r.Uint64N(Prime))
	}
	for _, x := range edge {
		for _, y := range edge {
			want := new(big.Int).Mul(new(big.Int).SetUint64(x), new(big.Int).SetUint64(y))
			if want.Mod(want, p); mulmod(x, y) != want.Uint64() {
				t.Fatalf("%d * %d = %d modulo p, want %d", x, y, mulmod(x, y), want)
			}
		}
	}
	for _, n := range []int64{0, 1, -1, Prime, -Prime, 1<<63 - 1, -1 << 63} {
		want := new(big.Int).Mod(big.NewInt(n), p)
		if Residue(n) != want.Uint64() {
			t.Errorf("Residue(%d) = %d, want %d", n, Residue(n), want)
		}
	}
}

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

func FuzzResidue(f *testing.F) {
	f.Add(int64(3), int64(-5), int64(7))
	f.Add(int64(1)<<62, int64(-1)<<63, int64(Prime))
	prog := example(1)
	f.Fuzz(func(t *testing.T, w, e, target int64) {
		x := []*big.Int{big.NewInt(w), big.NewInt(e), big.NewInt(target)}
		want := NewMachine(Ints{}, prog).Run(x)
		m := NewFieldMachine(prog)
		for v := range x {
			m.Input(v)[0] = Residue(x[v].Int64())
		}
		m.Run()
		for k, n := range want {
			if r := new(big.Int).Mod(n, new(big.Int).SetUint64(Prime)); m.Output(k)[0] != r.Uint64() {
				t.Errorf("output %d: residue %d, want %d", k, m.Output(k)[0], r)
			}
		}
	})
}

// BenchmarkFieldPoints is the cost of one grid point of the gradient identity at depth 8, d = 1.
func BenchmarkFieldPoints(b *testing.B) {
	prog := example(8)
	m := NewFieldMachine(prog)
	for b.Loop() {
		m.Run()
	}
	points := float64(b.N) * Lanes
	b.ReportMetric(points/b.Elapsed().Seconds(), "points/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e9/points/float64(prog.Len()), "ns/op/point")
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
		x := []*big.Int{big.NewInt(rng.Int64N(99) - 49), big.NewInt(rng.Int64N(99) - 49), big.NewInt(rng.Int64N(99) - 49), big.NewInt(7)}
		values := NewMachine(Ints{}, b.Compile(outs...)).Run(x)
		for k := range vars {
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

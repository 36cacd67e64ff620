package moments

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// prove fails the test unless the identity holds for all reals.
func prove(t *testing.T, b *circuit.Builder, name string, lhs, rhs circuit.Node) {
	t.Helper()
	r := grid.Prove(t.Context(), b, []grid.Identity{{Name: name, LHS: lhs, RHS: rhs}}, grid.Options{})
	if r.Status != grid.Zero {
		t.Errorf("%s: status %d, %s, %+v", name, r.Status, r.Reason, r.Counter)
	}
}

// TestFactorMoments: E (w + e xi)^k for k = 1..4 against the formulas of MATH.md, and k = 6 against the binomial theorem.
func TestFactorMoments(t *testing.T) {
	b := circuit.NewBuilder()
	w, e, xi := b.Var("w"), b.Var("e"), b.Var("xi")
	law := Law{Normals(xi), []circuit.Node{w, e}}
	v := w.Add(e.Mul(xi))
	m := func(k int) circuit.Node { return Expect(b, v.Pow(k), law) }
	prove(t, b, "m1", m(1), w)
	prove(t, b, "m2", m(2), w.Sqr().Add(e.Sqr()))
	prove(t, b, "m3", m(3), w.Pow(3).Add(w.Mul(e.Sqr()).Times(3)))
	prove(t, b, "m4", m(4), w.Pow(4).Add(w.Sqr().Mul(e.Sqr()).Times(6)).Add(e.Pow(4).Times(3)))
	prove(t, b, "m6", m(6), w.Pow(6).Add(w.Pow(4).Mul(e.Sqr()).Times(15)).Add(w.Sqr().Mul(e.Pow(4)).Times(45)).Add(e.Pow(6).Times(15)))
}

// TestExpectIsJoint: one group at a time and all at once give the same polynomial.
func TestExpectIsJoint(t *testing.T) {
	for _, c := range []struct {
		depth, width int
		diagonal     bool
		v            Variant
	}{{2, 1, true, NoiseOnly}, {3, 1, true, NoiseOnly}, {2, 2, false, NoiseOnly}, {2, 1, true, OneSample}, {2, 2, false, OneSample}} {
		b := circuit.NewBuilder()
		s := definition.NewSymbols(b, c.depth, c.width, c.diagonal)
		d := NewDraw(b, s, c.v)
		for _, row := range d.Gradient() {
			y := row[c.width-1].Sqr()
			r := grid.Random(t.Context(), b, []grid.Identity{{Name: "E g^2", LHS: Expect(b, y, d.Law()), RHS: Joint(b, y, d.Law())}}, 128, 1)
			if r.Status != grid.Zero {
				t.Errorf("%+v: %+v", c, r.Counter)
			}
		}
	}
}

// TestExpectByHand: small expectations worked out on paper, with correlated variables and free moments.
func TestExpectByHand(t *testing.T) {
	b := circuit.NewBuilder()
	x, y, r := b.Var("x"), b.Var("y"), b.Var("r")
	s, c, u, m1, m2 := b.Var("s"), b.Var("c"), b.Var("u"), b.Var("m1"), b.Var("m2")
	law := Law{[]Group{Gaussian([]circuit.Node{x, y}, [][]circuit.Node{{s, c}, {c, u}}), Known(r, m1, m2)}, []circuit.Node{s, c, u, m1, m2}}
	prove(t, b, "E x y r = c m1", Expect(b, x.Mul(y).Mul(r), law), c.Mul(m1))
	prove(t, b, "E (x + r)^2 = s + m2", Expect(b, x.Add(r).Sqr(), law), s.Add(m2))
	prove(t, b, "E x^2 y^2 r^2", Expect(b, x.Mul(y).Mul(r).Sqr(), law), s.Mul(u).Add(c.Sqr().Times(2)).Mul(m2))
	prove(t, b, "E (x - y)^4 = 3 (s - 2 c + u)^2", Expect(b, x.Sub(y).Pow(4), law), s.Sub(c.Times(2)).Add(u).Sqr().Times(3))
}

// TestExpectRefuses: what is unknown is a panic and not a zero.
func TestExpectRefuses(t *testing.T) {
	b := circuit.NewBuilder()
	x, w, one := b.Var("x"), b.Var("w"), b.Int(1)
	mustPanic(t, func() { Expect(b, x.Mul(w), Law{Groups: Normals(x)}) })                                                  // w is not listed
	mustPanic(t, func() { Expect(b, x.Pow(3), Law{Groups: []Group{Known(x, one, one)}}) })                                 // third moment of two
	mustPanic(t, func() { Expect(b, x.Pow(3), Law{Groups: []Group{Second([]circuit.Node{x}, [][]circuit.Node{{one}})}}) }) // beyond the covariance
	mustPanic(t, func() { Expand(b, x, []circuit.Node{x.Add(w)}, nil) })                                                   // not a variable
	mustPanic(t, func() { Gaussian([]circuit.Node{x}, nil) })                                                              // no covariance
	mustPanic(t, func() { Gaussian([]circuit.Node{x}, [][]circuit.Node{{one, one}}) })                                     // 1 x 2
	mustPanic(t, func() {
		ring := NewPolys(circuit.Ints{}, 1, nil)
		p := ring.Var(0)
		p.terms[0].Exps[0] = 200
		ring.Mul(p, p, p)
	}) // exponent 400
}

// TestIntegers: the coefficients of (x - 2 y)^3 x.
func TestIntegers(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	got := map[[2]uint8]int64{}
	for _, c := range Integers(b, x.Sub(y.Times(2)).Pow(3).Mul(x)) {
		got[[2]uint8{c.Exps[0], c.Exps[1]}] = c.Coef.Int64()
	}
	want := map[[2]uint8]int64{{4, 0}: 1, {3, 1}: -6, {2, 2}: 12, {1, 3}: -8}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("coefficient of %v: got %d, want %d", k, got[k], v)
		}
	}
	if n := len(Integers(b, x.Sub(x).Add(y).Sub(y))); n != 0 {
		t.Errorf("0 has %d terms", n)
	}
}

// TestPolysIsARing: random polynomials in 2 variables against evaluation at random points.
func TestPolysIsARing(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	ring := NewPolys(circuit.Rats{}, 2, func(x *big.Rat) bool { return x.Sign() == 0 })
	draw := func() *Poly[*big.Rat] {
		p := ring.New()
		for range rng.IntN(4) {
			term, q := ring.Constant(big.NewRat(rng.Int64N(7)-3, 1)), ring.New()
			for range rng.IntN(3) {
				next := ring.New()
				ring.Mul(next, term, ring.Var(rng.IntN(2)))
				term = next
			}
			ring.Add(q, p, term)
			p = q
		}
		return p
	}
	at := func(p *Poly[*big.Rat], x [2]*big.Rat) *big.Rat {
		sum := new(big.Rat)
		for _, t := range p.Terms() {
			v := new(big.Rat).Set(t.Coef)
			for k, n := range t.Exps {
				for range n {
					v.Mul(v, x[k])
				}
			}
			sum.Add(sum, v)
		}
		return sum
	}
	for range 200 {
		p, q, z := draw(), draw(), ring.New()
		x := [2]*big.Rat{big.NewRat(rng.Int64N(9)-4, 3), big.NewRat(rng.Int64N(9)-4, 5)}
		for _, c := range []struct {
			name string
			poly func(z, x, y *Poly[*big.Rat])
			num  func(x, y *big.Rat) *big.Rat
		}{{"add", ring.Add, add}, {"sub", ring.Sub, sub}, {"mul", ring.Mul, mul}} {
			c.poly(z, p, q)
			if got, want := at(z, x), c.num(at(p, x), at(q, x)); got.Cmp(want) != 0 {
				t.Fatalf("%s: got %s, want %s", c.name, got, want)
			}
			for k := 1; k < len(z.Terms()); k++ {
				if compare(z.Terms()[k-1].Exps, z.Terms()[k].Exps) >= 0 {
					t.Fatalf("%s: the terms are not in order", c.name)
				}
			}
		}
	}
}

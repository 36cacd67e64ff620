package prove

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// curve is the system x^2 + y - p = 0, x y - 3 x + 1 = 0 in x and y, with the parameter p between them in the order of variables.
func curve() *System {
	b := circuit.NewBuilder()
	x, p, y := b.Var("x"), b.Var("p"), b.Var("y")
	return NewSystem(b, []circuit.Node{x.Sqr().Add(y).Sub(p), x.Mul(y).Sub(x.Times(3)).Add(b.Int(1))}, []circuit.Node{x, y})
}

// newton returns x - Y F(x) for the curve, exactly.
func newton(x, y, p *big.Rat, m []float64) [2]*big.Rat {
	mul := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
	f := mul(x, x)
	f.Sub(f.Add(f, y), p)
	g := mul(x, y)
	g.Add(g.Sub(g, mul(big.NewRat(3, 1), x)), big.NewRat(1, 1))
	var out [2]*big.Rat
	for i, v := range []*big.Rat{x, y} {
		out[i] = new(big.Rat).Sub(v, mul(new(big.Rat).SetFloat64(m[2*i]), f))
		out[i].Sub(out[i], mul(new(big.Rat).SetFloat64(m[2*i+1]), g))
	}
	return out
}

// TestKrawczykHolds: K(X) holds x - Y F(x) for every x in X and every p in its range (by the mean-value theorem). It is tight to the
// second order: the linear part of x - Y F(x) is nearly 0, the quadratic one of the size |Y| width^2, parameters count by |Y| width.
// Among the boxes are some of one unit in the last place, whose middle is one of their ends.
func TestKrawczykHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	s := curve()
	for n := range 400 {
		w := []float64{0.25, 1.0 / 1024, 0}[n%3]
		x := make([]span.Span, 2)
		for i := range x {
			c := 0.75 + r.Float64()
			x[i] = span.Span{Lo: c, Hi: max(c+w, span.Up(c))}
		}
		p := span.Span{Lo: 2, Hi: 2 + w/16}
		box := []Range{{Hi: new(big.Rat)}, {new(big.Rat).SetFloat64(p.Lo), new(big.Rat).SetFloat64(p.Hi)}, {Hi: new(big.Rat)}}
		for _, v := range s.unknowns {
			box[v] = Range{new(big.Rat), new(big.Rat)}
		}
		k, b := newSpanKrawczyk(s, box), newBigKrawczyk(s, box, 53)
		in := make([]*interval.Interval, 2)
		for i := range in {
			in[i] = interval.New()
			if err := b.c.SetBounds(in[i], big.NewFloat(x[i].Lo), big.NewFloat(x[i].Hi)); err != nil {
				t.Fatal(err)
			}
		}
		if !k.image(x) || !b.image(in) {
			continue
		}
		for corner := range 8 {
			pick := func(bit int, s span.Span) *big.Rat {
				return new(big.Rat).SetFloat64([]float64{s.Lo, s.Hi}[corner>>bit&1])
			}
			u, v, q := pick(0, x[0]), pick(1, x[1]), pick(2, p)
			for i, z := range newton(u, v, q, k.y) {
				if !k.k[i].ContainsRat(z) {
					t.Fatalf("X = %v: K_%d = %v lacks %s", x, i, k.k[i], z.FloatString(20))
				}
			}
			for i, z := range newton(u, v, q, b.y) {
				if !b.k[i].Contains(z) {
					t.Fatalf("X = %v: K_%d = %v lacks %s", x, i, b.k[i], z.FloatString(20))
				}
			}
		}
		for i := range x {
			size := math.Abs(k.y[2*i]) + math.Abs(k.y[2*i+1])
			// the derivatives vary by 3 w at most, and so does each entry of I - Y J by 3 w size; roundings: 100 units of numbers below 10
			most := 2*size*(6*w*w+w/16) + 1e-13*(1+size)
			if k.k[i].Width() > most {
				t.Fatalf("X = %v: K_%d = %v is wider than %g", x, i, k.k[i], most)
			}
			if lo, hi := b.k[i].Float64(); hi-lo > most {
				t.Fatalf("X = %v: K_%d = %v is wider than %g", x, i, b.k[i], most)
			}
			if got, want := k.slope(i), max(math.Abs(k.jac[i].Lo), math.Abs(k.jac[i].Hi))+max(math.Abs(k.jac[2+i].Lo), math.Abs(k.jac[2+i].Hi)); got != want {
				t.Fatalf("slope %d = %g, want %g", i, got, want)
			}
		}
	}
}

// TestKrawczykOneSided: 3 x on [0, 2^-1074], whose middle is 0. 1/3 is rounded down, so x - Y F(x) = (1 - 3 Y) x is positive.
func TestKrawczykOneSided(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Var("x")
	k := newSpanKrawczyk(NewSystem(b, []circuit.Node{x.Times(3)}, []circuit.Node{x}), []Range{Between("0", "1")})
	if !k.image(spans(0, 5e-324)) || k.k[0].Lo > 0 || k.k[0].Hi < 5e-324 {
		t.Errorf("K = %v", k.k)
	}
}

// TestExcluded: a part is excluded when one equation has no zero in its range, the first or another.
func TestExcluded(t *testing.T) {
	s := curve()
	k := newSpanKrawczyk(s, []Range{Between("0", "1"), Between("2", "2"), Between("0", "1")})
	for _, c := range []struct {
		x, y span.Span
		want bool
		why  string
	}{
		{span.Span{Lo: 1, Hi: 2}, span.Span{Lo: 1, Hi: 2}, false, "1 + 1 = 2 and 1 - 3 + 1 < 0 < 4 - 3 + 1"},
		{span.Span{Lo: 2, Hi: 3}, span.Span{Lo: 0, Hi: 4}, true, "x^2 + y > 2"},
		{span.Span{Lo: -0.25, Hi: 0}, span.Span{Lo: 1, Hi: 2}, true, "x (y - 3) + 1 > 0"},
	} {
		if got := k.excluded([]span.Span{c.x, c.y}); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
	}
}

package numeric

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestMagArithmetic: t is the product or the sum, rounded once; n counts; u is t_a u_b + u_a t_b + u_a u_b + 3*2^-1074 for products and u_a +
// u_b for sums, to a few roundings; and the bound is gamma_n (t+u) + u times 1 + 2^-20, and one 2^-1074. Numbers are
// spread so that each term is the largest in some cases.
func TestMagArithmetic(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 3))
	draw := func() float64 {
		switch r.IntN(6) {
		case 0:
			return 0
		case 1:
			return math.Ldexp(r.Float64(), -1000-r.IntN(70))
		}
		return math.Ldexp(r.Float64(), r.IntN(120)-60)
	}
	times := func(x, y float64) *big.Rat { return new(big.Rat).Mul(rat(x), rat(y)) }
	near := func(what string, got float64, want *big.Rat) {
		t.Helper()
		// five roundings and the underflow of three products
		lo := new(big.Rat).Sub(new(big.Rat).Mul(want, rat(1-0x1p-50)), rat(2*tiny))
		hi := new(big.Rat).Add(new(big.Rat).Mul(want, rat(1+0x1p-50)), rat(2*tiny))
		if g := rat(got); g.Cmp(lo) < 0 || g.Cmp(hi) > 0 {
			t.Fatalf("%s = %v, want %s", what, got, want.FloatString(400))
		}
	}
	for range 600 {
		a, b := mag{draw(), draw(), r.IntN(50)}, mag{draw(), draw(), r.IntN(50)}
		p, s := a.mul(b), a.add(b)
		if p.n != a.n+b.n+1 || s.n != max(a.n, b.n)+1 || p.t != a.t*b.t || s.t != a.t+b.t || a.twice() != (mag{2 * a.t, 2 * a.u, a.n}) {
			t.Fatalf("%+v and %+v: product %+v, sum %+v, twice %+v", a, b, p, s, a.twice())
		}
		near("u of a sum", s.u, new(big.Rat).Add(rat(a.u), rat(b.u)))
		want := new(big.Rat).Add(times(a.t, b.u), times(a.u, b.t))
		want.Add(want, times(a.u, b.u)).Add(want, rat(3*tiny))
		if a.t == 0 && a.u == 0 || b.t == 0 && b.u == 0 {
			want.SetInt64(0)
		}
		near("u of a product", p.u, want)
		for _, x := range []mag{a, b, p, s, {a.t, a.u, 1 << 30}, {a.t, a.u, 1 << 29}} {
			g := big.NewRat(int64(x.n), 1<<53)
			g.Quo(g, new(big.Rat).Sub(big.NewRat(1, 1), g))
			w := g.Mul(g, new(big.Rat).Add(rat(x.t), rat(x.u)))
			w.Add(w, rat(x.u))
			if w.Sign() == 0 && x.n > 0 && x.t == 0 {
				if x.bound() != 0 {
					t.Fatalf("%+v: bound %v of an exact zero", x, x.bound())
				}
				continue
			}
			if x.n > 0 && x.t > 0 && x.bound() < tiny {
				t.Fatalf("%+v: bound %v", x, x.bound())
			}
			if w.Cmp(rat(0x1p-1000)) < 0 {
				// down here products are rounded to multiples of 2^-1074
				if rat(x.bound()).Cmp(w) < 0 || x.bound() > 0x1p-999 {
					t.Fatalf("%+v: bound %v", x, x.bound())
				}
				continue
			}
			tight(t, "bound", x.bound(), w.Mul(w, rat(1+0x1p-20-0x1p-45)), 0x1p-44)
		}
	}
}

// TestMagLimits: what is known up to which size.
func TestMagLimits(t *testing.T) {
	inf, half := math.Inf(1), math.MaxFloat64/2
	for _, tt := range []struct {
		why       string
		got, want float64
	}{
		{"half the range is known", cap0(half), half}, {"beyond it is not", cap0(math.Nextafter(half, inf)), inf}, {"nor is NaN", cap0(math.NaN()), inf},
		{"2^30 roundings are counted", mag{1, 0, 1<<30 + 1}.bound(), inf},
		{"an exact zero has no error", mag{0, 0, 7}.bound(), 0},
		{"an exact zero has none after too many roundings either known", mag{0, 0, 1<<30 + 1}.bound(), inf},
		{"zero times the largest number is exact", exact(0).mul(exact(math.MaxFloat64)).bound(), 0},
		{"and the other way round", exact(math.MaxFloat64).mul(exact(0)).bound(), 0},
		{"zero times infinity is unknown", exact(0).mul(exact(inf)).bound(), inf}, {"and the other way round too", exact(inf).mul(exact(0)).bound(), inf},
		{"an underflowed zero is no exact zero", mag{0, tiny, 1}.mul(exact(1)).u, 4 * tiny}, {"on the right", exact(1).mul(mag{0, tiny, 1}).u, 4 * tiny},
		{"nor is an exact nonzero number", exact(1).mul(exact(1)).u, 3 * tiny},
		{"an infinite size has no bound, even without roundings", mag{inf, 0, 0}.bound(), inf}, {"nor has an infinite underflow", mag{1, inf, 3}.bound(), inf},
		{"a large number without roundings", mag{half, 0, 0}.bound(), tiny},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.why, tt.got, tt.want)
		}
	}
	if b := (mag{1, 0, 1 << 30}).bound(); !(b > 0x1p-23 && b < 0x1.0001p-23) {
		t.Errorf("2^30 roundings: %v", b)
	}
}

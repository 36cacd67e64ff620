package moments

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// poisoned is the ring of rationals with storage that is not 0 when it is new, and counts products.
type poisoned struct {
	circuit.Rats
	products *int
}

func (poisoned) New() *big.Rat { return big.NewRat(77, 13) }

func (r poisoned) Mul(z, x, y *big.Rat) {
	*r.products++
	r.Rats.Mul(z, x, y)
}

// TestNewStorageIsNotRead: the contents of new storage do not matter to moments or polynomials; an odd degree costs no product.
func TestNewStorageIsNotRead(t *testing.T) {
	cov := [][]*big.Rat{{big.NewRat(2, 1), big.NewRat(3, 1)}, {big.NewRat(3, 1), big.NewRat(5, 1)}}
	for i := range uint8(7) {
		for j := range uint8(7) {
			n := 0
			got, want := Wick(poisoned{products: &n}, cov, []uint8{i, j}), Wick(circuit.Rats{}, cov, []uint8{i, j})
			if got.Cmp(want) != 0 {
				t.Errorf("E X^%d Y^%d = %s, want %s", i, j, got.RatString(), want.RatString())
			}
			if (i+j)%2 == 1 && n != 0 {
				t.Errorf("E X^%d Y^%d: %d products", i, j, n)
			}
		}
	}
	n := 0
	ring := NewPolys(poisoned{products: &n}, 1, nil)
	x, y, z := ring.Var(0), ring.Constant(big.NewRat(4, 1)), ring.New()
	ring.Sub(z, y, x) // 4 - x: neither has the other's term
	if ts := z.Terms(); len(ts) != 2 || ts[0].Coef.Cmp(big.NewRat(4, 1)) != 0 || ts[1].Coef.Cmp(big.NewRat(-1, 1)) != 0 {
		t.Errorf("4 - x = %+v", ts)
	}
}

// TestVanishingTerms: terms that cancel are dropped where the ring says what vanishes, and stay where it does not.
func TestVanishingTerms(t *testing.T) {
	for _, c := range []struct {
		vanishes               func(*big.Rat) bool
		difference, product, c int
	}{
		{func(x *big.Rat) bool { return x.Sign() == 0 }, 0, 2, 0},
		{nil, 1, 3, 1},
	} {
		ring := NewPolys(circuit.Rats{}, 2, c.vanishes)
		x, y := ring.Var(0), ring.Var(1)
		z, sum, difference := ring.New(), ring.New(), ring.New()
		ring.Sub(z, x, x)
		if n := len(z.Terms()); n != c.difference {
			t.Errorf("x - x has %d terms, want %d", n, c.difference)
		}
		ring.Add(sum, x, y)
		ring.Sub(difference, x, y)
		ring.Mul(z, sum, difference) // x^2 + 0 xy - y^2
		if n := len(z.Terms()); n != c.product {
			t.Errorf("(x+y)(x-y) has %d terms, want %d", n, c.product)
		}
		if n := len(ring.Constant(new(big.Rat)).Terms()); n != c.c {
			t.Errorf("the constant 0 has %d terms, want %d", n, c.c)
		}
		if ring.SetInt(z, 0); len(z.Terms()) != 0 {
			t.Error("SetInt(0) has terms")
		}
	}
}

// TestExponentLimit: 255 is an exponent, 256 a panic; a ring without variables is one of constants, with fewer a panic.
func TestExponentLimit(t *testing.T) {
	ring := NewPolys(circuit.Ints{}, 1, nil)
	power := func(n uint8) *Poly[*big.Int] {
		p := ring.Var(0)
		p.Terms()[0].Exps[0] = n
		return p
	}
	z := ring.New()
	if ring.Mul(z, power(200), power(55)); z.Terms()[0].Exps[0] != 255 {
		t.Errorf("x^200 x^55 = x^%d", z.Terms()[0].Exps[0])
	}
	mustPanic(t, func() { ring.Mul(z, power(200), power(56)) })
	none := NewPolys(circuit.Ints{}, 0, nil)
	w := none.New()
	none.Mul(w, none.Constant(big.NewInt(3)), none.Constant(big.NewInt(5)))
	if w.Terms()[0].Coef.Int64() != 15 {
		t.Errorf("3 x 5 = %v", w.Terms()[0].Coef)
	}
	mustPanic(t, func() { NewPolys(circuit.Ints{}, -1, nil) })
}

// TestSecondIsASecondMoment: a vector known by its covariance has moments up to degree 2.
func TestSecondIsASecondMoment(t *testing.T) {
	b := circuit.NewBuilder()
	x, y, s, c, u := b.Var("x"), b.Var("y"), b.Var("s"), b.Var("c"), b.Var("u")
	law := Law{[]Group{Second([]circuit.Node{x, y}, [][]circuit.Node{{s, c}, {c, u}})}, []circuit.Node{s, c, u}}
	prove(t, b, "E (x + 3 y + 5)^2", Expect(b, x.Add(y.Times(3)).Add(b.Int(5)).Sqr(), law), s.Add(c.Times(6)).Add(u.Times(9)).Add(b.Int(25)))
	for _, z := range []circuit.Node{x.Pow(3), x.Mul(y).Mul(y), y.Pow(4)} {
		mustPanic(t, func() { Expect(b, z, law) })
	}
	mustPanic(t, func() { Wick(circuit.Rats{}, nil, []uint8{1}) })
}

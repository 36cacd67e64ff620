package interval

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestOperandsOfHigherPrecision: an operand may carry more bits than the context; then every operation
// rounds outward all the same. (big.Float.Neg, and big.Float.Sub of a zero, round first and flip the
// sign then: inward, if used as they are.)
func TestOperandsOfHigherPrecision(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	fine, c := NewContext(512), NewContext(64)
	draw := func() (*Interval, *big.Rat) {
		q := big.NewRat(r.Int64N(2001)-1000, 1+r.Int64N(999))
		switch r.IntN(6) {
		case 0:
			q.SetInt64(0)
		case 1:
			q.SetFrac64(1+r.Int64N(9), 7)
		}
		return fine.SetRat(New(), q), q
	}
	unary := []struct {
		name  string
		op    func(z, x *Interval) *Interval
		exact func(x *big.Rat) *big.Rat
	}{
		{"set", c.Set, func(x *big.Rat) *big.Rat { return x }},
		{"neg", c.Neg, func(x *big.Rat) *big.Rat { return new(big.Rat).Neg(x) }},
		{"abs", c.Abs, func(x *big.Rat) *big.Rat { return new(big.Rat).Abs(x) }},
		{"sqr", c.Sqr, func(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, x) }},
		{"cube", func(z, x *Interval) *Interval { return c.Pow(z, x, 3) }, func(x *big.Rat) *big.Rat {
			return new(big.Rat).Mul(x, new(big.Rat).Mul(x, x))
		}},
		{"mulpow2", func(z, x *Interval) *Interval { return c.MulPow2(z, x, -3) }, func(x *big.Rat) *big.Rat {
			return new(big.Rat).Mul(x, big.NewRat(1, 8))
		}},
	}
	binary := []struct {
		name  string
		op    func(z, x, y *Interval) *Interval
		exact func(x, y *big.Rat) *big.Rat
	}{
		{"add", c.Add, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }},
		{"sub", c.Sub, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }},
		{"mul", c.Mul, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }},
		{"div", c.Div, func(x, y *big.Rat) *big.Rat {
			if y.Sign() == 0 {
				return nil
			}
			return new(big.Rat).Quo(x, y)
		}},
		{"min", c.Min, func(x, y *big.Rat) *big.Rat {
			if x.Cmp(y) < 0 {
				return x
			}
			return y
		}},
		{"max", c.Max, func(x, y *big.Rat) *big.Rat {
			if x.Cmp(y) > 0 {
				return x
			}
			return y
		}},
	}
	held := func(name string, z *Interval, want *big.Rat) {
		t.Helper()
		if want == nil {
			c.ClearErr()
			return
		}
		lo, hi := z.Lo(), z.Hi()
		if lo.Cmp(hi) > 0 || !z.Contains(want) {
			t.Fatalf("%s: [%v, %v] does not hold %v", name, lo, hi, want.RatString())
		}
	}
	z := New()
	for range 2000 {
		x, p := draw()
		y, q := draw()
		for _, u := range unary {
			held(u.name, u.op(z, x), u.exact(p))
		}
		for _, b := range binary {
			held(b.name, b.op(z, x, y), b.exact(p, q))
		}
	}
	// Wide operands with 0 inside: the ends are treated one by one.
	for range 500 {
		a, b := big.NewRat(-1-r.Int64N(99), 7), big.NewRat(1+r.Int64N(99), 13)
		x := New()
		if err := fine.SetRatBounds(x, a, b); err != nil {
			t.Fatal(err)
		}
		for _, u := range unary {
			u.op(z, x)
			for _, e := range []*big.Rat{a, b} {
				held(u.name+" of a wide interval", z, u.exact(e))
			}
		}
	}
}

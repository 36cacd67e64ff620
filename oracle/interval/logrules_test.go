package interval

import (
	"math/big"
	"testing"
)

// TestLog1pLarge: around the size from which log y stands for log(1 + y), and far beyond, against the logarithm of the sum; and which
// of the two was used, by the precision of the sum that was made.
func TestLog1pLarge(t *testing.T) {
	for _, prec := range []uint{35, 53, 150} {
		for _, bits := range []uint{32, 53, 120} {
			limit := int(prec+bits) + 64
			for _, e := range []int{1, 2, 40, limit - 1, limit, limit + 1, limit + 2, 1000} {
				y := prepare(new(big.Float), bits, big.ToNearestEven).SetFloat64(0.7)
				y.SetMantExp(y, e)
				x, c := New(), NewContext(prec)
				x.lo.Copy(y)
				x.hi.Copy(y)
				z := c.Log1p(New(), x)
				wantBits := uint(0)
				if e <= limit {
					wantBits = bits + uint(e) + 2
				}
				if got := c.fx.l.Prec(); got != wantBits {
					t.Errorf("log1p(0.7 2^%d), %d bits of %d: the sum has %d bits, want %d", e, prec, bits, got, wantBits)
				}
				sum := New()
				sum.lo.SetPrec(2000).Add(y, floatOne)
				sum.hi.Copy(&sum.lo)
				if w := c.Log(New(), sum); w.lo.Cmp(&z.lo) != 0 || w.hi.Cmp(&z.hi) != 0 {
					t.Errorf("log1p(0.7 2^%d) = %v, by the sum %v", e, z, w)
				}
			}
		}
	}
}

// TestLog1pHugeBar: the difference 0 < log(1 + y) - log y < 2/y <= 2^(2-e) is part of the bar. The logarithm of 2 is replaced, so that
// log y is computed as 5 - 2^k for y = 2^(e-1): decided at last when 2^k is beyond the bar, and never when it is within.
func TestLog1pHugeBar(t *testing.T) {
	const prec, e = 150, 300
	y := new(big.Float).SetMantExp(big.NewFloat(1), e-1)
	fine := NewContext(8000)
	for _, tt := range []struct {
		name    string
		k       int
		decided bool
	}{{"half the bar", 1 - e, false}, {"twice the bar", 3 - e, true}} {
		target := new(big.Rat).Sub(big.NewRat(5, 1), ratPow(big.NewRat(2, 1), tt.k))
		z := fine.AddRat(New(), fine.Ln2(New()), target) // e ln2 - log 2 = target
		ln2, _ := fine.MulRat(z, z, big.NewRat(1, e)).LoRat()
		c := NewContext(prec)
		c.fx.tab.src, _ = wrongTable(prec, guard, y, ln2)
		x := New()
		x.lo.Copy(y)
		x.hi.Copy(y)
		c.Log1p(z, x)
		below, above := z.lo.Cmp(big.NewFloat(5)) < 0, z.hi.Cmp(big.NewFloat(5)) > 0
		if !below || above == tt.decided || lastBits(c) > e+60 {
			t.Errorf("%s: %v at %d bits", tt.name, z, lastBits(c))
		}
		finest := 0
		for _, tab := range c.fx.tab.cut {
			if tab != nil {
				finest = max(finest, tab.w)
			}
		}
		if !tt.decided && finest != e+60 || finest > e+60 {
			t.Errorf("%s: the finest table has %d bits, the bar allows %d", tt.name, finest, e+60)
		}
	}
}

// TestTablesUsed: arguments near 0, or near 1 for the logarithm, take a series and no table.
func TestTablesUsed(t *testing.T) {
	f := func(v float64, k int) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(v), k) }
	for _, tt := range []struct {
		name   string
		eval   func(c *Context, z, x *Interval) *Interval
		x      *big.Float
		tables int
	}{
		{"exp, exponent -12", (*Context).Exp, f(0.75, -12), 1},
		{"exp, exponent -13", (*Context).Exp, f(0.75, -13), 0},
		{"expm1, exponent -12", (*Context).Expm1, f(-0.75, -12), 1},
		{"expm1, exponent -13", (*Context).Expm1, f(-0.75, -13), 0},
		{"log1p, exponent -12", (*Context).Log1p, f(0.75, -12), 1},
		{"log1p, exponent -13", (*Context).Log1p, f(0.75, -13), 0},
		{"log above 1, exponent -12", (*Context).Log, big.NewFloat(1 + 0.75/4096), 1},
		{"log above 1, exponent -13", (*Context).Log, big.NewFloat(1 + 0.75/8192), 0},
		{"log below 1, exponent -12", (*Context).Log, big.NewFloat(1 - 0.75/4096), 1},
		{"log below 1, exponent -13", (*Context).Log, big.NewFloat(1 - 0.75/8192), 0},
		{"log 1", (*Context).Log, big.NewFloat(1), 0},
	} {
		c := NewContext(53)
		x := New()
		x.lo.Copy(tt.x)
		x.hi.Copy(tt.x)
		if tt.eval(c, New(), x); c.fx.tab.n != tt.tables {
			t.Errorf("%s: %d tables, want %d", tt.name, c.fx.tab.n, tt.tables)
		}
	}
}

// TestQuotientBits: a quotient is formed with two or three bits more than the result has, and one for a remainder.
func TestQuotientBits(t *testing.T) {
	c := NewContext(64)
	for _, tt := range [][2]int64{{1, 3}, {7, 3}, {-1 << 60, 5}, {1<<62 - 1, 1<<62 - 3}} {
		c.SetRat(New(), big.NewRat(tt[0], tt[1]))
		if n := c.q.BitLen(); n < 64+3 || n > 64+4 {
			t.Errorf("%d/%d: %d bits", tt[0], tt[1], n)
		}
	}
}

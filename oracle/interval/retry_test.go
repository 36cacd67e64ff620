package interval

import (
	"fmt"
	"math/big"
	"runtime"
	"testing"
)

// wrongTable is a table of the largest precision that repetitions from g guard bits on reach at prec bits, with the logarithm of 2 replaced by v: then
// functions have other values, which may be exact numbers.
func wrongTable(prec uint, g int, x *big.Float, v *big.Rat) (tab *logTable, rounds int) {
	c := NewContext(prec)
	seen := map[int]bool{}
	for ; ; g *= 2 {
		seen[workBits(prec, g)] = true
		if c.futile(g, x) {
			break
		}
	}
	tab = makeLogTable(workBits(prec, g), tableSize(workBits(prec, g))+1)
	n := new(big.Int).Lsh(v.Num(), uint(tab.w+64))
	tab.ln2.Quo(n, v.Denom())
	return tab, len(seen)
}

// TestFutileFunctions: values that are never decided are given up, and the result is the outer end of the bar. (With the true
// logarithm of 2 there are none: the exact cases are treated before.)
func TestFutileFunctions(t *testing.T) {
	const prec = 150
	one, two := big.NewFloat(1), big.NewFloat(2)
	// log 2 is computed as 2 ln2 - log 2: 5, for ln2 = (5 + log 2) / 2.
	fine := NewContext(8000)
	five := fine.MulPow2(New(), fine.AddInt64(New(), fine.Ln2(New()), 5), -1)
	shifted, _ := five.LoRat()
	for _, f := range []struct {
		name string
		eval func(c *Context, z, x *Interval) *Interval
		x    *big.Float
		ln2  *big.Rat
		want float64 // the exact value, which is not decided
	}{
		{"exp", (*Context).Exp, one, big.NewRat(1, 1), 2}, // 2^1 e^(1-1)
		{"expm1", (*Context).Expm1, one, big.NewRat(1, 1), 1},
		{"log", (*Context).Log, two, shifted, 5},
		{"log1p", (*Context).Log1p, one, shifted, 5},
	} {
		operand, g := f.x, guard
		if f.name == "log" || f.name == "log1p" { // 2 may be near 1
			g = guard - near
		}
		if f.name == "log1p" { // 1 + 1 is formed with more bits
			operand = new(big.Float).SetPrec(uint(53 + 1 + 2))
		}
		tab, rounds := wrongTable(prec, g, operand, f.ln2)
		c := NewContext(prec)
		c.fx.tab.src = tab
		x := New()
		x.lo.Copy(f.x)
		x.hi.Copy(f.x)
		z := f.eval(c, New(), x)
		want := big.NewFloat(f.want)
		if z.lo.Cmp(want) >= 0 || z.hi.Cmp(want) <= 0 || z.RelBits() < prec-2 {
			t.Errorf("%s: %v, want around %v", f.name, z, want)
		}
		if c.fx.tab.n != rounds {
			t.Errorf("%s: %d tables, want %d", f.name, c.fx.tab.n, rounds)
		}
		// An ordinary value takes one.
		c = NewContext(prec)
		if f.eval(c, z, x); c.fx.tab.n != 1 || c.fx.tab.cut[0].w > workBits(prec, guard-near) {
			t.Errorf("%s: %d tables for an ordinary value, the first of %d bits", f.name, c.fx.tab.n, c.fx.tab.cut[0].w)
		}
	}
}

// TestFirstPrecision: guard bits are added to the bits that the result loses against a number near 1, and no others.
func TestFirstPrecision(t *testing.T) {
	const prec = 35 // 64 - 1 - guard: one bit more takes another word
	f := func(v float64, k int) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(v), k) }
	for _, tt := range []struct {
		name string
		eval func(c *Context, z, x *Interval) *Interval
		x    *big.Float
		lost int
	}{
		{"exp 3", (*Context).Exp, f(3, 0), 0},
		{"exp 2^-12.4", (*Context).Exp, f(0.75, -12), 0},
		{"exp 2^-13.4", (*Context).Exp, f(0.75, -13), 0},
		{"exp 2^-43.4: not yet next to 1", (*Context).Exp, f(0.75, -43), 0},
		{"expm1 3", (*Context).Expm1, f(3, 0), 0},
		{"expm1 0.7", (*Context).Expm1, f(0.7, 0), 0},
		{"expm1 2^-12.4", (*Context).Expm1, f(0.75, -12), 12},
		{"expm1 2^-30", (*Context).Expm1, f(0.75, -30), 30},
		{"expm1 2^-40", (*Context).Expm1, f(0.75, -40), 40},
		{"log 10", (*Context).Log, f(10, 0), 0},
		{"log 4.5", (*Context).Log, f(4.5, 0), 0},
		{"log 0.2", (*Context).Log, f(0.2, 0), 0},
		{"log 3, may be near 1", (*Context).Log, f(3, 0), 12},
		{"log 0.3, may be near 1", (*Context).Log, f(0.3, 0), 12},
		{"log 1.01", (*Context).Log, f(1.01, 0), 12},
		{"log 0.99", (*Context).Log, f(0.99, 0), 12},
		{"log1p 10", (*Context).Log1p, f(10, 0), 0},
		{"log1p 2^-11.4", (*Context).Log1p, f(0.75, -11), 12},
		{"log1p 2^-12.4", (*Context).Log1p, f(0.75, -12), 12},
		{"log1p 2^-13.4", (*Context).Log1p, f(0.75, -13), 13},
		{"log1p 2^-40.4", (*Context).Log1p, f(0.75, -40), 40},
		{"log1p 2^200", (*Context).Log1p, f(1.1, 200), 0},
		{"log1p of a large number", (*Context).Log1p, f(0.75, 150), 0},
	} {
		c := NewContext(prec)
		x := New()
		x.lo.Copy(tt.x)
		x.hi.Copy(tt.x)
		if tt.eval(c, New(), x); lastBits(c) != workBits(prec, guard+tt.lost) {
			t.Errorf("%s: %d bits, want %d", tt.name, lastBits(c), workBits(prec, guard+tt.lost))
		}
	}
}

// TestExpm1Large: arguments around the choices: large ones, and negative ones whose exponential is below the last bit of 1.
func TestExpm1Large(t *testing.T) {
	for _, prec := range []uint{MinPrec, 53, 100, 111, 112, 113, 239, 240, 241, 1000} {
		c := NewContext(prec)
		for _, x := range []float64{-80, -127.75, -128, -130, -255.5, -256, -256.5, -300, -511, -512, -513.25, -700, 33, 127.5, 128.5, 255.75, 300, 700} {
			p := c.SetFloat64(New(), x)
			z := c.Expm1(New(), p)
			q, _ := p.LoRat()
			if in, undecided := expTruth(1)(q, nil, z); !in || undecided {
				t.Errorf("%d bits: expm1(%v) = %v", prec, x, z)
			}
			checkTight(t, 0, function{name: fmt.Sprintf("expm1(%v)", x), units: 1}, c, p, p, z)
		}
	}
	// e^x is not formed when it is beyond the last bit of 1: it would have 2^29 bits.
	c := NewContext(64)
	x := c.SetFloat64(New(), -0x1.8p29)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c.Expm1(New(), x)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<16 {
		t.Errorf("expm1(-2^29.5) allocates %d bytes", n)
	}
}

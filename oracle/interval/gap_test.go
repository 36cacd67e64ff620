package interval

import (
	"math/big"
	"runtime"
	"testing"
)

// TestSumsAcrossGaps: sums and differences of numbers k exponents apart, for every k from below to beyond the sizes of the operands
// and of the result, against one rounding of the exact sum. Here the smaller operand is replaced by another one.
func TestSumsAcrossGaps(t *testing.T) {
	mantissa := func(bits uint, low int64) *big.Float { // 2^bits + low
		n := new(big.Int).Lsh(big.NewInt(1), bits)
		return new(big.Float).SetPrec(120).SetInt(n.Add(n, big.NewInt(low)))
	}
	large := []*big.Float{mantissa(0, 0), mantissa(52, -1), mantissa(33, 1), mantissa(119, -1), mantissa(100, 1)}
	small := []*big.Float{mantissa(0, 0), mantissa(32, -1), mantissa(52, 1)}
	cases := 0
	for _, p := range []uint{32, 53, 120} {
		for _, a := range large {
			for _, b := range small {
				for gap := 20; gap < 140; gap++ {
					x := new(big.Float).SetMantExp(a, -a.MantExp(nil)+7)
					y := new(big.Float).SetPrec(60).Set(b)
					y.SetMantExp(y, -y.MantExp(nil)+7-gap)
					for signs := range 4 {
						if signs&1 != 0 {
							x.Neg(x)
						}
						if signs&2 != 0 {
							y.Neg(y)
						}
						checkSum(t, p, x, y)
						checkSum(t, p, y, x)
						cases++
					}
				}
			}
		}
	}
	for _, a := range large {
		checkSum(t, 53, a, new(big.Float))
		checkSum(t, 53, new(big.Float), a)
	}
	if want := 3 * 5 * 3 * 120 * 4; cases != want {
		t.Errorf("%d cases, want %d", cases, want)
	}
}

func checkSum(t *testing.T, p uint, x, y *big.Float) {
	t.Helper()
	sum, difference := extend(x).add(extend(y)), extend(x).add(extend(y).neg())
	for _, up := range []bool{false, true} {
		z := prepare(new(big.Float), p, big.ToNegativeInf)
		if up {
			z.SetMode(big.ToPositiveInf)
		}
		mode := z.Mode()
		if addDir(z, x, y); z.Cmp(sum.rounded(p, up)) != 0 || z.Mode() != mode {
			t.Errorf("%d bits, up %v: %v + %v = %v", p, up, x, y, z)
		}
		if subDir(z, x, y); z.Cmp(difference.rounded(p, up)) != 0 || z.Mode() != mode {
			t.Errorf("%d bits, up %v: %v - %v = %v", p, up, x, y, z)
		}
	}
}

// TestGapMemory: a gap of 2^30 bits, aligned, would be 128 MiB.
func TestGapMemory(t *testing.T) {
	c := NewContext(53)
	top := c.MulPow2(New(), c.SetInt64(New(), 3), MaxExponent-2)
	tiny := c.MulPow2(New(), c.SetInt64(New(), 5), -MaxExponent+1)
	third := big.NewRat(1, 3)
	for _, o := range []struct {
		name string
		run  func()
	}{
		{"large + small", func() { c.Add(New(), top, tiny) }},
		{"small + large", func() { c.Add(New(), tiny, top) }},
		{"large - small", func() { c.Sub(New(), top, tiny) }},
		{"small - large", func() { c.Sub(New(), tiny, top) }},
		{"product", func() { c.Mul(New(), top, tiny) }},
		{"quotient", func() { c.Div(New(), top, tiny) }},
		{"hull and width", func() { c.Hull(New(), top, tiny).Width() }},
		{"middle", func() { c.Hull(New(), top, tiny).Mid() }},
		{"comparison with a rational", func() { top.Contains(third); tiny.Contains(third) }},
		{"decimal", func() { _ = top.String(); _ = tiny.String() }},
		{"logarithm", func() { c.Log(New(), top); c.Log1p(New(), top) }},
		{"roots", func() { c.Sqrt(New(), tiny); c.Root(New(), top, 100) }},
		{"exponential", func() { c.Exp(New(), tiny); c.Expm1(New(), tiny); c.Exp(New(), top) }},
		{"rejected bounds", func() {
			if c.SetBounds(New(), top.Lo(), tiny.Hi()) == nil {
				t.Error("reversed bounds are accepted")
			}
		}},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		o.run()
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
			t.Errorf("%s allocates %d bytes", o.name, n)
		}
	}
}

package interval

import (
	"math/big"
	"strings"
	"testing"
)

// FuzzParse: no text panics or takes unbounded memory; what is accepted agrees
// with big.Rat's own parser, and its enclosure holds it and prints around it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "0", "-1/3", "1.5e-7", "1e100000", "1e100001", "..", "1/0", "٣", "+.5E+3"} {
		f.Add(s)
	}
	c := NewContext(100)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRat(s)
		z := New()
		if errSet := c.SetString(z, s); (err == nil) != (errSet == nil) {
			t.Fatalf("%q: ParseRat %v, SetString %v", s, err, errSet)
		}
		if err != nil {
			return
		}
		if strings.ContainsAny(s, "eE") && len(r.Num().Bits())+len(r.Denom().Bits()) > 200 {
			return // big.Rat's parser is slow on large exponents
		}
		want, ok := new(big.Rat).SetString(s)
		if octal := strings.Contains(s, "/") && strings.Contains(s, "0"); ok && !octal && want.Cmp(r) != 0 {
			// (big.Rat reads the parts of a fraction with leading zeros as octal.)
			t.Fatalf("%q: %s, big.Rat says %s", s, r, want)
		}
		if !z.Contains(r) {
			t.Fatalf("%q: %s not in %s", s, r, z)
		}
		lo, hi := z.Text(20)
		l, err1 := ParseRat(lo)
		h, err2 := ParseRat(hi)
		if err1 != nil || err2 != nil || l.Cmp(r) > 0 || h.Cmp(r) < 0 {
			t.Fatalf("%q: printed [%s, %s] (%v, %v)", s, lo, hi, err1, err2)
		}
	})
}

// FuzzOps: a straight-line program over two numbers, in intervals and in exact
// rationals side by side; every exact value stays inside.
func FuzzOps(f *testing.F) {
	f.Add(int64(3), int64(-7), uint8(60), []byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add(int64(1)<<62, int64(1), uint8(0), []byte{4, 4, 4, 3, 2, 1})
	f.Add(int64(0), int64(0), uint8(32), []byte{3, 0, 3, 6})
	f.Fuzz(func(t *testing.T, a, b int64, p uint8, program []byte) {
		c := NewContext(MinPrec + uint(p))
		x, y := big.NewRat(a, 7), big.NewRat(b, 1<<20)
		ix, iy := c.SetRat(New(), x), c.SetRat(New(), y)
		for i, op := range program {
			if i >= 64 || x.Num().BitLen()+x.Denom().BitLen() > 4000 {
				return
			}
			switch op % 9 {
			case 0:
				x, _ = new(big.Rat).Add(x, y), c.Add(ix, ix, iy)
			case 1:
				x, _ = new(big.Rat).Sub(x, y), c.Sub(ix, ix, iy)
			case 2:
				x, _ = new(big.Rat).Mul(x, y), c.Mul(ix, iy, ix)
			case 3:
				if y.Sign() == 0 {
					continue
				}
				x, _ = new(big.Rat).Quo(x, y), c.Div(ix, ix, iy)
			case 4:
				x, _ = new(big.Rat).Mul(x, x), c.Sqr(ix, ix)
			case 5:
				x, _ = new(big.Rat).Neg(x), c.Neg(ix, ix)
			case 6:
				x, y, ix, iy = y, x, iy, ix
			case 7:
				x, _ = new(big.Rat).Abs(x), c.Abs(ix, ix)
			case 8:
				x, _ = ratPow(x, 3), c.Pow(ix, ix, 3)
			}
			if !ix.Contains(x) {
				t.Fatalf("step %d (op %d): %s not in %s", i, op%9, x, ix)
			}
			if ix.IsWhole() {
				return
			}
		}
	})
}

// FuzzFunctions: the transcendental functions and roots on any float64, against
// the independent exponential and exact powers; nothing panics, and what comes out
// holds the truth.
func FuzzFunctions(f *testing.F) {
	f.Add(1.0, uint8(20), uint8(3))
	f.Add(-745.2, uint8(0), uint8(2))
	f.Add(1+0x1p-52, uint8(60), uint8(5))
	f.Add(5e-324, uint8(60), uint8(64))
	f.Add(1.7e308, uint8(60), uint8(70))
	f.Fuzz(func(t *testing.T, v float64, p, n uint8) {
		c := NewContext(MinPrec + uint(p))
		x := c.SetFloat64(New(), v)
		if x.IsWhole() {
			return
		}
		lo, hi, _ := x.Rats()
		z := c.Exp(New(), x)
		c.Expm1(New(), x)
		c.Log1p(New(), x)
		if x.IsPoint() && lo.Sign() != 0 && lo.Cmp(big.NewRat(1000, 1)) < 0 && lo.Cmp(big.NewRat(-1000, 1)) > 0 && z.IsFinite() {
			zl, zh, _ := z.Rats()
			in, undecided := escalate(func(w int) (bool, bool) { return expBrackets(lo, zl, zh, w) })
			if !in || undecided {
				t.Fatalf("exp %v: %s (undecided: %v)", v, z, undecided)
			}
		}
		if k := int(n%80) + 1; v >= 0 {
			zl, zh, _ := c.Root(New(), x, k).Rats()
			if !rootBrackets(lo, zl, zh, k) && !rootBrackets(hi, zl, zh, k) {
				t.Fatalf("root %d of %v", k, v)
			}
		}
		if v > 0 {
			l := c.Exp(New(), c.Log(New(), x))
			if !l.ContainsInterval(x) {
				t.Fatalf("exp log %v = %s", v, l)
			}
		}
	})
}

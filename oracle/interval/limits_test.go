package interval

import (
	"math"
	"math/big"
	"strings"
	"testing"
)

// Limits: what is accepted exactly at them, and what is refused one beyond.

func TestTextLimits(t *testing.T) {
	c := NewContext(64)
	for _, tt := range []struct {
		name, in string
		ok       bool
	}{
		{"longest text", strings.Repeat("0", MaxTextLen-1) + "7", true},
		{"longest text, one more", strings.Repeat("0", MaxTextLen) + "7", false},
		{"longest fraction", "7/" + strings.Repeat("0", MaxTextLen-3) + "1", true},
		{"largest exponent", "7e100000", true},
		{"largest exponent with zeros", "7e+000100000", true},
		{"largest exponent, one more", "7e100001", false},
		{"exponent of more digits", "7e1000000", false},
		{"least exponent", "7e-100000", true},
		{"least exponent, one less", "7e-100001", false},
		{"exponent without a number", "e5", false},
	} {
		r, err := ParseRat(tt.in)
		if (err == nil) != tt.ok {
			t.Errorf("%s: ParseRat: %v", tt.name, err)
		}
		z := c.SetInt64(New(), 42)
		if err := c.SetString(z, tt.in); (err == nil) != tt.ok {
			t.Errorf("%s: SetString: %v", tt.name, err)
		}
		if tt.ok && !z.Contains(r) || !tt.ok && z.String() != "42" {
			t.Errorf("%s: %v", tt.name, z)
		}
		if len(tt.in) > 200 {
			u := c.SetInt64(New(), 42)
			if err := u.UnmarshalJSON([]byte(`{"lo":"1","hi":"` + tt.in + `"}`)); (err == nil) != tt.ok {
				t.Errorf("%s: UnmarshalJSON: %v", tt.name, err)
			}
		}
	}
	for _, in := range []string{`{"lo":"+Inf","hi":"+Inf"}`, `{"lo":"-Inf","hi":"-Inf"}`, `{"lo":"+Inf","hi":"1"}`} {
		z := c.SetInt64(New(), 42)
		if err := z.UnmarshalJSON([]byte(in)); err == nil || z.String() != "42" {
			t.Errorf("%s is read as %v", in, z)
		}
	}
	// The denominator 2^64 + 1 is 1 in its low word.
	if r, err := ParseRat("1/18446744073709551617"); err != nil || r.Denom().BitLen() != 65 {
		t.Errorf("1/(2^64+1) is read as %v, %v", r, err)
	}
	z := c.SetInt64(New(), 42)
	if err := c.SetString(z, "-0.00e5"); err != nil || z.lo.Sign() != 0 || z.hi.Sign() != 0 {
		t.Errorf("zero is read as %v, %v", z, err)
	}
}

func TestBoundsRefused(t *testing.T) {
	c := NewContext(64)
	inf := func(neg bool) *big.Float { return new(big.Float).SetInf(neg) }
	f := func(v float64, k int) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(v), k) }
	for _, tt := range []struct {
		name   string
		lo, hi *big.Float
		text   string // "": accepted
	}{
		{"point", f(1, 0), f(1, 0), ""},
		{"reversed", f(3, 0), f(1, 0), "lo = 3, hi = 1:"},
		{"both above everything", inf(false), inf(false), "lo = +Inf, hi = +Inf:"},
		{"both below everything", inf(true), inf(true), "lo = -Inf, hi = -Inf:"},
		{"whole line", inf(true), inf(false), ""},
		{"reversed and infinite", inf(false), inf(true), "lo = +Inf, hi = -Inf:"},
		// brief writes decimals for exponents strictly between -4096 and 4096.
		{"largest exponent in decimal", f(0.5, 4095), f(0.5, -4095), "lo = 2.610972204e+1232, hi = 9.574977461e-1234:"},
		{"smallest exponents not in decimal", f(0.5, 4096), f(0.5, -4096), "lo = 0x.8p+4096, hi = 0x.8p-4096:"},
	} {
		z := c.SetInt64(New(), 42)
		err := c.SetBounds(z, tt.lo, tt.hi)
		if tt.text == "" {
			if err != nil || z.lo.Cmp(tt.lo) != 0 || z.hi.Cmp(tt.hi) != 0 {
				t.Errorf("%s: %v, %v", tt.name, z, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tt.text) || z.String() != "42" {
			t.Errorf("%s: %v, z = %v; want an error with %q", tt.name, err, z, tt.text)
		}
	}
	if s := strings.Repeat("1", 40); clip(s) != s || clip(s+"2") != s+"..." {
		t.Errorf("40 bytes are cut to %s, 41 to %s", clip(s), clip(s+"2"))
	}
}

func TestSetPrec(t *testing.T) {
	c := NewContext(MinPrec)
	for _, p := range []uint{MaxPrec, 100, MinPrec} {
		c.SetPrec(p)
		if c.Prec() != p {
			t.Errorf("precision %d after SetPrec(%d)", c.Prec(), p)
		}
		if z := c.SetRat(New(), big.NewRat(1, 3)); p == 100 && z.lo.Prec() != p {
			t.Errorf("an end of %d bits", z.lo.Prec())
		}
	}
	for _, p := range []uint{MinPrec - 1, MaxPrec + 1} {
		func() {
			defer func() {
				if recover() == nil || c.Prec() != MinPrec {
					t.Errorf("SetPrec(%d) does not panic, or changes the precision to %d", p, c.Prec())
				}
			}()
			c.SetPrec(p)
		}()
	}
}

// TestOneEndOverflows: one end that leaves the range is enough for an error.
func TestOneEndOverflows(t *testing.T) {
	for name, ends := range map[string][2]float64{"lower": {-1, 0}, "upper": {0, 1}} {
		c := NewContext(64)
		z := New()
		f := func(v float64) *big.Float { return new(big.Float).SetMantExp(big.NewFloat(v), MaxExponent-1) }
		if err := c.SetBounds(z, f(ends[0]), f(ends[1])); err != nil || c.Err() != nil {
			t.Fatal(err, c.Err())
		}
		c.MulPow2(z, z, 2)
		if c.Err() == nil || z.lo.IsInf() != (name == "lower") || z.hi.IsInf() != (name == "upper") {
			t.Errorf("%s: [%v, %v], error %v", name, z.Lo().IsInf(), z.Hi().IsInf(), c.Err())
		}
		if c.ClearErr(); c.Err() != nil {
			t.Error("the error stays")
		}
	}
}

// TestFloat64: float64 numbers go in exactly, and come out rounded outward, once.
func TestFloat64(t *testing.T) {
	c := NewContext(53)
	for _, f := range []float64{0, 1, -1.5, math.Pi, -math.MaxFloat64, math.SmallestNonzeroFloat64} {
		z := c.SetFloat64(c.SetInt64(New(), 42), f)
		if lo, hi := z.Float64(); lo != f || hi != f || !z.IsPoint() {
			t.Errorf("%v comes back as [%v, %v]", f, lo, hi)
		}
		z = c.SetFloat(c.SetInt64(New(), 42), big.NewFloat(f))
		if lo, hi := z.Float64(); lo != f || hi != f || !z.IsPoint() {
			t.Errorf("big.Float %v comes back as [%v, %v]", f, lo, hi)
		}
		z = c.SetInt64(c.SetInt64(New(), 42), int64(min(max(f, -99), 99)))
		if lo, hi := z.Float64(); lo != hi || lo != math.Trunc(min(max(f, -99), 99)) {
			t.Errorf("the integer part of %v comes back as [%v, %v]", f, lo, hi)
		}
	}
	fine := NewContext(200)
	for _, tt := range []struct {
		name   string
		x      *Interval
		lo, hi float64
	}{
		{"1/3", fine.SetRat(New(), big.NewRat(1, 3)), 1. / 3, math.Nextafter(1./3, 1)},
		{"-1/3", fine.SetRat(New(), big.NewRat(-1, 3)), math.Nextafter(-1./3, -1), -1. / 3},
		{"2/3, which float64 rounds up", fine.SetRat(New(), big.NewRat(2, 3)), 2. / 3, math.Nextafter(2./3, 1)},
		{"1/10, which float64 rounds up", fine.SetRat(New(), big.NewRat(1, 10)), math.Nextafter(0.1, 0), 0.1},
		{"2^2000", fine.MulPow2(New(), fine.SetInt64(New(), 1), 2000), math.MaxFloat64, math.Inf(1)},
		{"-2^2000", fine.MulPow2(New(), fine.SetInt64(New(), -1), 2000), math.Inf(-1), -math.MaxFloat64},
		{"2^-2000", fine.MulPow2(New(), fine.SetInt64(New(), 1), -2000), 0, math.SmallestNonzeroFloat64},
	} {
		if lo, hi := tt.x.Float64(); lo != tt.lo || hi != tt.hi {
			t.Errorf("%s: [%v, %v], want [%v, %v]", tt.name, lo, hi, tt.lo, tt.hi)
		}
	}
}

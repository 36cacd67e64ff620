package interval

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"
)

// TestMiddle: the middle is the exact one, to the nearest (even) of one bit more than the ends have; the radius is half the
// width, and the width the exact one rounded up.
func TestMiddle(t *testing.T) {
	half := extended{r: big.NewRat(1, 2)}
	for _, tt := range []struct {
		name   string
		prec   uint
		lo, hi *big.Rat
	}{
		{"neighbors", 53, big.NewRat(1, 1), new(big.Rat).SetFloat64(1 + 0x1p-52)},
		{"neighbors below a power of two", 53, new(big.Rat).SetFloat64(1 - 0x1p-53), big.NewRat(1, 1)},
		{"far apart", 53, big.NewRat(1, 1), big.NewRat(1<<40, 3)},
		{"a small end", 40, big.NewRat(-1, 1<<60), big.NewRat(1<<36, 7)},
		{"opposite", 40, big.NewRat(-5, 1), big.NewRat(5, 1)},
		{"few bits", 32, big.NewRat(-5, 1), big.NewRat(-3, 1)},
	} {
		c, z := NewContext(tt.prec), New()
		if err := c.SetRatBounds(z, tt.lo, tt.hi); err != nil {
			t.Fatal(err)
		}
		sum := extend(&z.lo).add(extend(&z.hi)).mul(half)
		m, p := z.Mid(), tt.prec+1
		if want, _ := new(big.Float).SetPrec(p).SetRat(sum.r).Rat(nil); extend(m).r.Cmp(want) != 0 || m.Prec() != p {
			t.Errorf("%s: middle %v of %d bits, want %v", tt.name, m, m.Prec(), want)
		}
		width := extend(&z.hi).add(extend(&z.lo).neg())
		if want := width.rounded(tt.prec, true); z.Width().Cmp(want) != 0 {
			t.Errorf("%s: width %v, want %v", tt.name, z.Width(), want)
		}
		if want := width.mul(half).rounded(tt.prec, true); z.Rad().Cmp(want) != 0 {
			t.Errorf("%s: radius %v, want %v", tt.name, z.Rad(), want)
		}
		if !z.ContainsFloat(m) {
			t.Errorf("%s: the middle %v is outside", tt.name, m)
		}
	}
	c := NewContext(64)
	for _, tt := range []struct {
		lo, hi string
		mid    float64
	}{{"-Inf", "7", 7}, {"-3", "+Inf", -3}, {"-Inf", "+Inf", 0}} {
		z := value(t, c, tt.lo, tt.hi)
		if m, _ := z.Mid().Float64(); m != tt.mid {
			t.Errorf("middle of %v: %v", z, m)
		}
		for name, f := range map[string]*big.Float{"width": z.Width(), "radius": z.Rad()} {
			if !f.IsInf() || f.Signbit() {
				t.Errorf("%s of %v: %v", name, z, f)
			}
		}
	}
}

// TestRelBits: exponent of the larger end less the exponent of the width.
func TestRelBits(t *testing.T) {
	c := NewContext(64)
	for _, tt := range []struct {
		lo, hi string
		want   int
		reason string
	}{
		{"1", "1", math.MaxInt, "a point"},
		{"0", "0", math.MaxInt, "the point 0"},
		{"-Inf", "1", math.MinInt, "unbounded below"},
		{"1", "+Inf", math.MinInt, "unbounded above"},
		{"0", "1024", 0, "0 has no exponent: the other end's"},
		{"-1/1024", "0", 0, "the same from below"},
		{"8", "12", 1, "exponents 4 and 3"},
		{"-12", "-8", 1, "the larger end is the lower one"},
		{"-1", "4", 0, "ends of both signs: exponents 3 and 3"},
		{"1024", "1024.0009765625", 20, "exponents 11 and -9"},
	} {
		if got := value(t, c, tt.lo, tt.hi).RelBits(); got != tt.want {
			t.Errorf("%s: [%s, %s]: %d, want %d", tt.reason, tt.lo, tt.hi, got, tt.want)
		}
	}
}

// TestCmpAbs: all signs of sizes 0, 1, 2.
func TestCmpAbs(t *testing.T) {
	for x := -2; x <= 2; x++ {
		for y := -2; y <= 2; y++ {
			a, b := big.NewFloat(float64(x)), big.NewFloat(float64(y))
			if got, want := cmpAbs(a, b), min(max(abs(x)-abs(y), -1), 1); got != want {
				t.Errorf("|%d| against |%d|: %d", x, y, got)
			}
			if a.Cmp(big.NewFloat(float64(x))) != 0 || b.Cmp(big.NewFloat(float64(y))) != 0 {
				t.Errorf("|%d| against |%d| changes an operand", x, y)
			}
		}
	}
	if m := big.NewInt(5); decompose(m, new(big.Float)) != 0 || m.Sign() != 0 {
		t.Errorf("0 is decomposed into %v", m)
	}
}

// TestTextRows: decimals that must come out to the letter.
func TestTextRows(t *testing.T) {
	power := func(b int64, n int) *big.Rat { return ratPow(big.NewRat(b, 1), n) }
	odd := new(big.Rat).Add(big.NewRat(1, 2), power(2, -32))
	for _, tt := range []struct {
		name   string
		prec   uint
		x      *big.Rat
		digits int
		lo, hi string
	}{
		{"exact in one digit more than the estimate", 64, big.NewRat(10000001, 1), 8, "10000001", "10000001"},
		{"every digit of a dyadic number", 32, odd, 32, "0.50000000023283064365386962890625", "0.50000000023283064365386962890625"},
		{"one digit less", 32, odd, 31, "0.5000000002328306436538696289062", "0.5000000002328306436538696289063"},
		{"10^-5 and above are plain", 64, power(2, -16), 12, "0.0000152587890625", "0.0000152587890625"},
		{"below 10^-5", 64, power(2, -17), 12, "7.62939453125e-6", "7.62939453125e-6"},
		{"10^20 is plain", 64, power(10, 20), 5, "100000000000000000000", "100000000000000000000"},
		{"10^21 is not", 64, power(10, 21), 5, "1e+21", "1e+21"},
		{"10^21 is plain with 22 digits", 64, power(10, 21), 22, "1000000000000000000000", "1000000000000000000000"},
		{"10^22 is not", 64, power(10, 22), 22, "1e+22", "1e+22"},
		{"an integer's digits", 64, big.NewRat(123456789, 1), 9, "123456789", "123456789"},
		{"an odd integer cut", 64, big.NewRat(123456789, 1), 8, "123456780", "123456790"},
		// The exponent 4100 = 4 + 4096 is moderate for one digit, and 4104 for two: 10^1234 has the exponent 4100, and
		// 10^1235 has 4103. Beyond, a decimal that is exact is not found.
		{"largest moderate exponent, 1 digit", 4200, power(10, 1234), 1, "1e+1234", "1e+1234"},
		{"above it, 1 digit", 4200, power(10, 1235), 1, "9e+1234", "2e+1235"},
		{"moderate, 2 digits", 4200, power(10, 1235), 2, "1e+1235", "1e+1235"},
		{"above, 2 digits", 4200, power(10, 1236), 2, "9.9e+1235", "1.1e+1236"},
		{"moderate for 100 digits", 4200, power(10, 1350), 100, "1e+1350", "1e+1350"},
		{"large exponent, 3 digits", 200, power(10, 20000), 3, "9.99e+19999", "1.01e+20000"},
	} {
		c := NewContext(tt.prec)
		z := c.SetRat(New(), tt.x)
		if lo, hi := z.Text(tt.digits); lo != tt.lo || hi != tt.hi {
			t.Errorf("%s: %s and %s, want %s and %s", tt.name, lo, hi, tt.lo, tt.hi)
		}
		c.Neg(z, z)
		if lo, hi := z.Text(tt.digits); lo != "-"+tt.hi || hi != "-"+tt.lo {
			t.Errorf("%s, negative: %s and %s, want -%s and -%s", tt.name, lo, hi, tt.hi, tt.lo)
		}
	}
	// The exponent -4149 is moderate for 3000 digits, which hold 2^-4150.
	small := ratPow(big.NewRat(2, 1), -4150)
	lo, hi := NewContext(64).SetRat(New(), small).Text(3000)
	if r, err := ParseRat(lo); err != nil || lo != hi || r.Cmp(small) != 0 {
		t.Errorf("2^-4150 is written %.20s... and %.20s..., %v", lo, hi, err)
	}
	if lo, hi := New().Text(MaxDigits); lo != "0" || hi != "0" {
		t.Errorf("0 with the most digits: %s, %s", lo, hi)
	}
	defer func() {
		if recover() == nil {
			t.Error("one digit too many does not panic")
		}
	}()
	New().Text(MaxDigits + 1)
}

// TestTextLargeExponents: 3^k with more digits than the reserve of 64 bits could carry alone, against the exact power.
func TestTextLargeExponents(t *testing.T) {
	for _, k := range []int{13001, -13001, 14000, -14000} {
		x := ratPow(big.NewRat(2, 1), k)
		x.Mul(x, big.NewRat(3, 1))
		z := NewContext(64).SetRat(New(), x)
		for _, d := range []int{1, 20, 30, 45} {
			lo, hi := z.Text(d)
			checkDecimal(t, k, x, lo, d, -1)
			checkDecimal(t, k, x, hi, d, 1)
			if lo == hi {
				t.Errorf("3 2^%d with %d digits: %s on both sides", k, d, lo)
			}
		}
	}
}

// TestStringDigits: digits by the accuracy, floor(0.30103 bits) + 4, at most 40; a point has all 40.
func TestStringDigits(t *testing.T) {
	c := NewContext(300)
	third := big.NewRat(1, 3)
	for _, tt := range []struct {
		name   string
		width  int // a power of two
		digits int
	}{
		{"as wide as itself", -1, 4}, {"20 bits", -22, 4 + 6}, {"100 bits", -102, 4 + 30}, {"120 bits", -122, 40}, {"200 bits", -202, 40},
	} {
		z := New()
		if err := c.SetRatBounds(z, third, new(big.Rat).Add(third, ratPow(big.NewRat(2, 1), tt.width))); err != nil {
			t.Fatal(err)
		}
		lo, hi := z.Text(tt.digits)
		if got := z.String(); got != "["+lo+", "+hi+"]" || len(lo) != tt.digits+2 {
			t.Errorf("%s: %s, want [%s, %s]", tt.name, got, lo, hi)
		}
	}
	p := NewContext(MinPrec).SetRat(New(), ratPow(big.NewRat(2, 1), -30)) // 21 digits
	if got, want := p.String(), "9.31322574615478515625e-10"; got != want {
		t.Errorf("2^-30 is written %s", got)
	}
	for _, prec := range []uint{MinPrec, 53, 300, 1000} {
		data, err := json.Marshal(NewContext(prec).SetRat(New(), third))
		var b bounds
		if err == nil {
			err = json.Unmarshal(data, &b)
		}
		if n := int(math.Floor(float64(prec)*0.30103)) + 2; err != nil || len(b.Lo) != n+2 || len(b.Hi) != n+2 {
			t.Errorf("1/3 at %d bits is marshaled as %s (%v), want %d digits", prec, data, err, n)
		}
	}
}

package interval

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestParseRat(t *testing.T) {
	for _, tc := range []struct{ in, want, reason string }{
		{"0", "0", "zero"},
		{"-0", "0", "no negative zero among rationals"},
		{"+17", "17", "plus sign"},
		{"-3/6", "-1/2", "not in lowest terms"},
		{"0.1", "1/10", "decimal"},
		{".5", "1/2", "no digit before the point"},
		{"5.", "5", "no digit after the point"},
		{"1e3", "1000", "exponent"},
		{"-1.25E-2", "-1/80", "negative exponent"},
		{"1e+0000002", "100", "leading zeros of the exponent"},
		{"007", "7", "leading zeros are decimal, not octal"},
	} {
		r, err := ParseRat(tc.in)
		if err != nil || r.RatString() != tc.want {
			t.Errorf("%s: ParseRat(%q) = %v, %v; want %s", tc.reason, tc.in, r, err, tc.want)
		}
	}
	for _, tc := range []struct{ in, wantErr, reason string }{
		{"", "digits", "empty"},
		{"-", "digits", "sign only"},
		{".", "digits", "point only"},
		{"1/0", "zero denominator", "division by zero"},
		{"1/-2", "integer/integer", "sign in the denominator"},
		{"1.5/2", "integer/integer", "decimal numerator"},
		{"1//2", "integer/integer", "two slashes"},
		{"1e", "exponent", "empty exponent"},
		{"1e5e5", "exponent", "two exponents"},
		{"1.2.3", "digits", "two points"},
		{" 1", "digits", "space"},
		{"0x10", "digits", "other base"},
		{"1_000", "digits", "underscore"},
		{"Inf", "digits", "infinity"},
		{"NaN", "digits", "not a number"},
		{"1e100001", "100000", "exponent bound is named"},
		{"1e-99999999999999999999", "100000", "exponent beyond int"},
		{strings.Repeat("9", MaxTextLen+1), "100000", "length bound is named"},
	} {
		if r, err := ParseRat(tc.in); err == nil || !strings.Contains(err.Error(), tc.wantErr) {
			t.Errorf("%s: ParseRat(%.20q) = %v, %v; want an error with %q", tc.reason, tc.in, r, err, tc.wantErr)
		}
		c := NewContext(64)
		z := c.SetInt64(New(), 42)
		if err := c.SetString(z, tc.in); err == nil || z.String() != "42" {
			t.Errorf("%s: SetString(%.20q): %v, z = %s; want an error and z kept", tc.reason, tc.in, err, z)
		}
	}
}

func TestText(t *testing.T) {
	c := NewContext(200)
	for _, tc := range []struct {
		in, lo, hi string
		digits     int
		reason     string
	}{
		{"0", "0", "0", 5, "zero"},
		{"1/2", "0.5", "0.5", 5, "exact values print exactly"},
		{"1/3", "0.3333", "0.3334", 4, "outward"},
		{"-1/3", "-0.3334", "-0.3333", 4, "outward, negative"},
		{"9999.5", "9999", "10000", 4, "a carry gives one more digit"},
		{"123456", "123000", "124000", 3, "fewer digits than the integer part"},
		{"1e25", "1e+25", "1e+25", 5, "scientific above 21 digits"},
		{"1e-9", "9.999e-10", "1.001e-9", 4, "scientific below 10^-5 (1e-9 is not dyadic)"},
		{"10000000.5", "10000000", "10000001", 8, "just above a power of ten: the estimate has one digit more"},
		{"-10000000.5", "-10000001", "-10000000", 8, "the same, negative"},
		{"1e20000", "9.99e+19999", "1.01e+20000", 2, "large exponent: within a unit of the last digit"},
	} {
		x := New()
		if err := c.SetString(x, tc.in); err != nil {
			t.Fatal(err)
		}
		lo, hi := x.Text(tc.digits)
		r, err := ParseRat(tc.in)
		if err != nil {
			t.Fatal(err)
		}
		l, err1 := ParseRat(lo)
		h, err2 := ParseRat(hi)
		if err1 != nil || err2 != nil || l.Cmp(r) > 0 || h.Cmp(r) < 0 {
			t.Errorf("%s: %s is not in [%s, %s] (%v, %v)", tc.reason, tc.in, lo, hi, err1, err2)
		}
		if tc.digits > 2 && (lo != tc.lo || hi != tc.hi) {
			t.Errorf("%s: Text(%s, %d) = [%s, %s], want [%s, %s]", tc.reason, tc.in, tc.digits, lo, hi, tc.lo, tc.hi)
		}
	}
}

// TestTextOutward: for random intervals the printed decimals enclose them, and are
// at most 1 unit of the last of d digits away (the rounding), exactly.
func TestTextOutward(t *testing.T) {
	for i := range 2000 {
		r := source("text", i)
		c := NewContext(randomPrec(r))
		x := randomInterval(r, c, shape{maxExp: 300, minExp: -300})
		d := 1 + r.IntN(40)
		lo, hi := x.Text(d)
		xl, xh, _ := x.Rats()
		checkDecimal(t, i, xl, lo, d, -1)
		checkDecimal(t, i, xh, hi, d, 1)
	}
}

func checkDecimal(t *testing.T, i int, x *big.Rat, s string, d, side int) {
	t.Helper()
	p, err := ParseRat(s)
	if err != nil {
		t.Fatalf("case %d: %v", i, err)
	}
	gap := new(big.Rat).Sub(p, x)
	if gap.Sign() != 0 && gap.Sign() != side {
		t.Fatalf("case %d: %s printed as %s: wrong side", i, x, s)
	}
	// |gap| < 10^(1-d) |x|: one unit in the last of d digits of a number with
	// leading digit 1 or more.
	limit := new(big.Rat).Mul(ratPow(big.NewRat(10, 1), 1-d), new(big.Rat).Abs(x))
	if gap.Sign() != 0 && gap.Abs(gap).Cmp(limit) >= 0 {
		t.Fatalf("case %d: %s printed as %s with %d digits: off by more than a unit", i, x, s, d)
	}
}

// TestTextExtremes: exponents at the limits print, in bounded memory.
func TestTextExtremes(t *testing.T) {
	c := NewContext(64)
	for _, k := range []int{MaxExponent - 2, -MaxExponent + 1, 1 << 20, -(1 << 20)} {
		x := c.MulPow2(New(), c.SetInt64(New(), 3), k)
		lo, hi := x.Text(12)
		// log10 of 3 2^k by float64: within 2^29 * 2^-53 of the truth, times log10 2.
		want := math.Floor(float64(k)*math.Log10(2) + math.Log10(3))
		for _, s := range []string{lo, hi} {
			_, e, ok := strings.Cut(s, "e")
			if !ok {
				t.Fatalf("2^%d: %s has no exponent", k, s)
			}
			var got float64
			if err := json.Unmarshal([]byte(strings.TrimPrefix(e, "+")), &got); err != nil || got != want {
				t.Errorf("3 2^%d prints as %s: exponent %v, want %v", k, s, got, want)
			}
		}
		if lo == hi {
			t.Errorf("3 2^%d: %s on both sides, though it is no 12-digit decimal", k, lo)
		}
	}
	if lo, hi := c.SetWhole(New()).Text(3); lo != "-Inf" || hi != "+Inf" {
		t.Errorf("whole line: %s, %s", lo, hi)
	}
}

func TestJSON(t *testing.T) {
	c := NewContext(300)
	for i := range 300 {
		x := randomInterval(source("json", i), c, shape{maxExp: 100, minExp: -100})
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		var y Interval
		if err := json.Unmarshal(b, &y); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if !y.ContainsInterval(x) {
			t.Fatalf("%s: %s does not contain %s", b, &y, x)
		}
	}
	b, err := json.Marshal(c.SetWhole(New()))
	var y Interval
	if err != nil || json.Unmarshal(b, &y) != nil || !y.IsWhole() {
		t.Errorf("whole line: %s, %v, %s", b, err, &y)
	}
	for _, tc := range []struct{ in, wantErr, reason string }{
		{`{"lo":"2","hi":"1"}`, "lo <= hi", "reversed"},
		{`{"lo":"x","hi":"1"}`, `"lo"`, "field is named"},
		{`{"lo":"1","hi":"-Inf"}`, `"hi"`, "no interval ends at -Inf"},
		{`{"lo":1,"hi":2}`, "string", "numbers are strings"},
		{`{"lo":"1"}`, `"hi"`, "a missing end"},
		{`[`, "JSON", "broken text"},
	} {
		z := c.SetInt64(New(), 42)
		if err := json.Unmarshal([]byte(tc.in), z); err == nil || !strings.Contains(err.Error(), tc.wantErr) || z.String() != "42" {
			t.Errorf("%s: %s: %v, z = %s; want an error with %q and z kept", tc.reason, tc.in, err, z, tc.wantErr)
		}
	}
}

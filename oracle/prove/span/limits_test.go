package span

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestWhereResultsMove: exact results stay exact up to the limits that the documentation names and move by one number from there on.
func TestWhereResultsMove(t *testing.T) {
	const large, small = 1e300, 0x1p-960
	under := math.Nextafter(large, 0)
	for _, c := range []struct {
		x, y  float64
		moves bool
		why   string
	}{
		{under, 0, false, "the last sum below the limit"},
		{large, 0, true, "the limit"},
		{large, large, true, "beyond the limit"},
		{-under, 0, false, "the last negative sum below the limit"},
		{-large, 0, true, "the negative limit"},
		{-large, -large, true, "beyond the negative limit"},
	} {
		down, up := AddDown(c.x, c.y), AddUp(c.x, c.y)
		wantDown, wantUp := c.x+c.y, c.x+c.y
		if c.moves {
			wantDown, wantUp = Down(wantDown), Up(wantUp)
		}
		if down != wantDown || up != wantUp {
			t.Errorf("sum, %s: %v, %v; want %v, %v", c.why, down, up, wantDown, wantUp)
		}
	}
	over := math.Nextafter(small, 1)
	for _, c := range []struct {
		x, y  float64
		moves bool
		why   string
	}{
		{over, 1, false, "the first product above the limit"},
		{small, 1, true, "the limit"},
		{-over, 1, false, "the first negative product above the limit"},
		{-small, 1, true, "the negative limit"},
		{-small, -1, true, "the limit by two negative numbers"},
		{0x1p-900, 0x1p-900, true, "a positive product that underflows: 0 stays below it"},
		{-0x1p-900, 0x1p-900, true, "a negative product that underflows: 0 stays above it"},
	} {
		down, up := MulDown(c.x, c.y), MulUp(c.x, c.y)
		p := c.x * c.y
		wantDown, wantUp := p, p
		if c.moves {
			wantDown, wantUp = Down(p), Up(p)
		}
		if (c.x > 0) == (c.y > 0) { // a product has its sign
			wantDown = max(wantDown, 0)
		} else {
			wantUp = min(wantUp, 0)
		}
		if down != wantDown || up != wantUp {
			t.Errorf("product, %s: %v, %v; want %v, %v", c.why, down, up, wantDown, wantUp)
		}
	}
}

// TestQuotients: DivInt gives the tightest span for every finite one, subnormal quotients included, judged by rational arithmetic.
func TestQuotients(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		x := math.Float64frombits(r.Uint64N(0x7FF0000000000000))
		if r.IntN(2) == 0 {
			x = tiniest * float64(r.IntN(1000))
		}
		if r.IntN(2) == 0 {
			x = -x
		}
		n := []int{1, 2, 3, 7, 8, 1000, 1<<53 - 1, 1 << 53}[r.IntN(8)]
		z := Point(x).DivInt(n)
		v := new(big.Rat).SetFloat64(x)
		v.Quo(v, big.NewRat(int64(n), 1))
		f, _ := v.Float64() // the nearest
		want := Span{f, f}
		switch new(big.Rat).SetFloat64(f).Cmp(v) {
		case 1:
			want.Lo = Down(f)
		case -1:
			want.Hi = Up(f)
		}
		if z != want {
			t.Fatalf("%v / %d = %v, want %v", x, n, z, want)
		}
	}
	if z := Whole().DivInt(3); z != Whole() {
		t.Errorf("the line / 3 = %v", z)
	}
}

// TestFromRatOfPowers: powers of two are points where float64 has them; below, 0 is not taken for them.
func TestFromRatOfPowers(t *testing.T) {
	for e := -1200; e <= 1100; e++ {
		v := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(e, -e))))
		if e < 0 {
			v.Inv(v)
		}
		want := Point(math.Ldexp(1, max(min(e, 1023), -1074)))
		switch {
		case e < -1074:
			want = Span{-tiniest, tiniest}
		case e > 1023:
			want = Span{math.MaxFloat64, math.Inf(1)}
		}
		if x := FromRat(v); x != want {
			t.Errorf("2^%d: %v, want %v", e, x, want)
		}
		if x := FromRat(v.Neg(v)); x != want.Neg() {
			t.Errorf("-2^%d: %v, want %v", e, x, want.Neg())
		}
	}
	if x := FromRat(new(big.Rat)); x != (Span{}) {
		t.Errorf("0: %v", x)
	}
}

package interval

import (
	"math/big"
	"math/bits"
	"testing"
)

// TestRootBar: 8 and, where it is above 1, the bound 2^w |c| 4 (n-1) (eta + 6 |c|) with every factor rounded up to a power of two
// (and the sum to twice the larger part); it is refused when z or c are too far from their limits, or the bar does not fit.
func TestRootBar(t *testing.T) {
	bar := func(etaLen, cLen, n, h, w int) (errs uint64, ok bool) {
		defer func() { ok = recover() == nil }()
		return rootBar(etaLen, cLen, n, h, w), true
	}
	two := big.NewRat(2, 1)
	var small, larger, refused int
	for _, n := range []int{2, 3, 5, 8, 9, 64} {
		for _, w := range []int{63, 255} {
			h := w/2 + 12 + 2*bits.Len(uint(n))
			for etaLen := 0; etaLen < 2*h+4; etaLen += 1 + etaLen/60 {
				for cLen := 0; cLen < w+4; cLen++ {
					eta := ratPow(two, max(etaLen, h)+1-2*h) // with 2^-h for the cut of v0
					c := ratPow(two, cLen+1-w)               // twice, for the cuts
					factor := int64(1)
					for factor <= int64(n-1) {
						factor *= 2
					}
					// (n-1) eta <= 1/8 and eta <= 2^-h/4; 2 (n-1) 3 |c| <= 1/2.
					ok := new(big.Rat).Mul(eta, new(big.Rat).Mul(big.NewRat(8*factor, 1), ratPow(two, h/4))).Cmp(big.NewRat(1, 1)) <= 0 &&
						new(big.Rat).Mul(c, big.NewRat(16*factor, 1)).Cmp(big.NewRat(1, 1)) <= 0
					large := new(big.Rat).Mul(c, big.NewRat(8, 1))
					if large.Cmp(eta) < 0 {
						large = eta
					}
					want := new(big.Rat).Mul(c, big.NewRat(4*factor, 1))
					want.Mul(want, large).Mul(want, ratPow(two, w+1))
					ok = ok && want.Cmp(ratPow(two, 62)) <= 0
					got, gotOK := bar(etaLen, cLen, n, h, w)
					if gotOK != ok {
						t.Fatalf("n = %d, w = %d, lengths %d, %d: accepted %v, want %v", n, w, etaLen, cLen, gotOK, ok)
					}
					exact := big.NewInt(8)
					switch {
					case !ok:
						refused++
						continue
					case want.Cmp(big.NewRat(1, 1)) > 0:
						exact.Add(exact, want.Num())
						larger++
					default:
						small++
					}
					if exact.Cmp(new(big.Int).SetUint64(got)) != 0 {
						t.Fatalf("n = %d, w = %d, lengths %d, %d: %d, want %v", n, w, etaLen, cLen, got, exact)
					}
				}
			}
		}
	}
	if min(small, larger, refused) < 1000 {
		t.Errorf("%d bars of 8, %d larger ones, %d refused", small, larger, refused)
	}
}

// TestRootKernel: Newton's iteration is as good as derived (2^-(h-3) (1 + 2^-6), h the precision asked for), so that the bar is 8;
// and the root is within it, by integers: (res - 8)^n <= x <= (res + 8)^n.
func TestRootKernel(t *testing.T) {
	one := big.NewRat(1, 1)
	for n := 2; n <= maxNewtonRoot; n += 1 + n/5 {
		for i := range 24 {
			r := source("root kernel", 100*n+i)
			w := []int{63, 127, 191, 447}[i%4]
			x := randomEnd(r, shape{positive: true, maxExp: 3 * n, minExp: -3 * n}, []uint{24, 64, 200}[i%3])
			if i < 6 { // just below and above a power of two
				x.SetMantExp(x.SetInt64(1<<20-1+int64(i%3)), i-20)
			}
			var fx fixed
			a := fx.root(x, n, w)
			h := w/2 + 12 + 2*bits.Len(uint(n))
			if a.err != 8 {
				t.Errorf("n = %d, %g at %d bits: bar %d", n, x, w, a.err)
			}
			if b := fx.atanh.BitLen(); b < h-1 || b > h+1 {
				t.Errorf("n = %d, %g at %d bits: first approximation of %d bits, want %d", n, x, w, b, h)
			}
			q, _ := x.Rat(nil)
			unit := ratPow(big.NewRat(2, 1), a.e)
			end := func(d int64) *big.Rat {
				v := new(big.Rat).SetInt(new(big.Int).Add(&fx.res, big.NewInt(d)))
				return v.Mul(v, unit)
			}
			if cmpPower(end(-8), q, n) > 0 || cmpPower(end(8), q, n) < 0 {
				t.Errorf("n = %d, %g at %d bits: %v 2^%d is off", n, x, w, &fx.res, a.e)
			}
			// m z^n between (1 - e)^n and (1 + e)^n.
			e := ceilDiv(x.MantExp(nil), n)
			m := new(big.Rat).Mul(q, ratPow(big.NewRat(2, 1), -n*e))
			z := new(big.Rat).SetFrac(&fx.x, new(big.Int).Lsh(big.NewInt(1), uint(h)))
			eps := ratPow(big.NewRat(1, 2), h-3)
			eps.Mul(eps, big.NewRat(65, 64))
			m.Inv(m)
			if cmpPower(new(big.Rat).Quo(z, new(big.Rat).Sub(one, eps)), m, n) < 0 || cmpPower(new(big.Rat).Quo(z, new(big.Rat).Add(one, eps)), m, n) > 0 {
				t.Errorf("n = %d, %g at %d bits: Newton's reciprocal is worse than 2^-%d", n, x, w, h-3)
			}
		}
	}
	for a := -20; a <= 20; a++ {
		for n := 1; n < 7; n++ {
			if q := ceilDiv(a, n); q*n < a || (q-1)*n >= a {
				t.Errorf("ceiling of %d/%d: %d", a, n, q)
			}
		}
	}
}

// TestNearlyExactRoots: squares and their neighbors with as many bits: the root is told from a number of the result's precision.
func TestNearlyExactRoots(t *testing.T) {
	const prec = 35
	c := NewContext(prec)
	y := new(big.Float).SetPrec(prec).SetInt64(1<<34 + 12345)
	pred, succ := new(big.Float).SetPrec(prec), new(big.Float).SetPrec(prec)
	unit := big.NewFloat(1) // y has 35 bits
	pred.Sub(y, unit)
	succ.Add(y, unit)
	one := big.NewFloat(1)
	next := new(big.Float).SetPrec(prec).Add(one, new(big.Float).SetMantExp(one, 1-prec))
	prev := new(big.Float).SetPrec(prec).Sub(one, new(big.Float).SetMantExp(one, -prec))
	square := func(y *big.Float, d float64, k int) *big.Float {
		s := new(big.Float).SetPrec(300).Mul(y, y)
		return s.Add(s, new(big.Float).SetMantExp(big.NewFloat(d), k))
	}
	for _, tt := range []struct {
		name   string
		x      *big.Float
		lo, hi *big.Float
	}{
		{"a square", square(y, 0, 0), y, y},
		{"2 more", square(y, 2, 0), y, succ},
		{"2 less", square(y, -2, 0), pred, y},
		{"the square, scaled", new(big.Float).SetMantExp(square(y, 0, 0), 2), new(big.Float).SetMantExp(y, 1), new(big.Float).SetMantExp(y, 1)},
		{"1 + 2^-100", square(one, 1, -100), one, next},
		{"1 - 2^-100", square(one, -1, -100), prev, one},
		{"4^-10 (1 + 2^-200)", new(big.Float).SetMantExp(square(one, 1, -200), -20), new(big.Float).SetMantExp(one, -10), new(big.Float).SetMantExp(next, -10)},
	} {
		x := New()
		x.lo.Copy(tt.x)
		x.hi.Copy(tt.x)
		z := c.Sqrt(New(), x)
		if z.lo.Cmp(tt.lo) != 0 || z.hi.Cmp(tt.hi) != 0 {
			t.Errorf("%s: [%v, %v], want [%v, %v]", tt.name, z.Lo(), z.Hi(), tt.lo, tt.hi)
		}
		// The ends one by one.
		x.hi.SetInt64(1 << 62)
		x.hi.Mul(&x.hi, &x.hi)
		if z := c.Sqrt(New(), x); z.lo.Cmp(tt.lo) != 0 {
			t.Errorf("%s: lower end %v, want %v", tt.name, z.Lo(), tt.lo)
		}
	}
	// An ordinary root takes one evaluation.
	c = NewContext(53)
	c.Sqrt(New(), c.SetInt64(New(), 10))
	if n := c.fx.res.BitLen(); n < workBits(53, guard)-1 || n > workBits(53, guard)+1 {
		t.Errorf("the last root has %d bits", n)
	}
}

// TestLargeRoots: from the index 65 on, roots take the logarithm.
func TestLargeRoots(t *testing.T) {
	for _, n := range []int{64, 65, 100} {
		c := NewContext(64)
		two := c.MulPow2(New(), c.SetInt64(New(), 1), n)
		z := c.Root(New(), two, n)
		if byLog := c.sub != nil; byLog != (n > maxNewtonRoot) || z.IsPoint() == byLog || !z.Contains(big.NewRat(2, 1)) || z.RelBits() < 62 {
			t.Errorf("2^%d: root %v, by the logarithm: %v", n, z, byLog)
		}
		// 2^n (1 + 2^-120): the root 2 (1 + 2^-120/n ...) is nearer to 2 than the logarithm sees: above it all the same.
		x := New()
		x.lo.SetPrec(300).Add(big.NewFloat(1), new(big.Float).SetMantExp(big.NewFloat(1), -120))
		x.lo.SetMantExp(&x.lo, n)
		x.hi.Copy(&x.lo)
		if z := c.Root(New(), x, n); z.lo.Cmp(big.NewFloat(2)) > 0 || z.hi.Cmp(big.NewFloat(2)) <= 0 || z.RelBits() < 62 {
			t.Errorf("root %d next to 2: %v", n, z)
		}
	}
}

// TestPowShort: powers in fixed point, each product cut, from the leading bit of the exponent on; the first square keeps all its bits.
func TestPowShort(t *testing.T) {
	var fx fixed
	a := new(big.Int).SetUint64(0xdeadbeefcafe1234)
	for n := 2; n < 70; n++ {
		for _, w := range []int{40, 64, 100, 128, 190} {
			const h = 64
			want := new(big.Int).Set(a)
			unit := h
			for _, bit := range big.NewInt(int64(n)).Text(2)[1:] {
				want = shr(want.Mul(want, want), 2*unit-w)
				unit = w
				if bit == '1' {
					want = shr(want.Mul(want, a), h)
				}
			}
			z := new(big.Int)
			if fx.powShort(z, a, n, h, w); z.Cmp(want) != 0 {
				t.Errorf("power %d from %d to %d bits: %v, want %v", n, h, w, z, want)
			}
		}
	}
}

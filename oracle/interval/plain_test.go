package interval

import (
	"math/big"
	"math/bits"
	"testing"
)

// The fixed-point kernels written plainly, from their documentation: every index is tried, nothing is skipped, all numbers are
// new. Results and error bars are compared bit for bit, so a bar is exactly the one that was derived. The logarithms of the
// table, and the series, have tests of their own.

func shr(x *big.Int, n int) *big.Int {
	if n < 0 {
		return new(big.Int).Lsh(x, uint(-n))
	}
	return new(big.Int).Rsh(x, uint(n))
}

// cut is trunc(x 2^w).
func cut(x *big.Float, w int) *big.Int {
	r, _ := x.Rat(nil)
	r.Mul(r, ratPow(big.NewRat(2, 1), w))
	return new(big.Int).Quo(r.Num(), r.Denom())
}

func plainExp(fx *fixed, x *big.Float, w int) (res *big.Int, a approx) {
	res = new(big.Int)
	if x.MantExp(nil) < -12 {
		return res, approx{fx.expSeries(res, cut(x, w), w) + 3, -w}
	}
	tab := fx.tab.at(w)
	k := fx.quotientLn2(x)
	ln2 := shr(&tab.ln2, 64)
	r := new(big.Int).Sub(cut(x, w), shr(new(big.Int).Mul(&tab.ln2, big.NewInt(k)), 64))
	for ; r.Sign() < 0; k-- {
		r.Add(r, ln2)
	}
	for ; r.Cmp(ln2) >= 0; k++ {
		r.Sub(r, ln2)
	}
	var used []int
	for j := 1; j < len(tab.l); j++ {
		if r.Cmp(&tab.l[j]) >= 0 {
			r.Sub(r, &tab.l[j])
			used = append(used, j)
		}
	}
	errs := fx.expSeries(res, r, w)
	for _, j := range used {
		res.Add(res, shr(res, j))
	}
	return res, approx{3 * (errs + 6 + 3*uint64(len(used))), int(k) - w}
}

func plainLog(fx *fixed, x *big.Float, w int) (res *big.Int, a approx) {
	tab := fx.tab.at(w)
	mant := new(big.Float)
	k := x.MantExp(mant)
	m := cut(mant, w)
	d := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(w)), m)
	res = shr(new(big.Int).Mul(&tab.ln2, big.NewInt(int64(k))), 64)
	steps := 0
	for j := 1; j < len(tab.l); j++ {
		if s := shr(m, j); s.Cmp(d) <= 0 {
			m.Add(m, s)
			d.Sub(d, s)
			res.Sub(res, &tab.l[j])
			steps++
		}
	}
	den := new(big.Int).Lsh(big.NewInt(2), uint(w))
	v, errs := plainQuotient(fx, d, den.Sub(den, d), w)
	return res.Sub(res, v), approx{errs + 5 + 3*uint64(steps), -w}
}

func plainQuotient(fx *fixed, num, den *big.Int, w int) (z *big.Int, errs uint64) {
	v := shr(num, -w)
	if v.Quo(v, den); v.Sign() == 0 {
		return v, 4
	}
	z = new(big.Int)
	errs = fx.atanhSeries(z, v, w)/2 + 5
	return shr(z.Mul(z, v), w-1), errs
}

func plainLog1p(fx *fixed, y *big.Float, w int) (res *big.Int, a approx) {
	s := cut(y, w)
	den := new(big.Int).Lsh(big.NewInt(2), uint(w))
	den.Add(den, s)
	res, errs := plainQuotient(fx, new(big.Int).Abs(s), den, w)
	if y.Signbit() {
		res.Neg(res)
	}
	return res, approx{errs + 3, -w}
}

func TestPlainKernels(t *testing.T) {
	for _, k := range []struct {
		name  string
		fast  func(fx *fixed, x *big.Float, w int) approx
		plain func(fx *fixed, x *big.Float, w int) (*big.Int, approx)
		shape shape
	}{
		{"exp", (*fixed).exp, plainExp, shape{maxExp: 8, minExp: -20}},
		{"exp of huge arguments", (*fixed).exp, plainExp, shape{maxExp: 30, minExp: 20}},
		{"exp around the choice of the series", (*fixed).exp, plainExp, shape{maxExp: -11, minExp: -14}},
		{"log", (*fixed).log, plainLog, shape{positive: true, maxExp: 20, minExp: -20}},
		{"log of huge arguments", (*fixed).log, plainLog, shape{positive: true, maxExp: 1 << 20, minExp: -1 << 20}},
		{"log near powers of two", (*fixed).log, plainLog, shape{positive: true, maxExp: 1, minExp: 0}},
		{"log1p", (*fixed).log1p, plainLog1p, shape{maxExp: -4, minExp: -70}},
	} {
		var fx, plain fixed
		seen := 0
		for i := range 150 {
			r := source("plain "+k.name, i)
			w := workBits([]uint{35, 100, 300}[r.IntN(3)], guard)
			if i%50 == 0 {
				w = workBits(2000, guard)
			}
			x := randomEnd(r, k.shape, []uint{20, 60, 200}[r.IntN(3)])
			if x.Sign() == 0 {
				continue
			}
			if i < 20 { // 2^e (1 - 2^-i): all ones, and then few bits
				x = prepare(new(big.Float), 120, big.ToNearestEven).SetInt64(1<<i - 1)
				x.SetMantExp(x, k.shape.maxExp-i)
				if x.Sign() == 0 {
					continue
				}
			}
			if i >= 20 && i < 40 { // a little above 1 - 2^-(n+1), n the entries of the table: the entry n + 1 would be used
				x = new(big.Float).SetMantExp(big.NewFloat(-1), -tableSize(w)-1)
				x = new(big.Float).SetPrec(120).Add(x, big.NewFloat(1+0x1p-50))
				x.SetMantExp(x, k.shape.maxExp)
			}
			a := k.fast(&fx, x, w)
			res, want := k.plain(&plain, x, w)
			if fx.res.Cmp(res) != 0 || a != want {
				t.Fatalf("case %d: %s(%g) at %d bits: %v, %+v, want %v, %+v", i, k.name, x, w, &fx.res, a, res, want)
			}
			seen++
		}
		if seen < 100 {
			t.Errorf("%s: %d cases", k.name, seen)
		}
	}
}

// TestQuotientLn2: floor(x / ln 2), or one less or more, by the reference exponential: e^x lies in [2^k, 2^(k+1)).
func TestQuotientLn2(t *testing.T) {
	var fx fixed
	off := 0
	c := NewContext(100)
	ln2 := c.Ln2(New())
	check := func(x *big.Float, want int64) {
		t.Helper()
		got := fx.quotientLn2(x)
		if got < want-1 || got > want+1 {
			t.Errorf("%g / ln 2 = %d, want %d", x, got, want)
		}
		if got != want {
			off++
		}
		a := fx.exp(x, 127)
		// res is 2^w e^r with r the remainder: in [1, 2), give or take the bar.
		if b := fx.res.BitLen(); int64(a.e+127) != want || b != 128 {
			t.Errorf("e^%g: exponent %d, want %d; %d bits", x, a.e+127, want, b)
		}
	}
	for _, k := range []int64{1, 2, 3, 100, 12345, 1 << 20, 1<<29 - 3, 1 << 30, -1, -2, -77, -1 << 22, -1 << 30} {
		z := c.MulInt64(New(), ln2, k)
		if z.IsPoint() {
			t.Fatal("k ln 2 is irrational")
		}
		check(z.Lo(), k-1)
		check(z.Hi(), k)
		m := c.MulRat(New(), ln2, big.NewRat(2*k+1, 2))
		check(m.Lo(), k)
	}
	for e := -60; e < -12; e++ {
		for _, v := range []float64{0.5, 0.999} {
			x := new(big.Float).SetMantExp(big.NewFloat(v), e)
			if got := fx.quotientLn2(x); got != 0 {
				t.Errorf("%g / ln 2 = %d", x, got)
			}
			if got := fx.quotientLn2(x.Neg(x)); got != -1 {
				t.Errorf("%g / ln 2 = %d", x, got)
			}
		}
	}
	if fx.quotientLn2(new(big.Float)) != 0 {
		t.Error("0 / ln 2")
	}
	t.Logf("%d quotients are off", off)
}

// TestExpTerms: the term n - 2 is the first that is at most 2^-w for x = 2^-k, exactly: what follows it is at most a third of it,
// and the next terms are taken too.
func TestExpTerms(t *testing.T) {
	for _, w := range []int{63, 127, 1023} {
		for _, k := range []int{2, 3, 10, 40, 62, 63, 127, 200} {
			n := expTerms(w, k)
			term := func(n int) *big.Int { return new(big.Int).Lsh(new(big.Int).MulRange(1, int64(n)), uint(k*n)) } // 1 / it
			limit := new(big.Int).Lsh(big.NewInt(1), uint(w))
			if n < 3 || term(n-2).Cmp(limit) < 0 || term(n-3).Cmp(limit) >= 0 {
				t.Errorf("w = %d, k = %d: %d terms", w, k, n)
			}
		}
	}
}

// blocks is floor(sqrt(0.8 n)), and the number of products by the m-th power that n terms take.
func blocks(n int) (m, products int) {
	for m = 1; 10*(m+1)*(m+1) <= 8*n; {
		m++
	}
	return m, (n - 1) / m
}

// fits says that the product of a and b is below 2^62.
func fits(a, b uint64) bool {
	hi, lo := bits.Mul64(a, b)
	return hi == 0 && lo < 1<<62
}

// TestSeriesBars: the error bars of both series from the counts of their derivations, and the work: the powers made. The values
// are within a quarter of the bars.
func TestSeriesBars(t *testing.T) {
	for _, w := range []int{63, 127, 255, 319, 511, 1023, 4095} {
		for _, k := range []int{2, 3, 8, 12, 25, 60} {
			var fx fixed
			x := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(w-k)), big.NewInt(1))
			n := expTerms(w, k)
			m, products := blocks(n)
			bar := uint64(8 + 6*products + 1)
			for i, c := n-1, uint64(1); i > 0; i-- {
				if c *= uint64(i); !fits(c, uint64(max(i-1, 1))) {
					c = 1
					bar++
				}
			}
			z := new(big.Int)
			if got := fx.expSeries(z, x, w); got != bar || len(fx.pow) != m+1 {
				t.Errorf("exp, w = %d, x < 2^-%d: bar %d, %d powers; want %d and %d", w, k, got, len(fx.pow), bar, m+1)
			}
			q := new(big.Rat).SetFrac(x, new(big.Int).Lsh(big.NewInt(1), uint(w)))
			lo, hi := slowExp(q, w)
			checkNear(t, "exp", w, k, z, lo, hi, bar/4)

			n = w/(w-shr(new(big.Int).Mul(x, x), w).BitLen()) + 2
			m, products = blocks(n)
			bar = uint64(2*m + 8 + 6*products + 1)
			for i := n - 1; i >= 0; i-- { // runs, less the first
				for e := uint64(2*i + 1); i > 0 && fits(e, uint64(2*i-1)); i-- {
					e *= uint64(2*i - 1)
				}
				if i > 0 {
					bar++
				}
			}
			fx = fixed{}
			if got := fx.atanhSeries(z, x, w); got != bar || len(fx.pow) != m+1 {
				t.Errorf("atanh, w = %d, x < 2^-%d: bar %d, %d powers; want %d and %d", w, k, got, len(fx.pow), bar, m+1)
			}
			// sum x^(2i) / (2i+1) with 64 more bits, each term truncated: off by at most one unit each.
			fine := new(big.Int)
			p := new(big.Int).Lsh(big.NewInt(1), uint(w+64))
			sq := new(big.Int).Mul(x, x)
			for i := int64(0); p.Sign() != 0; i++ {
				fine.Add(fine, new(big.Int).Quo(p, big.NewInt(2*i+1)))
				p = shr(p.Mul(p, sq), 2*w)
			}
			lo = shr(fine, 64)
			checkNear(t, "atanh", w, k, z, lo, new(big.Int).Add(lo, big.NewInt(1)), bar/4)
		}
	}
}

func checkNear(t *testing.T, name string, w, k int, z, lo, hi *big.Int, bar uint64) {
	t.Helper()
	b := new(big.Int).SetUint64(bar)
	if z.Cmp(new(big.Int).Sub(lo, b)) < 0 || z.Cmp(new(big.Int).Add(hi, b)) > 0 {
		t.Errorf("%s, w = %d, x < 2^-%d: %v is %v above %v, bar %d", name, w, k, z, new(big.Int).Sub(z, lo), lo, bar)
	}
}

// TestHorner: from 64 bits on, and below the whole precision, both factors are cut by the bits that the coming powers push out.
func TestHorner(t *testing.T) {
	const w, m = 255, 3
	ones := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), w), big.NewInt(1))
	for _, tt := range []struct{ k, after, cut int }{
		{1, 63, 0}, {1, 64, 64}, {9, 8, 72}, {2, 60, 120}, {3, 50, 150}, {127, 2, 254}, {51, 5, 0}, {64, 4, 0}, {40, 0, 0},
	} {
		var fx fixed
		fx.powers(shr(ones, 5), m, w)
		s := new(big.Int).Set(shr(ones, 1))
		p := &fx.pow[m]
		want := shr(new(big.Int).Mul(shr(s, tt.cut), shr(p, tt.cut)), w-2*tt.cut)
		if fx.horner(s, m, w, tt.k, tt.after); s.Cmp(want) != 0 {
			t.Errorf("%+v: %v, want %v", tt, s, want)
		}
	}
}

package interval

import (
	"math/big"
)

// The independent route to e^t: plain Taylor series of t/2^k in integer interval
// arithmetic, then k squarings. It shares nothing with the code under test: no
// table, no logarithm, no error bound to believe - both ends are carried.

// slowExp returns integers lo, hi with lo 2^-w <= e^t <= hi 2^-w, for rational t,
// |t| <= 2^20.
func slowExp(t *big.Rat, w int) (lo, hi *big.Int) {
	k := max(t.Num().BitLen()-t.Denom().BitLen()+1, 0) + 8
	// e^|t| < 2^(1.45 2^(k-7)): guard bits for the squarings and the size.
	a := new(big.Rat).Abs(t)
	size := 0
	if f, _ := a.Float64(); f > 1 {
		size = int(1.45*f) + 1
	}
	p := w + size + 2*k + 32
	// u = |t| 2^-k in [ul, uh] 2^-p.
	ul := new(big.Int).Lsh(a.Num(), uint(p))
	ul.Quo(ul, new(big.Int).Lsh(a.Denom(), uint(k)))
	uh := new(big.Int).Add(ul, big.NewInt(1))
	one := new(big.Int).Lsh(big.NewInt(1), uint(p))
	sl, sh := new(big.Int).Set(one), new(big.Int).Set(one)
	tl, th := new(big.Int).Set(one), new(big.Int).Set(one)
	for i := int64(1); th.Cmp(big.NewInt(2)) > 0; i++ {
		tl.Quo(tl.Rsh(tl.Mul(tl, ul), uint(p)), big.NewInt(i))
		th = ceilQuo(ceilShift(th.Mul(th, uh), p), big.NewInt(i))
		sl.Add(sl, tl)
		sh.Add(sh, th)
	}
	sh.Add(sh, th) // the remainder is below the last term because u/i < 1/2
	for range k {
		sl.Rsh(sl.Mul(sl, sl), uint(p))
		sh = ceilShift(sh.Mul(sh, sh), p)
	}
	if t.Sign() < 0 { // 1/e^|t|
		num := new(big.Int).Lsh(one, uint(p))
		sl, sh = new(big.Int).Quo(num, sh), ceilQuo(num, sl)
	}
	return sl.Rsh(sl, uint(p-w)), ceilShift(sh, p-w)
}

func ceilShift(x *big.Int, s int) *big.Int {
	z := new(big.Int).Neg(x)
	z.Rsh(z, uint(s)) // floor
	return z.Neg(z)
}

func ceilQuo(x, y *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// expBrackets reports, for a rational t, whether e^t certainly lies in [lo, hi]
// (rationals), and whether it certainly does not. Both are false when w bits do not
// decide.
func expBrackets(t, lo, hi *big.Rat, w int) (in, out bool) {
	l, h := slowExp(t, w)
	in = cmpScaled(lo, l, w) <= 0 && cmpScaled(hi, h, w) >= 0
	out = cmpScaled(lo, h, w) > 0 || cmpScaled(hi, l, w) < 0
	return in, out
}

// logBrackets is the same for log t by e^lo <= t <= e^hi.
func logBrackets(t, lo, hi *big.Rat, w int) (in, out bool) {
	ll, lh := slowExp(lo, w)
	hl, hh := slowExp(hi, w)
	in = cmpScaled(t, lh, w) >= 0 && cmpScaled(t, hl, w) <= 0
	out = cmpScaled(t, ll, w) < 0 || cmpScaled(t, hh, w) > 0
	return in, out
}

// cmpScaled compares the rational r with n 2^-w (in integers: no common factors
// are searched).
func cmpScaled(r *big.Rat, n *big.Int, w int) int {
	a := new(big.Int).Lsh(r.Num(), uint(w))
	return a.Cmp(new(big.Int).Mul(n, r.Denom()))
}

// rootBrackets decides lo <= t^(1/n) <= hi exactly, for t of any sign (n odd) or
// t >= 0.
func rootBrackets(t, lo, hi *big.Rat, n int) bool {
	return (n%2 == 0 && lo.Sign() < 0 || cmpPower(lo, t, n) <= 0) && cmpPower(hi, t, n) >= 0
}

// cmpPower compares x^n with t, n > 0, by integers without common factors removed.
func cmpPower(x, t *big.Rat, n int) int {
	e := big.NewInt(int64(n))
	a := new(big.Int).Exp(x.Num(), e, nil)
	b := new(big.Int).Exp(x.Denom(), e, nil)
	return a.Mul(a, t.Denom()).Cmp(b.Mul(b, t.Num()))
}

// ratPow returns x^n exactly, for any n (x not 0 when n < 0).
func ratPow(x *big.Rat, n int) *big.Rat {
	e := big.NewInt(int64(abs(n)))
	num := new(big.Int).Exp(x.Num(), e, nil)
	den := new(big.Int).Exp(x.Denom(), e, nil)
	if n < 0 {
		num, den = den, num
	}
	return new(big.Rat).SetFrac(num, den)
}

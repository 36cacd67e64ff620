package shrinkage

import (
	"math"
	"math/big"
)

// One Newton step for psi(x) = N log(x^2+1) - M log x - log kappa, which rises on the right of the double root and vanishes at the larger root
// a. With v = x^2 + 1, G = v^N - kappa x^M and psi'(x) = (L x^2 - M)/(x v), a step from c is
//
//	c' = c - G / (v^N psi'(c)) = c - G c v / (v^N (L c^2 - M)) = c - G c / (v^M (L c^2 - M)),
//
// right to second order. All numbers are integers at a binary scale. The working scale is p = 2h and c has scale h, so c^2 is exact and G, which
// is of the order 2^-h, has about h significant bits: everything after G costs a product of h bits. The division is by the reciprocal
// R = 1/P of P = v^M (L c^2 - M) or v^N (L c^2 - M), kept between steps and brought from h/2 to h bits by one Newton step of its own,
// E = 1 - P R, R <- R + R E.

// start makes the float64 approximation x the state at scale h.
func (f *Finder) start(x float64, h uint) {
	setFloat(&f.c, x, h)
	f.cs = h
	l, m, n := float64(f.depth), float64(f.depth-2), float64(f.depth-1)
	v := x*x + 1
	power := m
	if !f.haveBase() {
		power = n
	}
	logP := power*math.Log2(v) + math.Log2(l*x*x-m)
	f.eP = int(math.Ceil(logP))
	// P <= 2^eP, so R = 1/P >= 2^-eP has rs significant bits at the scale rs + eP.
	f.rs = 48
	setFloat(&f.r, math.Exp2(float64(f.eP)-logP), f.rs)
}

// haveBase says whether v^M occurs on the way to v^N = v^M v.
func (f *Finder) haveBase() bool { return f.depth == 3 || f.depth%2 == 0 }

// setFloat sets z to x 2^s rounded down, for 0 < x.
func setFloat(z *big.Int, x float64, s uint) {
	fr, e := math.Frexp(x)
	z.SetUint64(uint64(math.Ldexp(fr, 53)))
	if k := int(s) + e - 53; k >= 0 {
		z.Lsh(z, uint(k))
	} else {
		z.Rsh(z, uint(-k))
	}
}

// step takes f.c, good to about h bits, to scale 2h. Right shifts round down: floor for either sign.
func (f *Finder) step(h uint) {
	p := 2 * h
	l, m := int64(f.depth), int64(f.depth-2)
	f.rescale(h)
	// w = c^2 and v = w + 1 at scale p, exact.
	f.w.Mul(&f.c, &f.c)
	f.t.SetUint64(1)
	f.q.Lsh(&f.t, p)
	f.v.Add(&f.w, &f.q)
	// vn = v^N; base is v^M where that occurs, otherwise v^N.
	base := &f.vn
	switch {
	case f.depth == 3:
		base = &f.v
		f.mul(&f.vn, &f.v, &f.v, p)
	case f.depth%2 == 0:
		base = &f.base
		f.power(&f.base, &f.v, f.depth-2, p)
		f.mul(&f.vn, &f.base, &f.v, p)
	default:
		f.power(&f.vn, &f.v, f.depth-1, p)
	}
	// kc = kappa c^M.
	f.e.Rsh(&f.kappa.Mid, f.kappa.Scale-p)
	switch {
	case f.depth == 3:
		f.mul(&f.kc, &f.e, &f.c, h)
	case f.depth%2 == 0:
		f.power(&f.pc, &f.w, (f.depth-2)/2, p)
		f.mul(&f.kc, &f.e, &f.pc, p)
	default:
		f.power(&f.pc, &f.w, (f.depth-3)/2, p)
		f.mul(&f.kc, &f.e, &f.pc, p)
		f.mul(&f.kc, &f.kc, &f.c, h)
	}
	f.g.Sub(&f.vn, &f.kc)
	// P at scale h: base times L w - M.
	f.t.SetInt64(l)
	f.e.Rsh(&f.w, h)
	f.q.Mul(&f.e, &f.t)
	f.t.SetInt64(m)
	f.e.Lsh(&f.t, h)
	f.q.Sub(&f.q, &f.e)
	f.e.Rsh(base, h)
	f.mul(&f.p, &f.e, &f.q, h)
	// R from scale rs + eP to h + eP.
	f.t.Mul(&f.p, &f.r)
	f.e.Rsh(&f.t, uint(int(f.rs)+f.eP)) // P R at scale h
	f.t.SetUint64(1)
	f.q.Lsh(&f.t, h)
	f.e.Sub(&f.q, &f.e) // kept for the certificate
	f.t.Mul(&f.r, &f.e)
	f.q.Rsh(&f.t, f.rs)
	f.shift(&f.t, &f.r, int(h)-int(f.rs))
	f.r.Add(&f.t, &f.q)
	f.rs = h
	// delta = G R c (v), scale p.
	f.t.Mul(&f.g, &f.r)
	f.q.Rsh(&f.t, uint(int(h)+f.eP))
	f.mul(&f.delta, &f.q, &f.c, h)
	if !f.haveBase() {
		f.q.Rsh(&f.v, h)
		f.mul(&f.delta, &f.delta, &f.q, h)
	}
	f.center.Set(&f.c)
	f.t.Lsh(&f.c, h)
	f.c.Sub(&f.t, &f.delta)
	f.cs = p
}

// rescale brings c to scale h.
func (f *Finder) rescale(h uint) {
	f.shift(&f.center, &f.c, int(h)-int(f.cs))
	f.c, f.center = f.center, f.c
	f.cs = h
}

// mul sets z = x y / 2^s rounded down; z may be x or y.
func (f *Finder) mul(z, x, y *big.Int, s uint) {
	f.t.Mul(x, y)
	z.Rsh(&f.t, s)
}

func (f *Finder) shift(z, x *big.Int, s int) {
	if s >= 0 {
		z.Lsh(x, uint(s))
	} else {
		z.Rsh(x, uint(-s))
	}
}

// power sets z = x^n at scale p, each product rounded down, n >= 1. z is not x.
func (f *Finder) power(z, x *big.Int, n int, p uint) {
	top := 1
	for 2*top <= n {
		top *= 2
	}
	z.Set(x)
	for top /= 2; top > 0; top /= 2 {
		f.mul(z, z, z, p)
		if n&top != 0 {
			f.mul(z, z, x, p)
		}
	}
}

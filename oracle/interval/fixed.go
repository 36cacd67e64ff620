package interval

import "math/big"

// fixed is the scratch memory and the caches of the elementary functions. Fixed-
// point values are integers in units ("ulps") of 2^-w.
type fixed struct {
	tab logTables
	pi  big.Int // pi in units 2^-piW with an error of at most 1
	piW int

	res  big.Int   // result of the last evaluation
	pow  []big.Int // powers of the series' argument
	used []int     // shifts of the reduction

	// Scratch. t is clobbered by every helper; word holds single-word operands and
	// quo the remainders of divisions by them; s and t2 are clobbered by horner.
	x, s, t, t2, one, word, quo big.Int
	v, rem, atanh               big.Int // atanhQuotient and root
	f, h, l, near               big.Float
}

// approx is a number known as A 2^e with A = fx.res, |true - A 2^e| <= err 2^e.
type approx struct {
	err uint64
	e   int
}

// workBits returns the fixed-point precision for prec good bits with a guard of
// at least g bits: one less than a multiple of 64, so that numbers below 2 fill
// whole words.
func workBits(prec uint, g int) int {
	return (int(prec)+g+64)/64*64 - 1
}

// toFixed sets z = trunc(x 2^w); the error is below one ulp.
func (fx *fixed) toFixed(z *big.Int, x *big.Float, w int) {
	fx.f.Copy(x)
	if fx.f.Sign() != 0 {
		if fx.f.MantExp(nil)+w <= 0 {
			z.SetInt64(0)
			return
		}
		fx.f.SetMantExp(&fx.f, w)
	}
	fx.f.Int(z)
}

// round sets z to the rounding of the approximated number in z's mode and reports
// whether that is decided: both ends of the error bar round alike. Otherwise z is
// the rounding of the end on the safe side (below when z rounds down).
func (fx *fixed) round(z *big.Float, a approx) bool {
	if a.err == 0 {
		panic("interval: an approximation without an error bar")
	}
	fx.word.SetUint64(a.err)
	fx.t.Sub(&fx.res, &fx.word)
	fx.t2.Add(&fx.res, &fx.word)
	down := z.Mode() == big.ToNegativeInf
	o := prepare(&fx.h, z.Prec(), z.Mode())
	if down {
		setScaled(z, &fx.t, a.e)
		setScaled(o, &fx.t2, a.e)
	} else {
		setScaled(z, &fx.t2, a.e)
		setScaled(o, &fx.t, a.e)
	}
	return z.Cmp(o) == 0
}

// nudge sets z to the rounding of x + sign eps for an infinitely small eps > 0 in
// z's mode: the correct rounding of any number strictly between x and
// x + sign 2^-k |x| when k exceeds the precisions of z and x by 4.
func nudge(z, x *big.Float, sign int) {
	var s big.Float
	s.SetInt64(int64(sign))
	k := int(max(z.Prec(), x.Prec())) + 6
	s.SetMantExp(&s, x.MantExp(nil)-k)
	z.Add(x, &s)
}

package interval

import (
	"math"
	"math/big"
	"math/bits"
)

// powers fills fx.pow[1..m] with x^i in units 2^-w for |x| < 2^(w-2). The
// value x is exact; each product truncates, so the error e_i obeys
// e_{i+j} <= e_i x^j + e_j x^i + e_i e_j 2^-w + 1 <= 2 by induction (x <= 1/4).
func (fx *fixed) powers(x *big.Int, m, w int) {
	for len(fx.pow) <= m {
		fx.pow = append(fx.pow, big.Int{})
	}
	fx.pow[0].SetInt64(0)
	fx.pow[0].SetBit(&fx.pow[0], w, 1)
	fx.pow[1].Set(x)
	for i := 2; i <= m; i++ {
		h := i / 2
		fx.t.Mul(&fx.pow[h], &fx.pow[i-h])
		fx.pow[i].Rsh(&fx.t, uint(w))
	}
}

// horner sets s = s x^m in units 2^-w where the result will be multiplied by
// x^after, |x| < 2^-k: bits that this pushes below the unit are cut first. With
// cut = k after, both factors lose at most 2^cut units, so the product is off by
// at most 2^cut (s/2^w + 2^-km + 1) + 2 e_x s/2^w, and the final effect, times
// 2^-(k after), is at most s/2^w (1 + 2) + 2 units.
func (fx *fixed) horner(s *big.Int, m, w, k, after int) {
	cut := k * after
	if cut < 64 || cut >= w {
		fx.t.Mul(s, &fx.pow[m])
		s.Rsh(&fx.t, uint(w))
		return
	}
	fx.t2.Rsh(s, uint(cut))
	fx.s.Rsh(&fx.pow[m], uint(cut))
	fx.t.Mul(&fx.t2, &fx.s)
	if sh := w - 2*cut; sh >= 0 {
		s.Rsh(&fx.t, uint(sh))
	} else {
		s.Lsh(&fx.t, uint(-sh))
	}
}

// addWord sets s += c x.
func (fx *fixed) addWord(s, x *big.Int, c uint64) {
	if c == 1 {
		s.Add(s, x)
		return
	}
	fx.word.SetUint64(c)
	fx.t.Mul(x, &fx.word)
	s.Add(s, &fx.t)
}

func (fx *fixed) divWord(s *big.Int, c uint64) {
	if c != 1 {
		fx.word.SetUint64(c)
		s.QuoRem(s, &fx.word, &fx.quo)
	}
}

// expSeries sets z = exp(x) in units 2^-w for |x| < 2^(w-2) and returns a
// bound of the error in ulps. The sum of n terms x^i/i! is evaluated in blocks of
// m (rectangular splitting), from the top, with word-size coefficients
// c_i = (run end)!/i! and one word division per run of factorials.
//
// Error: the term i uses x^(i mod m) with an error of at most 2, times 1/i! and
// powers of x: at most 2e < 6 in sum. A block product is applied to s <= 1.2 c
// with a scale c >= 1 that is divided out later: at most 1.2*3 + 2 < 6. Each
// division truncates: 1. The remainder of the series is at most 1 by the choice
// of n (see expTerms) .
func (fx *fixed) expSeries(z, x *big.Int, w int) uint64 {
	k := w - x.BitLen() // x < 2^-k
	n := expTerms(w, k)
	m := max(int(math.Sqrt(float64(n)*0.8)), 1)
	fx.powers(x, m, w)
	z.SetInt64(0)
	c := uint64(1)
	errs := uint64(8)
	for i := n - 1; ; i-- {
		if j := i % m; j == 0 { // x^0: add c 2^w
			fx.addWord(z, &fx.pow[0], c)
		} else {
			fx.addWord(z, &fx.pow[j], c)
		}
		if i == 0 {
			break
		}
		c *= uint64(i)
		if hi, lo := bits.Mul64(c, uint64(max(i-1, 1))); hi != 0 || lo>>62 != 0 {
			fx.divWord(z, c)
			c = 1
			errs++
		}
		if i%m == 0 {
			fx.horner(z, m, w, k, i-m)
			errs += 6
		}
	}
	fx.divWord(z, c)
	return errs + 1
}

// expTerms returns n such that x^n/n! (1 + x + ...) <= 2^-w for 0 <= x < 2^-k,
// k >= 2: log2 of x^i/i! falls by at least k each term, so the remainder is at
// most 4/3 of its first term; one more term than needed pays for that and for the
// rounding of the logarithms.
func expTerms(w, k int) int {
	n, b := 1, 0.0
	for b < float64(w) {
		b += float64(k) + math.Log2(float64(n))
		n++
	}
	return n + 1
}

// atanhSeries sets z = atanh(x)/x = sum y^i/(2i+1), y = x^2, in units 2^-w for
// 0 <= x < 2^(w-2), and returns a bound of the error in ulps. Terms are gathered
// over common denominators d of word size: s holds d times the sum, and moving to
// the next denominator multiplies by d' and divides by d.
//
// Error: y is off by at most 1, which changes the sum by at most 1/3 + 1 < 2;
// each term's power by at most 2, with weights 1/(2i+1) y^(block) : at most 2 for
// the whole lowest block plus 1 for the others (y^m <= 1/16); a block product
// 6 as in expSeries; a change of denominator truncates, 1 unit over d >= 1; the
// remainder of the series is at most 1.
func (fx *fixed) atanhSeries(z, x *big.Int, w int) uint64 {
	fx.t.Mul(x, x)
	fx.x.Rsh(&fx.t, uint(w))
	y := &fx.x
	z.SetInt64(0)
	k := w - y.BitLen()
	n := w/k + 2 // y^n/(2n+1) 16/15 < 2^-w
	m := max(int(math.Sqrt(float64(n)*0.8)), 1)
	fx.powers(y, m, w)
	errs := uint64(2*m + 8)
	d := uint64(1)
	for i := n - 1; i >= 0; {
		// A run of terms i, i-1, ..., l with denominator e = prod (2j+1).
		e, l := uint64(2*i+1), i
		for l > 0 {
			hi, lo := bits.Mul64(e, uint64(2*l-1))
			if hi != 0 || lo>>62 != 0 {
				break
			}
			e = lo
			l--
		}
		if z.Sign() != 0 {
			fx.word.SetUint64(e)
			fx.t.Mul(z, &fx.word)
			z.Set(&fx.t)
			fx.divWord(z, d)
			errs++
		}
		d = e
		for ; i >= l; i-- {
			fx.addWord(z, &fx.pow[i%m], d/uint64(2*i+1))
			if i > 0 && i%m == 0 {
				fx.horner(z, m, w, k, i-m)
				errs += 6
			}
		}
	}
	fx.divWord(z, d)
	return errs + 1
}

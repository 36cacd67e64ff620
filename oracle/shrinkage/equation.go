package shrinkage

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// equation is a function of one variable y > 0 whose root a bracket narrows.
type equation interface {
	// value sets z to an enclosure of f on y, slope to one of f'. z must not alias y.
	value(c *interval.Context, z, y *interval.Interval)
	slope(c *interval.Context, z, y *interval.Interval)
	// sign is the exact sign of f(y).
	sign(y *big.Rat) int
}

// unit is f(y) = (1 + y^k)^N - beta y^m with z = y^k: k = 1, m = (L-2)/2 for even L, and k = 2, m = L-2 for odd L.
type unit struct {
	depth, k, m int
	beta        *big.Rat
	poly        *sturm.Poly // f as a polynomial, made when an exact sign is asked for
	v, w        interval.Interval
	b           interval.Interval // beta at the precision bprec
	bprec       uint
}

func newUnit(depth int, beta *big.Rat) *unit {
	if depth%2 == 0 {
		return &unit{depth: depth, k: 1, m: (depth - 2) / 2, beta: beta}
	}
	return &unit{depth: depth, k: 2, m: depth - 2, beta: beta}
}

func (f *unit) betaAt(c *interval.Context) *interval.Interval {
	if f.bprec != c.Prec() {
		c.SetRat(&f.b, f.beta)
		f.bprec = c.Prec()
	}
	return &f.b
}

func (f *unit) value(c *interval.Context, z, y *interval.Interval) {
	c.Pow(&f.v, y, f.k)
	c.AddInt64(&f.v, &f.v, 1)
	c.Pow(&f.v, &f.v, f.depth-1)
	c.Pow(&f.w, y, f.m)
	c.Mul(&f.w, &f.w, f.betaAt(c))
	c.Sub(z, &f.v, &f.w)
}

// slope is f' = k N y^(k-1) (1+y^k)^(N-1) - beta m y^(m-1).
func (f *unit) slope(c *interval.Context, z, y *interval.Interval) {
	c.Pow(&f.v, y, f.k)
	c.AddInt64(&f.v, &f.v, 1)
	c.Pow(&f.v, &f.v, f.depth-2)
	if f.k == 2 {
		c.Mul(&f.v, &f.v, y)
	}
	c.MulInt64(&f.v, &f.v, int64(f.k*(f.depth-1)))
	c.Pow(&f.w, y, f.m-1)
	c.MulInt64(&f.w, &f.w, int64(f.m))
	c.Mul(&f.w, &f.w, f.betaAt(c))
	c.Sub(z, &f.v, &f.w)
}

func (f *unit) sign(y *big.Rat) int {
	if f.poly == nil {
		n := f.depth - 1
		c := make([]*big.Int, f.k*n+1)
		for i := range c {
			c[i] = new(big.Int)
		}
		for i := range n + 1 {
			c[f.k*i].Mul(new(big.Int).Binomial(int64(n), int64(i)), f.beta.Denom())
		}
		c[f.m].Sub(c[f.m], f.beta.Num())
		p, err := sturm.FromInts(c...)
		if err != nil {
			// beta has at most (L+1) MaxRationalBits < 2^20 bits and the degree is at most 126: within sturm's bounds.
			panic("shrinkage: " + err.Error())
		}
		f.poly = p
	}
	return f.poly.SignAt(y)
}

// brackets returns brackets of the smaller and the larger root, for L >= 3 and beta > beta_1. They meet at a point near the double root
// where f < 0 by proof, and end where f > 0:
//
//	z >= beta^(2/L):     (1+z)^N > z^N = z^(L/2) z^(M/2) >= beta z^(M/2),
//	z <= beta^(-2/M):    (1+z)^N > 1 >= beta z^(M/2).
func (f *unit) brackets() (small, large *bracket) {
	// beta < 2^e, e >= 1.
	e := max(f.beta.Num().BitLen()-f.beta.Denom().BitLen()+1, 1)
	mid := f.interior()
	lo := power2(-ceilDiv(2*e, (f.depth-2)*f.k))
	hi := power2(ceilDiv(2*e, f.depth*f.k))
	return &bracket{f: f, lo: lo, hi: mid, signLo: 1}, &bracket{f: f, lo: mid, hi: hi, signLo: -1}
}

// interior returns a point where f < 0: a rounded (M/L)^(1/k), at a precision raised until the sign is proved. f is negative at the exact
// point because beta > beta_1, so this ends.
func (f *unit) interior() *big.Float {
	for prec := uint(64); ; prec *= 2 {
		c := interval.NewContext(prec)
		y, z := interval.New(), interval.New()
		c.SetRat(y, big.NewRat(int64(f.depth-2), int64(f.depth)))
		if f.k == 2 {
			c.Sqrt(y, y)
		}
		m := y.Mid()
		c.SetPrec(2 * prec)
		f.value(c, z, c.SetFloat(y, m))
		if z.Negative() == interval.Yes {
			return m
		}
	}
}

func power2(e int) *big.Float {
	return new(big.Float).SetMantExp(big.NewFloat(1), e)
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }

// tie is T(z)/z with T(z) = (1+z)^N (1-z) - 1 = sum_{j>=1} (C(N,j) - C(N,j-1)) z^j, L >= 3. On (0, 1) it has one root: T rises and then falls
// (its logarithmic derivative N/(1+z) - 1/(1-z) changes sign once), T(0) = 0, T'(0) = M > 0, T(1) = -1.
type tie struct {
	c    []*big.Int // coefficients of T/z, degree N
	poly *sturm.Poly
}

// newTie builds T/z; for L = 2 it is -z.
func newTie(depth int) *tie {
	n := int64(depth - 1)
	f := &tie{c: make([]*big.Int, n+1)}
	for j := int64(1); j <= n+1; j++ {
		// C(N, N+1) = 0
		f.c[j-1] = new(big.Int).Binomial(n, j)
		f.c[j-1].Sub(f.c[j-1], new(big.Int).Binomial(n, j-1))
	}
	p, err := sturm.FromInts(f.c...)
	if err != nil {
		panic("shrinkage: " + err.Error()) // binomials of at most 64 bits
	}
	f.poly = p
	return f
}

func (f *tie) value(c *interval.Context, z, y *interval.Interval) {
	var t interval.Interval
	c.SetInt64(z, 0)
	for i := len(f.c) - 1; i >= 0; i-- {
		c.Mul(z, z, y)
		c.Add(z, z, c.SetInt(&t, f.c[i]))
	}
}

func (f *tie) slope(c *interval.Context, z, y *interval.Interval) {
	var t interval.Interval
	var k big.Int
	c.SetInt64(z, 0)
	for i := len(f.c) - 1; i >= 1; i-- {
		c.Mul(z, z, y)
		c.Add(z, z, c.SetInt(&t, k.Mul(f.c[i], big.NewInt(int64(i)))))
	}
}

func (f *tie) sign(y *big.Rat) int { return f.poly.SignAt(y) }

// bracket returns [M/L rounded down to a dyadic, 1]: T > 0 on (0, M/L], where T rises.
func (f *tie) bracket() *bracket {
	// T' = 0 where 1 - z = (1+z)/N, that is at z = (N-1)/(N+1) = M/L.
	depth := len(f.c)
	lo := new(big.Float).SetPrec(64).SetMode(big.ToNegativeInf).SetRat(big.NewRat(int64(depth-2), int64(depth)))
	return &bracket{f: f, lo: lo, hi: big.NewFloat(1), signLo: 1}
}

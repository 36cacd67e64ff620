package sturm

import (
	"fmt"
	"math/big"
	"strings"
)

// integer is what coefficient lists hold. Lists never share an integer that is written to.
type integer = *big.Int

// Poly is a polynomial p(x) = content * (c_0 + c_1 x + ... + c_n x^n) with rational coefficients.
//
// The integers c_i have no common divisor and c_n > 0; the content is a rational of either sign. The zero polynomial has content 0 and no
// coefficients; its Degree is -1. A Poly is immutable, so it may be shared between goroutines. The zero value of Poly is the zero
// polynomial.
type Poly struct {
	content big.Rat
	c       []integer
}

// New returns c[0] + c[1] x + ... + c[n] x^n.
//
// Trailing zeros are dropped; no coefficient, or only zeros, gives the zero polynomial. The coefficients are copied.
//
// Errors: a *LimitError when the degree, or a coefficient after clearing denominators, is beyond its bound. A nil coefficient panics.
func New(c ...*big.Rat) (*Poly, error) {
	den := big.NewInt(1)
	g := new(big.Int)
	for _, ci := range c {
		d := ci.Denom()
		if n := ci.Num().BitLen(); n > MaxCoefficientBits {
			return nil, &LimitError{"coefficient bits", int64(n), MaxCoefficientBits}
		}
		g.GCD(nil, nil, den, d)
		den.Mul(den, g.Quo(d, g))
		if den.BitLen() > MaxCoefficientBits {
			return nil, &LimitError{"coefficient bits", int64(den.BitLen()), MaxCoefficientBits}
		}
	}
	list := make([]integer, len(c))
	for i, ci := range c {
		list[i] = new(big.Int).Mul(ci.Num(), g.Quo(den, ci.Denom()))
	}
	return normalize(list, new(big.Rat).SetFrac(big.NewInt(1), den))
}

// FromInts returns c[0] + c[1] x + ... + c[n] x^n for integers, like New.
func FromInts(c ...*big.Int) (*Poly, error) {
	list := make([]integer, len(c))
	for i, ci := range c {
		list[i] = new(big.Int).Set(ci)
	}
	return normalize(list, big.NewRat(1, 1))
}

// FromInt64s returns c[0] + c[1] x + ... + c[n] x^n for small integers, like New.
func FromInt64s(c ...int64) (*Poly, error) {
	list := make([]integer, len(c))
	for i, ci := range c {
		list[i] = big.NewInt(ci)
	}
	return normalize(list, big.NewRat(1, 1))
}

// normalize takes over the list and returns content * list in the form that Poly documents, or a *LimitError.
func normalize(list []integer, content *big.Rat) (*Poly, error) {
	p := build(list, content)
	if err := checkSize(p.c); err != nil {
		return nil, err
	}
	if h := max(p.content.Num().BitLen(), p.content.Denom().BitLen()); h > MaxCoefficientBits {
		return nil, &LimitError{"coefficient bits", int64(h), MaxCoefficientBits}
	}
	return p, nil
}

// build is normalize without the bounds, for results that cannot be much larger than an accepted polynomial.
func build(list []integer, content *big.Rat) *Poly {
	p := new(Poly)
	list = trim(list)
	if len(list) == 0 {
		return p
	}
	g := makePrimitive(list)
	p.content.Mul(content, new(big.Rat).SetInt(g))
	p.c = list
	return p
}

// trim drops leading zero coefficients.
func trim(c []integer) []integer {
	for len(c) > 0 && c[len(c)-1].Sign() == 0 {
		c = c[:len(c)-1]
	}
	return c
}

// makePrimitive divides the non-empty, trimmed list in place by its content, signed so that the leading coefficient becomes positive, and
// returns that content.
func makePrimitive(c []integer) *big.Int {
	one := big.NewInt(1)
	g := new(big.Int).Abs(c[len(c)-1])
	for _, ci := range c {
		if g.Cmp(one) == 0 {
			break
		}
		g.GCD(nil, nil, g, new(big.Int).Abs(ci))
	}
	if c[len(c)-1].Sign() < 0 {
		g.Neg(g)
	}
	if g.Cmp(one) != 0 {
		for _, ci := range c {
			ci.Quo(ci, g)
		}
	}
	return g
}

// Degree is the degree n of p, and -1 for the zero polynomial.
func (p *Poly) Degree() int { return len(p.c) - 1 }

// IsZero says whether p is the zero polynomial.
func (p *Poly) IsZero() bool { return len(p.c) == 0 }

// Content returns a copy of the content of p, a rational with the sign of p's leading coefficient.
func (p *Poly) Content() *big.Rat { return new(big.Rat).Set(&p.content) }

// Coefficient returns the coefficient of x^i in p, content included; it is 0 beyond the degree. A negative i panics.
func (p *Poly) Coefficient(i int) *big.Rat {
	if i < 0 {
		panic("sturm: Coefficient of a negative power")
	}
	z := new(big.Rat)
	if i < len(p.c) {
		z.SetInt(p.c[i])
		z.Mul(z, &p.content)
	}
	return z
}

// Primitive returns copies of the integer coefficients c_0, ..., c_n of p without its content.
func (p *Poly) Primitive() []*big.Int { return clone(p.c) }

// Equal says whether p and q are the same polynomial.
func (p *Poly) Equal(q *Poly) bool { return p.content.Cmp(&q.content) == 0 && sameRoots(p, q) }

// sameRoots says whether p and q agree up to content.
func sameRoots(p, q *Poly) bool {
	if len(p.c) != len(q.c) {
		return false
	}
	for i := range p.c {
		if p.c[i].Cmp(q.c[i]) != 0 {
			return false
		}
	}
	return true
}

// String returns p as "content * (c_n x^n + ... + c_0)", zero terms left out.
func (p *Poly) String() string {
	if p.IsZero() {
		return "0"
	}
	var s strings.Builder
	fmt.Fprintf(&s, "%s * (", p.content.RatString())
	for i := len(p.c) - 1; i >= 0; i-- {
		if p.c[i].Sign() == 0 {
			continue
		}
		sign, abs := " + ", new(big.Int).Abs(p.c[i])
		if p.c[i].Sign() < 0 {
			sign = " - "
		}
		if i == len(p.c)-1 {
			sign = ""
		}
		switch i {
		case 0:
			fmt.Fprintf(&s, "%s%s", sign, abs)
		case 1:
			fmt.Fprintf(&s, "%s%s x", sign, abs)
		default:
			fmt.Fprintf(&s, "%s%s x^%d", sign, abs, i)
		}
	}
	s.WriteString(")")
	return s.String()
}

func clone(c []integer) []integer {
	z := make([]integer, len(c))
	for i := range c {
		z[i] = new(big.Int).Set(c[i])
	}
	return z
}

package sturm

import "math/big"

// Add returns p + q. Errors: a *LimitError when the sum is too large.
func (p *Poly) Add(q *Poly) (*Poly, error) { return combine(p, q, 1) }

// Sub returns p - q. Errors: a *LimitError when the difference is too large.
func (p *Poly) Sub(q *Poly) (*Poly, error) { return combine(p, q, -1) }

func combine(p, q *Poly, sign int64) (*Poly, error) {
	n := max(len(p.c), len(q.c))
	// p + sign q = (P c_p + sign Q c_q)/den with contents P/den and Q/den.
	den := new(big.Int).Mul(p.content.Denom(), q.content.Denom())
	a := new(big.Int).Mul(p.content.Num(), q.content.Denom())
	b := new(big.Int).Mul(q.content.Num(), p.content.Denom())
	b.Mul(b, big.NewInt(sign))
	list := make([]integer, n)
	t := new(big.Int)
	for i := range list {
		list[i] = new(big.Int)
		if i < len(p.c) {
			list[i].Mul(a, p.c[i])
		}
		if i < len(q.c) {
			list[i].Add(list[i], t.Mul(b, q.c[i]))
		}
	}
	return normalize(list, new(big.Rat).SetFrac(big.NewInt(1), den))
}

// Mul returns p q. Errors: a *LimitError when the product is too large.
func (p *Poly) Mul(q *Poly) (*Poly, error) {
	// Gauss: the product of primitive polynomials is primitive, so normalize finds content 1.
	return normalize(mulInts(p.c, q.c), new(big.Rat).Mul(&p.content, &q.content))
}

// mulInts returns the product, with leading zeros when a list has them or is empty.
func mulInts(a, b []integer) []integer {
	z := make([]integer, max(len(a)+len(b)-1, 0))
	for i := range z {
		z[i] = new(big.Int)
	}
	t := new(big.Int)
	for i, ai := range a {
		if ai.Sign() == 0 {
			continue
		}
		for j, bj := range b {
			z[i+j].Add(z[i+j], t.Mul(ai, bj))
		}
	}
	return z
}

// Derivative returns p'. The derivative of a constant is the zero polynomial. (It never fails: its coefficients are at most log2 n bits
// longer than those of p.)
func (p *Poly) Derivative() *Poly { return build(derivative(p.c), &p.content) }

func derivative(c []integer) []integer {
	if len(c) == 0 {
		return nil
	}
	z := make([]integer, len(c)-1)
	for i := range z {
		z[i] = new(big.Int).Mul(c[i+1], big.NewInt(int64(i+1)))
	}
	return z
}

// quoExact returns a / b for primitive integer polynomials where b divides a; the quotient is an integer polynomial by Gauss' lemma.
// It panics when b does not divide a.
func quoExact(a, b []integer) []integer {
	r := clone(a)
	n := len(b) - 1
	if len(a) < len(b) {
		panic("sturm: quoExact of a non-multiple")
	}
	q := make([]integer, len(a)-n)
	t, m := new(big.Int), new(big.Int)
	for i := len(q) - 1; i >= 0; i-- {
		q[i] = new(big.Int)
		if q[i].QuoRem(r[i+n], b[n], m); m.Sign() != 0 {
			panic("sturm: quoExact of a non-multiple")
		}
		if q[i].Sign() == 0 {
			continue
		}
		for j := range b {
			r[i+j].Sub(r[i+j], t.Mul(q[i], b[j]))
		}
	}
	if len(trim(r)) != 0 {
		panic("sturm: quoExact of a non-multiple")
	}
	return q
}

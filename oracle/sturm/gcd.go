package sturm

import (
	"context"
	"errors"
	"math/big"
)

// ErrZero is returned where the zero polynomial has no meaning: every number is its root.
var ErrZero = errors.New("sturm: the zero polynomial")

// GCD returns the greatest common divisor of p and q as a primitive polynomial (content 1, positive leading coefficient), by the
// subresultant remainder sequence. gcd(p, 0) is the primitive part of p; gcd(0, 0) is 0.
//
// Errors: a *LimitError when the sequence would be too large; the context's error.
func GCD(ctx context.Context, p, q *Poly) (*Poly, error) {
	a, b := p.c, q.c
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) == 0 {
		return primitive(clone(a)), nil
	}
	if err := checkSequence(len(a)-1, max(height(a), height(b))); err != nil {
		return nil, err
	}
	var last []integer
	if err := remainders(ctx, a, b, func(c []integer, _ int) { last = c }); err != nil {
		return nil, err
	}
	return primitive(clone(last)), nil
}

// primitive takes over a trimmed list that is no larger than an accepted polynomial's divisor.
func primitive(c []integer) *Poly {
	p := new(Poly)
	if len(c) > 0 {
		makePrimitive(c)
		p.c = c
		p.content.SetInt64(1)
	}
	return p
}

// SquareFreePart returns p / gcd(p, p'), primitive: the same roots as p, each once.
//
// Errors: ErrZero; a *LimitError when the remainder sequence would be too large; the context's error.
func (p *Poly) SquareFreePart(ctx context.Context) (*Poly, error) {
	if p.IsZero() {
		return nil, ErrZero
	}
	g, err := GCD(ctx, p, p.Derivative())
	if err != nil {
		return nil, err
	}
	return primitive(quoExact(p.c, g.c)), nil
}

// Factor is a square-free primitive polynomial and the power to which it divides.
type Factor struct {
	Poly         *Poly
	Multiplicity int
}

// SquareFreeDecomposition returns the factors f_1, f_2, ... of p = content * prod f_k^k: primitive, square-free, without common
// divisors, of positive degree, in the order of k (powers that do not occur are left out). A constant has no factors.
//
// The algorithm is Yun's: with g = gcd(p, p'), w = p/g, y = p'/g, repeat f_k = gcd(w, y - w'), w = w/f_k, y = (y - w')/f_k.
//
// Errors: as SquareFreePart.
func (p *Poly) SquareFreeDecomposition(ctx context.Context) ([]Factor, error) {
	if p.IsZero() {
		return nil, ErrZero
	}
	if p.Degree() == 0 {
		return nil, nil
	}
	dp := derivative(p.c)
	g, err := GCD(ctx, p, p.Derivative())
	if err != nil {
		return nil, err
	}
	if g.Degree() == 0 {
		return []Factor{{primitive(clone(p.c)), 1}}, nil
	}
	w := quoExact(p.c, g.c)
	y := quoExact(dp, g.c) // exact over the integers: g is primitive (Gauss)
	var out []Factor
	for k := 1; len(w) > 1; k++ {
		z := trim(subInts(y, derivative(w)))
		f, err := GCD(ctx, &Poly{c: w}, &Poly{c: z})
		if err != nil {
			return nil, err
		}
		if f.Degree() > 0 {
			out = append(out, Factor{f, k})
			w = quoExact(w, f.c)
			if len(z) > 0 {
				z = quoExact(z, f.c)
			}
		}
		y = z
	}
	return out, nil
}

func subInts(a, b []integer) []integer {
	z := make([]integer, max(len(a), len(b)))
	for i := range z {
		z[i] = new(big.Int)
		if i < len(a) {
			z[i].Set(a[i])
		}
		if i < len(b) {
			z[i].Sub(z[i], b[i])
		}
	}
	return z
}

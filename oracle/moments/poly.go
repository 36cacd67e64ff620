package moments

import (
	"sort"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Term is a monomial with its coefficient: Exps[k] is the exponent of variable k.
type Term[T any] struct {
	Exps []uint8
	Coef T
}

// Poly is a polynomial: terms with distinct exponents in lexicographic order.
type Poly[T any] struct{ terms []Term[T] }

// Terms returns the terms, in lexicographic order of the exponents. They are the polynomial's own.
func (p *Poly[T]) Terms() []Term[T] { return p.terms }

// Polys is the ring of polynomials in n variables over R, for circuit.Machine. It holds no scratch.
type Polys[T any, R circuit.Ring[T]] struct {
	R R
	n int
	// vanishes reports coefficients that are zero; their terms are dropped. nil: none is.
	vanishes func(T) bool
}

// NewPolys returns the polynomials in n variables over r. Terms whose coefficient vanishes are dropped; vanishes may be nil.
func NewPolys[T any, R circuit.Ring[T]](r R, n int, vanishes func(T) bool) *Polys[T, R] {
	if n < 0 {
		panic("moments: NewPolys with a negative number of variables")
	}
	return &Polys[T, R]{r, n, vanishes}
}

// New returns 0.
func (r *Polys[T, R]) New() *Poly[T] { return new(Poly[T]) }

// Var returns the variable k.
func (r *Polys[T, R]) Var(k int) *Poly[T] {
	one := r.R.New()
	r.R.SetInt(one, 1)
	exps := make([]uint8, r.n)
	exps[k] = 1
	return &Poly[T]{[]Term[T]{{exps, one}}}
}

// Constant returns the polynomial c, which keeps c.
func (r *Polys[T, R]) Constant(c T) *Poly[T] {
	return r.kept(&Poly[T]{[]Term[T]{{make([]uint8, r.n), c}}})
}

// SetInt sets z to n.
func (r *Polys[T, R]) SetInt(z *Poly[T], n int64) {
	z.terms = nil
	if n != 0 {
		c := r.R.New()
		r.R.SetInt(c, n)
		*z = *r.Constant(c)
	}
}

// Add sets z to x + y.
func (r *Polys[T, R]) Add(z, x, y *Poly[T]) { r.combine(z, x, y, r.R.Add) }

// Sub sets z to x - y.
func (r *Polys[T, R]) Sub(z, x, y *Poly[T]) { r.combine(z, x, y, r.R.Sub) }

// combine merges the sorted terms of x and y; a missing coefficient is 0.
func (r *Polys[T, R]) combine(z, x, y *Poly[T], op func(z, x, y T)) {
	zero := r.R.New()
	r.R.SetInt(zero, 0)
	out := make([]Term[T], 0, len(x.terms)+len(y.terms))
	for i, j := 0, 0; i < len(x.terms) || j < len(y.terms); {
		a, b := zero, zero
		var exps []uint8
		var order int
		switch {
		case i == len(x.terms):
			order = 1
		case j == len(y.terms):
			order = -1
		default:
			order = compare(x.terms[i].Exps, y.terms[j].Exps)
		}
		if order <= 0 {
			a, exps = x.terms[i].Coef, x.terms[i].Exps
			i++
		}
		if order >= 0 {
			b, exps = y.terms[j].Coef, y.terms[j].Exps
			j++
		}
		c := r.R.New()
		op(c, a, b)
		out = append(out, Term[T]{exps, c})
	}
	z.terms = out
	r.kept(z)
}

// Mul sets z to x y. An exponent above 255 panics.
func (r *Polys[T, R]) Mul(z, x, y *Poly[T]) {
	at := make(map[string]int, len(x.terms)*len(y.terms))
	out := make([]Term[T], 0, len(x.terms)+len(y.terms))
	key := make([]uint8, r.n)
	for _, a := range x.terms {
		for _, b := range y.terms {
			for k := range key {
				sum := int(a.Exps[k]) + int(b.Exps[k])
				if sum > 255 {
					panic("moments: an exponent above 255")
				}
				key[k] = uint8(sum)
			}
			product := r.R.New()
			r.R.Mul(product, a.Coef, b.Coef)
			k, ok := at[string(key)]
			if !ok {
				at[string(key)] = len(out)
				out = append(out, Term[T]{append([]uint8(nil), key...), product})
				continue
			}
			sum := r.R.New()
			r.R.Add(sum, out[k].Coef, product)
			out[k].Coef = sum
		}
	}
	sort.Slice(out, func(i, j int) bool { return compare(out[i].Exps, out[j].Exps) < 0 })
	z.terms = out
	r.kept(z)
}

// kept drops the terms whose coefficient vanishes.
func (r *Polys[T, R]) kept(z *Poly[T]) *Poly[T] {
	if r.vanishes == nil {
		return z
	}
	n := 0
	for _, t := range z.terms {
		if !r.vanishes(t.Coef) {
			z.terms[n] = t
			n++
		}
	}
	z.terms = z.terms[:n]
	return z
}

func compare(x, y []uint8) int {
	for k := range x {
		if x[k] != y[k] {
			return int(x[k]) - int(y[k])
		}
	}
	return 0
}

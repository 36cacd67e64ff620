package flow

import (
	"math/big"
)

// pointSeries computes the Taylor polynomial of the solution that starts at a point, in fixed-point arithmetic. Coefficients are
// scaled: c_k = y^[k] h^k, of the size of the solution or smaller, so a fixed point suits them, and the value at h is their sum.
type pointSeries struct {
	t       *tape
	w       int
	params  []*big.Rat // values of the inputs from n on
	sign    int        // of time: the field is -sign grad L_R
	c       [][]ball   // [node][order]
	h, none ball
	acc, pr big.Int
}

func newPointSeries(t *tape, params []*big.Rat, sign, w, order int) *pointSeries {
	s := &pointSeries{t: t, w: w, params: params, sign: sign, c: make([][]ball, len(t.nodes))}
	for k, v := range t.nodes {
		s.c[k] = make([]ball, 1)
		if !v.fixed {
			s.c[k] = make([]ball, order+1)
		}
	}
	for k, v := range t.nodes {
		switch {
		case !v.fixed:
		case v.kind == input:
			s.c[k][0].setRat(params[k-t.n], w)
		case v.kind == constant:
			s.c[k][0].setRat(new(big.Rat).SetInt64(v.n), w)
		default:
			s.node(k, 0)
		}
	}
	return s
}

// run computes the coefficients up to the order for the start m (in units) and the step h, and sets sum to the polynomial's value.
func (s *pointSeries) run(m []big.Int, h *big.Rat, order int, sum []ball) {
	s.h.setRat(h, s.w)
	for k := range s.t.n {
		c := &s.c[k][0]
		c.v.Set(&m[k])
		c.r, c.mag = 0, magnitude(&c.v, s.w)
		sum[k].v.Set(&m[k])
		sum[k].r = 0
	}
	for o := range order {
		for k, v := range s.t.nodes {
			if !v.fixed && v.kind != input {
				s.node(k, o)
			}
		}
		for k, g := range s.t.outs {
			s.next(&s.c[k][o+1], s.coef(g, o), o+1)
			sum[k].v.Add(&sum[k].v, &s.c[k][o+1].v)
			sum[k].r = sumUp(sum[k].r, s.c[k][o+1].r)
		}
	}
}

// coef returns coefficient o of a node, 0 beyond the first of a fixed one.
func (s *pointSeries) coef(k, o int) *ball {
	if o < len(s.c[k]) {
		return &s.c[k][o]
	}
	return &s.none
}

// next sets z = -sign h g / o: one unit of error for the shift, one for the quotient.
func (s *pointSeries) next(z, g *ball, o int) {
	s.pr.Mul(&g.v, &s.h.v)
	if s.sign == 1 {
		s.pr.Neg(&s.pr)
	}
	s.pr.Rsh(&s.pr, uint(s.w))
	s.acc.SetInt64(int64(o))
	z.v.Quo(&s.pr, &s.acc)
	z.r = 0
	if g.v.Sign() != 0 || g.r != 0 {
		z.r = sumUp(productError(g, &s.h, s.w), 2) // the division by o >= 1 only lessens it
	}
	z.mag = magnitude(&z.v, s.w)
}

// node computes coefficient o of the operation k from the coefficients up to o of its operands.
func (s *pointSeries) node(k, o int) {
	v := s.t.nodes[k]
	z := &s.c[k][o]
	switch v.kind {
	case add, sub:
		x, y := s.coef(v.x, o), s.coef(v.y, o)
		if v.kind == add {
			z.v.Add(&x.v, &y.v)
		} else {
			z.v.Sub(&x.v, &y.v)
		}
		z.r = sumUp(x.r, y.r)
	default:
		s.product(z, v, o)
	}
	z.mag = magnitude(&z.v, s.w)
}

// product sets z to the coefficient o of the product v.x v.y: the sum of c_i(x) c_{o-i}(y), exact in 2w bits, then one shift, which
// loses less than one unit.
func (s *pointSeries) product(z *ball, v node, o int) {
	s.acc.SetInt64(0)
	r := 0.0
	lo, hi := max(0, o-len(s.c[v.y])+1), min(o, len(s.c[v.x])-1)
	if v.x == v.y { // a square: half of the products
		for i := 0; 2*i < o; i++ {
			r = s.term(v.x, i, v.y, o-i, r)
		}
		s.acc.Lsh(&s.acc, 1)
		r = sumUp(r, r)
		if o%2 == 0 {
			r = s.term(v.x, o/2, v.y, o/2, r)
		}
	} else {
		for i := lo; i <= hi; i++ {
			r = s.term(v.x, i, v.y, o-i, r)
		}
	}
	if s.acc.Sign() == 0 {
		z.v.SetInt64(0)
		z.r = r
		return
	}
	z.v.Rsh(&s.acc, uint(s.w))
	z.r = sumUp(r, 1)
}

func (s *pointSeries) term(x, i, y, j int, r float64) float64 {
	a, b := &s.c[x][i], &s.c[y][j]
	s.pr.Mul(&a.v, &b.v)
	s.acc.Add(&s.acc, &s.pr)
	return sumUp(r, productError(a, b, s.w))
}

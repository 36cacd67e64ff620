package flow

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// spanSeries computes scaled Taylor coefficients c_k = y^[k] h^k of all solutions that start in a box, in float64 intervals.
type spanSeries struct {
	t    *tape
	sign int
	c    [][]span.Span // [node][order]
	h    span.Span     // for the next run
}

func newSpanSeries(t *tape, params []*big.Rat, sign, order int) *spanSeries {
	s := &spanSeries{t: t, sign: sign, c: make([][]span.Span, len(t.nodes))}
	for k, v := range t.nodes {
		s.c[k] = make([]span.Span, order+1)
		switch {
		case !v.fixed:
		case v.kind == input:
			s.c[k][0] = span.FromRat(params[k-t.n])
		case v.kind == constant:
			s.c[k][0] = span.FromInt64(v.n)
		default:
			s.node(k, 0)
		}
	}
	return s
}

// run computes the coefficients up to the order for starts in y and steps in h.
func (s *spanSeries) run(y []span.Span, h span.Span, order int) {
	s.h = h
	for k := range s.t.n {
		s.c[k][0] = y[k]
	}
	for o := range order {
		for k, v := range s.t.nodes {
			if !v.fixed && v.kind != input {
				s.node(k, o)
			}
		}
		for k, g := range s.t.outs {
			s.c[k][o+1] = s.next(s.c[g][o], o+1)
		}
	}
}

// next returns -sign h g / o.
func (s *spanSeries) next(g span.Span, o int) span.Span {
	if s.sign == 1 {
		g = g.Neg()
	}
	return g.Mul(s.h).DivInt(o)
}

func (s *spanSeries) node(k, o int) {
	v := s.t.nodes[k]
	x, y := s.c[v.x], s.c[v.y]
	switch {
	case v.kind == add:
		s.c[k][o] = x[o].Add(y[o])
	case v.kind == sub:
		s.c[k][o] = x[o].Sub(y[o])
	case s.t.nodes[v.x].fixed:
		s.c[k][o] = x[0].Mul(y[o])
	case s.t.nodes[v.y].fixed:
		s.c[k][o] = x[o].Mul(y[0])
	case v.x == v.y:
		s.c[k][o] = square(x, o)
	default:
		sum := x[0].Mul(y[o])
		for i := 1; i <= o; i++ {
			sum = sum.Add(x[i].Mul(y[o-i]))
		}
		s.c[k][o] = sum
	}
}

// square returns coefficient o of x^2.
func square(x []span.Span, o int) span.Span {
	sum := span.Span{}
	for i := 0; 2*i < o; i++ {
		sum = sum.Add(x[i].Mul(x[o-i]))
	}
	sum = sum.Add(sum)
	if o%2 == 0 {
		sum = sum.Add(x[o/2].Sqr())
	}
	return sum
}

// jets adds derivatives by the start to a spanSeries: the variational equation V' = Df(y) V, column by column.
type jets struct {
	*spanSeries
	n int
	d [][]span.Span // [node][order*n + column]
}

func newJets(t *tape, params []*big.Rat, sign, order int) *jets {
	j := &jets{spanSeries: newSpanSeries(t, params, sign, order), n: t.n, d: make([][]span.Span, len(t.nodes))}
	for k, v := range t.nodes {
		if !v.fixed {
			j.d[k] = make([]span.Span, (order+1)*t.n)
		}
	}
	return j
}

// run computes values and derivatives up to the order for starts y in a box and V in v (row by row).
func (j *jets) run(y, v []span.Span, h span.Span, order int) {
	n := j.n
	j.h = h
	for k := range n {
		j.c[k][0] = y[k]
		copy(j.d[k][:n], v[k*n:(k+1)*n])
	}
	for o := range order {
		for k, v := range j.t.nodes {
			if !v.fixed && v.kind != input {
				j.node(k, o)
				j.derive(k, o)
			}
		}
		for k, g := range j.t.outs {
			j.c[k][o+1] = j.next(j.c[g][o], o+1)
			for q := range n {
				g1 := span.Span{}
				if !j.t.nodes[g].fixed {
					g1 = j.d[g][o*n+q]
				}
				j.d[k][(o+1)*n+q] = j.next(g1, o+1)
			}
		}
	}
}

// derive computes the derivatives of coefficient o of node k.
func (j *jets) derive(k, o int) {
	v, n := j.t.nodes[k], j.n
	z := j.d[k][o*n : (o+1)*n]
	clear(z)
	fx, fy := j.t.nodes[v.x].fixed, j.t.nodes[v.y].fixed
	if v.kind != mul {
		for q := range z {
			if !fx {
				z[q] = j.d[v.x][o*n+q]
			}
			switch {
			case fy:
			case v.kind == add:
				z[q] = z[q].Add(j.d[v.y][o*n+q])
			default:
				z[q] = z[q].Sub(j.d[v.y][o*n+q])
			}
		}
		return
	}
	j.convolve(z, v.x, v.y, o)
	if v.x == v.y {
		for q := range z {
			z[q] = z[q].Add(z[q])
		}
		return
	}
	j.convolve(z, v.y, v.x, o)
}

// convolve adds the sum of c_i(x) d_{o-i}(y) to z, as much of it as is not 0.
func (j *jets) convolve(z []span.Span, x, y, o int) {
	if j.t.nodes[y].fixed {
		return
	}
	last := o
	if j.t.nodes[x].fixed {
		last = 0
	}
	for i := 0; i <= last; i++ {
		c := j.c[x][i]
		if c.Lo == 0 && c.Hi == 0 {
			continue
		}
		d := j.d[y][(o-i)*j.n : (o-i+1)*j.n]
		for q := range z {
			if d[q].Lo != 0 || d[q].Hi != 0 {
				z[q] = z[q].Add(c.Mul(d[q]))
			}
		}
	}
}

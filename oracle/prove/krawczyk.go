package prove

import (
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// The Krawczyk operator of F on the box X with center c and a preconditioner Y (any real matrix) is
//
//	K(X) = c - Y F(c) + (I - Y F'(X)) (X - c).
//
// Every zero of F in X lies in K(X); if K(X) lies in the interior of X, then X holds exactly one zero. Both for every value of
// the parameters in their ranges. (Krawczyk 1969; Neumaier 1990, Theorem 5.1.8: the Lipschitz matrix F'(X) is then regular.)

// spanKrawczyk evaluates K in float64 intervals.
type spanKrawczyk struct {
	s      *System
	in     []*span.Span // all variables: parameters stay
	f, j   *circuit.Machine[*span.Span, span.Ring]
	mid, y []float64
	k      []span.Span
	jac    []span.Span // copied: an output of a machine may be one of its inputs
}

func newSpanKrawczyk(s *System, box []Range) *spanKrawczyk {
	n := s.n
	k := &spanKrawczyk{
		s: s, mid: make([]float64, n*n), y: make([]float64, n*n), k: make([]span.Span, n), jac: make([]span.Span, n*n),
		f: circuit.NewMachine(span.Ring{}, s.f), j: circuit.NewMachine(span.Ring{}, s.j),
	}
	for _, r := range box {
		x := span.FromRat(r.Lo).Hull(span.FromRat(r.Hi))
		k.in = append(k.in, &x)
	}
	return k
}

func (k *spanKrawczyk) place(x []span.Span) {
	for i, v := range k.s.unknowns {
		*k.in[v] = x[i]
	}
}

// excluded reports whether some equation has no zero on x by its range.
func (k *spanKrawczyk) excluded(x []span.Span) bool {
	k.place(x)
	for _, f := range k.f.Run(k.in) {
		if !f.ContainsZero() {
			return true
		}
	}
	return false
}

// image computes K(x) into k.k; false when no preconditioner was found.
func (k *spanKrawczyk) image(x []span.Span) bool {
	n := k.s.n
	k.place(x)
	for i, d := range k.j.Run(k.in) {
		k.jac[i] = *d
		k.mid[i] = d.Mid()
	}
	if !gaussJordan(k.y, k.mid, n) {
		return false
	}
	for i, v := range k.s.unknowns {
		*k.in[v] = span.Point(x[i].Mid())
	}
	f := k.f.Run(k.in)
	for i, v := range x {
		sum := span.Point(v.Mid())
		for l := range n {
			sum = sum.Sub(span.Point(k.y[i*n+l]).Mul(*f[l]))
		}
		for m := range n {
			a := span.Span{}
			if i == m {
				a = span.Point(1)
			}
			for l := range n {
				a = a.Sub(span.Point(k.y[i*n+l]).Mul(k.jac[l*n+m]))
			}
			sum = sum.Add(a.Mul(x[m].Sub(span.Point(x[m].Mid()))))
		}
		k.k[i] = sum
	}
	return true
}

// slope returns a measure of how fast the equations change with unknown i, after image.
func (k *spanKrawczyk) slope(i int) float64 {
	sum := 0.0
	for l := range k.s.n {
		sum += k.jac[l*k.s.n+i].Mag()
	}
	return sum
}

// bigKrawczyk evaluates K at any precision.
type bigKrawczyk struct {
	s        *System
	c        *interval.Context
	in       []*interval.Interval
	f, j     *circuit.Machine[*interval.Interval, interval.Ring]
	mid, y   []float64
	k        []*interval.Interval
	ctr      []*interval.Interval
	a, t, yi *interval.Interval
}

func newBigKrawczyk(s *System, box []Range, prec uint) *bigKrawczyk {
	n := s.n
	k := &bigKrawczyk{
		s: s, c: interval.NewContext(prec), mid: make([]float64, n*n), y: make([]float64, n*n),
		a: interval.New(), t: interval.New(), yi: interval.New(),
	}
	k.f = circuit.NewMachine(interval.NewRing(k.c), s.f)
	k.j = circuit.NewMachine(interval.NewRing(k.c), s.j)
	for _, r := range box {
		x, hi := interval.New(), interval.New()
		k.c.Hull(x, k.c.SetRat(x, r.Lo), k.c.SetRat(hi, r.Hi))
		k.in = append(k.in, x)
	}
	for range n {
		k.k, k.ctr = append(k.k, interval.New()), append(k.ctr, interval.New())
	}
	return k
}

// image computes K(x) into k.k; false when no preconditioner was found.
func (k *bigKrawczyk) image(x []*interval.Interval) bool {
	n, c := k.s.n, k.c
	for i, v := range k.s.unknowns {
		c.Set(k.in[v], x[i])
		c.SetFloat(k.ctr[i], x[i].Mid())
	}
	jac := k.j.Run(k.in)
	for i, d := range jac {
		k.mid[i] = toSpan(d).Mid()
	}
	if !gaussJordan(k.y, k.mid, n) {
		return false
	}
	for i := range n { // the rows of (I - Y J)(X - c) first: an output of J may be one of the inputs, which change below
		c.SetInt64(k.k[i], 0)
		for m := range n {
			c.SetInt64(k.a, 0)
			if i == m {
				c.SetInt64(k.a, 1)
			}
			for l := range n {
				c.SetFloat64(k.yi, k.y[i*n+l])
				c.Sub(k.a, k.a, c.Mul(k.t, k.yi, jac[l*n+m]))
			}
			c.Sub(k.t, x[m], k.ctr[m])
			c.Add(k.k[i], k.k[i], c.Mul(k.t, k.a, k.t))
		}
	}
	for i, v := range k.s.unknowns {
		c.Set(k.in[v], k.ctr[i])
	}
	f := k.f.Run(k.in)
	for i := range n {
		c.Add(k.k[i], k.k[i], k.ctr[i])
		for l := range n {
			c.SetFloat64(k.yi, k.y[i*n+l])
			c.Sub(k.k[i], k.k[i], c.Mul(k.t, k.yi, f[l]))
		}
	}
	return c.Err() == nil
}

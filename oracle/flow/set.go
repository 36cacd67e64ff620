package flow

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// set is the set of states {m 2^-w + Q r : r in R}: a parallelepiped of the size of the error around a point of many digits.
type set struct {
	n int
	w int
	m []big.Int   // in units 2^-w
	q []float64   // n x n, row by row
	r []span.Span // R
}

// newSet returns the set of one point, rounded to the unit.
func newSet(x []*big.Rat, w int) *set {
	n := len(x)
	s := &set{n: n, w: w, m: make([]big.Int, n), q: identity(n), r: make([]span.Span, n)}
	for k := range x {
		var b ball
		b.setRat(x[k], w)
		s.m[k].Set(&b.v)
		s.r[k] = span.Ball(units(b.r, w))
	}
	return s
}

func identity(n int) []float64 {
	q := make([]float64, n*n)
	for i := range n {
		q[i*n+i] = 1
	}
	return q
}

// hull writes a box that holds the set and its point m to y.
func (s *set) hull(y []span.Span) {
	for i := range s.n {
		y[i] = toSpan(&s.m[i], s.w).Add(s.deviation(i, 1, i, 0).Hull(span.Span{}))
	}
}

// deviation encloses sum_k (a Q_ik + b Q_jk) r_k for a, b in {-1, 0, 1}.
func (s *set) deviation(i int, a float64, j int, b float64) span.Span {
	sum := span.Span{}
	for k := range s.n {
		c := span.Point(a * s.q[i*s.n+k]).Add(span.Point(b * s.q[j*s.n+k]))
		sum = sum.Add(c.Mul(s.r[k]))
	}
	return sum
}

// toSpan rounds v 2^-w outward: the tightest span.
func toSpan(v *big.Int, w int) span.Span {
	var f big.Float
	f.SetInt(v)
	f.SetMantExp(&f, -w)
	switch x, acc := f.Float64(); acc {
	case big.Below:
		return span.Span{Lo: x, Hi: span.Up(x)}
	case big.Above:
		return span.Span{Lo: span.Down(x), Hi: x}
	default:
		return span.Point(x)
	}
}

// enclose sets z to an enclosure of a y_i + b y_j for a, b in {-1, 0, 1}: the parts that y_i and y_j have in common are joined before
// rounding.
func (s *set) enclose(c *interval.Context, z *interval.Interval, i int, a int64, j int, b int64) {
	var v, t big.Int
	v.Mul(&s.m[i], t.SetInt64(a))
	v.Add(&v, t.Mul(&s.m[j], big.NewInt(b)))
	d := s.deviation(i, float64(a), j, float64(b))
	if !d.Finite() {
		c.SetWhole(z)
		return
	}
	var lo, hi interval.Interval
	c.MulPow2(z, c.SetInt(z, &v), -s.w)
	c.Add(z, z, c.Hull(&lo, c.SetFloat64(&lo, d.Lo), c.SetFloat64(&hi, d.Hi)))
}

// move replaces the set by {m' + J Q r + E}: the Lohner step. jq and e are destroyed.
func (s *set) move(m []ball, jac, e []span.Span) {
	n := s.n
	jq := make([]span.Span, n*n)
	for i := range n {
		for k := range n {
			sum := span.Span{}
			for l := range n {
				sum = sum.Add(jac[i*n+l].Mul(span.Point(s.q[l*n+k])))
			}
			jq[i*n+k] = sum
		}
		s.m[i].Set(&m[i].v)
		e[i] = e[i].Add(span.Ball(units(m[i].r, s.w)))
	}
	s.q = s.frame(jq)
	inv, ok := inverse(s.q, n)
	if !ok {
		s.q = identity(n)
		inv, _ = inverse(s.q, n)
	}
	r := make([]span.Span, n)
	for i := range n {
		for k := range n {
			a := span.Span{}
			for l := range n {
				a = a.Add(inv[i*n+l].Mul(jq[l*n+k]))
			}
			r[i] = r[i].Add(a.Mul(s.r[k])).Add(inv[i*n+k].Mul(e[k]))
		}
	}
	s.r = r
}

// frame returns an almost orthogonal matrix whose first columns span the columns of jq that carry most: Gram-Schmidt, twice, on the
// midpoints. It only has to be near; inverse accounts for what it is.
func (s *set) frame(jq []span.Span) []float64 {
	n := s.n
	order := make([]int, n)
	size := make([]float64, n)
	for k := range n {
		order[k] = k
		for i := range n {
			m := jq[i*n+k].Mid()
			size[k] += m * m
		}
		size[k] = math.Sqrt(size[k]) * s.r[k].Width()
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	q := make([]float64, n*n)
	col := make([]float64, n)
	for c, k := range order {
		for i := range n {
			col[i] = jq[i*n+k].Mid()
		}
		if !orthonormalize(q, col, n, c) { // no direction of its own: any that is left
			for i := range n {
				clear(col)
				col[i] = 1
				if orthonormalize(q, col, n, c) {
					break
				}
			}
		}
		for i := range n {
			q[i*n+c] = col[i]
		}
	}
	return q
}

// orthonormalize makes col orthogonal to the first c columns of q and a unit; false when too little is left.
func orthonormalize(q, col []float64, n, c int) bool {
	before := norm(col)
	for range 2 {
		for k := range c {
			dot := 0.0
			for i := range n {
				dot += col[i] * q[i*n+k]
			}
			for i := range n {
				col[i] -= dot * q[i*n+k]
			}
		}
	}
	after := norm(col)
	if !(after > 1e-10*before) { // nothing is larger than +Inf or NaN
		return false
	}
	for i := range n {
		col[i] /= after
	}
	return true
}

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s = math.Hypot(s, v)
	}
	return s
}

// inverse encloses the inverse of a matrix that is almost orthogonal. With Q^T Q = I + D and the row sum norm |D| <= d < 1, Q is
// regular, Q^-1 = (I + D)^-1 Q^T and every entry of (I + D)^-1 - I is at most d/(1-d) (Neumann series). False when d > 1/2 or not known.
func inverse(q []float64, n int) ([]span.Span, bool) {
	for _, x := range q {
		if !(span.Span{Lo: x, Hi: x}).Finite() { // NaN neither
			return nil, false
		}
	}
	d := 0.0
	for i := range n {
		row := 0.0
		for k := range n {
			sum := span.Span{}
			if i == k {
				sum = span.Point(-1)
			}
			for l := range n {
				sum = sum.Add(span.Point(q[l*n+i]).Mul(span.Point(q[l*n+k])))
			}
			row = sumUp(row, sum.Mag())
		}
		d = max(d, row)
	}
	if !(d <= 0.5) {
		return nil, false
	}
	eta := span.Ball(prodUp(d, 2)) // d/(1-d) <= 2d for d <= 1/2
	inv := make([]span.Span, n*n)
	for i := range n {
		for k := range n {
			sum := span.Span{}
			for l := range n {
				f := eta
				if i == l {
					f = f.Add(span.Point(1))
				}
				sum = sum.Add(f.Mul(span.Point(q[k*n+l])))
			}
			inv[i*n+k] = sum
		}
	}
	return inv, true
}

package flow

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// jacobianOrder is the order of the Taylor polynomial of the flow's derivative: it multiplies the error, so ten digits are plenty.
const jacobianOrder = 8

// stepper carries a set along the flow of one component.
type stepper struct {
	n, order  int
	set       *set
	point     *pointSeries
	spans     *spanSeries
	jets      *jets
	sum       []ball
	y, b, f   []span.Span // hull of the set, a-priori enclosure, h times the field
	trial     []span.Span
	unit, v   []span.Span // I and the enclosure of V, row by row
	jac, e    []span.Span
	last      float64 // step length before
	tolerance float64 // of the remainder, per step
}

func newStepper(t *tape, start, params []*big.Rat, sign, w, order int, tolerance float64) *stepper {
	n := t.n
	s := &stepper{
		n: n, order: order, set: newSet(start, w), tolerance: tolerance, last: 1.0 / 16,
		point: newPointSeries(t, params, sign, w, order),
		spans: newSpanSeries(t, params, sign, order+1),
		jets:  newJets(t, params, sign, jacobianOrder+1),
		sum:   make([]ball, n),
		unit:  make([]span.Span, n*n), v: make([]span.Span, n*n), jac: make([]span.Span, n*n),
	}
	for _, p := range []*[]span.Span{&s.y, &s.b, &s.f, &s.trial, &s.e} {
		*p = make([]span.Span, n)
	}
	for i := range n {
		s.unit[i*n+i] = span.Point(1)
	}
	return s
}

// minStep bounds the step length from below, relative to the time that is left: a solution that needs less is going to infinity.
const minStep = 0x1p-40

// advance makes one step of at most left > 0 and returns its length; false when no step of at least minStep left can be proved.
func (s *stepper) advance(left *big.Rat) (*big.Rat, bool) {
	all, _ := left.Float64()
	s.set.hull(s.y)
	for _, y := range s.y {
		if !y.Finite() {
			return nil, false
		}
	}
	h := min(s.guess(), all)
	for h >= minStep*all && h > 0 {
		rat, hs := length(h, all, left)
		if !s.enclose(hs) {
			h /= 2
			continue
		}
		r := s.remainder(hs)
		switch {
		case !(r < math.Inf(1)):
			h /= 4
			continue
		case r > s.tolerance:
			// The remainder grows like h^(order+1); a step that is much too long is made shorter and tried again.
			f := math.Pow(s.tolerance/r, 1/float64(s.order+1))
			h *= min(max(0.9*f, 0.1), 0.95)
			continue
		}
		if !s.jacobian(hs) {
			h /= 2
			continue
		}
		s.point.run(s.set.m, rat, s.order, s.sum)
		s.set.move(s.sum, s.jac, s.e)
		s.last = h
		return rat, true
	}
	return nil, false
}

// length returns the step h as a rational of few bits, all of what is left when h reaches it, and its enclosure.
func length(h, all float64, left *big.Rat) (*big.Rat, span.Span) {
	if h < all {
		frac, exp := math.Frexp(h)
		h = math.Ldexp(math.Floor(frac*64), exp-6)
		r := new(big.Rat).SetFloat64(h)
		if r.Cmp(left) < 0 {
			return r, span.Point(h)
		}
	}
	return left, span.FromRat(left)
}

// guess returns the step at which the last Taylor coefficient reaches the tolerance, from the series at the hull of the set.
func (s *stepper) guess() float64 {
	s.spans.run(s.y, span.Point(s.last), s.order)
	h := 8 * s.last
	for _, k := range []int{s.order - 1, s.order} { // two, because one may vanish by symmetry
		c := 0.0
		for i := range s.n {
			c = max(c, s.spans.c[i][k].Mag())
		}
		if c > 0 {
			h = min(h, 0.9*s.last*math.Pow(s.tolerance/c, 1/float64(k)))
		}
	}
	if math.IsNaN(h) || h <= 0 {
		return s.last / 2
	}
	return h
}

// picardTries bounds how often the candidate for the a-priori enclosure is widened.
const picardTries = 12

// enclose finds B with Y + [0,h] f(B) inside B; then every solution from Y stays in B for the time h.
func (s *stepper) enclose(h span.Span) bool {
	whole := h.Hull(span.Span{})
	copy(s.b, s.y)
	for range picardTries {
		if !s.picard(whole) {
			return false
		}
		proved := true
		for i := range s.b {
			proved = proved && s.b[i].Contains(s.trial[i])
		}
		if proved { // the image is an enclosure too, and a better one
			copy(s.b, s.trial)
			for range 2 {
				s.picard(whole)
				copy(s.b, s.trial)
			}
			return true
		}
		for i, x := range s.trial {
			m := x.Width() / 8
			s.b[i] = span.Span{Lo: span.AddDown(x.Lo, -m), Hi: span.AddUp(x.Hi, m)}
		}
	}
	return false
}

// picard sets trial to Y + [0,h] f(B).
func (s *stepper) picard(whole span.Span) bool {
	s.spans.run(s.b, whole, 1)
	for i := range s.y {
		s.trial[i] = s.y[i].Add(s.spans.c[i][1])
		if !s.trial[i].Finite() {
			return false
		}
	}
	return true
}

// remainder sets e to h^{N+1} y^[N+1](B) and returns its size.
func (s *stepper) remainder(h span.Span) float64 {
	s.spans.run(s.b, h, s.order+1)
	size := 0.0
	for i := range s.e {
		s.e[i] = s.spans.c[i][s.order+1]
		size = max(size, s.e[i].Mag())
	}
	return size
}

// jacobian sets jac to an enclosure of the derivative of the flow over the hull Y: d phi_h/dy = sum_k V^[k](Y, I) h^k +
// V^[K+1](B, V) h^{K+1}, entry by entry. False when h |Df| is too large on B.
func (s *stepper) jacobian(h span.Span) bool {
	n := s.n
	s.jets.run(s.b, s.unit, h, 1)
	hk := 0.0 // h |Df(B)|
	for i := range n {
		row := 0.0
		for _, d := range s.jets.d[i][n : 2*n] {
			row = sumUp(row, d.Mag())
		}
		hk = max(hk, row)
	}
	if !(hk <= 0.5) {
		return false
	}
	// |V - I| <= exp(hk) - 1 <= hk/(1-hk) <= 2 hk for hk <= 1/2.
	grown := span.Ball(prodUp(2, hk))
	for i := range s.v {
		s.v[i] = s.unit[i].Add(grown)
	}
	const last = jacobianOrder + 1
	s.jets.run(s.b, s.v, h, last)
	for i := range n {
		copy(s.jac[i*n:(i+1)*n], s.jets.d[i][last*n:(last+1)*n])
	}
	s.jets.run(s.y, s.unit, h, jacobianOrder)
	for k := jacobianOrder; k >= 0; k-- {
		for i := range n {
			for q := range n {
				s.jac[i*n+q] = s.jac[i*n+q].Add(s.jets.d[i][k*n+q])
			}
		}
	}
	return true
}

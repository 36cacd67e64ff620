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
	start     *spanSeries // from Y
	spans     *spanSeries // from B
	jets      *jets
	sum       []ball
	y, b      []span.Span // hull of the set, a-priori enclosure
	trial     []span.Span // the Taylor polynomial over [0, h]
	unit, v   []span.Span // I and the enclosure of V, row by row
	jac, e    []span.Span
	last      float64 // step length before
	base      float64 // the step for which start is scaled
	tolerance float64 // of the remainder, per step
	tries     int     // steps that were tried so far
}

func newStepper(t *tape, start, params []*big.Rat, sign, w, order int, tolerance float64) *stepper {
	n := t.n
	s := &stepper{
		n: n, order: order, set: newSet(start, w), tolerance: tolerance, last: 1.0 / 16, // any: it is corrected at once
		point: newPointSeries(t, params, sign, w, order),
		start: newSpanSeries(t, params, sign, order),
		spans: newSpanSeries(t, params, sign, order+1),
		jets:  newJets(t, params, sign, jacobianOrder+1),
		sum:   make([]ball, n),
		unit:  make([]span.Span, n*n), v: make([]span.Span, n*n), jac: make([]span.Span, n*n),
	}
	for _, p := range []*[]span.Span{&s.y, &s.b, &s.trial, &s.e} {
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
		size, proved := s.enclose(hs)
		s.tries++
		switch {
		case size > s.tolerance:
			// The remainder grows like h^(order+1); a step that is too long is made shorter and tried again.
			f := math.Pow(s.tolerance/size, 1/float64(s.order+1))
			h *= min(max(0.9*f, 0.1), 0.95)
			continue
		case !proved:
			h /= 2
			continue
		}
		if k := s.jacobian(hs); k > maxGrowth {
			h *= min(max(0.9*maxGrowth/k, 0.1), 0.9)
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

// guess returns the step at which the last Taylor coefficient reaches the tolerance, from the series at the hull of the set, which it
// leaves in s.start, scaled for the step s.base.
func (s *stepper) guess() float64 {
	_, exp := math.Frexp(s.last)
	s.base = math.Ldexp(1, max(exp, -900))
	s.start.run(s.y, span.Point(s.base), s.order)
	h := 1.25 * s.last                              // what was possible before is nearly what is now: B costs more than the solution itself
	for _, k := range []int{s.order - 1, s.order} { // two, because one may vanish by symmetry
		c := 0.0
		for i := range s.n {
			c = max(c, s.start.c[i][k].Mag())
		}
		h = min(h, 0.9*s.base*math.Pow(s.tolerance/c, 1/float64(k))) // for c = 0 no bound
	}
	if !(h > 0) {
		return s.last / 2
	}
	return h
}

// enclose looks for an a-priori enclosure B of the solutions from Y over [0, h] and sets e to h^{N+1} y^[N+1](B). It returns the size
// of e and whether B was proved: with
//
//	T = sum_{k<=N} [0,h]^k y^[k](Y) + [0,h]^{N+1} y^[N+1](B)   inside the interior of B,
//
// no solution leaves B: until it did, it would be in T by Taylor's theorem. (The high-order enclosure of Nedialkov, Jackson and
// Corliss, section 5.2; the candidate is the sum, a little wider.)
func (s *stepper) enclose(h span.Span) (size float64, proved bool) {
	unit := span.Span{Lo: 0, Hi: 1}
	ratio := h.Mul(span.Point(1 / s.base)) // base is a power of two
	for i := range s.b {
		s.trial[i] = s.y[i]
	}
	power := span.Point(1)
	for k := 1; k <= s.order; k++ {
		power = power.Mul(ratio)
		for i := range s.b {
			s.trial[i] = s.trial[i].Add(s.start.c[i][k].Mul(power).Mul(unit))
		}
	}
	for i, x := range s.trial {
		m := x.Width()*0x1p-20 + x.Mag()*0x1p-50 + 4*s.tolerance // some units in the last place at least
		s.b[i] = span.Span{Lo: span.Down(x.Lo - m), Hi: span.Up(x.Hi + m)}
		if !s.b[i].Finite() {
			return math.Inf(1), false
		}
	}
	s.spans.run(s.b, h, s.order+1)
	proved = true
	for i := range s.e {
		s.e[i] = s.spans.c[i][s.order+1]
		size = max(size, s.e[i].Mag())
		proved = proved && s.b[i].Interior(s.trial[i].Add(s.e[i].Mul(unit)))
	}
	return size, proved
}

// maxGrowth bounds h |Df| on B.
const maxGrowth = 0.9

// jacobian sets jac to an enclosure of the derivative of the flow over the hull Y: d phi_h/dy = sum_k V^[k](Y, I) h^k +
// V^[K+1](B, V) h^{K+1}, entry by entry. It returns h |Df(B)|, in the row sum norm; nothing is set when that is above maxGrowth.
func (s *stepper) jacobian(h span.Span) float64 {
	n := s.n
	s.jets.run(s.b, s.unit, h, 1)
	hk := 0.0
	for i := range n {
		row := 0.0
		for _, d := range s.jets.d[i][n : 2*n] {
			row = sumUp(row, d.Mag())
		}
		hk = max(hk, row)
	}
	if hk > maxGrowth {
		return hk
	}
	// |V - I| <= exp(hk) - 1 <= hk/(1-hk), and 1-hk > 0.09 is rounded down.
	grown := span.Ball(span.Up(hk / span.Down(1-hk)))
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
	return hk
}

package prove

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// stage evaluates a function on a part of the unit cube at one precision. The results are enclosures with float64 endpoints: only
// the evaluation needs the precision, what follows needs relative accuracy only.
type stage interface {
	// value encloses f on the part.
	value(part []span.Span) span.Span
	// gradient encloses df/dt_i on the part, in a slice of the stage.
	gradient(part []span.Span) []span.Span
	// bits is the precision.
	bits() uint
}

// spanStage is the stage of float64 intervals.
type spanStage struct {
	lo, width []span.Span // of the box
	whole     []span.Span
	x         []*span.Span
	val, der  *circuit.Machine[*span.Span, span.Ring]
	g         []span.Span
}

func newSpanStage(f *Function, box []Range) *spanStage {
	s := &spanStage{g: make([]span.Span, f.n)}
	for _, r := range box {
		lo := span.FromRat(r.Lo)
		s.lo = append(s.lo, lo)
		s.width = append(s.width, span.FromRat(new(big.Rat).Sub(r.Hi, r.Lo)))
		s.whole = append(s.whole, lo.Hull(span.FromRat(r.Hi)))
		s.x = append(s.x, new(span.Span))
	}
	s.val = circuit.NewMachine(span.Ring{}, f.value)
	s.der = circuit.NewMachine(span.Ring{}, f.grad)
	return s
}

func (s *spanStage) bits() uint { return 53 }

// place sets x to the image of the part; the intersection with the whole range, which holds it too, keeps its ends as tight as they
// were given.
func (s *spanStage) place(part []span.Span) {
	for i, t := range part {
		*s.x[i], _ = s.lo[i].Add(s.width[i].Mul(t)).Intersect(s.whole[i])
	}
}

func (s *spanStage) value(part []span.Span) span.Span {
	s.place(part)
	return *s.val.Run(s.x)[0]
}

func (s *spanStage) gradient(part []span.Span) []span.Span {
	s.place(part)
	for i, d := range s.der.Run(s.x) {
		s.g[i] = d.Mul(s.width[i])
	}
	return s.g
}

// bigStage is the stage of intervals of any precision.
type bigStage struct {
	f                *Function
	c                *interval.Context
	lo, width, whole []*interval.Interval
	x, d             []*interval.Interval
	v, lower, upper  *interval.Interval
	val, der         *circuit.Machine[*interval.Interval, interval.Ring]
	g                []span.Span
}

func newBigStage(f *Function, box []Range, prec uint) *bigStage {
	s := &bigStage{
		f: f, c: interval.NewContext(prec), g: make([]span.Span, f.n),
		v: interval.New(), lower: interval.New(), upper: interval.New(),
	}
	for _, r := range box {
		lo, w, hi := interval.New(), interval.New(), interval.New()
		s.c.SetRat(lo, r.Lo)
		s.c.SetRat(w, new(big.Rat).Sub(r.Hi, r.Lo))
		s.c.SetRat(hi, r.Hi)
		s.lo, s.width = append(s.lo, lo), append(s.width, w)
		s.whole = append(s.whole, s.c.Hull(interval.New(), lo, hi))
		s.x, s.d = append(s.x, interval.New()), append(s.d, interval.New())
	}
	if f.value != nil {
		s.val = circuit.NewMachine(interval.NewRing(s.c), f.value)
		s.der = circuit.NewMachine(interval.NewRing(s.c), f.grad)
	}
	return s
}

func (s *bigStage) bits() uint { return s.c.Prec() }

func (s *bigStage) place(part []span.Span) {
	s.c.ClearErr()
	for i, t := range part {
		s.c.SetFloat64(s.lower, t.Lo)
		s.c.SetFloat64(s.upper, t.Hi)
		x := s.c.Hull(s.x[i], s.lower, s.upper)
		s.c.Add(x, s.c.Mul(x, x, s.width[i]), s.lo[i])
		s.c.Intersect(x, x, s.whole[i]) // both hold the image, so they meet
	}
}

func (s *bigStage) value(part []span.Span) span.Span {
	s.place(part)
	if s.f.value != nil {
		return toSpan(s.val.Run(s.x)[0])
	}
	s.f.smooth(s.c, s.v, nil, s.x)
	if s.c.Err() != nil {
		return span.Whole()
	}
	return toSpan(s.v)
}

func (s *bigStage) gradient(part []span.Span) []span.Span {
	s.place(part)
	d := s.d
	if s.f.value != nil {
		d = s.der.Run(s.x)
	} else {
		s.f.smooth(s.c, s.v, d, s.x)
	}
	failed := s.c.Err() != nil
	for i := range s.g {
		s.g[i] = span.Whole()
		if !failed {
			s.g[i] = toSpan(s.c.Mul(s.v, d[i], s.width[i]))
		}
	}
	return s.g
}

// toSpan rounds outward; a positive number below the range of float64 becomes the span from 0 to 2^-1074.
func toSpan(x *interval.Interval) span.Span {
	lo, hi := x.Float64()
	return span.Span{Lo: lo, Hi: hi}
}

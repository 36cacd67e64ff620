package prove

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// Positive decides f > 0 on the box: Proved with a positive lower bound, Refuted with a rational point where f <= 0, or Undecided.
// An error means that the box or the options are not valid, or that ctx ended (the Result is then still the state reached).
func Positive(ctx context.Context, f *Function, box []Range, opt Options) (*Result, error) {
	return decide(ctx, f, box, opt, true)
}

// NonNegative decides f >= 0 on the box: like Positive, but a lower bound of exactly 0 is enough and a counterexample has f < 0.
func NonNegative(ctx context.Context, f *Function, box []Range, opt Options) (*Result, error) {
	return decide(ctx, f, box, opt, false)
}

// part is a part of the cube on the stack.
type part struct {
	t     []span.Span
	depth int
	level int // of precision
}

// search is one run of branch and bound.
type search struct {
	f      *Function
	box    []Range
	opt    Options
	strict bool
	stages []stage
	levels []uint
	stack  []part
	free   [][]span.Span // storage of parts that are done
	point  []span.Span
	rats   *circuit.Machine[*big.Rat, circuit.Rats] // f exactly; nil for Smooth
	res    Result
}

func decide(ctx context.Context, f *Function, box []Range, opt Options, strict bool) (*Result, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := checkBox(box, f.n); err != nil {
		return nil, err
	}
	s := &search{f: f, box: box, opt: opt, strict: strict, point: make([]span.Span, f.n)}
	s.res.Lower = math.Inf(1)
	if f.value != nil {
		s.rats = circuit.NewMachine(circuit.Rats{}, f.value)
		s.levels = append(s.levels, 53)
	}
	for p := uint(128); p <= opt.MaxPrec; p *= 2 {
		s.levels = append(s.levels, p)
	}
	if len(s.levels) == 0 {
		return nil, fmt.Errorf("prove: MaxPrec = %d: a function that is not a polynomial needs at least 128", opt.MaxPrec)
	}
	s.stages = make([]stage, len(s.levels))
	err = s.run(ctx)
	return &s.res, err
}

// checkEvery is the number of parts between two looks at the context.
const checkEvery = 256

func (s *search) run(ctx context.Context) error {
	root := make([]span.Span, s.f.n)
	for i := range root {
		root[i] = span.Span{Lo: 0, Hi: 1}
		if s.box[i].Lo.Cmp(s.box[i].Hi) == 0 {
			root[i].Hi = 0
		}
	}
	s.stack = append(s.stack, part{t: root})
	for len(s.stack) > 0 {
		p := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		if s.res.Boxes%checkEvery == 0 && ctx.Err() != nil {
			s.undecided(p, "interrupted")
			return ctx.Err()
		}
		if s.res.Boxes >= s.opt.MaxBoxes {
			s.undecided(p, fmt.Sprintf("the budget of %d boxes is used up", s.opt.MaxBoxes))
			return nil
		}
		s.res.Boxes++
		s.res.Depth = max(s.res.Depth, p.depth)
		if !s.visit(p) {
			return nil
		}
	}
	s.res.Verdict = Proved
	return nil
}

// stage returns the stage of a level, made at its first use.
func (s *search) stage(level int) stage {
	if s.stages[level] == nil {
		if p := s.levels[level]; p == 53 {
			s.stages[level] = newSpanStage(s.f, s.box)
		} else {
			s.stages[level] = newBigStage(s.f, s.box, p)
		}
	}
	return s.stages[level]
}

func (s *search) holds(lower float64) bool { return lower > 0 || !s.strict && lower == 0 }

// visit settles or cuts p; false ends the search with the result set.
func (s *search) visit(p part) bool {
	st := s.stage(p.level)
	s.res.Prec = max(s.res.Prec, st.bits())
	if st.bits() > 53 {
		s.res.Precise++
	}
	lower := st.value(p.t).Lo
	if s.holds(lower) {
		s.settle(p, lower)
		return true
	}
	g := st.gradient(p.t)
	if s.shrink(p.t, g) { // smaller: look again before cutting
		lower = max(lower, st.value(p.t).Lo)
		if s.holds(lower) {
			s.settle(p, lower)
			return true
		}
		g = st.gradient(p.t)
	}
	for i, t := range p.t {
		s.point[i] = span.Point(t.Mid())
	}
	center := st.value(s.point)
	lower = max(lower, meanValue(center, g, p.t)) // g is kept by the stage until the next gradient
	if s.holds(lower) {
		s.settle(p, lower)
		return true
	}
	raised := false
	if center.Lo <= 0 {
		v, ok := s.resolve(center)
		switch {
		case !ok:
			return false
		case v != nil && isPoint(p.t): // not violated, so settled
			s.settle(p, max(span.FromRat(v).Lo, 0))
			return true
		case (v == nil || v.Sign() > 0) && p.level+1 < len(s.levels): // f(c) = 0 exactly is 0 at any precision
			p.level++
			raised = true
		}
	}
	return s.cut(p, g, raised)
}

func isPoint(t []span.Span) bool {
	for _, x := range t {
		if x.Lo < x.Hi {
			return false
		}
	}
	return true
}

// shrink moves every coordinate in which f is monotone to the end where f is smaller, and reports whether one moved.
func (s *search) shrink(t, g []span.Span) bool {
	moved := false
	for i := range t {
		switch {
		case t[i].Lo == t[i].Hi:
		case g[i].Lo >= 0:
			t[i].Hi, moved = t[i].Lo, true
		case g[i].Hi <= 0:
			t[i].Lo, moved = t[i].Hi, true
		}
	}
	return moved
}

// meanValue returns a lower bound of f(c) + sum_i g_i (T_i - c_i), c the middle of T.
func meanValue(center span.Span, g, t []span.Span) float64 {
	sum := center.Lo
	for i := range t {
		c := span.Point(t[i].Mid())
		sum = span.AddDown(sum, g[i].Mul(t[i].Sub(c)).Lo)
	}
	return sum
}

// resolve looks closely at a center whose value is not known to be positive: false ends the search with a counterexample. Otherwise
// it returns the exact value there, nil for a function that is not a polynomial.
func (s *search) resolve(center span.Span) (*big.Rat, bool) {
	x := make([]*big.Rat, s.f.n)
	for i := range x {
		x[i] = s.box[i].at(s.point[i].Lo)
	}
	if s.rats != nil {
		v := new(big.Rat).Set(s.rats.Run(x)[0])
		if v.Sign() < 0 || s.strict && v.Sign() == 0 {
			s.res.Verdict, s.res.Point, s.res.Value = Refuted, x, v
			return nil, false
		}
		return v, true
	}
	if center.Hi < 0 || s.strict && center.Hi == 0 {
		s.res.Verdict, s.res.Point = Refuted, x
		s.res.Enclosure = s.enclosure(x)
		return nil, false
	}
	return nil, true
}

// enclosure evaluates a function that is not a polynomial at a rational point.
func (s *search) enclosure(x []*big.Rat) *interval.Interval {
	c := interval.NewContext(s.levels[len(s.levels)-1])
	in := make([]*interval.Interval, len(x))
	for i := range x {
		in[i] = c.SetRat(interval.New(), x[i])
	}
	v := interval.New()
	s.f.smooth(c, v, nil, in)
	return v
}

func (s *search) settle(p part, lower float64) {
	s.res.Lower = min(s.res.Lower, lower)
	s.free = append(s.free, p.t)
}

// cut bisects p across the direction with the largest |g_i| times width and puts the half with the smaller center, as far as the
// slope tells, on top. A part that float64 can not cut any more goes on at the raised precision or is undecided (false).
func (s *search) cut(p part, g []span.Span, raised bool) bool {
	best, most := -1, -1.0
	for i, t := range p.t {
		if m := t.Mid(); t.Lo < m && m < t.Hi {
			// Of directions of unbounded slope the widest.
			if w := g[i].Mag() * (t.Hi - t.Lo); w > most || math.IsInf(w, 1) && t.Hi-t.Lo > p.t[best].Hi-p.t[best].Lo {
				best, most = i, w
			}
		}
	}
	if best < 0 && raised {
		s.stack = append(s.stack, p)
		return true
	}
	if best < 0 {
		s.undecided(p, "the part is as small as float64 can cut")
		return false
	}
	var other []span.Span
	if n := len(s.free); n > 0 {
		other, s.free = s.free[n-1], s.free[:n-1]
	} else {
		other = make([]span.Span, s.f.n)
	}
	copy(other, p.t)
	m := p.t[best].Mid()
	if g[best].Mid() > 0 { // rising: the lower half last, on top
		other[best].Lo, p.t[best].Hi = m, m
	} else {
		other[best].Hi, p.t[best].Lo = m, m
	}
	s.stack = append(s.stack, part{other, p.depth + 1, p.level}, part{p.t, p.depth + 1, p.level})
	return true
}

func (s *search) undecided(p part, reason string) {
	s.res.Verdict, s.res.Reason = Undecided, reason
	for i, t := range p.t {
		s.res.Part = append(s.res.Part, Range{s.box[i].at(t.Lo), s.box[i].at(t.Hi)})
	}
}

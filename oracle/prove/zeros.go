package prove

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// Zero is a zero of a system that was proved to exist.
type Zero struct {
	// Enclosure holds the zero, in the order of the unknowns: for each value of the parameters in their ranges.
	Enclosure []*interval.Interval
	// Neighborhood is a box around it that holds no other zero. It may reach beyond the region.
	Neighborhood []Range
	// Inside tells whether the zero lies in the region: Yes, or Unknown for one that is too near to its boundary to tell.
	Inside interval.Truth
}

// Zeros is the outcome of System.Zeros. Every zero of the system in the region is one of Zeros or lies in one of the Undecided boxes.
type Zeros struct {
	Zeros     []Zero
	Undecided [][]Range
	Boxes     int
}

// Complete reports whether Zeros is the exact list of the zeros in the region: nothing undecided, and every zero certainly inside.
func (z *Zeros) Complete() bool {
	for _, x := range z.Zeros {
		if x.Inside != interval.Yes {
			return false
		}
	}
	return len(z.Undecided) == 0
}

// ZeroOptions is the budget of System.Zeros. Zero fields take the defaults.
type ZeroOptions struct {
	MaxBoxes int  // DefaultMaxBoxes
	Prec     uint // bits of the enclosures, 53 to 2^16: 128
}

// MaxZeroPrec bounds ZeroOptions.Prec.
const MaxZeroPrec = 1 << 16

// maxRegion bounds the endpoints of regions: widths, and parts that are a little wider, stay finite.
const maxRegion = 0x1p1000

// cutsPerUnknown bounds the size of a box of the search: 2^-cutsPerUnknown of the region.
const cutsPerUnknown = 36

// Zeros finds all zeros in the region. box gives a range for every variable of the system's builder, in order: the region for the
// unknowns, and for each parameter its value or the range of its values. The region is subdivided; a part is discarded when the range of
// an equation or the Krawczyk operator excludes it, and settled when the operator proves exactly one zero in a slightly larger box.
// Singular zeros are never settled: they come back in Undecided, as everything does that the budget does not reach.
//
// An error means that the box or the options are not valid, or that ctx ended (the result is then the state reached).
func (s *System) Zeros(ctx context.Context, box []Range, opt ZeroOptions) (*Zeros, error) {
	if opt.MaxBoxes == 0 {
		opt.MaxBoxes = DefaultMaxBoxes
	}
	if opt.Prec == 0 {
		opt.Prec = 128
	}
	if opt.MaxBoxes < 1 || opt.MaxBoxes > 1<<40 {
		return nil, fmt.Errorf("prove: MaxBoxes = %d: must be from 1 to %d", opt.MaxBoxes, 1<<40)
	}
	if opt.Prec < 53 || opt.Prec > MaxZeroPrec {
		return nil, fmt.Errorf("prove: Prec = %d: must be from 53 to %d", opt.Prec, MaxZeroPrec)
	}
	if err := checkBox(box, s.vars); err != nil {
		return nil, err
	}
	h := &hunt{s: s, opt: opt, box: box, k: newSpanKrawczyk(s, box), big: newBigKrawczyk(s, box, opt.Prec+64)}
	for _, v := range s.unknowns {
		r := span.FromRat(box[v].Lo).Hull(span.FromRat(box[v].Hi))
		if !(r.Mag() <= maxRegion) {
			return nil, fmt.Errorf("prove: box[%d]: an endpoint beyond 2^1000", v)
		}
		h.region = append(h.region, r)
		h.least = append(h.least, r.Width()/(1<<cutsPerUnknown))
	}
	err := h.run(ctx)
	return &h.out, err
}

// hunt is one run of Zeros.
type hunt struct {
	s      *System
	opt    ZeroOptions
	box    []Range
	k      *spanKrawczyk
	big    *bigKrawczyk
	region []span.Span
	least  []float64
	stack  [][]span.Span
	wide   [][]span.Span // neighborhoods of the zeros so far
	out    Zeros
	steps  int // of all refinements
}

func (h *hunt) run(ctx context.Context) error {
	h.stack = append(h.stack, append([]span.Span(nil), h.region...))
	for len(h.stack) > 0 {
		if h.out.Boxes >= h.opt.MaxBoxes || h.out.Boxes%checkEvery == 0 && ctx.Err() != nil {
			for _, x := range h.stack {
				h.undecided(x)
			}
			return ctx.Err()
		}
		x := h.stack[len(h.stack)-1]
		h.stack = h.stack[:len(h.stack)-1]
		h.out.Boxes++
		h.visit(x)
	}
	return nil
}

func (h *hunt) undecided(x []span.Span) { h.out.Undecided = append(h.out.Undecided, ranges(x)) }

func ranges(x []span.Span) []Range {
	r := make([]Range, len(x))
	for i, v := range x {
		r[i] = Range{new(big.Rat).SetFloat64(v.Lo), new(big.Rat).SetFloat64(v.Hi)}
	}
	return r
}

// contractions bounds how often one part is contracted before it is cut.
const contractions = 4

func (h *hunt) visit(x []span.Span) {
	v := make([]span.Span, len(x))
	for try := 0; ; try++ {
		if h.known(x) || h.k.excluded(x) {
			return
		}
		for i := range x { // an eighth wider on each side, so that a zero on a face is inside
			m := max(x[i].Width()/8, h.least[i]/1024, 1e-300)
			v[i] = span.Span{Lo: span.AddDown(x[i].Lo, -m), Hi: span.AddUp(x[i].Hi, m)}
		}
		if !h.k.image(v) {
			break
		}
		if inside(v, h.k.k) {
			h.found(x, v)
			return
		}
		shrunk := false
		for i := range x {
			y, ok := x[i].Intersect(h.k.k[i])
			if !ok {
				return
			}
			shrunk = shrunk || y.Width() < 0.7*x[i].Width()
			x[i] = y
		}
		if !shrunk || try == contractions {
			break
		}
	}
	h.cut(x)
}

func inside(v, k []span.Span) bool {
	for i := range v {
		if !v[i].Interior(k[i]) {
			return false
		}
	}
	return true
}

// known reports whether x lies in the neighborhood of a zero that was found.
func (h *hunt) known(x []span.Span) bool {
	for _, w := range h.wide {
		all := true
		for i := range x {
			all = all && w[i].Contains(x[i])
		}
		if all {
			return true
		}
	}
	return false
}

func (h *hunt) cut(x []span.Span) {
	best, most := -1, -1.0
	for i := range x {
		w := x[i].Width()
		if w <= h.least[i] {
			continue
		}
		if w *= max(h.k.slope(i), 1e-300); w > most {
			best, most = i, w
		}
	}
	if best < 0 {
		h.undecided(x)
		return
	}
	// Off the middle: zeros like to lie at the center of symmetric regions.
	m := x[best].Lo + x[best].Width()*(127.0/256)
	if m == x[best].Lo { // as one of two neighbors does
		h.undecided(x)
		return
	}
	y := append([]span.Span(nil), x...)
	x[best].Hi, y[best].Lo = m, m
	h.stack = append(h.stack, y, x)
}

// found records the one zero of v, unless it is known or outside the region. x, the part that led to it, is settled: x lies in v.
func (h *hunt) found(x, v []span.Span) {
	z := h.refine(v)
	in := interval.Yes
	for i, e := range z {
		r := h.box[h.s.unknowns[i]]
		lo, known := e.CmpRat(r.Lo) // 0 when it is not known
		hi, known2 := e.CmpRat(r.Hi)
		switch {
		case lo < 0, hi > 0:
			return // the zero of v is outside the region
		case !known || !known2:
			in = interval.Unknown
		}
	}
	for _, w := range h.wide {
		switch within, meets := compare(w, z); {
		case within:
			return // the zero of w, which is the only one there
		case meets:
			h.undecided(x)
			return
		}
	}
	h.wide = append(h.wide, append([]span.Span(nil), v...))
	h.out.Zeros = append(h.out.Zeros, Zero{z, ranges(v), in})
}

// compare tells whether the box z lies in w, and whether they meet.
func compare(w []span.Span, z []*interval.Interval) (within, meets bool) {
	within, meets = true, true
	for i, e := range z {
		s := toSpan(e)
		_, ok := w[i].Intersect(s)
		within, meets = within && w[i].Contains(s), meets && ok
	}
	return within, meets
}

// refine contracts the zero of v by the Krawczyk operator until it gains no more, at the precision of the options. The zero stays in
// both the box and its image, so they meet.
func (h *hunt) refine(v []span.Span) []*interval.Interval {
	z := make([]*interval.Interval, len(v))
	for i := range v {
		z[i] = interval.New()
		if err := h.big.c.SetBounds(z[i], big.NewFloat(v[i].Lo), big.NewFloat(v[i].Hi)); err != nil {
			panic("prove: " + err.Error()) // v is finite
		}
	}
	for range 2 * 64 { // each step at least halves the width, or is the last; 40 bits a step is usual
		gain := false
		if !h.big.image(z) {
			break
		}
		h.steps++
		for i := range z {
			before := z[i].Width()
			if !h.big.c.Intersect(z[i], z[i], h.big.k[i]) {
				panic("prove: a zero that was proved to exist is lost")
			}
			gain = gain || z[i].Width().Cmp(before.Quo(before, big.NewFloat(2))) < 0
		}
		if !gain {
			break
		}
	}
	return z
}

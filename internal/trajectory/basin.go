package trajectory

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// Coordinate decides questions about one coordinate (d = 1) of one depth. It holds scratch: one per goroutine.
type Coordinate struct {
	c       *interval.Context
	depth   int
	hessian *orbit.Hessian[*interval.Interval, interval.Ring]
}

// NewCoordinate returns the decider at depth L, at 192 bits.
func NewCoordinate(depth int) *Coordinate {
	c := interval.NewContext(192)
	return &Coordinate{c, depth, orbit.NewHessian(interval.NewRing(c), proof.Shape{Depth: depth, Width: 1, Diagonal: true})}
}

// Limit is the stationary point to which a flow tends.
type Limit struct {
	Point *shrinkage.Point
	Signs []int                // of the weights; nil at the origin
	At    []*interval.Interval // the weights
	// Time is when the flow was seen inside the attracting ball of the given radius.
	Time   *big.Rat
	Radius *big.Rat
}

// Origin reports whether the limit is 0.
func (l *Limit) Origin() bool { return l.Signs == nil }

// Identify looks for the limit among the strict minima of the answer, state by state; nil when no state is inside an attracting ball.
func (k *Coordinate) Identify(in *generators.Instance, answer *shrinkage.Structure, states []flow.State) *Limit {
	for _, s := range states {
		w := make([]*interval.Interval, k.depth)
		for l := range w {
			w[l] = s.Weights[l][0]
		}
		for n := range answer.Points {
			p := &answer.Points[n]
			if p.Kind != shrinkage.Minimum {
				continue
			}
			at, signs, ok := k.nearest(w, p, in.Target[0].Sign())
			if !ok {
				continue
			}
			if r, ok := k.Attracts(in, at, w); ok {
				return &Limit{Point: p, Signs: signs, At: at, Time: s.Time, Radius: r}
			}
		}
	}
	return nil
}

// nearest gives the point the signs of w; false when they are not certain or not those of a stationary point.
func (k *Coordinate) nearest(w []*interval.Interval, p *shrinkage.Point, sign int) (at []*interval.Interval, signs []int, ok bool) {
	at = make([]*interval.Interval, k.depth)
	if p.Multiplicity == 1 && p.U.IsPoint() && p.U.ContainsZero() { // the origin
		for l := range at {
			at[l] = interval.New()
		}
		return at, nil, true
	}
	signs = make([]int, k.depth)
	for l, x := range w {
		s, known := x.Sign()
		if !known || s == 0 {
			return nil, nil, false
		}
		signs[l] = s
		sign *= s
		at[l] = k.c.MulInt64(interval.New(), p.T, int64(s))
	}
	return at, signs, sign > 0
}

// Attracts reports whether the ball around the stationary point at that reaches to w attracts: the Hessian is positive definite on the box
// of the radius r around at, and |w - at| <= r. The radius is returned.
func (k *Coordinate) Attracts(in *generators.Instance, at, w []*interval.Interval) (*big.Rat, bool) {
	r, ok := k.Distance(w, at)
	if !ok {
		return nil, false
	}
	k.c.ClearErr()
	return r, orbit.PositiveDefinite(k.c, k.Hessian(in, at, r)) == interval.Yes
}

// Distance returns an upper bound of the Euclidean distance of two points, as a rational.
func (k *Coordinate) Distance(x, y []*interval.Interval) (*big.Rat, bool) {
	return k.Norm(x, y).HiRat()
}

// Norm encloses the Euclidean distance of two points.
func (k *Coordinate) Norm(x, y []*interval.Interval) *interval.Interval {
	sum, d := interval.New(), interval.New()
	for l := range x {
		k.c.Sub(d, x[l], y[l])
		k.c.Add(sum, sum, k.c.Sqr(d, d))
	}
	return k.c.Sqrt(sum, sum)
}

// Hessian encloses the Hessian of L_R on the box of half-width r around the center. The matrix belongs to the caller.
func (k *Coordinate) Hessian(in *generators.Instance, center []*interval.Interval, r *big.Rat) [][]*interval.Interval {
	ball := k.Ball(r)
	var xs []*interval.Interval
	for _, x := range center {
		xs = append(xs, k.c.Add(interval.New(), x, ball))
	}
	for _, x := range []*big.Rat{in.Target[0], in.Scale(0), in.Noise, in.Tau2} {
		xs = append(xs, k.c.SetRat(interval.New(), x))
	}
	h := k.hessian.At(xs)
	out := make([][]*interval.Interval, len(h))
	for l, row := range h {
		out[l] = make([]*interval.Interval, len(row))
		for m, x := range row {
			out[l][m] = k.c.Set(interval.New(), x)
		}
	}
	return out
}

// Ball is the interval [-r, r].
func (k *Coordinate) Ball(r *big.Rat) *interval.Interval {
	x := interval.New()
	return k.c.Hull(x, k.c.SetRat(interval.New(), r), k.c.SetRat(interval.New(), new(big.Rat).Neg(r)))
}

// Context is the context that the decider computes with.
func (k *Coordinate) Context() *interval.Context { return k.c }

// Stationary returns the certified stationary points of coordinate 0 of the instance.
func Stationary(in *generators.Instance, digits int) (*shrinkage.Structure, error) {
	p := shrinkage.Problem{Depth: in.Depth(), Target: in.Target[0], Noise: in.Noise, Scale: in.Scale(0)}
	return shrinkage.Solve(context.Background(), p, digits)
}

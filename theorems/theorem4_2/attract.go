package theorem4_2

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// Balls that attract: around a stationary point W* on which mu I < Hess L_R < I/alpha, proved by elimination on the interval matrix of the
// Hessian over the cube that holds the ball.

// ballBits is the precision of the proof; the cubes are far wider than its roundings.
const ballBits = 96

// landscape is one coordinate with its stationary points, and the balls found so far.
type landscape struct {
	in     *generators.Instance
	points *shrinkage.Structure
	ctx    *interval.Context
	hess   *orbit.Hessian[*interval.Interval, interval.Ring]
	balls  map[string]*ball
	alpha  *big.Rat
}

// ball is the set |W - W*| < radius (Euclidean); a nil radius says that none was found. On it the map contracts by the factor 1 - alpha mu.
type ball struct {
	point  *shrinkage.Point
	origin bool
	center []*interval.Interval
	radius *big.Rat
	mu     *big.Rat
}

func newLandscape(in *generators.Instance, alpha *big.Rat) (*landscape, error) {
	points, err := shrinkage.Solve(context.Background(), shrinkage.Problem{Depth: in.Depth(), Target: in.Target[0], Noise: in.Noise, Scale: in.Scale(0)}, 30)
	if err != nil {
		return nil, err
	}
	ctx := interval.NewContext(ballBits)
	hess := orbit.NewHessian(interval.NewRing(ctx), proof.ShapeOf(in))
	return &landscape{in: in, points: points, ctx: ctx, hess: hess, balls: map[string]*ball{}, alpha: alpha}, nil
}

// candidates returns the balls around the stationary points with the signs of w: the origin and, where the product of the signs is that of b,
// the minimum with w_l != 0.
func (z *landscape) candidates(w []*interval.Interval) []*ball {
	signs, product := "", 1
	for _, x := range w {
		s := "+"
		if x.Mid().Sign() < 0 {
			s, product = "-", -product
		}
		signs += s
	}
	var out []*ball
	for k := range z.points.Points {
		p := &z.points.Points[k]
		if p.Kind != shrinkage.Minimum || k > 0 && product != z.in.Target[0].Sign() {
			continue
		}
		key := signs
		if k == 0 {
			key = "0"
		}
		b, ok := z.balls[key]
		if !ok {
			b = z.find(p, k == 0, signs)
			z.balls[key] = b
		}
		if b.radius != nil {
			out = append(out, b)
		}
	}
	return out
}

// find looks for a radius scale 2^-k, k = 1 .. 24, with mu half the least eigenvalue at W*, rounded.
func (z *landscape) find(p *shrinkage.Point, origin bool, signs string) *ball {
	b := &ball{point: p, origin: origin}
	scale := new(big.Rat).Set(z.in.Noise)
	for _, s := range signs {
		x := z.ctx.Set(interval.New(), p.T)
		if s == '-' {
			z.ctx.Neg(x, x)
		}
		b.center = append(b.center, x)
	}
	if !origin {
		if t, ok := p.T.LoRat(); ok && t.Cmp(scale) < 0 {
			scale = t
		}
	}
	for _, v := range p.Eigenvalues {
		if lo, ok := v.Value.LoRat(); ok && lo.Sign() > 0 && (b.mu == nil || lo.Cmp(b.mu) < 0) {
			b.mu = lo
		}
	}
	if b.mu == nil {
		return b
	}
	b.mu = orbit.RoundDown(b.mu.Mul(b.mu, big.NewRat(1, 2)), stepBits)
	radius := orbit.RoundDown(scale, 8)
	for range 24 {
		radius.Mul(radius, big.NewRat(1, 2))
		if z.proved(b, radius) {
			b.radius = radius
			return b
		}
	}
	return b
}

// proved decides mu I < Hess L_R < I/alpha on the cube of half-width radius around the center.
func (z *landscape) proved(b *ball, radius *big.Rat) bool {
	z.ctx.ClearErr()
	h := hessianOn(z.ctx, z.hess, z.in, b.center, radius)
	// h - mu I, and I/alpha - h.
	return orbit.PositiveDefinite(z.ctx, z.shift(h, 1, new(big.Rat).Neg(b.mu))) == interval.Yes &&
		orbit.PositiveDefinite(z.ctx, z.shift(h, -1, new(big.Rat).Inv(z.alpha))) == interval.Yes
}

// hessianOn encloses the Hessian of a coordinate on the cube of half-width radius around the center; valid until the next call.
func hessianOn(c *interval.Context, hess *orbit.Hessian[*interval.Interval, interval.Ring], in *generators.Instance, center []*interval.Interval, radius *big.Rat) [][]*interval.Interval {
	set := func(x *big.Rat) *interval.Interval { return c.SetRat(interval.New(), x) }
	cube := make([][]*interval.Interval, len(center))
	for l, x := range center {
		cube[l] = []*interval.Interval{around(c, x, set(radius))}
	}
	return hess.At(definition.Inputs(nil, cube, []*interval.Interval{set(in.Target[0])}, [][]*interval.Interval{{set(in.Scale(0))}}, true, set(in.Noise), interval.New()))
}

// shift is sign h + x I in new storage.
func (z *landscape) shift(h [][]*interval.Interval, sign int64, x *big.Rat) [][]*interval.Interval {
	a := make([][]*interval.Interval, len(h))
	for l, row := range h {
		a[l] = make([]*interval.Interval, len(row))
		for m, y := range row {
			a[l][m] = z.ctx.MulInt64(interval.New(), y, sign)
		}
		z.ctx.AddRat(a[l][l], a[l][l], x)
	}
	return a
}

// inside decides |W - W*| < radius.
func (b *ball) inside(ctx *interval.Context, w []*interval.Interval) bool {
	sum, d := interval.New(), interval.New()
	for l, x := range w {
		ctx.Sub(d, x, b.center[l])
		ctx.Add(sum, sum, ctx.Sqr(d, d))
	}
	r := ctx.SetRat(d, b.radius)
	return sum.Less(ctx.Sqr(r, r)) == interval.Yes
}

// outcome of following a start.
type fate struct {
	ball  *ball
	steps int
	prec  uint
}

// every is how many steps lie between two looks at the iterate.
const every = 8

// follow descends with step alpha from the instance until the certified iterate is in a ball that attracts; nil when that did not happen
// within the steps and precisions allowed. A float64 run says when to look, so that time is spent on steps and not on looking; the
// decision is the certified iterate's alone.
func (z *landscape) follow(steps int) *fate {
	first := z.forecast(steps)
	if first < 0 {
		return nil
	}
	for prec := uint(192); prec <= 1<<15; prec *= 4 {
		ctx := interval.NewContext(prec)
		o := orbit.NewCertified(ctx, proof.ShapeOf(z.in))
		o.Place(z.in, func(x *interval.Interval, r *big.Rat) { ctx.SetRat(x, r) })
		alpha := ctx.SetRat(interval.New(), z.alpha)
		for k := 0; k <= steps && thin(o.Weights()); k += every {
			if k >= first {
				for _, b := range z.candidates(o.Weights()) {
					if b.inside(ctx, o.Weights()) {
						return &fate{b, k, prec}
					}
				}
			}
			for range every {
				o.Advance(alpha)
			}
		}
		if thin(o.Weights()) {
			return nil // the steps ran out, not the digits
		}
	}
	return nil
}

// forecast is the first multiple of every, or the last step, at which a float64 run is in a ball that attracts; -1 if that does not happen within
// the steps.
func (z *landscape) forecast(steps int) int {
	float := func(x *big.Rat) float64 { f, _ := x.Float64(); return f }
	m, err := numeric.NewDiagonalModel([]float64{float(z.in.Target[0])}, []float64{float(z.in.Scale(0))}, float(z.in.Noise), 0)
	if err != nil {
		return -1
	}
	layers := make([][]float64, z.in.Depth())
	for l, row := range z.in.Weights {
		layers[l] = []float64{float(row[0])}
	}
	n, err := numeric.NewNetwork(layers)
	if err != nil {
		return -1
	}
	d := numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Constant(float(z.alpha)), Steps: steps, Every: every}
	t, err := d.Run(context.Background(), n)
	if err != nil {
		return -1
	}
	w := make([]*interval.Interval, z.in.Depth())
	for k := range t.Len() {
		for l, x := range t.State(k) {
			w[l] = z.ctx.SetFloat64(interval.New(), x)
		}
		for _, b := range z.candidates(w) {
			if b.inside(z.ctx, w) {
				return t.Steps[k]
			}
		}
	}
	return -1
}

// thin reports whether every weight is known to 2^-16.
func thin(w []*interval.Interval) bool {
	limit := new(big.Float).SetMantExp(big.NewFloat(1), -16)
	for _, x := range w {
		if x.Width().Cmp(limit) > 0 {
			return false
		}
	}
	return true
}

package theorem4_2

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Figure3 is the two deterministic trajectories of the paper's Figure 3: gradient descent on L and on L_R from one start, L = 2, d = 1, s = 1,
// w_* = 3.14159, in float64, and the limit of each as an enclosure for exact arithmetic at the same float64 inputs.
//
// The caption fixes w_* and L. The noise level, the start and the step size are this project's choice, within alpha <= 1/K(M).
type Figure3 struct {
	Target, Noise, Step float64
	Start               [2]float64
	// Plain and Regularized are W(0), W(1), ... on L and on L_R.
	Plain, Regularized [][2]float64
	// PlainLimit lies on the hyperbola w_1 w_2 = w_*; RegularizedLimit is balanced, w_1 = w_2 = sqrt(w_* - e^2).
	PlainLimit, RegularizedLimit [2]*interval.Interval
}

// NewFigure3 computes the trajectories over the given number of steps, 1 to 100000. Errors: steps out of bounds; a limit that could not be
// certified.
func NewFigure3(ctx context.Context, steps int) (*Figure3, error) {
	if steps < 1 || steps > 100_000 {
		return nil, fmt.Errorf("steps: %d outside 1..100000", steps)
	}
	f := &Figure3{Target: 3.14159, Noise: 1, Step: 1.0 / 64, Start: [2]float64{3, 0.5}}
	var err error
	if f.Plain, err = f.run(ctx, numeric.Plain, steps); err != nil {
		return nil, err
	}
	if f.Regularized, err = f.run(ctx, numeric.Regularized, steps); err != nil {
		return nil, err
	}
	if err := f.limits(); err != nil {
		return nil, err
	}
	return f, nil
}

// limits certifies the limits of both trajectories.
func (f *Figure3) limits() error {
	alpha := new(big.Rat).SetFloat64(f.Step)
	z, err := newLandscape(f.instance(f.Noise), alpha)
	if err != nil {
		return err
	}
	end := z.follow(maxRun)
	if end == nil || end.ball.origin {
		return errors.New("theorem4_2: the limit of descent on L_R was not certified")
	}
	copy(f.RegularizedLimit[:], end.ball.center)
	f.PlainLimit, err = hyperbolaLimit(f.instance(0), alpha)
	return err
}

func (f *Figure3) run(ctx context.Context, o numeric.Objective, steps int) ([][2]float64, error) {
	m, err := numeric.NewDiagonalModel([]float64{f.Target}, []float64{1}, f.Noise, 0)
	if err != nil {
		return nil, err
	}
	n, err := numeric.NewNetwork([][]float64{{f.Start[0]}, {f.Start[1]}})
	if err != nil {
		return nil, err
	}
	d := numeric.Descent{Model: m, Objective: o, Step: numeric.Constant(f.Step), Steps: steps, Every: 1}
	t, err := d.Run(ctx, n)
	if err != nil {
		return nil, err
	}
	out := make([][2]float64, t.Len())
	for k := range out {
		copy(out[k][:], t.State(k))
	}
	return out, nil
}

// instance is the exact problem at noise level e; at e = 0, L_R is L.
func (f *Figure3) instance(e float64) *generators.Instance {
	in := generators.NewInstance("figure 3", 2, 1)
	in.Weights[0][0].SetFloat64(f.Start[0])
	in.Weights[1][0].SetFloat64(f.Start[1])
	in.Target[0].SetFloat64(f.Target)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetFloat64(e)
	return in
}

// hyperbolaLimit encloses the limit of descent on L = (b - xy)^2. With r = b - xy one step is x += 2 alpha r y, y += 2 alpha r x, hence
//
//	r+ = r [ 1 - 2 alpha (x^2 + y^2) - 4 alpha^2 r x y ].
//
// If the bracket is at most q < 1 in modulus on a cube of half-width h around the certified iterate, with |x|, |y| <= m there, the rest of the
// path has a length of at most 2 alpha |r| m / (1-q) in each coordinate; when that is at most h, the path stays in the cube, and the limit is
// within that distance.
func hyperbolaLimit(in *generators.Instance, alpha *big.Rat) ([2]*interval.Interval, error) {
	const prec, settle, limit = 1024, -200, 4000
	ctx := interval.NewContext(prec)
	o := orbit.NewCertified(ctx, proof.ShapeOf(in))
	o.Place(in, func(z *interval.Interval, x *big.Rat) { ctx.SetRat(z, x) })
	a, b := ctx.SetRat(interval.New(), alpha), ctx.SetRat(interval.New(), in.Target[0])
	residual := func() *interval.Interval {
		r := ctx.Mul(interval.New(), o.Weights()[0], o.Weights()[1])
		return ctx.Sub(r, b, r)
	}
	tiny := ctx.MulPow2(interval.New(), ctx.SetInt64(interval.New(), 1), settle)
	for k := 0; ctx.Abs(interval.New(), residual()).Less(tiny) != interval.Yes; k++ {
		if k == limit {
			return [2]*interval.Interval{}, errors.New("theorem4_2: descent on L did not settle")
		}
		o.Advance(a)
	}
	half := ctx.MulPow2(interval.New(), tiny, 20)
	x, y := around(ctx, o.Weights()[0], half), around(ctx, o.Weights()[1], half)
	q := bracket(ctx, a, x, y, around(ctx, interval.New(), tiny))
	room := ctx.Sub(interval.New(), ctx.SetInt64(interval.New(), 1), q)
	if room.Positive() != interval.Yes {
		return [2]*interval.Interval{}, errors.New("theorem4_2: descent on L does not contract towards the hyperbola")
	}
	m := ctx.Max(interval.New(), ctx.Abs(x, x), ctx.Abs(y, y))
	rest := ctx.Mul(interval.New(), a, ctx.Mul(m, m, tiny))
	ctx.Div(rest, ctx.MulInt64(rest, rest, 2), room)
	if rest.LessEq(half) != interval.Yes {
		return [2]*interval.Interval{}, errors.New("theorem4_2: descent on L may leave the cube")
	}
	var out [2]*interval.Interval
	for l := range out {
		out[l] = around(ctx, o.Weights()[l], rest)
	}
	return out, ctx.Err()
}

// bracket encloses |1 - 2 alpha (x^2 + y^2) - 4 alpha^2 r x y|.
func bracket(c *interval.Context, alpha, x, y, r *interval.Interval) *interval.Interval {
	squares := c.Add(interval.New(), c.Sqr(interval.New(), x), c.Sqr(interval.New(), y))
	q := c.AddInt64(interval.New(), c.MulInt64(squares, c.Mul(squares, alpha, squares), -2), 1)
	last := c.Mul(interval.New(), c.Sqr(interval.New(), alpha), c.Mul(interval.New(), r, c.Mul(interval.New(), x, y)))
	return c.Abs(q, c.Sub(q, q, c.MulInt64(last, last, 4)))
}

// around encloses x + [-r, r].
func around(c *interval.Context, x, r *interval.Interval) *interval.Interval {
	pm := c.Hull(interval.New(), c.Neg(interval.New(), r), r)
	return c.Add(pm, x, pm)
}

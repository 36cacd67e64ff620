package numeric

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// ErrDiverged is wrapped by the error of a run whose weights stopped being finite.
var ErrDiverged = errors.New("weights are not finite")

// Descent is gradient descent W(k+1) = Proj( W(k) - alpha_k grad F(W(k)) ), F = L
// or L_R with noise level e_k. Source: MATH.md, Theorems 4.1 and 4.2.
type Descent struct {
	Model     *Model
	Objective Objective
	Step      Schedule  // alpha_k
	Noise     *Schedule // e_k; nil: the model's noise level throughout
	Box       float64   // projection onto |w_{li}| <= Box when > 0
	Steps     int       // number of steps, at most MaxSteps
	Every     int       // record every so many steps; 0: start and end only
}

// checkEvery is how many steps may pass between two looks at the context and
// at the weights' finiteness.
const checkEvery = 1 << 16

// Run descends from start, which is not changed. The record holds the start,
// every Every-th step and the last step.
//
// Errors: a bad field; the context's; ErrDiverged with the step by which it was
// noticed (the record up to then is returned with it). Cost as Gradient per step; a
// single coordinate of depth 2 has a loop of its own in registers, with the
// same rounding.
func (c *Descent) Run(ctx context.Context, start *Network) (*Trajectory, error) {
	if err := c.validate(start); err != nil {
		return nil, err
	}
	t, err := newTrajectory(start, c.Steps, c.Every)
	if err != nil {
		return nil, err
	}
	ws, err := NewWorkspace(start.depth, start.width)
	if err != nil {
		return nil, err
	}
	n, m := start.Clone(), *c.Model
	g := make([]float64, len(n.w))
	t.record(0, n.w)
	for k := 0; k < c.Steps; {
		stop := nextStop(k, c.Every, c.Steps)
		for k < stop {
			to := min(stop, k+checkEvery)
			if n.depth == 2 && n.width == 1 {
				c.scalar(n.w, k, to)
			} else {
				for j := k; j < to; j++ {
					c.step(n, &m, ws, g, j)
				}
			}
			k = to
			if bad := firstNonFinite(n.w); bad >= 0 {
				return t, fmt.Errorf("numeric: descent: weight (layer %d, coordinate %d) = %v by step %d: %w", bad%n.depth, bad/n.depth, n.w[bad], k, ErrDiverged)
			}
			if err := ctx.Err(); err != nil {
				return t, fmt.Errorf("numeric: descent stopped at step %d: %w", k, err)
			}
		}
		t.record(k, n.w)
	}
	return t, nil
}

func (c *Descent) validate(start *Network) error {
	if len(c.Model.target) != start.width {
		return fmt.Errorf("numeric: model has width %d, start has width %d", len(c.Model.target), start.width)
	}
	if c.Objective != Plain && c.Objective != Regularized {
		return fmt.Errorf("numeric: objective = %v is neither L nor L_R", c.Objective)
	}
	if err := c.Step.Validate("step"); err != nil {
		return err
	}
	if c.Noise != nil {
		if err := c.Noise.Validate("noise"); err != nil {
			return err
		}
	}
	return checkNonnegative("box", c.Box)
}

// step is one step at any shape.
func (c *Descent) step(n *Network, m *Model, ws *Workspace, g []float64, k int) {
	if c.Noise != nil {
		m.noise = c.Noise.At(k)
	}
	ws.Gradient(g, c.Objective, m, n)
	alpha := c.Step.At(k)
	for i, x := range g {
		n.w[i] -= alpha * x
	}
	if c.Box > 0 {
		clamp(n.w, c.Box)
	}
}

// scalar runs steps k .. to-1 of one coordinate at depth 2 in registers. The
// operations are those of Gradient (diagonalKernel2, or leaveOneOut for L).
func (c *Descent) scalar(w []float64, k, to int) {
	x, y := w[0], w[1]
	s, b, e := c.Model.scale[0], c.Model.target[0], c.Model.noise
	box := c.Box
	if box == 0 {
		box = math.Inf(1)
	}
	s2, e2 := 2*s, e*e
	p := s2 * b
	alpha := c.Step.A
	fixed := c.Step.R == 0
	for ; k < to; k++ {
		if !fixed {
			alpha = c.Step.At(k)
		}
		if c.Noise != nil {
			e = c.Noise.At(k)
			e2 = e * e
		}
		var gx, gy float64
		if c.Objective == Regularized {
			gx = x*(s2*(y*y+e2)) - p*y
			gy = y*((x*x+e2)*s2) - x*p
		} else {
			r := -2 * (s * (b - x*y))
			gx, gy = r*y, x*r
		}
		x = project(x-alpha*gx, box)
		y = project(y-alpha*gy, box)
	}
	w[0], w[1] = x, y
}

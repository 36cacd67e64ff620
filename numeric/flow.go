package numeric

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// ErrStepLimit is wrapped by the error of an integration that reached its cap
// on steps or whose step fell below the resolution of time.
var ErrStepLimit = errors.New("step limit")

// Flow is the gradient flow dW/dt = -grad F(W), F = L or L_R, integrated by the
// embedded pair of Dormand and Prince. Source: MATH.md, Theorem 3.1.
type Flow struct {
	Model     *Model
	Objective Objective
	Times     []float64 // strictly increasing, > 0: where to record; steps land on them
	RelTol    float64   // default 1e-9, at least 1e-14
	AbsTol    float64   // default 1e-12
	MaxSteps  int       // attempted steps in all; default 10^6
}

// Run integrates from start at t = 0, which is not changed. The record holds
// the start and one state per entry of Times; Steps counts accepted steps.
//
// Each accepted step has an estimated local error at most AbsTol + RelTol |w| in every
// weight (maximum norm). That is an estimate, not an enclosure.
//
// Errors: a bad field; the context's; ErrStepLimit when MaxSteps are used up or
// the step underflows against t (the record up to then comes with it).
func (c *Flow) Run(ctx context.Context, start *Network) (*Trajectory, error) {
	f, maxSteps, err := c.prepare(start)
	if err != nil {
		return nil, err
	}
	t := &Trajectory{Depth: start.depth, Width: start.width}
	t.record(0, f.n.w)
	t.Times = append(t.Times, 0)
	f.begin()
	now, h := 0.0, f.firstStep(c.Times[0])
	accepted, attempts := 0, 0
	for _, end := range c.Times {
		for now < end {
			if attempts++; attempts > maxSteps {
				return t, fmt.Errorf("numeric: flow reached t = %v of %v in MaxSteps = %d steps: %w", now, end, maxSteps, ErrStepLimit)
			}
			if attempts&255 == 0 && ctx.Err() != nil {
				return t, fmt.Errorf("numeric: flow stopped at t = %v: %w", now, ctx.Err())
			}
			step, last := h, false
			if end-now-step < 0.1*step {
				step, last = end-now, true
			}
			if now+step == now {
				return t, fmt.Errorf("numeric: flow step %v vanishes at t = %v: %w", step, now, ErrStepLimit)
			}
			e := f.try(step)
			if e <= 1 {
				f.accept()
				accepted++
				if now += step; last {
					now = end
				}
			}
			next := step * stepFactor(e)
			if !last || next < h { // next < 0.99 h where e > 1, since a step is below 1.1 h
				h = next // a step cut short by a recording time says little about the next
			}
		}
		t.record(accepted, f.n.w)
		t.Times = append(t.Times, end)
	}
	return t, nil
}

// stepFactor is the usual controller 0.9 e^{-1/5}, kept in [0.2, 5]; +Inf (a
// stage overflowed) gives 0.2.
func stepFactor(e float64) float64 {
	return min(5, max(0.2, 0.9*math.Pow(max(e, 1e-10), -0.2)))
}

func (c *Flow) prepare(start *Network) (*dopri, int, error) {
	if len(c.Model.target) != start.width {
		return nil, 0, fmt.Errorf("numeric: model has width %d, start has width %d", len(c.Model.target), start.width)
	}
	if c.Objective != Plain && c.Objective != Regularized {
		return nil, 0, fmt.Errorf("numeric: objective = %v is neither L nor L_R", c.Objective)
	}
	if len(c.Times) == 0 {
		return nil, 0, errors.New("numeric: times is empty: at least one final time is needed")
	}
	if len(c.Times)+1 > MaxRecorded/len(start.w) {
		return nil, 0, fmt.Errorf("numeric: times has %d entries for %d weights, beyond the bound %d", len(c.Times), len(start.w), MaxRecorded)
	}
	last := 0.0
	for i, x := range c.Times {
		if !isFinite(x) || x <= last {
			return nil, 0, fmt.Errorf("numeric: times[%d] = %v must be finite and > %v", i, x, last)
		}
		last = x
	}
	rel, abs, maxSteps := c.RelTol, c.AbsTol, c.MaxSteps
	if rel == 0 {
		rel = 1e-9
	}
	if abs == 0 {
		abs = 1e-12
	}
	if maxSteps == 0 {
		maxSteps = 1_000_000
	}
	if !(rel >= 1e-14 && rel < 1) {
		return nil, 0, fmt.Errorf("numeric: reltol = %v outside [1e-14, 1)", rel)
	}
	if abs < 0 || !isFinite(abs) { // 0 is the default
		return nil, 0, fmt.Errorf("numeric: abstol = %v must be finite and > 0", abs)
	}
	if maxSteps < 0 || maxSteps > MaxSteps {
		return nil, 0, fmt.Errorf("numeric: maxsteps = %d outside 1..%d", maxSteps, MaxSteps)
	}
	f, err := newDopri(c.Model, c.Objective, start, rel, abs)
	return f, maxSteps, err
}

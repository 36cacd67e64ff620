package numeric

import (
	"context"
	"fmt"
	"math"
)

// Variant says which random loss a step of S-SAM differentiates.
type Variant int

// The two variants of MATH.md, Theorem 4.3.
const (
	// NoiseOnly is the population loss at the perturbed weights.
	NoiseOnly Variant = iota
	// OneSample is the loss of one fresh sample (X, Y) at the perturbed weights,
	// X ~ N(0, Sigma), Y = <b, X> + sqrt(tau2) N(0, 1).
	OneSample
)

// String names the variant.
func (v Variant) String() string {
	switch v {
	case NoiseOnly:
		return "noise only"
	case OneSample:
		return "one sample"
	}
	return fmt.Sprintf("Variant(%d)", int(v))
}

// SSAM is stochastic sharpness-aware minimization:
//
//	W(k+1) = Proj( W(k) - alpha_k grad L~(W(k) + e xi_k) ),  xi_k i.i.d. standard normal
//
// with L~ the population loss, grad_l = -2 q_{-l} [Sigma (b-q)], or one sample's, grad_l =
// -2 q_{-l} X (Y - <q, X>), q the product of the perturbed weights.
// Source: MATH.md, Theorems 4.3 and 4.4.
type SSAM struct {
	Model   *Model
	Variant Variant
	Step    Schedule // alpha_k
	Box     float64  // projection onto |w_{li}| <= Box when > 0
	Steps   int      // number of steps, at most MaxSteps
	Every   int      // record every so many steps; 0: start and end only
}

// Run simulates one path from start, which is not changed, with the normals of
// the stream in a fixed order, per step: the L*d perturbations in storage order, then for
// OneSample the Rank normals of X and one for Y. The path depends on the fields and the
// stream only, not on how it is recorded.
//
// Errors: a bad field; an indefinite Sigma (OneSample); the context's; ErrDiverged
// (the record up to then comes with it). No allocation per step.
func (c *SSAM) Run(ctx context.Context, start *Network, stream *Stream) (*Trajectory, error) {
	f, err := c.validate(start)
	if err != nil {
		return nil, err
	}
	return c.run(ctx, start, stream, f)
}

func (c *SSAM) validate(start *Network) (*Factor, error) {
	if len(c.Model.target) != start.width {
		return nil, fmt.Errorf("numeric: model has width %d, start has width %d", len(c.Model.target), start.width)
	}
	if c.Variant != NoiseOnly && c.Variant != OneSample {
		return nil, fmt.Errorf("numeric: variant = %v is unknown", c.Variant)
	}
	if err := c.Step.Validate("step"); err != nil {
		return nil, err
	}
	if err := checkNonnegative("box", c.Box); err != nil {
		return nil, err
	}
	if c.Variant == OneSample {
		return FactorPSD(c.Model)
	}
	return nil, nil
}

func (c *SSAM) run(ctx context.Context, start *Network, stream *Stream, f *Factor) (*Trajectory, error) {
	t, err := newTrajectory(start, c.Steps, c.Every)
	if err != nil {
		return nil, err
	}
	p, err := newPath(c, start, f)
	if err != nil {
		return nil, err
	}
	tables := zigTables()
	t.record(0, p.n.w)
	sinceCheck := 0
	for k := 0; k < c.Steps; {
		stop := nextStop(k, c.Every, c.Steps)
		for k < stop {
			block := min(stop-k, len(p.alpha))
			xi, alpha := p.xi[:block*p.perStep], p.alpha[:block]
			c.Step.fill(alpha, k)
			if p.advance == nil {
				p.scalar(stream, tables, alpha)
			} else {
				stream.normals(xi, tables)
				p.advance(xi, alpha)
			}
			k += block
			if sinceCheck += block * p.perStep; sinceCheck >= checkEvery || k == stop {
				sinceCheck = 0
				if bad := firstNonFinite(p.n.w); bad >= 0 {
					return t, fmt.Errorf("numeric: S-SAM: weight (layer %d, coordinate %d) = %v by step %d: %w", bad%start.depth, bad/start.depth, p.n.w[bad], k, ErrDiverged)
				}
				if err := ctx.Err(); err != nil {
					return t, fmt.Errorf("numeric: S-SAM stopped at step %d: %w", k, err)
				}
			}
		}
		t.record(k, p.n.w)
	}
	return t, nil
}

// path is the state and scratch of one simulation.
type path struct {
	n, v    *Network // weights; perturbed weights (shapes without a kernel)
	m       *Model
	ws      *Workspace
	factor  *Factor
	x       []float64 // one feature vector
	sqrtTau float64
	box     float64
	perStep int
	xi      []float64                 // normals of one block of steps
	alpha   []float64                 // step sizes of one block
	advance func(xi, alpha []float64) // nil: scalar
}

// blockNormals is about how many normals are drawn at a time.
const blockNormals = 1024

func newPath(c *SSAM, start *Network, f *Factor) (*path, error) {
	ws, err := NewWorkspace(start.depth, start.width)
	if err != nil {
		return nil, err
	}
	p := &path{n: start.Clone(), v: start.Clone(), m: c.Model, ws: ws, factor: f, box: c.Box, perStep: len(start.w)}
	if p.box == 0 {
		p.box = math.Inf(1)
	}
	if c.Variant == OneSample {
		p.perStep += f.Rank() + 1
		p.x = make([]float64, start.width)
		p.sqrtTau = math.Sqrt(c.Model.tau2)
	}
	block := max(1, blockNormals/p.perStep)
	p.xi, p.alpha = make([]float64, block*p.perStep), make([]float64, block)
	diagonal := c.Model.sigma == nil
	switch {
	case c.Variant == OneSample && diagonal && start.depth == 3:
		p.advance = p.sample3
	case c.Variant == OneSample:
		p.advance = p.sample
	case start.depth == 2 && start.width == 1: // always diagonal
		// p.scalar draws for itself
	case diagonal && start.depth == 2:
		p.advance = p.noise2
	case diagonal && start.depth == 3:
		p.advance = p.noise3
	default:
		p.advance = p.noise
	}
	return p, nil
}

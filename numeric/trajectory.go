package numeric

import "fmt"

// MaxRecorded is the largest number of float64 values that one run records.
const MaxRecorded = 1 << 25

// MaxSteps is the largest number of steps of one run.
const MaxSteps = 1 << 40

// Trajectory is a sparse record of a run: state k is after Steps[k] steps (for
// flows, at time Times[k]; nil otherwise), its weights in storage order.
type Trajectory struct {
	Depth, Width int
	Steps        []int
	Times        []float64
	weights      []float64
}

// Len returns the number of recorded states.
func (t *Trajectory) Len() int { return len(t.Steps) }

// State returns the weights of state k in storage order, w_{li} at i*L + l.
func (t *Trajectory) State(k int) []float64 {
	n := t.Depth * t.Width
	return t.weights[k*n : (k+1)*n : (k+1)*n]
}

// Last returns the final recorded state.
func (t *Trajectory) Last() []float64 { return t.State(t.Len() - 1) }

// newTrajectory reserves states for a record of the start, every every-th
// step and the end (every = 0: start and end only), and checks the sizes.
func newTrajectory(n *Network, steps, every int) (*Trajectory, error) {
	if steps < 0 || steps > MaxSteps {
		return nil, fmt.Errorf("numeric: steps = %d outside 0..%d", steps, MaxSteps)
	}
	if every < 0 {
		return nil, fmt.Errorf("numeric: every = %d must be >= 0", every)
	}
	states := 2
	if every > 0 {
		states = steps/every + 2
	}
	if states > MaxRecorded/len(n.w) {
		return nil, fmt.Errorf("numeric: every = %d records %d states of %d weights, beyond the bound %d", every, states, len(n.w), MaxRecorded)
	}
	return &Trajectory{
		Depth: n.depth, Width: n.width,
		Steps:   make([]int, 0, states),
		weights: make([]float64, 0, states*len(n.w)),
	}, nil
}

func (t *Trajectory) record(step int, w []float64) {
	t.Steps = append(t.Steps, step)
	t.weights = append(t.weights, w...)
}

// nextStop returns the next step after k that is recorded, given the last one.
func nextStop(k, every, last int) int {
	if every == 0 {
		return last
	}
	return min(last, (k/every+1)*every)
}

// firstNonFinite returns the index of the first NaN or Inf, or -1.
func firstNonFinite(w []float64) int {
	for k, x := range w {
		if !isFinite(x) {
			return k
		}
	}
	return -1
}

// clamp projects every entry onto [-box, box].
func clamp(w []float64, box float64) {
	for k, x := range w {
		w[k] = project(x, box)
	}
}

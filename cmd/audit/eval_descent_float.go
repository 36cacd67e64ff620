package main

import (
	"context"
	"fmt"

	"github.com/ssamverify/ssamverify/numeric"
)

// Bounds of float64 descent.
const (
	maxFloatSteps   = 100_000_000
	maxFloatWork    = 2_000_000_000
	maxFloatNumbers = 1_000_000
	defaultStates   = 1000
)

func (q *descentQuestion) runFloat() (object, error) {
	var c converter
	m, err := c.model(q.in)
	if err != nil {
		return nil, err
	}
	layers := make([][]float64, q.in.Depth())
	for l, row := range q.in.Weights {
		layers[l] = c.row(row)
	}
	n, err := numeric.NewNetwork(layers)
	if err != nil {
		return nil, err
	}
	size := q.in.Depth() * q.in.Width()
	every := q.every
	if every == 0 {
		every = max(1, (q.steps+defaultStates-1)/defaultStates)
	}
	switch {
	case q.steps > maxFloatSteps:
		return nil, fmt.Errorf("steps: %d, at most %d", q.steps, maxFloatSteps)
	case float64(q.steps)*float64(size) > maxFloatWork:
		return nil, fmt.Errorf("steps: %d steps of %d weights, at most %d weights in all", q.steps, size, maxFloatWork)
	case (q.steps/every+2)*size > maxFloatNumbers:
		return nil, fmt.Errorf("every: %d records more than %d numbers", every, maxFloatNumbers)
	}
	sizes := c.row(q.sizes)
	recorded, states := []int{0}, [][][]float{stateOf(n)}
	for k := 0; k < q.steps; {
		// Runs of constant step size are taken at once, up to the next recorded step.
		stop := min(q.steps, (k/every+1)*every)
		if len(sizes) > 1 {
			stop = k + 1
		}
		alpha := sizes[0]
		if len(sizes) > 1 {
			alpha = sizes[k]
		}
		d := numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Constant(alpha), Steps: stop - k}
		t, err := d.Run(context.Background(), n)
		if err != nil {
			return nil, fmt.Errorf("steps: beyond step %d: %w", k, err)
		}
		copy(n.Weights(), t.Last())
		k = stop
		if k%every == 0 || k == q.steps {
			recorded, states = append(recorded, k), append(states, stateOf(n))
		}
	}
	return object{
		{"mode", "float64"}, {"steps", q.steps}, {"inputs_exact", !c.rounded}, {"recorded", recorded}, {"trajectory", states}, {"imbalances", q.floatImbalances(states)},
	}, nil
}

// stateOf is the weights as [layer][coordinate].
func stateOf(n *numeric.Network) [][]float {
	out := make([][]float, n.Depth())
	for l := range out {
		out[l] = make([]float, n.Width())
		for i := range out[l] {
			out[l][i] = float(n.At(l, i))
		}
	}
	return out
}

// imbalance is D of one coordinate and pair of layers at the recorded steps.
type imbalance struct {
	Coordinate int     `json:"coordinate"`
	Layers     [2]int  `json:"layers"`
	Values     []float `json:"values"`
}

func (q *descentQuestion) floatImbalances(states [][][]float) []imbalance {
	out := []imbalance{}
	pairsOf(q.in, func(i, l, m int) {
		d := imbalance{Coordinate: i + 1, Layers: [2]int{l + 1, m + 1}, Values: make([]float, len(states))}
		for k, w := range states {
			d.Values[k] = (w[l][i] - w[m][i]) * (w[l][i] + w[m][i])
		}
		out = append(out, d)
	})
	return out
}

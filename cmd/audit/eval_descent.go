package main

import (
	"fmt"
	"io"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
)

func descentKind() Kind {
	return Kind{
		Name: "descent",
		Doc: `Gradient descent W(k+1) = W(k) - alpha_k grad L_R(W(k)), exactly or in float64

Input:
  {"weights": [[..d..] ..L..], "target": [..d..], "sigma": [[..d..] ..d..], "noise": e,
   "steps": K, "step": a, "mode": "exact" or "float64", "every": N}
with "step_sizes": [a_0, a_1, ..] in place of "step", for alpha_k that vary (K is then their number); step sizes are
not negative. "mode" is exact when left out. Exact weights have about 2L-1 times the digits of the step before: a run
whose weights would have more than 2^18 bits in all, or whose work would take minutes, is refused, and float64 is for
long runs (K up to 10^8, K L d up to 2 10^9). "every" (float64 only) records every so many steps, by default about a
thousand states; at most 10^6 numbers are recorded. "tau2" is accepted and without effect.

Output:
  trajectory   W(0), .., W(K), each [layer][coordinate], rationals "p/q" (float64: numbers, of the recorded steps)
  balancing    exact only: for each step, coordinate and pair of layers (counted from 1) the factor
               D(k+1)/D(k), D = w_l^2 - w_m^2; null where D(k) = 0
  recorded     float64 only: the numbers of the recorded steps
  imbalances   float64 only: D at the recorded steps
A float64 run carries no error bound; the claim theorem4.1 checks such runs against certified ones.`,
		Run: runDescent,
	}
}

// Bounds of exact descent.
const (
	maxExactSteps  = 10_000
	maxExactBits   = 1 << 18
	maxExactDepth  = 16
	maxExactEffort = 1e11    // word operations, about a minute
	maxExactOutput = 1 << 27 // bits of all states: some 40 MB of text
)

func runDescent(r io.Reader, w io.Writer) error {
	q, err := readDescent(r)
	if err != nil {
		return err
	}
	var out object
	if q.float {
		out, err = q.runFloat()
	} else {
		out, err = q.runExact()
	}
	if err != nil {
		return err
	}
	return writeObject(w, out)
}

// factor is D(k+1)/D(k) of one coordinate and pair of layers.
type factor struct {
	Coordinate int     `json:"coordinate"`
	Layers     [2]int  `json:"layers"`
	Factor     *string `json:"factor"`
}

func (q *descentQuestion) runExact() (object, error) {
	in := q.in
	switch {
	case q.steps > maxExactSteps:
		return nil, fmt.Errorf("steps: %d, at most %d are exact; use \"mode\": \"float64\"", q.steps, maxExactSteps)
	case in.Depth() > maxExactDepth:
		return nil, fmt.Errorf("weights: %d layers, at most %d are followed exactly; use \"mode\": \"float64\"", in.Depth(), maxExactDepth)
	}
	if err := checkWork(in); err != nil {
		return nil, err
	}
	o := orbit.NewExact(proof.ShapeOf(in))
	o.Place(in, func(z, x *big.Rat) { z.Set(x) })
	trajectory := [][][]string{q.state(o.Weights())}
	balancing := [][]factor{}
	before := q.imbalances(o.Weights())
	effort, total := 0.0, 0.0
	for k := range q.steps {
		// The gradient has degree 2L-1 in the weights; what cancels is known only afterwards, so that the weights themselves are counted
		// and a step is refused when they are large enough already.
		bits := rowBits(o.Weights())
		words := bits * float64(2*in.Depth()-1) / 32
		total += bits
		effort += float64(in.Depth()*in.Depth()*in.Width()) * words * words
		if bits > maxExactBits || total > maxExactOutput || effort > maxExactEffort {
			return nil, fmt.Errorf("steps: after %d of %d steps the exact weights have %.0f digits in all, and the bound is %d bits (the work and the output are bounded too); use \"mode\": \"float64\"",
				k, q.steps, bits*0.30103, maxExactBits)
		}
		o.Advance(q.size(k))
		after := q.imbalances(o.Weights())
		balancing = append(balancing, q.factors(before, after))
		trajectory = append(trajectory, q.state(o.Weights()))
		before = after
	}
	return object{{"mode", "exact"}, {"steps", q.steps}, {"trajectory", trajectory}, {"balancing", balancing}}, nil
}

// state copies weights in storage order into layers.
func (q *descentQuestion) state(w []*big.Rat) [][]string {
	d := q.in.Width()
	out := make([][]string, 0, q.in.Depth())
	for k := 0; k < len(w); k += d {
		out = append(out, ratStrings(w[k:k+d]))
	}
	return out
}

// imbalances lists w_l^2 - w_m^2 by coordinate and pair of layers.
func (q *descentQuestion) imbalances(w []*big.Rat) []*big.Rat {
	d := q.in.Width()
	squares := make([]*big.Rat, len(w))
	for k, x := range w {
		squares[k] = new(big.Rat).Mul(x, x)
	}
	var out []*big.Rat
	pairsOf(q.in, func(i, l, m int) { out = append(out, new(big.Rat).Sub(squares[l*d+i], squares[m*d+i])) })
	return out
}

func (q *descentQuestion) factors(before, after []*big.Rat) []factor {
	out := make([]factor, 0, len(before))
	n := 0
	pairsOf(q.in, func(i, l, m int) {
		f := factor{Coordinate: i + 1, Layers: [2]int{l + 1, m + 1}}
		if before[n].Sign() != 0 {
			text := new(big.Rat).Quo(after[n], before[n]).RatString()
			f.Factor = &text
		}
		out = append(out, f)
		n++
	})
	return out
}

// pairsOf lists the coordinates and pairs of layers l < m.
func pairsOf(in *generators.Instance, f func(i, l, m int)) {
	for i := range in.Width() {
		for m := range in.Depth() {
			for l := range m {
				f(i, l, m)
			}
		}
	}
}

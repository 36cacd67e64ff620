package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

func momentsKind() Kind {
	return Kind{
		Name: "moments",
		Doc: `Moments of one S-SAM step: E g, E g^2 and the expected drift of the imbalances, exactly

Input:
  {"weights": [[..d..] ..L..], "target": [..d..], "sigma": [[..d..] ..d..], "noise": e, "tau2": t,
   "variant": "noise" or "sample", "step": a}
as for gradient; g is the gradient at v = W + e xi, xi standard normal, of the population loss (noise), or of the
squared error of one fresh sample with X ~ N(0, Sigma) and residual variance tau2 (sample). "step" >= 0 may be left out.

Output, as rationals "p/q":
  mean           E g, [layer][coordinate]; it is the gradient of the regularized loss
  second_moment  E g^2, entry by entry
  norm_squared   E |g|^2, their sum
  drift          for each coordinate and pair of layers l < m (counted from 1), with D = w_l^2 - w_m^2 and W+ = W - a g,
                 E D+ = imbalance + first_order a + second_order a^2; with "step" also its value, "expected"
A problem whose drifts are more than 10^5, or whose numbers would take minutes, is refused.`,
		Run: runMoments,
	}
}

// driftEntry is E D+ of one coordinate and pair of layers.
type driftEntry struct {
	Coordinate  int    `json:"coordinate"`
	Layers      [2]int `json:"layers"`
	Imbalance   string `json:"imbalance"`
	FirstOrder  string `json:"first_order"`
	SecondOrder string `json:"second_order"`
	Expected    string `json:"expected,omitempty"`
}

// maxDrifts bounds the number of drifts in an answer.
const maxDrifts = 100_000

func runMoments(r io.Reader, w io.Writer) error {
	in, variant, step, err := readMoments(r)
	if err != nil {
		return err
	}
	if err := checkMoments(in, variant); err != nil {
		return err
	}
	v, err := moments.Evaluate(definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2}, variant)
	if err != nil {
		return err
	}
	mean, second := make([][]string, in.Depth()), make([][]string, in.Depth())
	for l := range mean {
		mean[l], second[l] = ratStrings(v.Mean[l]), ratStrings(v.Second[l])
	}
	drifts := []driftEntry{}
	pairsOf(in, func(i, l, m int) {
		d := v.Drift(l, m, i)
		e := driftEntry{
			Coordinate: i + 1, Layers: [2]int{l + 1, m + 1},
			Imbalance: d.Imbalance.RatString(), FirstOrder: d.First.RatString(), SecondOrder: d.Second.RatString(),
		}
		if step != nil {
			e.Expected = d.At(step).RatString()
		}
		drifts = append(drifts, e)
	})
	return writeObject(w, object{
		{"variant", variant.String()}, {"mean", mean}, {"second_moment", second}, {"norm_squared", v.Norm2().RatString()}, {"drift", drifts},
	})
}

// readMoments reads the variant and the step and leaves the rest to the parser of problems; step is nil when it is left out.
func readMoments(r io.Reader) (in *generators.Instance, variant moments.Variant, step *big.Rat, err error) {
	data, err := readInput(r)
	if err != nil {
		return nil, 0, nil, err
	}
	own, rest := split(data, "variant", "step")
	in, err = generators.ParseInstance(rest, generators.Limits{MaxBytes: MaxInput + 64})
	if err != nil {
		return nil, 0, nil, err
	}
	if len(in.Params) > 0 {
		return nil, 0, nil, errors.New("params: unknown field")
	}
	for _, name := range []string{"variant", "step"} {
		if len(own[name]) > 1 {
			return nil, 0, nil, fmt.Errorf("%s: given twice", name)
		}
	}
	if len(own["variant"]) == 0 {
		return nil, 0, nil, errors.New("variant: missing")
	}
	var text string
	if raw := own["variant"][0]; raw[0] != '"' || json.Unmarshal(raw, &text) != nil {
		return nil, 0, nil, fmt.Errorf("variant: %s is not a string", short(string(raw)))
	}
	if variant, err = moments.ParseVariant(text); err != nil {
		return nil, 0, nil, fmt.Errorf("variant: %s is neither \"noise\" nor \"sample\"", short(text))
	}
	if len(own["step"]) == 1 {
		if step, err = stepSize("step", own["step"][0]); err != nil {
			return nil, 0, nil, err
		}
	}
	return in, variant, step, nil
}

// checkMoments refuses a problem whose answer would be too long or take too long. With B the bits of all numerators and denominators that meet in
// one entry (those of one coordinate in the diagonal model with noise only, all of them otherwise) the numbers grow to about 4 B bits, one entry takes some 60
// operations on them, each drift 8, and a rational operation is quadratic in the words.
func checkMoments(in *generators.Instance, variant moments.Variant) error {
	depth, width := in.Depth(), in.Width()
	pairs := width * depth * (depth - 1) / 2
	if pairs > maxDrifts {
		return fmt.Errorf("weights: %d layers and %d coordinates have %d drifts, at most %d are given", depth, width, pairs, maxDrifts)
	}
	bits := 0.0
	if in.IsDiagonal() && variant == moments.NoiseOnly {
		for i, b := range in.Target {
			one := ratBits(b) + ratBits(in.Scale(i))
			for _, row := range in.Weights {
				one += ratBits(row[i])
			}
			bits = max(bits, one)
		}
	} else {
		bits = rowBits(in.Target) + ratBits(in.Tau2)
		for _, row := range in.Weights {
			bits += rowBits(row)
		}
		for i, row := range in.Sigma {
			bits += rowBits(row[i:])
		}
	}
	words := (bits + float64(depth)*ratBits(in.Noise)) / 16
	if work := (60*float64(depth*width) + 8*float64(pairs) + float64(width*width)) * words * words; work > maxWork {
		return fmt.Errorf("weights: the exact moments at L = %d, d = %d with numbers of this length take about %.1g steps, the bound is %.1g", depth, width, work, float64(maxWork))
	}
	return nil
}

package figures

import (
	"context"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/ssamverify/ssamverify/numeric"
)

// balancing draws the imbalance of descent on L_R against the bound of Theorem 4.1.
func balancing(ctx context.Context) (Figure, error) {
	const alpha, steps, noise, b = 0.01, 600, 0.75, 2.0
	f := Figure{
		Name: "balancing", Title: "Imbalance of gradient descent against its bound",
		Caption: "|w_1^2 - w_2^2| over its start, descent on L_R, d = 1, s = 1, b = 2, eta = 3/4, step 1/100, starts (3/2, 1/2), (3/2, 1/2, 1) and (3/2, 1/2, 1, 1). " +
			"Dashed: the bound (1 - 2 alpha s eta^(2(L-1)))^(2k) of Theorem 4.1.",
		Data:  Table{Header: []string{"depth", "step", "imbalance", "bound"}},
		width: 7 * vg.Inch, height: 4.2 * vg.Inch,
	}
	m, err := numeric.NewDiagonalModel([]float64{b}, []float64{1}, noise, 0)
	if err != nil {
		return Figure{}, err
	}
	p := newPlot("", "step k", "|w₁² - w₂²| over its start (no unit, log scale)")
	logY(p)
	starts := [][][]float64{{{1.5}, {0.5}}, {{1.5}, {0.5}, {1}}, {{1.5}, {0.5}, {1}, {1}}}
	for k, layers := range starts {
		start, err := numeric.NewNetwork(layers)
		if err != nil {
			return Figure{}, err
		}
		run, err := (&numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Constant(alpha), Steps: steps, Every: 4}).Run(ctx, start)
		if err != nil {
			return Figure{}, err
		}
		depth := len(layers)
		factor := 1 - 2*alpha*math.Pow(noise, float64(2*(depth-1)))
		var imbalance, bound plotter.XYs
		var first float64
		for i := range run.Len() {
			w := run.State(i)
			d := math.Abs(w[0]*w[0] - w[1]*w[1])
			if i == 0 {
				first = d
			}
			step := float64(run.Steps[i])
			// Below 1e-12 of the start the difference of two squares is rounding.
			if d < first*1e-12 {
				break
			}
			imbalance = append(imbalance, plotter.XY{X: step, Y: d / first})
			bound = append(bound, plotter.XY{X: step, Y: math.Pow(factor, 2*step)})
			f.Data.add(depth, run.Steps[i], d/first, math.Pow(factor, 2*step))
		}
		c := []color.Color{black, vermilion, blue}[k]
		curve, limit := line(imbalance, c, 1.8, nil), line(bound, c, 1.2, dashes(1))
		p.Add(curve, limit)
		p.Legend.Add(fmt.Sprintf("L = %d", depth), curve)
		p.Legend.Add(fmt.Sprintf("bound, L = %d", depth), limit)
	}
	p.Legend.Left = true
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, steps, 1e-8, 1.2
	f.draw = drawn(p)
	return f, nil
}

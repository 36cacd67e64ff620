package figures

import (
	"context"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/ssamverify/ssamverify/numeric"
)

// shrinkageFactor draws lambda = p/b against beta = |b|/e^L for depths 2 to 6: both branches.
func shrinkageFactor(context.Context) (Figure, error) {
	f := Figure{
		Name: "shrinkage", Title: "Shrinkage factor against the target",
		Caption: "lambda = p/b at the nonzero stationary points against beta = |b|/eta^L (Lemmas 2.3 and 3.2). Solid: the minimum; dashed: the saddle; disks: the threshold beta_1(L), " +
			"below which only the origin (lambda = 0) is stationary. From depth 3 on the minimum appears with a jump.",
		Data:  Table{Header: []string{"depth", "branch", "beta", "lambda"}},
		width: 7 * vg.Inch, height: 4.4 * vg.Inch,
	}
	p := newPlot("", "β = |b| / η^L (no unit, log scale)", "λ = p / b (no unit)")
	logX(p)
	colors := []color.Color{black, vermilion, blue, green, purple}
	const top, points = 200.0, 240
	for depth := 2; depth <= 6; depth++ {
		th, err := numeric.DepthThresholds(depth)
		if err != nil {
			return Figure{}, err
		}
		var minimum, saddle plotter.XYs
		for k := range points + 1 {
			// Steps that grow from the threshold: at the jump the branches have a vertical tangent.
			beta := th.Beta1 * math.Exp(math.Log(top/th.Beta1)*math.Pow(float64(k)/points, 3))
			var st numeric.Stationary
			if err := numeric.StationaryPoints(depth, beta, 1, 1, &st); err != nil {
				return Figure{}, err
			}
			if st.Undecided || st.Count == 0 {
				continue
			}
			r := st.Roots[st.Count-1]
			minimum = append(minimum, plotter.XY{X: beta, Y: r.Shrinkage})
			f.Data.add(depth, "minimum", beta, r.Shrinkage)
			if st.Count == 2 {
				saddle = append(saddle, plotter.XY{X: beta, Y: st.Roots[0].Shrinkage})
				f.Data.add(depth, "saddle", beta, st.Roots[0].Shrinkage)
			}
		}
		// At the threshold z = (L-2)/L, so lambda = (z/(1+z))^(L-1) = ((L-2)/(2L-2))^(L-1).
		z := float64(depth-2) / float64(2*depth-2)
		jump := plotter.XY{X: th.Beta1, Y: math.Pow(z, float64(depth-1))}
		f.Data.add(depth, "threshold", jump.X, jump.Y)
		c := colors[depth-2]
		curve := line(append(plotter.XYs{jump}, minimum...), c, 1.8, nil)
		p.Add(curve)
		if len(saddle) > 0 {
			p.Add(line(append(plotter.XYs{jump}, saddle...), c, 1.2, dashes(1)))
		}
		p.Add(marks(plotter.XYs{jump}, c, draw.CircleGlyph{}, 3.5))
		p.Legend.Add(fmt.Sprintf("L = %d", depth), curve)
	}
	p.Legend.Top, p.Legend.Left = true, true
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0.8, top, 0, 1
	f.draw = drawn(p)
	return f, nil
}

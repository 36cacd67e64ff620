package figures

import (
	"context"
	"image/color"
	"math/big"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/ssamverify/ssamverify/lemmas/lemma3_2"
	"github.com/ssamverify/ssamverify/numeric"
)

// The parameters of Figure 3. The paper's start and step are not in its caption: these are this project's.
const (
	figure3Noise = 0.5
	figure3Step  = 0.005
	figure3Steps = 6000
	figure3Every = 4
)

// figure3Low and figure3High are the ends of both axes.
const figure3Low, figure3High = -0.25, 4.0

var figure3Start = [2]float64{3, 0.25}

// trajectories is Figure 3: descent, regularized descent and S-SAM from one start.
func trajectories(ctx context.Context) (Figure, error) {
	f := Figure{
		Name: "figure3", Title: "Figure 3: descent, regularized descent and S-SAM",
		Caption: "Contours of (w_* - w_2 w_1)^2, w_* = 3.14159, and 6000 steps of size 0.005 from (3, 1/4): descent on L ends on the hyperbola of minima where it meets it, unbalanced; " +
			"descent on L_R (eta = 1/2) turns to the balanced minimum, marked by a ring (certified); S-SAM (eta = 1/2, one seed) follows it with noise. " +
			"Start and step are this project's: the caption does not give the paper's.",
		Data:  Table{Header: []string{"curve", "step", "w1", "w2"}},
		width: 6 * vg.Inch, height: 5.6 * vg.Inch,
	}
	m, err := numeric.NewDiagonalModel([]float64{target}, []float64{1}, figure3Noise, 0)
	if err != nil {
		return Figure{}, err
	}
	start, err := numeric.NewNetwork([][]float64{{figure3Start[0]}, {figure3Start[1]}})
	if err != nil {
		return Figure{}, err
	}
	step := numeric.Constant(figure3Step)
	descent := numeric.Descent{Model: m, Objective: numeric.Plain, Step: step, Steps: figure3Steps, Every: figure3Every}
	plain, err := descent.Run(ctx, start)
	if err != nil {
		return Figure{}, err
	}
	descent.Objective = numeric.Regularized
	regularized, err := descent.Run(ctx, start)
	if err != nil {
		return Figure{}, err
	}
	ssam := numeric.SSAM{Model: m, Variant: numeric.NoiseOnly, Step: step, Steps: figure3Steps, Every: figure3Every}
	noisy, err := ssam.Run(ctx, start, numeric.NewStream(1, 0))
	if err != nil {
		return Figure{}, err
	}
	p := newPlot("", "w₁", "w₂")
	p.Add(levelCurves(surface{figure3Low, figure3High, 141, loss(0)}, above(0.1, 10)))
	for _, c := range []struct {
		name  string
		run   *numeric.Trajectory
		color color.Color
		width vg.Length
	}{{"S-SAM", noisy, blue, 0.9}, {"descent on L", plain, yellow, 2.2}, {"descent on L_R", regularized, green, 2.2}} {
		xys := make(plotter.XYs, c.run.Len())
		for k := range xys {
			w := c.run.State(k)
			xys[k] = plotter.XY{X: w[0], Y: w[1]}
			f.Data.add(c.name, c.run.Steps[k], w[0], w[1])
		}
		if c.width > 1 { // a dark edge: yellow on white is hard to see
			p.Add(line(xys, black, c.width+1.2, nil))
		}
		curve := line(xys, c.color, c.width, nil)
		p.Add(curve)
		p.Legend.Add(c.name, curve)
		last := marks(xys[len(xys)-1:], c.color, draw.CircleGlyph{}, 4)
		p.Add(marks(xys[len(xys)-1:], black, draw.CircleGlyph{}, 5), last)
	}
	points, err := lemma3_2.Figure2(ctx, big.NewRat(1, 2), 30)
	if err != nil {
		return Figure{}, err
	}
	minimum, _ := points[len(points)-1].Certified.T.Mid().Float64()
	ring := marks(plotter.XYs{{X: minimum, Y: minimum}}, black, draw.RingGlyph{}, 7)
	begin := marks(plotter.XYs{{X: figure3Start[0], Y: figure3Start[1]}}, black, draw.SquareGlyph{}, 4)
	p.Add(ring, begin)
	p.Legend.Add("certified minimum of L_R", ring)
	p.Legend.Add("start", begin)
	p.Legend.Top, p.Legend.Left, p.Legend.XOffs = true, true, vg.Points(215)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = figure3Low, figure3High, figure3Low, figure3High
	f.draw = drawn(p)
	return f, nil
}

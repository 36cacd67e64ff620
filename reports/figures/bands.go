package figures

import (
	"context"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/ssamverify/ssamverify/numeric"
)

// bands draws quantiles over many seeds of the distance of projected S-SAM to the KKT set.
func bands(ctx context.Context) (Figure, error) {
	const (
		b, noise, box    = 2.0, 0.5, 2.0
		runs, steps      = 200, 10000
		every            = 50
		a, exponent, lag = 0.5, 0.75, 20
	)
	f := Figure{
		Name: "bands", Title: "Projected S-SAM: distance to the KKT set over 200 seeds",
		Caption: "L = 2, d = 1, s = 1, b = 2, eta = 1/2, box |w| <= 2, steps 0.5 (k + 20)^(-3/4), start (2, 1/10), noise only. Bands: from the 5% to the 95% and from the 25% to the 75% quantile; " +
			"line: median. A simulation: it shows the law of the distance up to this step, and verifies no limit.",
		Data:  Table{Header: []string{"step", "q05", "q25", "q50", "q75", "q95"}},
		width: 7 * vg.Inch, height: 4.2 * vg.Inch,
	}
	m, err := numeric.NewDiagonalModel([]float64{b}, []float64{1}, noise, 0)
	if err != nil {
		return Figure{}, err
	}
	start, err := numeric.NewNetwork([][]float64{{2}, {0.1}})
	if err != nil {
		return Figure{}, err
	}
	c := numeric.SSAM{Model: m, Variant: numeric.NoiseOnly, Step: numeric.Schedule{A: a, R: exponent, K0: lag}, Box: box, Steps: steps, Every: every}
	paths, err := c.RunMany(ctx, start, 1, runs, 0)
	if err != nil {
		return Figure{}, err
	}
	var st numeric.Stationary
	if err := numeric.StationaryPoints(2, b, noise, 1, &st); err != nil {
		return Figure{}, err
	}
	// t_- = 0 and t_+ = sqrt(b - eta^2) < 2: the KKT set is the origin and the two minima.
	t := st.Roots[st.Count-1].Weight
	distance := func(w []float64) float64 {
		return min(math.Hypot(w[0], w[1]), math.Hypot(w[0]-t, w[1]-t), math.Hypot(w[0]+t, w[1]+t))
	}
	levels := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	curves := make([]plotter.XYs, len(levels))
	ds := make([]float64, runs)
	next := 1.0
	for k := 1; k < paths[0].Len(); k++ {
		if float64(k) < next { // about 20 points a factor of e, on a log axis
			continue
		}
		next = max(next*1.05, float64(k)+1)
		for j, p := range paths {
			ds[j] = distance(p.State(k))
		}
		slices.Sort(ds)
		step := paths[0].Steps[k]
		row := []any{step}
		for i, q := range levels {
			y := ds[int(q*float64(runs-1)+0.5)]
			curves[i] = append(curves[i], plotter.XY{X: float64(step), Y: y})
			row = append(row, y)
		}
		f.Data.add(row...)
	}
	p := newPlot("", "step k (log scale)", "distance (unit of a weight, log scale)")
	logX(p)
	logY(p)
	for _, band := range []struct {
		low, high int
		c         color.Color
		name      string
	}{{0, 4, color.RGBA{205, 228, 244, 255}, "5% to 95%"}, {1, 3, sky, "25% to 75%"}} {
		outline := slices.Clone(curves[band.low])
		upper := slices.Clone(curves[band.high])
		slices.Reverse(upper)
		area, err := plotter.NewPolygon(append(outline, upper...))
		if err != nil {
			return Figure{}, err
		}
		area.Color, area.Width = band.c, 0
		p.Add(area)
		p.Legend.Add(band.name, area)
	}
	median := line(curves[2], blue, 1.8, nil)
	p.Add(median)
	p.Legend.Add("median", median)
	p.Legend.Left = true
	f.draw = drawn(p)
	return f, nil
}

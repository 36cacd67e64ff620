package figures

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"math/big"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/ssamverify/ssamverify/lemmas/lemma3_2"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// target is w_* of Figures 2 and 3.
const target = 3.14159

// side is half the side of the square of weights that Figure 2 shows.
const side = 3.2

// surface is a function of (w_1, w_2) on a square grid of n x n points.
type surface struct {
	low, high float64
	n         int
	f         func(w1, w2 float64) float64
}

// at is the coordinate of column or row k.
func (s surface) at(k int) float64 { return s.low + (s.high-s.low)*float64(k)/float64(s.n-1) }

// loss is (w_* - w_2 w_1)^2 + e^2 (w_1^2 + w_2^2).
func loss(e float64) func(w1, w2 float64) float64 {
	return func(w1, w2 float64) float64 {
		r := target - w1*w2
		return r*r + e*e*(w1*w1+w2*w2)
	}
}

// above spaces levels above the least value of a function: by a factor of two, from 0.1 up.
func above(least float64, n int) []float64 {
	ls := make([]float64, n)
	for k := range ls {
		ls[k] = least + 0.1*math.Pow(2, float64(k))
	}
	return ls
}

// landscape is Figure 2: contours of the regularized loss for several noise levels, with the certified
// critical points by kind.
func landscape(ctx context.Context) (Figure, error) {
	f := Figure{
		Name: "figure2", Title: "Figure 2: the regularized loss for four noise levels",
		Caption: "Contours of (w_* - w_2 w_1)^2 + eta^2 (w_1^2 + w_2^2), w_* = 3.14159, at the minimum plus 0.1 times the powers of 2. Critical points are certified: " +
			"disks are global minima, crosses strict saddles, the square is a minimum at the origin. Above eta = sqrt(w_*) = 1.77 only the origin is left.",
		Data:  Table{Header: []string{"eta", "w1", "w2", "kind", "global"}},
		width: 7 * vg.Inch, height: 7 * vg.Inch,
	}
	var plots []*plot.Plot
	for _, e := range []*big.Rat{big.NewRat(1, 2), big.NewRat(1, 1), big.NewRat(3, 2), big.NewRat(2, 1)} {
		eta, _ := e.Float64()
		points, err := lemma3_2.Figure2(ctx, e, 30)
		if err != nil {
			return Figure{}, err
		}
		p := newPlot(fmt.Sprintf("η = %g", eta), "w₁", "w₂")
		f0 := loss(eta)
		least := f0(0, 0)
		var minima, saddles, origin plotter.XYs
		for _, c := range points {
			w, _ := c.Certified.T.Mid().Float64() // |w_1| = |w_2|
			least = math.Min(least, f0(w, w))
			signs := []float64{w, -w}
			if w == 0 {
				signs = signs[:1]
			}
			for _, x := range signs {
				f.Data.add(eta, x, x, c.Certified.Kind, c.Certified.Global)
				switch {
				case c.Certified.Kind == shrinkage.Saddle:
					saddles = append(saddles, plotter.XY{X: x, Y: x})
				case w == 0:
					origin = append(origin, plotter.XY{X: x, Y: x})
				default:
					minima = append(minima, plotter.XY{X: x, Y: x})
				}
			}
		}
		p.Add(levelCurves(surface{-side, side, 81, f0}, above(least, 10)))
		for _, m := range []struct {
			at    plotter.XYs
			c     color.Color
			shape draw.GlyphDrawer
			name  string
		}{{minima, blue, draw.CircleGlyph{}, "minimum"}, {saddles, vermilion, draw.CrossGlyph{}, "saddle"}, {origin, green, draw.BoxGlyph{}, "minimum at 0"}} {
			if len(m.at) > 0 {
				s := marks(m.at, m.c, m.shape, vg.Points(4.5))
				p.Add(s)
				p.Legend.Add(m.name, s)
			}
		}
		p.Legend.Top, p.Legend.Left = true, true
		square(p)
		plots = append(plots, p)
	}
	f.draw = func(c draw.Canvas) {
		t := draw.Tiles{Rows: 2, Cols: 2, PadX: vg.Points(14), PadY: vg.Points(10), PadTop: vg.Points(4), PadRight: vg.Points(8), PadBottom: vg.Points(4), PadLeft: vg.Points(4)}
		for k, row := range plot.Align([][]*plot.Plot{plots[:2], plots[2:]}, t, c) {
			for i, cell := range row {
				plots[2*k+i].Draw(cell)
			}
		}
	}
	return f, nil
}

// square fixes both axes to the square that Figure 2 shows.
func square(p *plot.Plot) {
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -side, side, -side, side
}

package figures

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// network is Figure 1: a diagonal linear network. Each coordinate passes through its own chain of L
// weights, and the output is the sum.
func network(context.Context) (Figure, error) {
	return Figure{
		Name: "figure1", Title: "Figure 1: a diagonal linear network with L layers",
		Caption: "Coordinate i of the input is multiplied by one weight per layer, w_1i, w_2i, ..., w_Li, with no edge between coordinates; the output is the sum " +
			"over the coordinates of p_i X_i with p_i = w_1i w_2i ... w_Li. Drawn for three coordinates.",
		Data:  Table{Header: []string{"layers", "weights_per_layer", "output"}, Rows: [][]string{{"L", "d", "sum of w_1i ... w_Li X_i"}}},
		width: 7 * vg.Inch, height: 2.9 * vg.Inch, draw: drawNetwork,
	}, nil
}

func drawNetwork(c draw.Canvas) {
	w, h := c.Size().X, c.Size().Y
	columns := []vg.Length{0.09, 0.29, 0.49, 0.69, 0.92} // input, after layer 1, after layer 2, after layer L, output
	heights := []vg.Length{0.76, 0.48, 0.2}
	at := func(k, i int) vg.Point { return vg.Point{X: c.Min.X + columns[k]*w, Y: c.Min.Y + heights[i]*h} }
	out := vg.Point{X: c.Min.X + columns[4]*w, Y: c.Min.Y + heights[1]*h}
	const radius = 13
	sty := func(size float64) text.Style {
		return text.Style{
			Color: black, Font: font.Font{Typeface: plot.DefaultFont.Typeface, Variant: "Sans", Size: vg.Points(size)},
			XAlign: text.XCenter, YAlign: text.YCenter, Handler: plot.DefaultTextHandler,
		}
	}
	arrow := func(from, to vg.Point, dash []vg.Length) {
		dx, dy := to.X-from.X, to.Y-from.Y
		n := vg.Length(math.Hypot(float64(dx), float64(dy)))
		a := vg.Point{X: from.X + dx/n*radius, Y: from.Y + dy/n*radius}
		b := vg.Point{X: to.X - dx/n*(radius+1), Y: to.Y - dy/n*(radius+1)}
		c.StrokeLine2(draw.LineStyle{Color: blue, Width: 1.4, Dashes: dash}, a.X, a.Y, b.X, b.Y)
		left := vg.Point{X: b.X - dx/n*6 - dy/n*3, Y: b.Y - dy/n*6 + dx/n*3}
		right := vg.Point{X: b.X - dx/n*6 + dy/n*3, Y: b.Y - dy/n*6 - dx/n*3}
		c.FillPolygon(blue, []vg.Point{b, left, right})
	}
	node := func(p vg.Point, label string) {
		c.DrawGlyph(draw.GlyphStyle{Color: black, Radius: radius, Shape: draw.RingGlyph{}}, p)
		c.FillText(sty(9), p, label)
	}
	for i := range heights {
		for k := range 3 {
			arrow(at(k, i), at(k+1, i), [][]vg.Length{nil, nil, {3, 3}}[k])
			label := []string{fmt.Sprintf("w_1%d", i+1), fmt.Sprintf("w_2%d", i+1), fmt.Sprintf("...  w_L%d", i+1)}[k]
			mid := at(k, i)
			mid.X = (mid.X + at(k+1, i).X) / 2
			mid.Y += 8
			c.FillText(sty(8.5), mid, label)
		}
		arrow(at(3, i), out, nil)
		node(at(0, i), fmt.Sprintf("X%d", i+1))
		node(at(1, i), "")
		node(at(2, i), "")
		node(at(3, i), fmt.Sprintf("p%dX%d", i+1, i+1))
	}
	node(out, "sum")
	top := c.Min.Y + h*0.94
	for k, label := range []string{"input", "layer 1", "layer 2", "layer L", "output"} {
		c.FillText(sty(9.5), vg.Point{X: c.Min.X + columns[k]*w, Y: top}, label)
	}
}

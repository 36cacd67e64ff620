package figures

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colors of Okabe and Ito.
var (
	black     = color.RGBA{0, 0, 0, 255}
	gray      = color.RGBA{120, 120, 120, 255}
	pale      = color.RGBA{190, 190, 190, 255}
	sky       = color.RGBA{0x56, 0xB4, 0xE9, 255}
	green     = color.RGBA{0x00, 0x9E, 0x73, 255}
	yellow    = color.RGBA{0xF0, 0xE4, 0x42, 255}
	blue      = color.RGBA{0x00, 0x72, 0xB2, 255}
	vermilion = color.RGBA{0xD5, 0x5E, 0x00, 255}
	purple    = color.RGBA{0xCC, 0x79, 0xA7, 255}
)

// dashes of the curves that colors alone would tell apart.
func dashes(k int) []vg.Length {
	return [][]vg.Length{nil, {6, 2.5}, {2, 2}, {8, 2, 2, 2}, {4, 4}, {10, 3}}[k%6]
}

// newPlot is an empty plot in the style of the package.
func newPlot(title, x, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.Padding = vg.Points(4)
	for _, s := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		s.Font.Variant = "Sans"
		s.Font.Size = vg.Points(9)
	}
	p.Title.TextStyle.Font.Size = vg.Points(10)
	p.X.Label.TextStyle.Font.Size, p.Y.Label.TextStyle.Font.Size = vg.Points(9.5), vg.Points(9.5)
	p.Legend.Padding, p.Legend.ThumbnailWidth = vg.Points(2), vg.Points(24)
	return p
}

// line is a curve.
func line(xys plotter.XYs, c color.Color, width vg.Length, dash []vg.Length) *plotter.Line {
	return &plotter.Line{XYs: xys, LineStyle: draw.LineStyle{Color: c, Width: width, Dashes: dash}}
}

// marks are points of one shape.
func marks(xys plotter.XYs, c color.Color, shape draw.GlyphDrawer, radius vg.Length) *plotter.Scatter {
	return &plotter.Scatter{XYs: xys, GlyphStyle: draw.GlyphStyle{Color: c, Radius: radius, Shape: shape}}
}

// drawn is a drawing of one plot with a margin.
func drawn(p *plot.Plot) func(draw.Canvas) {
	return func(c draw.Canvas) { p.Draw(draw.Crop(c, 4, -10, 4, -6)) }
}
